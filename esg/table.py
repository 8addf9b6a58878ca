"""Bytes of a delimited file to records with their line numbers. Knows nothing of posts."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import InvalidError

MAX_BYTES = 100 * 1024 * 1024
DELIMITERS = (",", ";", "\t")
_SNIFFED_CHARS = 1 << 16
_BINARY = {
    b"PK\x03\x04": "an Excel workbook or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_HOW_TO = "Export the posts as CSV, with a header line, and import that file."


@dataclass(frozen=True, slots=True)
class Record:
    line: int
    """Number of the line in the file on which it begins, from 1; the header's is usually 1."""
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    records: Iterator[Record]
    """Read lazily; raises InvalidError where the file stops being a table."""


def read_table(raw: bytes) -> Table:
    """The header and the records of a CSV file in UTF-8, UTF-16 or Windows-1252.

    Bytes that a mostly UTF-8 file holds in error survive as lone surrogates, which
    `is_readable` finds, so that one broken row does not lose the file.

    Raises:
        InvalidError: Over 100 MB, empty, or not a CSV file.
    """
    if len(raw) > MAX_BYTES:
        raise InvalidError(
            "The file is larger than 100 MB. Split it and import the parts one after the other; "
            "posts in more than one part are recognised.",
            code="file_too_large",
        )
    if not raw.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        raise InvalidError(f"The file is empty. {_HOW_TO}", code="empty_file")
    text = _decoded(raw)
    delimiter = _delimiter(text[:_SNIFFED_CHARS])
    records = _records(text, delimiter)
    first = next(records, None)
    if first is None:
        raise InvalidError(f"The file has no header line. {_HOW_TO}", code="empty_file")
    return Table(header=[cell.strip() for cell in first.cells], records=records)


def is_readable(text: str) -> bool:
    """False for text with bytes that could not be decoded, or NUL, which no database keeps."""
    return _UNREADABLE.search(text) is None


_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


def _decoded(raw: bytes) -> str:
    for magic, kind in _BINARY.items():
        if raw.startswith(magic):
            raise InvalidError(f"The file is {kind}, not a CSV file. {_HOW_TO}", code="not_csv")
    text = _decoded_utf16(raw)
    if text is None:
        text = _decoded_bytes(raw)
    if "\x00" in text[:4096]:
        raise InvalidError(f"The file is binary, not a CSV file. {_HOW_TO}", code="not_csv")
    return text


def _decoded_utf16(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif raw[1:64:2].count(0) > 16 and 0 not in raw[0:64:2]:
        encoding = "utf-16-le"
    elif raw[0:64:2].count(0) > 16 and 0 not in raw[1:64:2]:
        encoding = "utf-16-be"
    else:
        return None
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidError(
            "The file begins as UTF-16 and then breaks off. Save it again as CSV UTF-8.",
            code="not_csv",
        ) from error


def _decoded_bytes(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    lenient = raw.decode("utf-8-sig", "surrogateescape")
    broken = len(_UNREADABLE.findall(lenient))
    meant = sum(1 for char in lenient if ord(char) > 127) - broken
    if meant > broken:
        return lenient
    # the five bytes Windows-1252 leaves open stay marked, and only their rows are lost
    return raw.decode("cp1252", "surrogateescape")


def _delimiter(head: str) -> str:
    """The separator by which the first record has the most cells."""
    declared = re.match(r"sep=([,;\t])\r?\n", head)
    if declared:
        return declared[1]
    return max(DELIMITERS, key=lambda delimiter: _width(head, delimiter))


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
    line = 1
    while True:
        lines.taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells = _leniently(lines.taken, delimiter, line, error)
        if cells is None:
            return
        is_hint = line == 1 and cells and cells[0].startswith("sep=") and len(cells) <= 2
        if any(cell.strip() for cell in cells) and not is_hint:
            yield Record(line=line, cells=cells)
        line = reader.line_num + 1


class _Lines:
    """The lines of a text, with those at hand that the record being read has taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.taken.append(next(self._lines))
        return self.taken[-1]


def _leniently(taken: list[str], delimiter: str, line: int, error: csv.Error) -> list[str]:
    """The cells of a record that has marks within a quoted text, if it ends where its line does.

    Raises:
        InvalidError: It runs on over other lines, which may be rows of their own.
    """
    try:
        if len(taken) == 1 and "unexpected end" not in str(error):
            return next(csv.reader(taken, delimiter=delimiter))
    except csv.Error:
        pass
    raise InvalidError(
        f"The file stops being a table at line {line} ({error}); most often a quotation mark "
        "is opened there and never closed. Correct that line and import the file again.",
        code="not_csv",
    ) from error
