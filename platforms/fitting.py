"""Whether media fit what a platform takes, in words for a person. Reads no bytes."""

from collections.abc import Iterator, Sequence

from domain.content import Version
from domain.platform import Platform
from platforms.ports import MediaItem, MediaProfile

_NAMES = {"image/jpeg": "JPEG", "image/png": "PNG"}
_MEBI = 1024 * 1024


def described(version: Version, media: Sequence[MediaItem]) -> tuple[MediaItem, ...]:
    """The media with the version's description on the first, where it has none of its own."""
    return tuple(
        item
        if item.alt_text or number or not version.alt_text
        else item.model_copy(update={"alt_text": version.alt_text})
        for number, item in enumerate(media)
    )


def media_problems(
    profile: MediaProfile,
    platform: Platform,
    version: Version,
    media: Sequence[MediaItem],
    *,
    longest_alt_text: int,
) -> list[str]:
    """Why these media cannot go out with that version; empty when they can."""
    if tuple(item.sha256 for item in media) != version.media:
        return [
            "Not every picture of this post could be found here, so it would not go out as it was "
            "approved. Add the pictures again."
        ]
    found = _counted(profile, platform, len(media))
    for number, item in enumerate(media, 1):
        name = "The picture" if len(media) == 1 else f"Picture {number}"
        found += [f"{name} {reason}" for reason in _misfits(profile, platform, item)]
        if len(item.alt_text or "") > longest_alt_text:
            found.append(
                f"{name} has a description of more than {longest_alt_text} characters, the most "
                f"that {platform.title} takes. Shorten it."
            )
    return found


def _counted(profile: MediaProfile, platform: Platform, count: int) -> list[str]:
    if count < profile.least:
        return [f"{platform.title} posts need a picture. Add one to this post."]
    if count > profile.most:
        return [
            f"{platform.title} takes {profile.most} pictures at most, and this post has {count}. "
            f"Remove {count - profile.most}."
        ]
    return []


def _misfits(profile: MediaProfile, platform: Platform, item: MediaItem) -> Iterator[str]:
    title = platform.title
    if item.content_type not in profile.content_types:
        wanted = " or ".join(_NAMES.get(kind, kind) for kind in profile.content_types)
        yield f"is not a {wanted} file, which {title} needs. Convert or replace it."
    if item.size > profile.max_bytes:
        yield (
            f"is larger than {profile.max_bytes // _MEBI} MB, the most that {title} takes. "
            "Use a smaller file."
        )
    if item.width < profile.min_width:
        yield (
            f"is {item.width} pixels wide; {title} needs {profile.min_width} or more. "
            "Use a larger one."
        )
    if not profile.min_aspect <= item.aspect <= profile.max_aspect:
        yield (
            f"is {item.width} × {item.height} pixels, too tall or too wide for {title}. "
            f"Crop it: width ÷ height from {profile.min_aspect:g} to {profile.max_aspect:g}."
        )
    if profile.max_pixels is not None and item.width * item.height > profile.max_pixels:
        yield (
            f"has {item.width * item.height:,} pixels; {title} takes {profile.max_pixels:,}. "
            "Use a smaller one."
        )
