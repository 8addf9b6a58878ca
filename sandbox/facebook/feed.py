"""POST /{page}/feed: text, a link, or photos that were sent before; at once or scheduled."""

import json
import re
from datetime import datetime
from urllib.parse import urlsplit

from starlette.responses import Response

from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, entities, photos, posting
from sandbox.facebook.posting import Draft
from sandbox.meta import cursors, errors, fields
from sandbox.meta.params import Params
from sandbox.world import World

MOST_PHOTOS = 10
SOONEST_MS, LATEST_MS = 10 * 60 * 1000, 30 * 24 * 3600 * 1000
DUPLICATE_MS = 24 * 3600 * 1000
FEED_KINDS = ("status", "link", "photo", "album", "video")
_UNIX = re.compile(r"[0-9]{1,12}")


def publish(world: World, call: Call) -> Response:
    visit = access.enter(world, call, access.PUBLISH)
    wanted = fields.read(visit.params, entities.POST_FIELDS, node="PagePost")
    at_ms = schedule_of(world, visit.params)
    draft = read_draft(visit.params)
    page = visit.grant.page
    shown = [_usable(world, page, photo) for photo in draft.photos]
    media = tuple(photo.sha256 for photo in shown)
    _must_be_new(world, page, draft, media)
    if at_ms is not None:
        made = posting.schedule(world, page, draft, media, at_ms)
        for photo in shown:
            photos.use(world.state, photo.id, made)
        return errors.reply({"id": made})
    made = posting.publish(world, page, draft, media)
    for photo in shown:
        photos.use(world.state, photo.id, made)
    return errors.reply(entities.post(world, entities.find(world, made), wanted))


def list_scheduled(world: World, call: Call) -> Response:
    """GET /{page}/scheduled_posts."""
    visit = access.enter(world, call, access.READ)
    rows = world.state.rows(
        "SELECT * FROM facebook_scheduled WHERE page = ? ORDER BY at_ms", (visit.grant.page,)
    )
    return cursors.listing(
        world,
        call,
        visit.params,
        rows,
        id_of=lambda row: str(row["id"]),
        show=lambda row: {
            "id": row["id"],
            "message": row["message"],
            "scheduled_publish_time": row["at_ms"] // 1000,
        },
    )


def read_draft(params: Params) -> Draft:
    """What to publish; nothing else may be left among the parameters.

    Raises:
        RefusalError: With the code and subcode that is met for it.
    """
    message, link = params.text("message"), params.text("link")
    place, given = params.text("place"), params.items("attached_media")
    params.done()
    posting.check_text("message", message)
    if link:
        _check_link(link)
    if place and not (place.isascii() and place.isdigit()):
        raise errors.invalid('Param place must be a valid ID string (e.g., "123")')
    shown = tuple(_media_fbid(one) for one in given)
    if len(shown) > MOST_PHOTOS:
        raise errors.invalid(f"There may be {MOST_PHOTOS} photos at most in attached_media")
    if link and shown:
        raise errors.invalid("A post has a link or attached_media, not both")
    if not message and not link and not shown:
        raise errors.invalid("The parameter message, link or attached_media is required")
    kind = "link" if link else ("status", "photo", "album")[min(len(shown), 2)]
    return Draft(message=message, kind=kind, link=link, place=place, photos=shown)


def schedule_of(world: World, params: Params) -> int | None:
    """When Facebook itself shall show it; None when at once.

    Raises:
        RefusalError: Code 100: outside of ten minutes to thirty days, or without published=false.
    """
    is_published = params.text("published", "true").lower() in ("true", "1")
    when, kind = params.text("scheduled_publish_time"), params.text("unpublished_content_type")
    if is_published and (when or kind):
        raise errors.invalid("You cannot specify a scheduled publish time on a published post")
    if is_published:
        return None
    if not when:
        raise errors.invalid("This stand-in keeps unpublished posts with a time only")
    at_ms = _instant_ms(when)
    now = world.clock.now_ms()
    if not now + SOONEST_MS <= at_ms <= now + LATEST_MS:
        raise errors.refusal(
            100,
            "(#100) The specified scheduled publish time is invalid.",
            subcode=1363188,
            title="Invalid Scheduled Publish Time",
            advice="The time must be between 10 minutes and 30 days from now.",
        )
    return at_ms


def _instant_ms(when: str) -> int:
    try:
        if _UNIX.fullmatch(when):
            return int(when) * 1000
        moment = datetime.fromisoformat(when)
        if moment.tzinfo is None:
            raise ValueError
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        raise errors.invalid("Param scheduled_publish_time must be a time") from None


def _check_link(link: str) -> None:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        raise errors.refusal(
            100, "(#100) The url you supplied is invalid", subcode=2061006, title="Invalid URL"
        )
    if host == "facebook.com" or host.endswith(".facebook.com"):
        raise errors.refusal(
            100, "(#100) Cannot link to facebook.com", subcode=1609008, title="Invalid link"
        )


def _media_fbid(one: object) -> str:
    if isinstance(one, str):
        try:
            one = json.loads(one)
        except ValueError:
            one = None
    photo = one.get("media_fbid") if isinstance(one, dict) else None
    if not isinstance(photo, str):
        raise errors.invalid("Param attached_media must be an array of {media_fbid}")
    return photo


def _usable(world: World, page: str, photo_id: str) -> photos.Photo:
    photo = photos.find(world.state, photo_id)
    if photo is None or photo.page != page or photo.post is not None:
        raise errors.invalid(f"Invalid attached media: {photo_id[:40]} cannot be attached")
    return photo


def _must_be_new(world: World, page: str, draft: Draft, media: tuple[str, ...]) -> None:
    """Facebook refuses the very post that the Page has just made."""
    newest = next(iter(posting.visible(world.state, page, FEED_KINDS)), None)
    if newest is None or world.clock.now_ms() - newest.created_ms > DUPLICATE_MS:
        return
    if (newest.wire, newest.body["link"], newest.media) == (draft.message, draft.link, media):
        raise duplicate()


def duplicate() -> RefusalError:
    return errors.refusal(
        506,
        "Duplicate status message",
        subcode=1366051,
        title="Duplicate Status Update",
        advice="This status update is identical to the last one you posted.",
    )
