"""What some bytes are: a JPEG or PNG within bounds, or refused. Trusts no name and no header.

The picture is decoded only after its size was found to be within bounds.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from domain.errors import InvalidError

MAX_BYTES = 16 * 1024 * 1024
MAX_PIXELS = 40_000_000
"""Above LinkedIn's 36 million; decoded it takes 160 MB at most."""
_TYPES = {b"\xff\xd8\xff": ("JPEG", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("PNG", "image/png")}


@dataclass(frozen=True)
class Inspected:
    """What a picture is."""

    sha256: str
    content_type: str
    width: int
    height: int
    size: int


def inspect(content: bytes) -> Inspected:
    """Look at a picture.

    Raises:
        InvalidError: `not_a_picture` or `picture_too_large`; says what can be used.
    """
    with _decoded(content) as picture:
        width, height = picture.size
    return Inspected(
        sha256=hashlib.sha256(content).hexdigest(),
        content_type=_kind(content)[1],
        width=width,
        height=height,
        size=len(content),
    )


def opened(content: bytes) -> Image.Image | None:
    """The picture with its transparency, or None when it cannot be used."""
    try:
        with _decoded(content) as picture:
            return picture.convert("RGBA")
    except InvalidError:
        return None


@contextmanager
def _decoded(content: bytes) -> Iterator[Image.Image]:
    kind, _ = _kind(content)
    try:
        with warnings.catch_warnings():
            # the library warns of large pictures before we have measured them
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
                _require_bounds(*picture.size)
                picture.load()
                yield picture
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise InvalidError(
            "This picture is damaged and cannot be read. Save it again and use the new file.",
            code="not_a_picture",
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error


def _kind(content: bytes) -> tuple[str, str]:
    if len(content) > MAX_BYTES:
        raise _too_large()
    for magic, kind in _TYPES.items():
        if content.startswith(magic):
            return kind
    raise InvalidError(
        "This is neither a JPEG nor a PNG picture. Save it as one of these.", code="not_a_picture"
    )


def _require_bounds(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> InvalidError:
    return InvalidError(
        f"This picture is larger than {MAX_BYTES // 1024 // 1024} MB or "
        f"{MAX_PIXELS // 1_000_000} million pixels. Make it smaller.",
        code="picture_too_large",
    )
