"""Strict check of what POST /{ig}/media asks for. Knows nothing of tokens, storage or bytes."""

import re
from dataclasses import dataclass

from sandbox.instagram import errors
from sandbox.instagram.containers import Kind
from sandbox.instagram.params import Params

LONGEST_CAPTION = 2200
MOST_HASHTAGS = 30
MOST_MENTIONS = 20
LONGEST_ALT_TEXT = 1000
MOST_COLLABORATORS = 3
MOST_USER_TAGS = 20
_HASHTAG = re.compile(r"#\w+")
_MENTION = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]+")
_VIDEO_PARAMS = (
    "video_url",
    "upload_type",
    "cover_url",
    "thumb_offset",
    "share_to_feed",
    "audio_name",
    "trial_params",
)


@dataclass(frozen=True)
class Draft:
    kind: Kind
    image_url: str
    caption: str
    alt_text: str
    is_child: bool
    children: tuple[str, ...]


def read_draft(params: Params) -> Draft:
    """The container to make.

    Raises:
        RefusalError: with the code and subcode that Meta documents for it.
    """
    kind = _kind(params)
    is_child = params.flag("is_carousel_item")
    caption = params.text("caption")
    check_caption(caption)
    _check_people(params)
    alt_text = params.text("alt_text")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise errors.invalid(f"alt_text may have {LONGEST_ALT_TEXT} characters at most")
    children = _children(params) if kind is Kind.CAROUSEL else ()
    image_url = params.text("image_url")
    params.done()
    if kind is Kind.CAROUSEL and (image_url or alt_text or is_child):
        raise errors.invalid("A carousel has children; pictures and alt texts belong to those")
    if kind is not Kind.CAROUSEL and not image_url:
        raise errors.invalid("The parameter image_url is required")
    if is_child and (caption or kind is not Kind.IMAGE):
        raise errors.invalid("An item of a carousel is an image and has no caption of its own")
    return Draft(kind, image_url, caption, alt_text, is_child, children)


def check_caption(text: str) -> None:
    if (
        len(text) > LONGEST_CAPTION
        or len(_HASHTAG.findall(text)) > MOST_HASHTAGS
        or len(_MENTION.findall(text)) > MOST_MENTIONS
    ):
        raise errors.refusal(
            36004,
            "The caption was too long",
            subcode=2207010,
            title="Caption too long",
            advice=f"A caption may have {LONGEST_CAPTION} characters, {MOST_HASHTAGS} hashtags "
            f"and {MOST_MENTIONS} mentions at most.",
        )


def _kind(params: Params) -> Kind:
    asked = params.text("media_type", Kind.IMAGE)
    has_video = any(params.text(name) for name in _VIDEO_PARAMS)
    if asked in ("REELS", "VIDEO") or has_video:
        # This stand-in takes pictures only, and says so as Instagram does of a film it cannot use.
        raise errors.refusal(
            352,
            "The video format is not supported",
            subcode=2207026,
            title="Unsupported video format",
            advice="This stand-in publishes images, carousels of images and image stories.",
        )
    if asked not in list(Kind):
        raise errors.invalid(f"Unknown media type: {asked[:60]}", 2207023)
    return Kind(asked)


def _children(params: Params) -> tuple[str, ...]:
    children = [str(one) for one in params.items("children")]
    if not 2 <= len(children) <= 10:
        raise errors.invalid("A carousel needs 2 to 10 children", 2207028)
    return tuple(children)


def _check_people(params: Params) -> None:
    if len(params.items("collaborators")) > MOST_COLLABORATORS:
        raise errors.invalid(f"There may be {MOST_COLLABORATORS} collaborators at most")
    if len(params.items("user_tags")) > MOST_USER_TAGS:
        raise errors.invalid(f"There may be {MOST_USER_TAGS} user tags at most", 2207040)
    location = params.text("location_id")
    if location and not (location.isascii() and location.isdigit()):
        raise errors.invalid("INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID")
    for name in ("is_ai_generated", "is_paid_partnership"):
        params.flag(name)
