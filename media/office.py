"""Which program's document an archive or an Office file is, by its bytes. Opens nothing.

Names of parts stand in an archive as they are, so that none has to be unpacked to tell its kind.
"""

from media.sheets import locked

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
"""The container of Office files before 2007, and of newer ones that are locked."""
_AS_XLSX = "Open it, choose Save As, “Excel Workbook (.xlsx)”, and send that."
_AS_PDF = "Save it as PDF, a table as CSV or XLSX, and send that."


def is_office(content: bytes) -> bool:
    """Whether it is an archive, which most Office files are, or an older Office file."""
    return content.startswith((_ZIP, _OLE))


def is_workbook(content: bytes) -> bool:
    """Whether it says it is an XLSX; reading it shows whether it is one.

    Raises:
        InvalidError: `document_locked`.
    """
    if content.startswith(_OLE) and _utf16("EncryptedPackage") in content:
        raise locked()
    return content.startswith(_ZIP) and b"xl/workbook.xml" in content


def why_not(content: bytes) -> str:
    """What it seems to be instead, and how to make it one that can be read."""
    if content.startswith(_OLE):
        if _utf16("Workbook") in content or _utf16("Book") in content:
            return f"This is an Excel workbook of the old kind (.xls). {_AS_XLSX}"
        return f"This is an Office document of the old kind. {_AS_PDF}"
    if b"xl/workbook.bin" in content:
        return f"This is a binary Excel workbook (.xlsb). {_AS_XLSX}"
    if b"application/vnd.oasis.opendocument.spreadsheet" in content[:128]:
        return f"This is an OpenDocument table (.ods). {_AS_XLSX}"
    return f"This is an Office document or an archive. {_AS_PDF}"


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
