"""Strict check of what POST /{ig}/media asks for. Knows nothing of tokens, storage or bytes.

Not offered here: `cover_url`, whose picture would have to be fetched, too.
"""

import re
from dataclasses import dataclass, field

from sandbox.instagram.containers import Kind
from sandbox.meta import errors
from sandbox.meta.params import Params

LONGEST_CAPTION = 2200
MOST_HASHTAGS = 30
MOST_MENTIONS = 20
LONGEST_ALT_TEXT = 1000
MOST_COLLABORATORS = 3
MOST_USER_TAGS = 20
_HASHTAG = re.compile(r"#\w+")
_MENTION = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]+")
_OF_A_REEL = ("thumb_offset", "share_to_feed", "audio_name", "trial_params")


@dataclass(frozen=True)
class Draft:
    kind: Kind
    image_url: str = ""
    video_url: str = ""
    is_resumable: bool = False
    """Whether its bytes are uploaded afterwards."""
    caption: str = ""
    alt_text: str = ""
    is_child: bool = False
    children: tuple[str, ...] = ()
    wishes: dict[str, object] = field(default_factory=dict)

    @property
    def is_video(self) -> bool:
        return bool(self.video_url) or self.is_resumable


def read_draft(params: Params) -> Draft:
    """The container to make.

    Raises:
        RefusalError: with the code and subcode that Meta documents for it.
    """
    kind = _kind(params)
    is_child = params.flag("is_carousel_item")
    caption = params.text("caption")
    check_caption(caption)
    alt_text = params.text("alt_text")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise errors.invalid(f"alt_text may have {LONGEST_ALT_TEXT} characters at most")
    draft = Draft(
        kind=kind,
        image_url=params.text("image_url"),
        video_url=params.text("video_url"),
        is_resumable=_is_resumable(params),
        caption=caption,
        alt_text=alt_text,
        is_child=is_child,
        wishes=_of_a_reel(params, kind) | _people_and_place(params, kind, is_child=is_child),
        children=_children(params) if kind is Kind.CAROUSEL else (),
    )
    params.done()
    _check_source(draft)
    return draft


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


def _check_source(draft: Draft) -> None:
    """A container has one medium, of a kind that its own kind has, or children."""
    given = [bool(draft.image_url), bool(draft.video_url), draft.is_resumable]
    if draft.kind is Kind.CAROUSEL:
        if any(given) or draft.alt_text or draft.is_child:
            raise errors.invalid("A carousel has children; media and alt texts belong to those")
        return
    wanted = {
        Kind.IMAGE: "image_url",
        Kind.STORY: "image_url or video_url",
    }.get(draft.kind, "video_url")
    if sum(given) != 1:
        raise errors.invalid(f"The parameter {wanted} is required, and nothing beside it")
    if draft.is_video != (draft.kind is not Kind.IMAGE) and draft.kind is not Kind.STORY:
        raise errors.invalid(f"The parameter {wanted} is required")
    if draft.alt_text and (draft.is_video or draft.kind is Kind.STORY):
        raise errors.invalid("alt_text goes with images in the feed only")
    if draft.is_child and (draft.caption or draft.kind not in (Kind.IMAGE, Kind.VIDEO)):
        raise errors.invalid("An item of a carousel is an image or a video, without a caption")
    if draft.kind is Kind.VIDEO and not draft.is_child:
        raise errors.invalid("VIDEO is for items of a carousel; use REELS to publish one", 2207067)


def _kind(params: Params) -> Kind:
    asked = params.text("media_type", Kind.IMAGE)
    if asked not in list(Kind):
        raise errors.invalid(f"Unknown media type: {asked[:60]}", 2207023)
    return Kind(asked)


def _is_resumable(params: Params) -> bool:
    asked = params.text("upload_type")
    if asked not in ("", "resumable"):
        raise errors.invalid("upload_type must be resumable")
    return bool(asked)


def _children(params: Params) -> tuple[str, ...]:
    children = [str(one) for one in params.items("children")]
    if not 2 <= len(children) <= 10:
        raise errors.invalid("A carousel needs 2 to 10 children", 2207028)
    return tuple(children)


def _of_a_reel(params: Params, kind: Kind) -> dict[str, object]:
    given = {name: params.peek(name) for name in _OF_A_REEL}
    if kind is not Kind.REEL:
        for name, value in given.items():
            if value:
                raise errors.invalid(f"Param {name} goes with media_type REELS only")
        return {}
    if given["trial_params"]:
        raise errors.invalid("This account cannot publish trial reels", 2207081)
    return {
        "thumb_offset": params.number("thumb_offset", default=0, least=0, most=10**9),
        "share_to_feed": params.flag("share_to_feed", default=True),
        "audio_name": params.text("audio_name"),
    }


def _people_and_place(params: Params, kind: Kind, *, is_child: bool) -> dict[str, object]:
    if len(params.items("collaborators")) > MOST_COLLABORATORS:
        raise errors.invalid(f"There may be {MOST_COLLABORATORS} collaborators at most")
    tags = params.items("user_tags")
    if len(tags) > MOST_USER_TAGS:
        raise errors.invalid(f"There may be {MOST_USER_TAGS} user tags at most", 2207040)
    if tags and kind is Kind.CAROUSEL:
        raise errors.invalid("The people on a carousel are tagged on its items")
    people = [_tagged(tag, needs_place=kind is Kind.IMAGE) for tag in tags]
    location = params.text("location_id")
    if location and not (location.isascii() and location.isdigit()):
        raise errors.invalid("INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID")
    if location and (kind is Kind.STORY or is_child):
        raise errors.invalid("location_id goes with posts only")
    for name in ("is_ai_generated", "is_paid_partnership"):
        params.flag(name)
    return {"location": location, "user_tags": people}


def _tagged(tag: object, *, needs_place: bool) -> str:
    """The user name; on an image it stands somewhere, as shares of width and height."""
    values = tag if isinstance(tag, dict) else {}
    name = values.get("username")
    if not isinstance(name, str) or not name:
        raise errors.invalid("Param user_tags must be objects with a username")
    spots = [values.get(side) for side in ("x", "y")]
    if needs_place and not all(isinstance(at, int | float) and 0 <= at <= 1 for at in spots):
        raise errors.invalid("A user tag on an image needs x and y between 0.0 and 1.0")
    return name
