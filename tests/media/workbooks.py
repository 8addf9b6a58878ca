"""Excel workbooks as programs write them, and broken or burdensome ones, made by hand."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def xlsx(*sheets: Rows, after: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook with a sheet of rows each; `after` may dress it before it is saved."""
    book = Workbook()
    for n, rows in enumerate(sheets):
        sheet = book.active if n == 0 else book.create_sheet()
        for row in rows:
            sheet.append(row)
    if after:
        after(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes | Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part put in, or made another."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, part if isinstance(part, bytes) else part(old.read(name)))
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning of an older Office file whose folder names these streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names
