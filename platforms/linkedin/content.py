"""What a LinkedIn post shows below its text: media or a link card, as its body names them.

https://learn.microsoft.com/linkedin/marketing/community-management/shares/posts-api
"""

from collections.abc import Sequence

from domain.errors import ErrorClass, PlatformError
from domain.form import Form
from platforms.linkedin.uploads import IMAGE, asset_of, id_name
from platforms.ports import MediaItem, RenderedPost


def content_of(post: RenderedPost, prepared: dict[str, str]) -> dict[str, object]:
    """The body's `content`; nothing for a text.

    Raises:
        PlatformError: A medium was not prepared.
    """
    urns = [prepared.get(id_name(item, number), "") for number, item in enumerate(post.media)]
    if not all(urns):
        raise PlatformError(
            "Not every medium of this post is at LinkedIn, so nothing was sent. Try again.",
            error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
            sent="no",
        )
    if post.form.link:
        return {"content": {"article": _article(post.form, urns)}}
    media = [_medium(urn, item) for urn, item in zip(urns, post.media, strict=True)]
    match media:
        case []:
            return {}
        case [only]:
            title = {"title": post.form.title} if post.form.title else {}
            return {"content": {"media": only | title}}
    return {"content": {"multiImage": {"images": media}}}


def card_title(form: Form) -> str:
    """Of the link card: LinkedIn reads no page for it."""
    return ((form.link.title if form.link else "") or form.title or "").strip()


def _article(form: Form, urns: Sequence[str]) -> dict[str, object]:
    link = form.link
    found = {
        "source": link.url if link else "",
        "title": card_title(form),
        "description": link.description if link else "",
        "thumbnail": next(iter(urns), ""),
    }
    return {name: value for name, value in found.items() if value}


def _medium(urn: str, item: MediaItem) -> dict[str, object]:
    alt_text = item.alt_text if asset_of(item) is IMAGE else None
    return {"id": urn, **({"altText": alt_text} if alt_text else {})}
