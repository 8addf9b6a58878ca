"""Which column of a history file holds which of our fields. Reads no cells."""

import re
import unicodedata

from domain.errors import InvalidError
from domain.lettering import MARKS

COUNTS = ("likes", "comments", "shares", "saves", "impressions", "reach")
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "caption", "post text", "tweet text", "full text", "message", "post message",
        "description", "post description", "post caption", "commentary", "body", "content text",
        "copy", "post title", "video title", "title", "tweet", "post", "content",
    ),
    "published_at": (
        "published at", "publish time", "published", "published on", "publish date",
        "date published", "posted at", "posted on", "post date", "posted", "created time",
        "created at", "created date", "video publish time", "post time", "timestamp", "datetime",
        "date time", "date and time", "date", "time",
    ),
    "likes": (
        "likes", "like", "like count", "likes count", "num likes", "lifetime likes", "reactions",
        "reactions count", "total reactions", "favorites", "favourites", "favorite count",
        "favourite count", "hearts",
    ),
    "comments": (
        "comments", "comment", "comment count", "comments count", "num comments",
        "lifetime comments", "comments added", "replies", "reply count",
    ),
    # X exports both: there a share is only a copied link, a repost is what other networks call so
    "shares": (
        "reposts", "retweets", "retweet count", "repost count", "shares", "share", "share count",
        "shares count", "num shares", "lifetime shares",
    ),
    "saves": ("saves", "save", "saved", "save count", "saves count", "bookmarks", "bookmark count"),
    "impressions": (
        "impressions", "impression", "impression count", "impressions count",
        "lifetime impressions", "total impressions", "post impressions", "views", "view count",
    ),
    "reach": (
        "reach", "reached", "accounts reached", "people reached", "lifetime reach", "post reach",
        "unique impressions", "impressions unique",
    ),
    "hashtags": ("hashtags", "hashtag", "hash tags", "tags"),
    "platform_post_id": (
        "platform post id", "post id", "postid", "media id", "tweet id", "video id", "permalink",
        "permalink url", "post link", "post url", "tweet permalink", "tweet link",
    ),
}  # fmt: skip
"""Our field to the headers it is known by, most telling first. A bare "id" is left out: in a
spreadsheet it is often the row's number, and would make one post of two."""


def map_columns(header: list[str], wanted: dict[str, str] | None) -> dict[str, str]:
    """Our field to the header of its column, from what was asked for and what is recognised.

    Raises:
        InvalidError: An unknown field or header is asked for, two fields ask for one column, or
            no column holds the text.
    """
    mapping = _asked(header, wanted or {})
    known = {_plain(name): name for name in reversed(header)}
    for field, aliases in ALIASES.items():
        if field not in mapping:
            free = (known[a] for a in aliases if a in known and known[a] not in mapping.values())
            found = next(free, None)
            if found is not None:
                mapping[field] = found
    if "text" not in mapping:
        raise InvalidError(
            f"No column was recognised as the text of the posts. The file has: {_listed(header)}. "
            'Say which one it is with a mapping, for example {"text": "'
            f'{next((h[:SHOWN_LENGTH] for h in header if h), "Caption")}"}}.',
            code="no_text_column",
            extra={"headers": _shown(header)},
        )
    return {field: mapping[field] for field in ALIASES if field in mapping}


def _asked(header: list[str], wanted: dict[str, str]) -> dict[str, str]:
    by_name = {_plain(name): name for name in reversed(header)} | {name: name for name in header}
    mapping: dict[str, str] = {}
    for field, asked in wanted.items():
        if field not in ALIASES:
            raise InvalidError(
                f"The mapping names “{field}”, which is not one of our fields: "
                f"{', '.join(ALIASES)}.",
                code="unknown_field",
                extra={"fields": list(ALIASES)},
            )
        found = by_name.get(asked.strip()) or by_name.get(_plain(asked))
        if not found:
            raise InvalidError(
                f"The mapping takes {field} from “{asked}”, but the file has no such column. It "
                f"has: {_listed(header)}.",
                code="unknown_header",
                extra={"headers": _shown(header)},
            )
        if found in mapping.values():
            raise InvalidError(
                f"The mapping uses the column “{found}” for two fields. Give each its own.",
                code="duplicate_header",
            )
        mapping[field] = found
    return mapping


def _plain(header: str) -> str:
    """Lower case, words parted by one space: "Post_ID" and "post id" are the same."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", unicodedata.normalize("NFKC", header))
    return " ".join(re.sub(rf"(?:[^\w{MARKS}]|_)+", " ", spaced.casefold()).split())


SHOWN_HEADERS, SHOWN_LENGTH = 60, 100


def _shown(header: list[str]) -> list[str]:
    """The headers for a program, bounded: a file that is no table may have anything in line one."""
    return [name[:SHOWN_LENGTH] for name in header[:SHOWN_HEADERS]]


def _listed(header: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in _shown(header)[:40] if name) or "no named columns"
