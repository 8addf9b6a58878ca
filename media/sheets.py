"""Reads the cells of an Excel workbook as text, each with its header. Knows no product, no price.

Runs, like `documents`, in the process beside ours. What is hidden, what was never calculated and
what lies outside the bounds is left out.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from domain.errors import InvalidError
from media.tables import Row, blocks

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEBI = 1024 * 1024
MOST_SHEETS = 20
MOST_ROWS = 5_000
"""Of all sheets together, with something in them."""
MOST_COLUMNS = 50
MOST_EMPTY_ROWS = 1_000
"""One after the other; what comes below is no longer the table."""
MOST_UNPACKED = {"xl/worksheets/": 100 * MEBI, "": 10 * MEBI}
"""Of all parts whose name begins so."""
_UNREAD = ("xl/media/", "xl/drawings/", "xl/charts/", "xl/embeddings/", "xl/printerSettings/")
_CURRENCY = re.compile(r"\[\$([^\]\-]+)[^\]]*\]|([₹$€£])|\"\s*(rs\.?|inr)\s*\"", re.I)
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_VISIBLE = "visible"


def require_bounded(file: Path) -> None:
    """Refuse what would grow too large, or holds programs, before any of it is read.

    Raises:
        InvalidError: `document_too_large`, `document_unfit` or `document_locked`.
    """
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise InvalidError(
            "This workbook holds macros, which are programs, so it is not taken. Save it as "
            "“Excel Workbook (.xlsx)”, which has none.",
            code="document_unfit",
        )
    unpacked = dict.fromkeys(MOST_UNPACKED, 0)
    for part in parts:
        if not part.filename.startswith(_UNREAD):
            unpacked[next(p for p in MOST_UNPACKED if part.filename.startswith(p))] += (
                part.file_size
            )
    if any(size > MOST_UNPACKED[start] for start, size in unpacked.items()):
        raise InvalidError(
            "This workbook is too large once it is unpacked. Delete the empty rows, pictures and "
            "formats that nobody needs, or copy the price list alone into a new workbook.",
            code="document_too_large",
        )


def locked() -> InvalidError:
    """What is said of an Office file that opens with a password only."""
    return InvalidError(
        "This file is locked with a password, so it cannot be read. Save it without one.",
        code="document_locked",
    )


def read_sheets(file: Path) -> Iterator[str]:
    """The rows of each visible sheet, as `tables.blocks`.

    Raises:
        InvalidError: As `require_bounded`, or `document_unreadable`: nothing was calculated.
        Exception: The parser's own, of a damaged file.
    """
    require_bounded(file)
    with warnings.catch_warnings():
        # of what a sheet has beside its cells: lists to choose from, drawings, odd dates
        warnings.simplefilter("ignore", UserWarning)
        sheets = list(_read(file))
    for rows in sheets:
        yield "\n\n".join(blocks(rows))


def _read(file: Path) -> Iterator[list[Row]]:
    formulas = _formulas(file)
    calculated = not formulas
    left = MOST_ROWS
    for number, sheet in _visible(file, data_only=True):
        rows: list[Row] = []
        for cells in islice(_rows(sheet), left):
            calculated = calculated or any(
                (number, cell.coordinate) in formulas for cell in cells if _is_calculated(cell)
            )
            rows.append(tuple(map(_told, cells)))
        left -= sum(map(any, rows))
        yield rows
    if not calculated:
        raise InvalidError(
            "The formulas of this workbook were never calculated, so their results are not in it. "
            "Open it in Excel or LibreOffice, save it, and send it again.",
            code="document_unreadable",
        )


def _formulas(file: Path) -> set[tuple[int, str]]:
    """The places of all formulas; their results are read apart."""
    return {
        (number, cell.coordinate)
        for number, sheet in _visible(file, data_only=False)
        for cells in islice(_rows(sheet), MOST_ROWS)
        for cell in cells
        if cell.data_type == "f"
    }


def _visible(file: Path, *, data_only: bool) -> Iterator[tuple[int, Any]]:
    """The sheets that the owner sees, with their numbers: a hidden one may hold what is secret."""
    from openpyxl import load_workbook

    with file.open("rb") as opened:  # by a name it would have to end in .xlsx
        book = load_workbook(opened, read_only=True, data_only=data_only, keep_links=False)
        for number, sheet in enumerate(book.worksheets[:MOST_SHEETS]):
            if sheet.sheet_state == _VISIBLE:
                sheet.reset_dimensions()  # some programs write wrong ones
                yield number, sheet


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows down to where nothing comes any more, though it be formatted to the last one."""
    empty = 0
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS):
        empty = 0 if any(cell.value is not None for cell in cells) else empty + 1
        if empty > MOST_EMPTY_ROWS:
            return
        yield cells


def _is_calculated(cell: Any) -> bool:
    """Whether it has a value, be it an empty text as the result of a formula."""
    return cell.value is not None or cell.data_type == "str"


def _told(cell: Any) -> str:
    """What the cell shows, about as a person sees it."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return " ".join(str(value).split())


def _number(value: float, form: str) -> str:
    """A number without the noise of its last digits, with the sign of money its cell shows."""
    if "%" in form:
        return f"{round(value * 100, 2):g}%"
    places = 4 if form == "General" else 2
    told = f"{value:.{places}f}".rstrip("0").rstrip(".")
    if re.search(r"\.\d$", told):
        told += "0"  # a price of 49.5 is written 49.50
    sign = _CURRENCY.search(_LOCALE.sub("", form))
    return f"{next(filter(None, sign.groups()))}{told}" if sign else told
