"""Which form a picture has where: what a platform shows largest, within what it takes."""

from domain.brand import BrandProfile
from domain.errors import InvalidError
from domain.form import Format
from domain.frozen import Frozen
from domain.look import Ratio, Style
from domain.platform import Platform
from media.frames import FRAMES
from platforms.registry import Platforms

_FEED = {
    Platform.INSTAGRAM: Ratio.PORTRAIT,
    Platform.FACEBOOK: Ratio.PORTRAIT,
    # beside the words on a desktop a tall picture is cut there, and X shows two by one to three by
    # four whole
    Platform.LINKEDIN: Ratio.SQUARE,
    Platform.X: Ratio.WIDE,
    Platform.YOUTUBE: Ratio.WIDE,
}
"""The form of an ordinary post's picture."""
_FULL_SCREEN = (Format.STORY, Format.REEL, Format.SHORT)


class Look(Frozen):
    """How a picture is drawn."""

    style: Style = Style.MODERN
    ratio: Ratio = Ratio.PORTRAIT


def look_for(
    brand: BrandProfile,
    platform: Platform,
    format_: Format = Format.POST,
    *,
    style: Style | None = None,
    ratio: Ratio | None = None,
) -> Look:
    """What was asked for, else the brand's style and the platform's form."""
    own = Ratio.STORY if format_ in _FULL_SCREEN else _FEED[platform]
    return Look(style=style or brand.brand_assets.style or Style.MODERN, ratio=ratio or own)


def require_form(platforms: Platforms, platform: Platform, format_: Format, ratio: Ratio) -> None:
    """See that the platform takes pictures of that form there.

    Raises:
        InvalidError: `ratio_not_taken`, with those that are; `format_not_offered`.
    """
    taken = forms_taken(platforms, platform, format_)
    if not taken:
        raise InvalidError(
            f"{platform.title} takes no pictures in a {format_.value}. Choose another format.",
            code="format_not_offered",
        )
    if ratio not in taken:
        raise InvalidError(
            f"{platform.title} does not take pictures of {ratio.value} in a {format_.value}. Use "
            f"{', '.join(one.value for one in taken)}.",
            code="ratio_not_taken",
        )


def forms_taken(platforms: Platforms, platform: Platform, format_: Format) -> tuple[Ratio, ...]:
    """The forms that the platform takes pictures in; none where it takes none."""
    profile = platforms.get(platform).renderer.formats.get(format_)
    rules = profile.pictures if profile else None
    if rules is None:
        return ()
    shapes = {ratio: frame.width / frame.height for ratio, frame in FRAMES.items()}
    return tuple(r for r, shape in shapes.items() if rules.min_aspect <= shape <= rules.max_aspect)
