"""A delimited text to records with their line numbers. Knows nothing of posts."""

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.errors import InvalidError
from esg.encoding import HOW_TO

DELIMITERS = (",", ";", "\t")
_SNIFFED_CHARS = 1 << 16
_TOPS = 30
"""Records among which the header is looked for."""
_SURE = 2
MAX_COLUMNS = 1_000
_MAX_LINE = 4_000_000
_LONG = f"{csv.field_size_limit():,} characters"


@dataclass(frozen=True, slots=True)
class Record:
    line: int
    """Number of the line in the file on which it begins, from 1; the header's is usually 1."""
    cells: list[str]
    problem: str | None = None
    """Why it could not be read; it has no cells then."""


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    records: Iterator[Record]
    """Read lazily; raises InvalidError where the file stops being a table."""


def read_table(text: str, is_known: Callable[[str], bool] = lambda _: False) -> Table:
    """The header and the records of a CSV text.

    The header is the first record, or a later one near the top that has more known names: some
    exports explain themselves in lines of prose before it.

    Args:
        text: The file's.
        is_known: Whether a cell is the name of a column that files of this kind have.

    Raises:
        InvalidError: No header line, or not a CSV file.
    """
    delimiter, skipped = _layout(text[:_SNIFFED_CHARS], is_known)
    records = _records(text, delimiter)
    first = next(itertools.islice(records, skipped, None), None)
    if first is None:
        raise InvalidError(f"The file has no header line. {HOW_TO}", code="empty_file")
    if first.problem:
        raise InvalidError(
            f"Line {first.line} of the file is no header: {first.problem}. {HOW_TO}", code="not_csv"
        )
    if len(first.cells) > MAX_COLUMNS:
        raise too_many_columns("columns")
    return Table(header=[cell.strip() for cell in first.cells], records=records)


def too_many_columns(what: str) -> InvalidError:
    return InvalidError(
        f"The file has more than {MAX_COLUMNS:,} {what}; no history of posts has so many. Export "
        "only the columns of the posts and their counts.",
        code="too_many_columns",
    )


def _layout(head: str, is_known: Callable[[str], bool]) -> tuple[str, int]:
    """The separator, and how many records stand before the header.

    It is the separator by which most names are known, else the first record has most cells.
    """
    declared = re.match(r"sep=([,;\t])\r?\n", head)
    found: list[tuple[int, int, str, int]] = []
    for delimiter in (declared[1],) if declared else DELIMITERS:
        tops = _tops(head, delimiter)
        scores = [sum(map(is_known, cells)) for cells in tops] or [0]
        at = max(range(len(scores)), key=scores.__getitem__)
        if scores[at] < _SURE:  # one known word may be prose, or a row's text
            at = 0
        found.append((scores[at], _width(head, delimiter), delimiter, at))
    best = max(found, key=lambda one: one[:2])
    return best[2], best[3]


def _tops(head: str, delimiter: str) -> list[list[str]]:
    """The cells of the first records, as far as they can be read."""
    tops: list[list[str]] = []
    try:
        for record in itertools.islice(_records(head, delimiter), _TOPS):
            tops.append(record.cells)  # noqa: PERF401 - what was read before an error counts
    except InvalidError:
        pass
    return tops


def _width(head: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        return len(next((cells for cells in reader if cells), []))
    except csv.Error:
        return 0


def _records(text: str, delimiter: str) -> Iterator[Record]:
    lines = _Lines(io.StringIO(text, newline=""))
    # strict, or what follows a quotation mark that is never closed becomes part of that text
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        line = lines.count + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            record = _leniently(lines.taken, delimiter, line, error)
        else:
            if cells is None:
                return
            record = Record(line, cells)
        if record.problem or (any(map(str.strip, record.cells)) and not _is_hint(record)):
            yield record


def _is_hint(record: Record) -> bool:
    """Whether it only says what separates the cells, as a spreadsheet writes it."""
    return record.line == 1 and len(record.cells) <= 2 and record.cells[0].startswith("sep=")


class _TooLongError(csv.Error):
    """A line of a size that no row has."""


class _Lines:
    """The lines of a text, with those at hand that the record being read has taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        self.taken.append(line)
        if len(line) > _MAX_LINE:
            raise _TooLongError
        return line


def _leniently(taken: list[str], delimiter: str, line: int, error: csv.Error) -> Record:
    """A record that has marks within a quoted text or is too long, if it ends where its line does.

    Raises:
        InvalidError: It runs on over other lines, which may be rows of their own.
    """
    is_one = len(taken) == 1
    if isinstance(error, _TooLongError) and is_one:
        return Record(line, [], f"the line has more than {_MAX_LINE:,} characters")
    if "field limit" in str(error) and is_one:
        return Record(line, [], f"a cell has more than {_LONG}; no post has such a text")
    try:
        if is_one and "unexpected end" not in str(error):
            return Record(line, next(csv.reader(taken, delimiter=delimiter)))
    except csv.Error:
        pass
    raise InvalidError(
        f"The file stops being a table at line {line}: {_why(error)}. Correct that line and import "
        "the file again.",
        code="not_csv",
    ) from error


def _why(error: csv.Error) -> str:
    if isinstance(error, _TooLongError) or "field limit" in str(error):
        return (
            f"from a quotation mark in it on, a text runs over several lines to more than {_LONG}; "
            "most often the mark is never closed"
        )
    if "unexpected end" in str(error):
        return "a quotation mark is opened there and never closed"
    return (
        f"a quotation mark stands where none can ({error}); most often one is opened there and "
        "never closed"
    )
