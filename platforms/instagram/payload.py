"""The parameters of each container, from the post that was approved. Sends nothing.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

import json

from domain.form import Format
from domain.media import MediaKind
from platforms.instagram.mentions import tagged
from platforms.material import MediaItem
from platforms.values import RenderedPost

UPLOADED = {"upload_type": "resumable"}
"""Instead of an address: the bytes are sent afterwards."""


def single(post: RenderedPost, *, fetches_http: bool) -> dict[str, str]:
    """Of a post with one medium. A video in the feed goes as a Reel: the API has no other way."""
    item = post.media[0]
    source = _source(post, item, fetches_http=fetches_http)
    people = _people(post, item)
    if post.form.format is Format.STORY:
        return {"media_type": "STORIES"} | source | people
    if item.kind is MediaKind.VIDEO:
        return {"media_type": "REELS"} | source | people | _reel(post) | _words(post)
    return source | _alt_text(item) | people | _words(post)


def child(post: RenderedPost, number: int, *, fetches_http: bool) -> dict[str, str]:
    """Of one item of a carousel."""
    item = post.media[number]
    kind = {"media_type": "VIDEO"} if item.kind is MediaKind.VIDEO else {}
    tags = _people(post, item) if number == _tagged_item(post) else {}
    source = _source(post, item, fetches_http=fetches_http)
    return {"is_carousel_item": "true"} | kind | source | _alt_text(item) | tags


def parent(post: RenderedPost, children: list[str]) -> dict[str, str]:
    """Of a carousel, once its items are ready."""
    return {"media_type": "CAROUSEL", "children": ",".join(children)} | _words(post)


def is_uploaded(fields: dict[str, str]) -> bool:
    """Whether the bytes of that container are still to be sent."""
    return UPLOADED.items() <= fields.items()


def _source(post: RenderedPost, item: MediaItem, *, fetches_http: bool) -> dict[str, str]:
    """Where the medium comes from: an address of ours, or our bytes.

    Pictures can only be fetched. A Reel's bytes are always sent; other videos are fetched where
    our address can be: https, or a stand-in's own machine.
    """
    if item.kind is not MediaKind.VIDEO:
        return {"image_url": item.url}
    is_reachable = item.url.startswith("https://") or (fetches_http and bool(item.url))
    if post.form.format is not Format.REEL and is_reachable:
        return {"video_url": item.url}
    return UPLOADED


def _words(post: RenderedPost) -> dict[str, str]:
    place = {"location_id": post.form.place.id} if post.form.place else {}
    return {"caption": post.wire} | place


def _alt_text(item: MediaItem) -> dict[str, str]:
    return {"alt_text": item.alt_text} if item.alt_text else {}


def _reel(post: RenderedPost) -> dict[str, str]:
    video = post.form.video
    if video is None:
        return {}
    cover = {} if video.cover_ms is None else {"thumb_offset": str(video.cover_ms)}
    feed = {} if video.in_feed is None else {"share_to_feed": str(video.in_feed).lower()}
    return cover | feed


def _people(post: RenderedPost, item: MediaItem) -> dict[str, str]:
    names = tagged(post.form, post.text)
    if not names:
        return {}
    # on a picture a tag needs a place, and nobody has said where: its middle
    has_place = item.kind is MediaKind.PICTURE and post.form.format is not Format.STORY
    spot = {"x": 0.5, "y": 0.5} if has_place else {}
    return {"user_tags": json.dumps([{"username": name} | spot for name in names])}


def _tagged_item(post: RenderedPost) -> int:
    """The item of a carousel that people are tagged on: the first picture, else the first."""
    kinds = [item.kind for item in post.media]
    return kinds.index(MediaKind.PICTURE) if MediaKind.PICTURE in kinds else 0
