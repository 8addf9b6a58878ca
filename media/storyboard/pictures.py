"""People's own pictures as scenes can use them: upright, in screen colours, cut to a window."""

import io

from PIL import Image, ImageOps

from domain.errors import InvalidError
from media.developing import coloured
from media.inspecting import decoded, type_of_picture
from media.sniffing import ENOUGH
from media.storyboard.camera import LARGER
from media.storyboard.planes import even

Size = tuple[int, int]


def usable(content: bytes) -> Image.Image | None:
    """The picture in RGB as it is meant to be seen; None when it cannot be read."""
    try:
        kind = type_of_picture(content[:ENOUGH])
        with decoded(io.BytesIO(content), kind) as found:
            return coloured(ImageOps.exif_transpose(found), keeps_clear=False)[0]
    except InvalidError:
        return None


def larger(window: Size) -> Size:
    """How large a picture has to be for a camera to move over it in that window."""
    return even(window[0] * LARGER), even(window[1] * LARGER)


def covering(picture: Image.Image, window: Size) -> Image.Image:
    """Its middle, scaled to leave a camera room in that window."""
    return ImageOps.fit(picture, larger(window), Image.Resampling.LANCZOS)
