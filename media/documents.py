"""Reads what is written in a brand's documents: PDF, XLSX, CSV, text. Understands none of it.

The one place that uses langchain-community (docs/decisions/0007). Runs in the process beside ours
that `looking` bounds: a file made to freeze its reader ends that process only.
"""

import csv
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from domain import hidden
from domain.errors import InvalidError
from media.office import is_office, is_workbook, why_not
from media.sheets import XLSX, read_sheets

if TYPE_CHECKING:
    from langchain_core.document_loaders import BaseLoader

MEBI = 1024 * 1024
MOST_PAGES = 100
MOST_ROWS = 5_000
MOST_CHARACTERS = 200_000
MOST_BYTES = {
    "application/pdf": 20 * MEBI,
    XLSX: 5 * MEBI,
    "text/csv": 2 * MEBI,
    "text/plain": 2 * MEBI,
}
READABLE = (
    "What can be read: PDF up to 20 MB and 100 pages, XLSX up to 5 MB, CSV and plain text up to 2 "
    "MB."
)
_NO_TEXT = (
    "No text can be read in this document: it holds pictures of pages, or nothing. Export it from "
    "the program it was written in, or send its text."
)
_NOTHING_IN_SHEETS = (
    "The sheets of this workbook are empty, or hidden, or hold pictures only. Write the products "
    "and prices into cells of a sheet that is shown."
)
_DELIMITERS = ",;\t|"
_LOOKED_AT = 50
"""Lines by which a table is told from prose."""
_SHORTEST_LINE = 2


def kind_of_document(content: bytes) -> str:
    """The content type of a document, by its bytes; whether it can be read is found by reading it.

    Raises:
        InvalidError: `document_unknown` or `document_locked`; says what it seems to be and what
            can be read.
    """
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if is_office(content):
        if is_workbook(content):
            return XLSX
        raise _unknown(why_not(content))
    if not content.strip():
        raise _unknown("This file is empty.")
    try:
        text, _ = _text(content)
    except InvalidError:
        raise _unknown("This is neither a PDF nor text.") from None
    if "\x00" in text:
        raise _unknown("This is neither a PDF nor text.")
    return "text/csv" if _delimiter(text) else "text/plain"


def read_pages(file: Path, content_type: str) -> tuple[str, ...]:
    """The text of each page that has any; of a document without pages, all of it.

    Raises:
        InvalidError: `document_locked`, `document_too_long`, `document_too_large`,
            `document_unfit`, `no_text` or `document_unreadable`; says what to do.
    """
    if file.stat().st_size > MOST_BYTES[content_type]:
        raise InvalidError(
            f"This document is larger than {MOST_BYTES[content_type] // MEBI} MB. {READABLE}",
            code="document_too_large",
        )
    readers = {"application/pdf": _pdf, XLSX: _workbook, "text/csv": _table, "text/plain": _plain}
    read = readers[content_type]
    pages = tuple(_bounded("\n".join(_lines(page)).strip() for page in read(file)))
    if not pages:
        raise InvalidError(_NOTHING_IN_SHEETS if content_type == XLSX else _NO_TEXT, code="no_text")
    return pages


def _lines(page: str) -> Iterator[str]:
    """The lines of a page, with at most one blank one between two."""
    was_blank = False
    for line in hidden.cleaned(page).splitlines():
        if line.strip() or not was_blank:
            yield line.rstrip()
        was_blank = not line.strip()


def _bounded(pages: Iterator[str]) -> Iterator[str]:
    left = MOST_CHARACTERS
    for page in pages:
        if left <= 0:
            return
        if len(page.strip()) >= _SHORTEST_LINE:
            yield page[:left]
        left -= len(page)


def _pdf(file: Path) -> Iterator[str]:
    _require_short_and_open(file)
    try:
        # columns stay apart, so that a price stays beside its product
        pages = list(_loaded(_pdf_loader(file, "layout")))
    except InvalidError:
        pages = list(_loaded(_pdf_loader(file, "plain")))
    yield from pages


def _require_short_and_open(file: Path) -> None:
    from pypdf import PdfReader

    try:
        reader = PdfReader(file)
        # most programs lock what may be done with a PDF, and leave it open to whoever reads it
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else reader.get_num_pages()
    except Exception as error:  # a damaged file trips the parser in any way
        raise _unreadable() from error
    if locked:
        raise InvalidError(
            "This PDF is locked with a password, so it cannot be read. Save it without one.",
            code="document_locked",
        )
    if count > MOST_PAGES:
        raise InvalidError(
            f"This document has {count} pages; up to {MOST_PAGES} are read. Send the pages that "
            "matter.",
            code="document_too_long",
        )


def _table(file: Path) -> Iterator[str]:
    text, encoding = _text(file.read_bytes())
    delimiter = _delimiter(text) or ","
    first = next(csv.reader(text.splitlines(), delimiter=delimiter), [])
    arguments: dict[str, object] = {"delimiter": delimiter}
    if any(c.isdigit() for cell in first for c in cell):
        # no headers: a first row with a price in it is a row like the others
        arguments["fieldnames"] = [f"column {n}" for n in range(1, len(first) + 1)]
    with _quiet():
        from langchain_community.document_loaders.csv_loader import CSVLoader
    loader = CSVLoader(file, csv_args=arguments, encoding=encoding)
    yield "\n\n".join(islice(_loaded(loader), MOST_ROWS))


def _workbook(file: Path) -> Iterator[str]:
    try:
        yield from read_sheets(file)
    except InvalidError:
        raise
    except Exception as error:  # a damaged file trips the parser in any way
        raise _unreadable() from error


def _plain(file: Path) -> Iterator[str]:
    _, encoding = _text(file.read_bytes())
    with _quiet():
        from langchain_community.document_loaders.text import TextLoader
    yield from _loaded(TextLoader(file, encoding=encoding))


def _pdf_loader(file: Path, mode: str) -> "BaseLoader":
    with _quiet():
        from langchain_community.document_loaders.pdf import PyPDFLoader
    return PyPDFLoader(file, mode="page", extraction_mode="layout" if mode == "layout" else "plain")


def _loaded(loader: "BaseLoader") -> Iterator[str]:
    """The texts that the loader finds.

    Raises:
        InvalidError: `document_unreadable`.
    """
    try:
        for document in loader.lazy_load():
            yield document.page_content
    except Exception as error:  # the loaders promise no set of errors
        raise _unreadable() from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the one warning that the package gives when it is imported: it is being sunset."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".langchain-community. is being", DeprecationWarning)
        yield


def _text(content: bytes) -> tuple[str, str]:
    """The text, and the encoding it is in."""
    for encoding in _encodings(content):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def _delimiter(text: str) -> str | None:
    """What parts the cells of a table; None of what is no table."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    for delimiter in _DELIMITERS:
        try:
            widths = {len(row) for row in csv.reader(lines, delimiter=delimiter)}
        except csv.Error:
            continue
        if len(lines) > 1 and len(widths) == 1 and widths.pop() > 1:
            return delimiter
    return None


def _unknown(words: str) -> InvalidError:
    return InvalidError(f"{words} {READABLE}", code="document_unknown")


def _unreadable() -> InvalidError:
    return InvalidError(
        "This document is damaged: its text cannot be found. Export it once more, or send its "
        "text.",
        code="document_unreadable",
    )
