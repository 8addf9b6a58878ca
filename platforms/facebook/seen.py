"""Posts, videos and Stories as Facebook tells of them. Sends nothing."""

from datetime import UTC, datetime

from platforms import saying
from platforms.facebook.kinds import Kind
from platforms.meta.answers import id_of, instant_of
from platforms.ports import Submitted

VIDEO_FIELDS = "id,post_id,permalink_url,created_time"
POST_FIELDS = "id,message,created_time,permalink_url"


def submitted_post(body: dict[str, object], *, www_base: str) -> Submitted:
    """A post as its fields describe it."""
    post = id_of(body.get("id"))
    return Submitted(
        platform_post_id=post,
        permalink=permalink_of(body, www_base=www_base) or f"{www_base}/{post}",
        published_at=instant_of(body.get("created_time")),
    )


def submitted_video(body: dict[str, object], *, account_id: str, www_base: str) -> Submitted:
    """A video that is out, by its post's id where that is told: only a post has insights."""
    return Submitted(
        platform_post_id=post_id_of(body, account_id) or id_of(body.get("id")),
        permalink=permalink_of(body, www_base=www_base),
        published_at=instant_of(body.get("created_time")),
    )


def post_id_of(body: dict[str, object], account_id: str) -> str:
    """The `post_id` in the form that posts are asked for by; empty when none is told.

    Videos and Stories name the second half of it only.
    """
    found = id_of(body.get("post_id"))
    return f"{account_id}_{found}" if found.isdigit() else found


def permalink_of(body: dict[str, object], *, www_base: str) -> str:
    """The address; videos tell theirs without the host."""
    found = body.get("permalink_url")
    if isinstance(found, str) and found.startswith("/"):
        found = www_base + found
    return saying.address(found)


def usual_address(kind: Kind, video: str, *, account_id: str, www_base: str) -> str:
    """Where a video of this kind stands; a Story has no address that its id would give."""
    if kind is Kind.REEL:
        return f"{www_base}/reel/{video}/"
    return f"{www_base}/{account_id}/videos/{video}/" if kind is Kind.VIDEO else ""


def unix_instant(value: object) -> datetime | None:
    """A Story's time: seconds since 1970, written as text."""
    text = str(value)
    if not text.isascii() or not text.isdigit() or len(text) > 11:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        return None
