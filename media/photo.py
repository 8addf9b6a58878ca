"""Finishes a painted picture for a post: cropped, scaled, the logo in its corner, small enough.

The same picture, form, style and logo give the same bytes. Words stand in the post, not on it.
"""

import io

from PIL import Image, ImageDraw, ImageFilter, ImageOps, ImageStat

from domain.errors import InvalidError
from domain.look import Ratio, Style
from media.developing import QUALITIES, coloured
from media.frames import FRAMES, Frame
from media.inspecting import decoded, inspect, opened
from media.palette import Colour, contrast
from media.reshaping import MOST_ENLARGED

MOST_BYTES = 4 * 1024 * 1024
"""Half of what Instagram takes; a picture of these sizes needs a tenth."""
_COARSER = (*QUALITIES, 48, 36)
"""JPEG's, best first. The size is the frame's and stays, so the quality alone can give way."""
_PLACES = 8
"""Steps in which the window of a crop is moved over a picture."""
_OFF_CENTRE = 0.2
"""Of its detail a window loses so much at the very edge: the middle is where things are put."""
_LOGO, _WIDEST = 96, 3
"""A logo's height for a side of 1080 pixels, and its most width in heights."""
_BUSY = 16.0
"""Standard deviation of brightness (0 to 255) under a logo from which it would be lost there."""
_CLEAR = 3.0
"""The least contrast of a graphic with what is around it (WCAG 2.2, 1.4.11)."""
_ROUND = {
    Style.MODERN: 0.22,
    Style.TRADITIONAL: 0.08,
    Style.MINIMALIST: 0.0,
    Style.VIBRANT: 0.5,
}
"""The corners of the plate under a logo, in shares of its shorter side."""
_PLATES: tuple[Colour, ...] = ((255, 255, 255), (24, 24, 24))
_OPACITY = 224
_WHOLE = 128
"""From such an opacity on a logo's pixel counts as its colour."""


def finished(
    picture: bytes,
    *,
    ratio: Ratio,
    style: Style = Style.MODERN,
    logo: bytes | None = None,
    max_bytes: int = MOST_BYTES,
) -> bytes:
    """The picture as a JPEG (sRGB, without metadata), as large as its form's frame.

    Args:
        picture: JPEG, PNG, WebP or GIF.
        logo: With its transparency; one that cannot be read is left out.

    Raises:
        InvalidError: `not_a_picture` or `picture_too_large` of the picture; `media_unfit` where
            it is too small for its frame or cannot be pressed into so many bytes.
    """
    frame = FRAMES[ratio]
    shown = _covering(_opened(picture), frame)
    mark = opened(logo) if logo else None
    if mark is not None:
        _put(shown, mark, frame, style)
    return _within(shown, max_bytes)


def _opened(content: bytes) -> Image.Image:
    kind = inspect(content).content_type
    with decoded(io.BytesIO(content), kind) as found:
        upright, _ = coloured(ImageOps.exif_transpose(found), keeps_clear=False)
        return upright


def _covering(picture: Image.Image, frame: Frame) -> Image.Image:
    """The part of the picture that has the frame's form, in its size."""
    scale = max(frame.width / picture.width, frame.height / picture.height)
    if scale > MOST_ENLARGED:
        raise InvalidError(
            f"This picture has {picture.width} × {picture.height} pixels, too few for "
            f"{frame.width} × {frame.height}. Use a larger one.",
            code="media_unfit",
        )
    width = min(picture.width, round(frame.width / scale))
    height = min(picture.height, round(frame.height / scale))
    left, top = _window(picture, width, height)
    part = picture.crop((left, top, left + width, top + height))
    return part.resize((frame.width, frame.height), Image.Resampling.LANCZOS)


def _window(picture: Image.Image, width: int, height: int) -> tuple[int, int]:
    """Where the part that is kept begins: where most detail is, rather near the middle."""
    spare = (picture.width - width, picture.height - height)
    grey = picture.convert("L").filter(ImageFilter.FIND_EDGES)
    best, most = (spare[0] // 2, spare[1] // 2), -1.0
    for step in sorted(range(_PLACES + 1), key=lambda one: (abs(2 * one - _PLACES), one)):
        left, top = (side * step // _PLACES for side in spare)
        # the filter leaves the outermost pixels as they are, which would pass for edges
        inner = (max(left, 1), max(top, 1), left + width - 1, top + height - 1)
        detail = ImageStat.Stat(grey.crop(inner)).mean[0]
        told = detail * (1 - _OFF_CENTRE * abs(2 * step - _PLACES) / _PLACES)
        if told > most + 1e-9:
            best, most = (left, top), told
    return best


def _put(shown: Image.Image, mark: Image.Image, frame: Frame, style: Style) -> None:
    """The logo at the lower right, within what the platform's own buttons leave free."""
    size = frame.scaled(_LOGO)
    mark.thumbnail((size * _WIDEST, size), Image.Resampling.LANCZOS)
    colour = _colour(mark)
    if colour is None:
        return
    left = frame.width - frame.margin - mark.width
    top = frame.bottom - mark.height
    room = frame.scaled(_LOGO * 0.2)
    around = (left - room, top - room, left + mark.width + room, top + mark.height + room)
    if _is_lost(shown.crop(around), colour):
        _plate(shown, around, max(_PLATES, key=lambda one: contrast(one, colour)), style)
    shown.paste(mark, (left, top), mark)


def _colour(mark: Image.Image) -> Colour | None:
    """A logo's mean colour; None of one that shows nothing."""
    solid = mark.getchannel("A").point(lambda value: 255 if value >= _WHOLE else 0)
    if solid.getbbox() is None:
        return None
    red, green, blue = ImageStat.Stat(mark.convert("RGB"), solid).mean
    return round(red), round(green), round(blue)


def _is_lost(ground: Image.Image, colour: Colour) -> bool:
    red, green, blue = ImageStat.Stat(ground).mean
    mean = (round(red), round(green), round(blue))
    is_busy = ImageStat.Stat(ground.convert("L")).stddev[0] > _BUSY
    return is_busy or contrast(mean, colour) < _CLEAR


def _plate(
    shown: Image.Image, box: tuple[int, int, int, int], colour: Colour, style: Style
) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    mask = Image.new("L", (width * 4, height * 4), 0)  # four times as fine: smooth corners
    radius = round(min(mask.size) * _ROUND[style])
    draw = ImageDraw.Draw(mask)
    draw.rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius, fill=_OPACITY)
    smooth = mask.resize((width, height), Image.Resampling.LANCZOS)
    shown.paste(colour, box, smooth)


def _within(shown: Image.Image, max_bytes: int) -> bytes:
    for quality in _COARSER:
        file = io.BytesIO()
        # no profile and no dates inside: untagged JPEG is sRGB, and the bytes stay the same
        shown.save(file, "JPEG", quality=quality, optimize=True)
        if file.tell() <= max_bytes:
            return file.getvalue()
    raise InvalidError(
        f"This picture cannot be made smaller than {max_bytes:,} bytes without being ruined. "
        "Use another one.",
        code="media_unfit",
    )
