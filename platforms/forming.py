"""What of a post's form a platform has no place for, said in words: nothing is dropped silently."""

from collections.abc import Collection

from domain.form import Form, Format
from domain.platform import Platform

_FIELDS = {
    "title": "a title",
    "link": "a link card",
    "thread": "a thread",
    "place": "a location",
    "mentions": "mentions by account",
    "alt_texts": "descriptions of single media",
    "video.tags": "video tags",
    "video.category": "a video category",
    "video.privacy": "a privacy setting",
    "video.public_at": "a time at which the platform itself shows a video",
    "video.made_for_kids": "a statement for children",
    "video.cover_ms": "a cover moment",
    "video.in_feed": "a choice of the feed",
}
_FORMATS = {
    Format.POST: "ordinary posts",
    Format.REEL: "Reels",
    Format.STORY: "Stories",
    Format.SHORT: "Shorts",
    Format.THREAD: "threads",
}


def form_problems(
    form: Form, platform: Platform, *, formats: Collection[Format], takes: Collection[str]
) -> list[str]:
    """Why a post of this form cannot go there; empty when it can.

    Args:
        form: What is wished for.
        platform: Where.
        formats: Those that its adapter offers.
        takes: The fields that have a place there, of a video's as "video.tags".
    """
    title = platform.title
    if form.format not in formats:
        offered = ", ".join(_FORMATS[one] for one in Format if one in formats)
        return [
            f"{title} has no {_FORMATS[form.format]} for other programs to post. It takes: "
            f"{offered}."
        ]
    return [
        f"{title}'s API takes no {words.removeprefix('a ')} here. Remove it."
        for name, words in _FIELDS.items()
        if name not in takes and _is_given(form, name)
    ]


def _is_given(form: Form, name: str) -> bool:
    value: object = form
    for step in name.split("."):
        value = getattr(value, step, None)
    return value is not None and value != ()
