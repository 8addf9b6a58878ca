"""What some bytes are: a picture within bounds, or refused. Trusts no name and no header.

A picture is decoded only after its size was found to be within bounds.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from PIL import ExifTags, Image, UnidentifiedImageError
from pydantic import Field

from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.media import MediaFacts
from media.sniffing import ENOUGH, MEBI, USABLE, content_type_of, most_bytes

MAX_PIXELS = 40_000_000
"""Above LinkedIn's 36 million; decoded it takes 160 MB at most."""
MAX_FRAMES = 2_000
"""More than any platform takes of an animation."""
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
"""As the imaging library names them; it tries no other."""
_ON_ITS_SIDE = (5, 6, 7, 8)
"""Orientations that turn a picture by a quarter: CIPA DC-008 (Exif), 4.6.4."""


class Inspected(Frozen):
    """What a file is."""

    sha256: str = ""
    content_type: str
    width: int
    height: int
    size: int
    facts: MediaFacts = Field(default_factory=MediaFacts)


def inspect(content: bytes) -> Inspected:
    """Look at a picture.

    Raises:
        InvalidError: `not_a_picture` or `picture_too_large`; says what can be used.
    """
    found = look_at(io.BytesIO(content), type_of_picture(content[:ENOUGH]), len(content))
    return found.model_copy(update={"sha256": hashlib.sha256(content).hexdigest()})


def inspect_file(file: Path, content_type: str) -> Inspected:
    """As `inspect`, of a file; whoever wrote it knows its hash."""
    with file.open("rb") as opened_file:
        return look_at(opened_file, content_type, file.stat().st_size)


def look_at(file: IO[bytes], content_type: str, size: int) -> Inspected:
    """Decode a picture and say what it is, as it is shown: turned as it asks to be."""
    if size > most_bytes(content_type):
        raise _too_large()
    with decoded(file, content_type) as picture:
        width, height = picture.size
        if picture.getexif().get(ExifTags.Base.Orientation) in _ON_ITS_SIDE:
            width, height = height, width
        frames = _frames(picture)
    return Inspected(
        content_type=content_type,
        width=width,
        height=height,
        size=size,
        facts=MediaFacts(frames=frames),
    )


def opened(content: bytes) -> Image.Image | None:
    """The picture with its transparency, or None when it cannot be used."""
    try:
        with decoded(io.BytesIO(content), type_of_picture(content[:ENOUGH])) as picture:
            return picture.convert("RGBA")
    except InvalidError:
        return None


@contextmanager
def decoded(file: IO[bytes], content_type: str) -> Iterator[Image.Image]:
    """The picture, its first frame decoded.

    Raises:
        InvalidError: `not_a_picture` or `picture_too_large`.
    """
    try:
        with warnings.catch_warnings():
            # the library warns of large pictures before we have measured them
            warnings.simplefilter("ignore")
            with Image.open(file, formats=(FORMATS[content_type],)) as picture:
                _require_bounds(*picture.size)
                picture.load()
                yield picture
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InvalidError(
            "This picture is damaged and cannot be read. Save it again and use the new file.",
            code="not_a_picture",
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error


def _frames(picture: Image.Image) -> int | None:
    """How many it has; None of what is no animation.

    Raises:
        InvalidError: `picture_too_large`; counting goes no further than `MAX_FRAMES`.
    """
    if picture.format == "WEBP":
        count = getattr(picture, "n_frames", 1)
        return _within(count) if count > 1 else None
    if picture.format != "GIF":
        return None
    count = 1
    try:
        while count <= MAX_FRAMES:
            picture.seek(count)
            count += 1
    except EOFError:
        return count
    return _within(count)


def _within(count: int) -> int:
    if count > MAX_FRAMES:
        raise InvalidError(
            f"This animation has more than {MAX_FRAMES:,} frames. Shorten it, or save it as MP4.",
            code="picture_too_large",
        )
    return count


def type_of_picture(beginning: bytes) -> str:
    try:
        content_type = content_type_of(beginning)
    except InvalidError as error:
        raise InvalidError(error.message, code="not_a_picture") from None
    if content_type not in FORMATS:
        raise InvalidError(f"This is no picture. {USABLE}", code="not_a_picture")
    return content_type


def _require_bounds(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> InvalidError:
    return InvalidError(
        f"This picture is larger than {most_bytes('image/jpeg') // MEBI} MB or "
        f"{MAX_PIXELS // 1_000_000} million pixels. Make it smaller.",
        code="picture_too_large",
    )
