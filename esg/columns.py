"""Which column of a history file holds which of our fields. Reads no cells."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from domain.errors import InvalidError
from domain.lettering import MARKS
from esg.encoding import made_readable

COUNTS = ("likes", "comments", "shares", "saves", "impressions", "reach")
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "caption", "note tweet text", "full text", "post text", "tweet text", "message",
        "post message", "description", "post description", "post caption", "commentary", "body",
        "content text", "copy", "post title", "video title", "title", "tweet", "post", "content",
    ),
    "published_at": (
        "published at", "publish time", "published", "published on", "publish date",
        "date published", "posted at", "posted on", "post date", "posted", "created time",
        "created at", "created date", "video publish time", "post time", "timestamp",
        "creation timestamp", "datetime", "date time", "date and time", "date", "time",
    ),
    "likes": (
        "likes", "like", "like count", "likes count", "num likes", "lifetime likes",
        "public metrics like count", "reactions summary total count", "likes summary total count",
        "insights likes", "lifetime post stories by action type like", "reactions",
        "reactions count", "total reactions", "favorites", "favourites", "favorite count",
        "favourite count", "hearts",
    ),
    "comments": (
        "comments", "comment", "comment count", "comments count", "num comments",
        "lifetime comments", "comments added", "public metrics reply count",
        "comments summary total count", "insights comments",
        "lifetime post stories by action type comment", "replies", "reply count",
    ),
    # X exports both: there a share is only a copied link, a repost is what other networks call so
    "shares": (
        "reposts", "retweets", "retweet count", "repost count", "public metrics retweet count",
        "shares", "share", "share count", "shares count", "num shares", "lifetime shares",
        "insights shares", "lifetime post stories by action type share",
    ),
    "saves": (
        "saves", "save", "saved", "save count", "saves count", "bookmarks", "bookmark count",
        "insights saved", "public metrics bookmark count",
    ),
    "impressions": (
        "impressions", "impression", "impression count", "impressions count",
        "lifetime impressions", "total impressions", "post impressions",
        "lifetime post total impressions", "public metrics impression count",
        "insights impressions", "insights post impressions", "views", "view count",
        "insights views",
    ),
    "reach": (
        "reach", "reached", "accounts reached", "people reached", "lifetime reach", "post reach",
        "unique impressions", "impressions unique", "lifetime post total reach", "insights reach",
        "insights post impressions unique",
    ),
    "hashtags": ("hashtags", "hashtag", "hash tags", "tags", "entities hashtags"),
    "platform_post_id": (
        "platform post id", "post id", "postid", "media id", "tweet id", "video id", "permalink",
        "permalink url", "post link", "post url", "tweet permalink", "tweet link",
    ),
}  # fmt: skip
"""Our field to the headers it is known by, most telling first. A bare "id" is left out: in a
spreadsheet it is often the row's number, and would make one post of two."""


_KNOWN = frozenset(itertools.chain.from_iterable(ALIASES.values()))
_MONTH_FIRST = ("publish time", "created date", "posted")
_ORIGINS = ("permalink", "post link", "lifetime post total reach")
_SUMMED = (("reaction", "like"), ("comment", "repl"), ("share", "repost", "retweet"))
"""The words of likes, comments and shares; a header that names two of them holds their sum."""
Wanted = Mapping[str, str | None]
"""Our field to the header it is asked to come from; None says that the file has none of it."""


def map_columns(
    header: list[str], wanted: Wanted | None, wordy: str | None = None
) -> dict[str, str]:
    """Our field to the header of its column, from what was asked for and what is recognised.

    Args:
        header: The names of the columns.
        wanted: What was asked for.
        wordy: The column that most likely holds texts, to be named where none is recognised.

    Raises:
        InvalidError: An unknown field or header is asked for, two fields ask for one column, or
            no column holds the text and nobody said that this is so.
    """
    mapping = find_columns(header, wanted)
    if "text" not in mapping and "text" not in (wanted or {}):
        name = f', for example {{"text": "{wordy[:SHOWN_LENGTH]}"}}' if wordy else ""
        raise InvalidError(
            f"No column was recognised as the text of the posts. The file has: {_listed(header)}. "
            f"Say which one it is with a mapping{name}; when the file has numbers and no texts, "
            'the mapping {"text": null} takes it in as it is.',
            code="no_text_column",
            extra={"headers": shown(header)},
        )
    return mapping


def find_columns(header: list[str], wanted: Wanted | None) -> dict[str, str]:
    """As `map_columns`, also where no column holds the text.

    Raises:
        InvalidError: The mapping asked for does not fit the file.
    """
    wanted = {made_readable(f): n and made_readable(n) for f, n in (wanted or {}).items()}
    mapping = _asked(header, wanted)
    known = {_plain(name): name for name in reversed(header)}
    for field, aliases in ALIASES.items():
        if field not in wanted:
            free = (known[a] for a in aliases if a in known and known[a] not in mapping.values())
            found = next(free, None)
            if found is not None:
                mapping[field] = found
    return {field: mapping[field] for field in ALIASES if field in mapping}


def is_known(header: str) -> bool:
    """Whether some export names a column so."""
    return _plain(header) in _KNOWN


def doubled(header: list[str], mapping: Mapping[str, str]) -> list[str]:
    """The headers a field is taken from that stand over other columns, too."""
    names = Counter(header)
    return [name for name in mapping.values() if names[name] > 1]


def is_month_first(header: list[str]) -> bool:
    """Whether the file is an export of Meta or LinkedIn, which write 03/04/2025 for 4 March."""
    plain = {_plain(name) for name in header}
    return any(n in plain for n in _MONTH_FIRST) and any(n in plain for n in _ORIGINS)


def _asked(header: list[str], wanted: Wanted) -> dict[str, str]:
    by_name = {_plain(name): name for name in reversed(header)} | {name: name for name in header}
    mapping: dict[str, str] = {}
    for field, asked in wanted.items():
        said = (asked or "")[:SHOWN_LENGTH]
        if field not in ALIASES:
            raise InvalidError(
                f"The mapping names “{field[:SHOWN_LENGTH]}”, which is not one of our fields: "
                f"{', '.join(ALIASES)}.",
                code="unknown_field",
                extra={"fields": list(ALIASES)},
            )
        if asked is None:
            continue
        found = by_name.get(asked.strip()) or by_name.get(_plain(asked))
        if not found:
            raise InvalidError(
                f"The mapping takes {field} from “{said}”, but the file has no such column. It "
                f"has: {_listed(header)}.",
                code="unknown_header",
                extra={"headers": shown(header)},
            )
        if found in mapping.values():
            raise InvalidError(
                f"The mapping uses the column “{said}” for two fields. Give each its own.",
                code="duplicate_header",
            )
        if field in ("likes", "comments", "shares") and _is_sum(found):
            raise InvalidError(
                f"The column “{said}” holds a sum, not {field} alone. Take another column, or "
                f"null where the file does not tell {field}.",
                code="combined_header",
            )
        mapping[field] = found
    return mapping


def _is_sum(header: str) -> bool:
    plain = _plain(header)
    return sum(any(word in plain for word in words) for words in _SUMMED) > 1


def _plain(header: str) -> str:
    """Lower case, words parted by one space: "Post_ID" and "post id" are the same."""
    # cut: to put many marks over one letter in order takes the square of their number
    told = unicodedata.normalize("NFKC", header[:_COMPARED])
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", told)
    return " ".join(re.sub(rf"(?:[^\w{MARKS}]|_)+", " ", spaced.casefold()).split())


_COMPARED = 300
SHOWN_HEADERS, SHOWN_LENGTH = 60, 100


def shown(header: list[str]) -> list[str]:
    """The headers for a program, bounded: a file that is no table may have anything in line one."""
    return [name[:SHOWN_LENGTH] for name in header[:SHOWN_HEADERS]]


def _listed(header: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in shown(header)[:40] if name) or "no named columns"
