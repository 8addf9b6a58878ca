"""Whether media fit what a platform takes, in words for a person. Reads no bytes."""

from collections.abc import Iterator, Sequence

from domain.content import Version, alt_text_of
from domain.media import EXTENSIONS, MediaKind
from domain.platform import Platform
from platforms.material import (
    DocumentRules,
    MediaItem,
    MediaProfile,
    PictureRules,
    VideoRules,
)

_MEBI = 1024 * 1024
_NAMES = {"jpg": "JPEG", "mov": "MOV (QuickTime)", "webp": "WebP"}
_PLURALS = {
    MediaKind.PICTURE: "pictures",
    MediaKind.ANIMATION: "animations (GIF)",
    MediaKind.VIDEO: "videos",
    MediaKind.DOCUMENT: "documents",
}


def described(version: Version, media: Sequence[MediaItem]) -> tuple[MediaItem, ...]:
    """The media, each with its description: the form's own, or on the first the version's."""
    return tuple(
        item
        if item.alt_text
        else item.model_copy(update={"alt_text": alt_text_of(version, number)})
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
            "Not every picture, video or document of this post could be found here, so it would "
            "not go out as it was approved. Add what is missing again."
        ]
    found = _counted(profile, platform, media)
    for number, item in enumerate(media, 1):
        name = f"The {item.kind}" if len(media) == 1 else f"{item.kind.capitalize()} {number}"
        found += [f"{name} {reason}" for reason in misfits(profile, platform, item)]
        if len(item.alt_text or "") > longest_alt_text:
            found.append(
                f"{name} has a description of more than {longest_alt_text} characters, the most "
                f"that {platform.title} takes. Shorten it."
            )
    return found


def _counted(profile: MediaProfile, platform: Platform, media: Sequence[MediaItem]) -> list[str]:
    title, count = platform.title, len(media)
    kinds = list(dict.fromkeys(item.kind for item in media))
    if count < profile.least:
        return [_too_few(profile, platform)]
    if len(kinds) > 1 and not profile.mixed:
        named = " and ".join(_PLURALS[kind] for kind in kinds)
        return [f"{title} does not take {named} in one post. Keep one kind."]
    most = profile.most
    if len(kinds) == 1 and (rules := profile.rules(kinds[0])) is not None:
        most = min(most, rules.most)
    if count > most:
        what = _PLURALS[kinds[0]] if len(kinds) == 1 else "media"
        return [
            f"{title} takes {most} {what} at most, and this post has {count}. "
            f"Remove {count - most}."
        ]
    return []


def _too_few(profile: MediaProfile, platform: Platform) -> str:
    if profile.least > 1:
        return f"This needs {profile.least} media or more on {platform.title}. Add some."
    wanted = [kind.value for kind in MediaKind if profile.rules(kind)]
    return f"{platform.title} posts need a {' or '.join(wanted)}. Add one to this post."


def misfits(profile: MediaProfile, platform: Platform, item: MediaItem) -> Iterator[str]:
    """Why one medium cannot go out there: the rest of a sentence that begins with its name."""
    rules = profile.rules(item.kind)
    if rules is None:
        taken = [_PLURALS[kind] for kind in MediaKind if profile.rules(kind)]
        allowed = f"only {' and '.join(taken)}" if taken else "no media"
        yield f"cannot be posted: {platform.title} takes {allowed} there. Remove it."
        return
    if item.content_type not in rules.content_types:
        wanted = " or ".join(_named(kind) for kind in rules.content_types)
        yield f"is not a {wanted} file, which {platform.title} needs. Convert or replace it."
    if item.size > rules.max_bytes:
        yield (
            f"is larger than {rules.max_bytes // _MEBI} MB, the most that {platform.title} takes. "
            "Use a smaller file."
        )
    if isinstance(rules, DocumentRules):
        yield from _unfit_document(rules, platform.title, item)
    elif isinstance(rules, PictureRules):
        yield from _unfit_picture(rules, platform.title, item)
    else:
        yield from _unfit_video(rules, platform.title, item)


def _unfit_document(rules: DocumentRules, title: str, item: MediaItem) -> Iterator[str]:
    pages = item.facts.pages
    if rules.max_pages is not None and pages is not None and pages > rules.max_pages:
        yield f"has {pages} pages; {title} takes {rules.max_pages}. Shorten it."


def _unfit_picture(rules: PictureRules, title: str, item: MediaItem) -> Iterator[str]:
    if item.width < rules.min_width:
        yield (
            f"is {item.width} pixels wide; {title} needs {rules.min_width} or more. "
            "Use a larger one."
        )
    yield from _out_of_shape(rules, title, item)
    if rules.max_pixels is not None and item.width * item.height > rules.max_pixels:
        yield (
            f"has {item.width * item.height:,} pixels; {title} takes {rules.max_pixels:,}. "
            "Use a smaller one."
        )
    frames = item.facts.frames
    if rules.max_frames is not None and frames is not None and frames > rules.max_frames:
        yield f"has {frames} frames; {title} takes {rules.max_frames}. Shorten it."


def _unfit_video(rules: VideoRules, title: str, item: MediaItem) -> Iterator[str]:
    facts = item.facts
    if facts.duration_s is None:
        yield "cannot be measured: its length is not known. Save it again as MP4."
        return
    if item.size < rules.min_bytes:
        yield f"is smaller than {rules.min_bytes // 1024} KB, the least that {title} takes."
    if not rules.min_s <= facts.duration_s <= rules.max_s:
        yield (
            f"lasts {facts.duration_s:.1f} s; {title} takes {rules.min_s:g} to "
            f"{rules.max_s:g} s there. Cut or replace it."
        )
    if rules.codecs and facts.video_codec not in rules.codecs:
        coded = f"is coded as {facts.video_codec}" if facts.video_codec else "has no known coding"
        yield f"{coded}; {title} needs {_either(rules.codecs)}. Convert it."
    if rules.audio_codecs and facts.audio_codec and facts.audio_codec not in rules.audio_codecs:
        needed = _either(rules.audio_codecs)
        yield f"has sound coded as {facts.audio_codec}; {title} needs {needed}. Convert it."
    if facts.fps is not None and not rules.min_fps <= facts.fps <= rules.max_fps:
        yield (
            f"has {facts.fps:g} frames a second; {title} takes {rules.min_fps:g} to "
            f"{rules.max_fps:g}. Convert it."
        )
    if item.width < rules.min_width or item.height < rules.min_height:
        yield (
            f"is {item.width} × {item.height} pixels; {title} needs {rules.min_width} × "
            f"{rules.min_height} or more. Use a larger one."
        )
    yield from _out_of_shape(rules, title, item)
    yield from _too_dense(rules, title, item)


def _too_dense(rules: VideoRules, title: str, item: MediaItem) -> Iterator[str]:
    facts = item.facts
    if rules.max_audio_hz is not None and (facts.audio_hz or 0) > rules.max_audio_hz:
        yield f"has sound of {facts.audio_hz} Hz; {title} takes {rules.max_audio_hz}. Convert it."
    if rules.max_bits_per_s is not None and facts.duration_s:
        rate = item.size * 8 / facts.duration_s
        if rate > rules.max_bits_per_s:
            yield (
                f"has {rate / 1e6:.0f} Mbit a second; {title} takes "
                f"{rules.max_bits_per_s / 1e6:g}. Convert it."
            )


def _out_of_shape(rules: PictureRules | VideoRules, title: str, item: MediaItem) -> Iterator[str]:
    for side, length, most in (
        ("wide", item.width, rules.max_width),
        ("high", item.height, rules.max_height),
    ):
        if most is not None and length > most:
            yield f"is {length} pixels {side}; {title} takes {most}. Make it smaller."
    if not rules.min_aspect <= item.aspect <= rules.max_aspect:
        yield (
            f"is {item.width} × {item.height} pixels, too tall or too wide for {title}. "
            f"Crop it: width ÷ height from {rules.min_aspect:g} to {rules.max_aspect:g}."
        )


def _named(content_type: str) -> str:
    extension = EXTENSIONS.get(content_type, content_type)
    return _NAMES.get(extension, extension.upper())


def _either(names: Sequence[str]) -> str:
    return " or ".join(names)
