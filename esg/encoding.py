"""Bytes of an exported file to its text, whatever it was saved as. Knows no tables, no JSON."""

import codecs
import re

from domain.errors import InvalidError

MAX_BYTES = 100 * 1024 * 1024
HOW_TO = "Export the posts as CSV with a header line, or as JSON, and import that file."
_BINARY = {
    b"PK\x03\x04": "an Excel workbook or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


def decoded(raw: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252.

    Bytes that a mostly UTF-8 file holds in error survive as lone surrogates, which
    `is_readable` finds, so that one broken row does not lose the file.

    Raises:
        InvalidError: Over 100 MB, empty, or no text at all.
    """
    if len(raw) > MAX_BYTES:
        raise InvalidError(
            "The file is larger than 100 MB. Split it and import the parts one after the other; "
            "posts in more than one part are recognised.",
            code="file_too_large",
        )
    if not raw.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        raise InvalidError(f"The file is empty. {HOW_TO}", code="empty_file")
    for magic, kind in _BINARY.items():
        if raw.startswith(magic):
            raise InvalidError(f"The file is {kind}, not a CSV file. {HOW_TO}", code="not_csv")
    text = _decoded_utf16(raw)
    if text is None:
        text = _decoded_bytes(raw)
    if "\x00" in text[:4096]:
        raise InvalidError(f"The file is binary, not a CSV file. {HOW_TO}", code="not_csv")
    return text


def is_readable(text: str) -> bool:
    """False for text with bytes that could not be decoded, or NUL, which no database keeps."""
    return _UNREADABLE.search(text) is None


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
