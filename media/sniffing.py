"""What a file says it is by its first bytes, and how large one of its kind may be. Opens nothing.

No name and no claimed type counts. Whether the rest is what the beginning promises is found by
`looking`.
"""

from domain.errors import InvalidError
from domain.media import MediaKind, kind_of

MEBI = 1024 * 1024
ENOUGH = 64
"""Bytes from the beginning that tell every kind apart."""
MOST_BYTES = {
    MediaKind.PICTURE: 40 * MEBI,
    MediaKind.ANIMATION: 40 * MEBI,
    MediaKind.DOCUMENT: 100 * MEBI,
    MediaKind.VIDEO: 1024 * MEBI,
}
USABLE = "What can be used: JPEG, PNG, GIF and WebP pictures, MP4 and MOV videos, PDF documents."

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_PHOTOS = {
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"heim": "HEIC",
    b"heis": "HEIC",
    b"hevc": "HEIC",
    b"hevx": "HEIC",
    b"mif1": "HEIC",
    b"msf1": "HEIC",
    b"avif": "AVIF",
    b"avis": "AVIF",
}
# QuickTime files of before `ftyp` begin with one of these:
# https://developer.apple.com/documentation/quicktime-file-format
_OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"skip", b"free", b"pnot")
_OTHERS = (
    (b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"<svg", "an SVG drawing"),
    (b"ID3", "a sound file"),
    (b"OggS", "an Ogg file"),
)


def content_type_of(beginning: bytes) -> str:
    """The content type that a file's first `ENOUGH` bytes promise.

    Raises:
        InvalidError: `media_unknown`; says what it seems to be and what can be used.
    """
    for magic, content_type in _BEGINNINGS:
        if beginning.startswith(magic):
            return content_type
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    box, brand = beginning[4:8], beginning[8:12]
    if box == b"ftyp":
        if brand in _PHOTOS:
            raise unknown(
                f"This is an {_PHOTOS[brand]} picture, which no platform here takes. Save it as "
                "JPEG: on an iPhone under Settings, Camera, Formats, “Most Compatible”; or export "
                "it from a photo program."
            )
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    if box in _OLD_QUICKTIME:
        return "video/quicktime"
    raise unknown(f"{_seems(beginning)} {USABLE}")


def most_bytes(content_type: str) -> int:
    """How large a file of that type may be."""
    return MOST_BYTES[kind_of(content_type)]


def too_large(content_type: str) -> InvalidError:
    kind = kind_of(content_type)
    return InvalidError(
        f"This {kind} is larger than {MOST_BYTES[kind] // MEBI} MB, the most that can be kept of "
        "one. Use a smaller file.",
        code="media_too_large",
    )


def unknown(words: str) -> InvalidError:
    return InvalidError(words, code="media_unknown")


def _seems(beginning: bytes) -> str:
    if not beginning:
        return "This file is empty."
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"AVI ":
        return "This is an AVI video, which cannot be used."
    for magic, name in _OTHERS:
        if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            return f"This is {name}, which cannot be used."
    return "This is no kind of file that can be posted."
