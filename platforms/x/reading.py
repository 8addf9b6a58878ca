"""A post as X gives it, in either of its vocabularies: words, time, counts. Makes no request."""

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from platforms import saying
from platforms.told import is_count

MAX_TEXT = 30_000
_EPOCH_MS = 1_288_834_974_657
"""Ids carry their time since then: https://docs.x.com/fundamentals/x-ids"""
_OWN_MEDIA = re.compile(r"/status/[0-9]+/(?:photo|video)/[0-9]+$")
_PROTOCOL = re.compile(r"https?://", re.IGNORECASE)
_COUNTS = {
    "impression_count": "impressions",
    "like_count": "likes",
    "reply_count": "comments",
    "bookmark_count": "saves",
}
_HIDDEN_COUNTS = {
    "impression_count": "impressions",
    "url_link_clicks": "clicks",
    "engagements": "engagement",
}


def text_of(post: Mapping[str, object]) -> str:
    """The words as readers see them: full addresses for short ones, no link to its own media."""
    long = _first(post, "note_tweet", "note_post")
    holder: Mapping[str, object] = long if isinstance(long, dict) and long.get("text") else post
    given = holder.get("text")
    text = given[:MAX_TEXT] if isinstance(given, str) else ""
    entities = holder.get("entities")
    links = entities.get("urls") if isinstance(entities, dict) else None
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict):
            text = _with_address(text, link)
    # X escapes these three, and nothing else
    return html.unescape(re.sub(r"&(?!(?:amp|lt|gt);)", "&amp;", text)).strip()


def _with_address(text: str, link: Mapping[str, object]) -> str:
    short, full = link.get("url"), link.get("expanded_url")
    if not isinstance(short, str) or not isinstance(full, str) or not short:
        return text
    is_own = "media_key" in link or _OWN_MEDIA.search(full)
    return text.replace(short, "" if is_own else html.escape(full, quote=False), 1)


def says_the_same(text: str, other: str) -> bool:
    """Whether two texts are one to X, which composes letters and completes bare addresses."""
    return _plain(text) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(_PROTOCOL.sub("", unicodedata.normalize("NFC", text)).split())


def published_at(post: Mapping[str, object]) -> datetime | None:
    """When it came out; by its id where the answer does not say."""
    try:
        found = datetime.fromisoformat(str(post.get("created_at")))
        if found.tzinfo:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    return time_of_id(post.get("id"))


def time_of_id(post_id: object) -> datetime | None:
    """The instant that an id carries; None for what is no such id."""
    text = saying.identifier(post_id)
    if not text.isdigit() or len(text) > 19:
        return None
    millis = (int(text) >> 22) + _EPOCH_MS
    # ids of before November 2010 were only counted
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=millis)


def counts_of(post: Mapping[str, object]) -> dict[str, int]:
    """What everybody, and what only its owner, may know, in canonical names."""
    found: dict[str, int] = {}
    for name, names in (
        ("public_metrics", _COUNTS),
        ("non_public_metrics", _HIDDEN_COUNTS),
    ):
        given = post.get(name)
        fields = given if isinstance(given, dict) else {}
        found |= named(fields, names)
        if name == "public_metrics" and (shares := _shares(fields)) is not None:
            found["shares"] = shares
    return found


def named(fields: Mapping[str, object], names: Mapping[str, str]) -> dict[str, int]:
    """The counts under our names; what is no count is left out."""
    given = {ours: fields.get(theirs) for theirs, ours in names.items()}
    return {name: count for name, count in given.items() if is_count(count)}


def media_keys(post: Mapping[str, object]) -> list[str]:
    """Of the media it shows."""
    attachments = post.get("attachments")
    keys = attachments.get("media_keys") if isinstance(attachments, dict) else None
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def parent_of(post: Mapping[str, object]) -> str:
    """The post that it answers; empty when it answers none."""
    for name in ("referenced_tweets", "referenced_posts"):
        listed = post.get(name)
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict) and one.get("type") == "replied_to":
                return saying.identifier(one.get("id"))
    return ""


def _shares(fields: Mapping[str, object]) -> int | None:
    """Reposts and quotes together, as far as they are told."""
    told = [_first(fields, "retweet_count", "repost_count"), fields.get("quote_count")]
    counts = [count for count in told if is_count(count)]
    return sum(counts) if counts else None


def _first(fields: Mapping[str, object], *names: str) -> object:
    return next((fields[name] for name in names if name in fields), None)
