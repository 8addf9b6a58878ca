"""Bytes of an exported file to its text, whatever it was saved as. Knows no tables, no JSON."""

import codecs
import re
from dataclasses import dataclass

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
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_SAMPLE = 4096
_GUESSED = (
    "The file is not in UTF-8; it was read as Windows-1252 (Western European), which is a guess. "
    "If letters look wrong, open it in the program it comes from, save it as CSV UTF-8, and import "
    "that file."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    note: str | None = None
    """What was guessed, in words for the person who imports."""


def decoded(raw: bytes) -> Decoded:
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
    wide = _decoded_utf16(raw)
    found = _decoded_bytes(raw) if wide is None else Decoded(wide)
    if "\x00" in found.text[:_SAMPLE]:
        raise _binary()
    return found


def is_readable(text: str) -> bool:
    """False for text with bytes that could not be decoded, or NUL, which no database keeps."""
    return _UNREADABLE.search(text) is None


def made_readable(text: str) -> str:
    """The text with a � for each of these; a name of a column is told in answers and kept."""
    return _UNREADABLE.sub("\ufffd", text)


def _binary() -> InvalidError:
    return InvalidError(f"The file is binary, not a CSV file. {HOW_TO}", code="not_csv")


def _decoded_utf16(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise InvalidError(
                "The file begins as UTF-16 and then breaks off. Save it again as CSV UTF-8.",
                code="not_csv",
            ) from error
    odd, even = raw[1:_SAMPLE:2].count(0), raw[0:_SAMPLE:2].count(0)
    if max(odd, even) < 8 or max(odd, even) < 8 * min(odd, even):
        return None
    return _decoded_unmarked(raw, "utf-16-le" if odd > even else "utf-16-be")


def _decoded_unmarked(raw: bytes, encoding: str) -> str | None:
    """The text of UTF-16 that does not begin with its mark, if it makes one."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(text[:_SAMPLE]) else text


def _decoded_bytes(raw: bytes) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    lenient = raw.decode("utf-8-sig", "surrogateescape")
    # counted by length: a list of all the broken bytes of a large file fills the memory
    sound = lenient.encode("utf-8", "ignore").decode()
    meant = len(sound) - len(sound.encode("ascii", "ignore"))
    if meant > len(lenient) - len(sound):
        return Decoded(lenient)
    head = lenient[:_SAMPLE]
    if len(_CONTROLS.findall(head)) > len(head) // 50:  # random bytes have one in ten
        raise _binary()
    # the five bytes Windows-1252 leaves open stay marked, and only their rows are lost
    return Decoded(raw.decode("cp1252", "surrogateescape"), _GUESSED)
