"""Makes a picture fit: turned, cropped, scaled, in the right colours and small enough.

The result holds nothing but the picture: no place, no camera, no date.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, ImageOps

from domain.errors import InvalidError
from domain.frozen import Frozen
from media.inspecting import FORMATS, decoded
from media.reshaping import Shape

QUALITIES = (92, 86, 80, 74, 68, 60)
"""JPEG's and WebP's, best first; below the last, smaller is better than coarser."""
_SHRINK = 0.85
_SMALLEST = 0.25
"""Of a side: a picture reduced further is another picture."""
_WHITE = (255, 255, 255)
_NAMES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP", "image/gif": "GIF"}


class Order(Frozen):
    """What to make of a picture."""

    of_type: str
    content_type: str
    shape: Shape
    max_bytes: int
    min_width: int = 1


def picture_type(own: str, size: int, content_types: tuple[str, ...], max_bytes: int) -> str:
    """The content type a picture gets: its own where that is taken and small enough.

    Raises:
        InvalidError: `media_unfit`; none of those taken can be written.
    """
    taken = [kind for kind in _NAMES if kind in content_types and kind != "image/gif"]
    if own in taken and (own != "image/png" or size <= max_bytes or "image/jpeg" not in taken):
        return own
    if not taken:
        raise InvalidError("Still pictures are not taken there. Remove it.", code="media_unfit")
    return taken[0]


def develop(file: Path, order: Order, result: Path) -> list[str]:
    """Write the picture to `result`; what was changed beside its size and shape.

    Raises:
        InvalidError: `media_unfit`; it cannot be made small enough.
    """
    with file.open("rb") as opened, decoded(opened, order.of_type) as found:
        changes = []
        if order.of_type != order.content_type:
            changes.append(
                f"Saved as {_NAMES[order.content_type]} instead of {_NAMES[order.of_type]}."
            )
        if _says_where(found):
            changes.append("The place and the camera that the file told were removed.")
        turned = ImageOps.exif_transpose(found)
        picture, more = coloured(turned, keeps_clear=order.content_type != "image/jpeg")
    changes += more
    picture = _shaped(picture, order.shape)
    content, said = _small_enough(picture, order)
    result.write_bytes(content)
    return [*changes, *said]


def _says_where(picture: Image.Image) -> bool:
    exif = picture.getexif()
    return ExifTags.Base.GPSInfo in exif or ExifTags.Base.Make in exif


def coloured(picture: Image.Image, *, keeps_clear: bool) -> tuple[Image.Image, list[str]]:
    """The picture in sRGB, on white where its file cannot be clear; what that changed.

    Whatever else its file said stays behind: a comment would be written into the next one.
    """
    found, changes = _in_srgb(picture, keeps_clear=keeps_clear)
    found.info.clear()
    return found, changes


def _in_srgb(picture: Image.Image, *, keeps_clear: bool) -> tuple[Image.Image, list[str]]:
    changes = []
    profile = picture.info.get("icc_profile")
    if picture.mode == "CMYK":
        changes.append("Its print colours (CMYK) were turned into screen colours (sRGB).")
    if profile and (managed := _managed(picture, profile)) is not None:
        picture = managed
    is_clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if not is_clear:
        return picture.convert("RGB"), changes
    clear = picture.convert("RGBA")
    if keeps_clear:
        return clear, changes
    if clear.getchannel("A").getextrema() != (255, 255):
        changes.append("What was see-through is white now.")
    ground = Image.new("RGB", clear.size, _WHITE)
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground, changes


def _managed(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """In sRGB as its profile means it; None when the profile is no good or not of its colours."""
    if picture.mode not in ("RGB", "CMYK"):
        return None
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _shaped(picture: Image.Image, shape: Shape) -> Image.Image:
    width, height = shape.kept
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    if (width, height) != picture.size:
        picture = picture.crop((left, top, left + width, top + height))
    if shape.scaled != picture.size:
        picture = picture.resize(shape.scaled, Image.Resampling.LANCZOS)
    if not shape.has_bars:
        return picture
    ground = Image.new(picture.mode, shape.canvas, "white")
    place = tuple((a - b) // 2 for a, b in zip(shape.canvas, shape.scaled, strict=True))
    ground.paste(picture, (place[0], place[1]))
    return ground


def _small_enough(picture: Image.Image, order: Order) -> tuple[bytes, list[str]]:
    """The file within its bytes, as good as that allows, and what it took."""
    size = picture.size
    least = max(order.min_width, round(size[0] * _SMALLEST))
    while True:
        for quality, content in _written(picture, order.content_type):
            if len(content) <= order.max_bytes:
                return content, _took(quality, size, picture.size)
        smaller = (round(picture.width * _SHRINK), round(picture.height * _SHRINK))
        if smaller[0] < least:
            raise InvalidError(
                f"It cannot be made smaller than {order.max_bytes:,} bytes without being ruined. "
                "Use another one.",
                code="media_unfit",
            )
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)


def _written(picture: Image.Image, content_type: str) -> Iterator[tuple[int | None, bytes]]:
    qualities: tuple[int | None, ...] = (None,) if content_type == "image/png" else QUALITIES
    for quality in qualities:
        file = io.BytesIO()
        how = {} if quality is None else {"quality": quality}
        picture.save(file, FORMATS[content_type], **how, optimize=True)
        yield quality, file.getvalue()


def _took(quality: int | None, before: tuple[int, int], now: tuple[int, int]) -> list[str]:
    found = []
    if quality is not None and quality < QUALITIES[0]:
        found.append(f"Compressed more strongly (quality {quality} of 100) to be small enough.")
    if now != before:
        found.append(f"Made {now[0]} × {now[1]} pixels, as the file was still too large.")
    return found
