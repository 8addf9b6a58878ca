"""Finds posts on a page: address, title, date and engagement, from its markup. Fetches nothing.

Reads schema.org as JSON-LD and as microdata, data-likes/-comments/-shares, `<article>` and
`<time>`. Everything found is outside text: data, never instruction.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain import hidden
from platforms.visit import Posting

MAX_POSTINGS = 60
MAX_TITLE = 300
_DEEPEST = 6
_FARTHEST = 40

_SCHEMA_TYPE = re.compile(r"(Posting|Article|Report)$")
_COUNTERS = {"like": "likes", "comment": "comments", "share": "shares"}
_NUMBER = re.compile(r"([\d,  ]{1,20}|\d{1,6}\.\d{1,3})\s?([kKmM]?)")
_FACTOR = {"": 1, "k": 1_000, "m": 1_000_000}


def postings_of(page: LexborHTMLParser, url: str) -> tuple[Posting, ...]:
    """The posts on the page in its order, each address once; markup completes JSON-LD."""
    found: dict[str | None, Posting] = {}
    listed = (islice(read(page, url), MAX_POSTINGS) for read in (_from_json_ld, _from_markup))
    for posting in chain.from_iterable(listed):
        before = found.get(posting.url)
        found[posting.url] = _merged(before, posting) if before else posting
    return tuple(found.values())


def read_instant(text: object) -> datetime | None:
    """An ISO date or time in UTC; a date is its midnight and a naive time is taken as UTC."""
    try:
        found = datetime.fromisoformat(str(text).strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_count(text: object) -> int | None:
    """A count as people and programs write it: 1286, "1,286", "10,00,000", "1.2K"."""
    written = _NUMBER.fullmatch(str(text).strip())
    if written is None:
        return None
    digits = re.sub(r"[^\d.]", "", written[1])
    return round(float(digits) * _FACTOR[written[2].lower()]) if digits else None


def absolute(base: str, href: str | None) -> str | None:
    """The http(s) address a link leads to, without its fragment."""
    try:
        target = urldefrag(urljoin(base, (href or "").strip()))[0]
    except ValueError:
        return None
    return target if target.startswith(("http://", "https://")) and href else None


def _merged(first: Posting, second: Posting) -> Posting:
    known = {name: value for name, value in first.model_dump().items() if value not in (None, "")}
    return Posting.model_validate(second.model_dump() | known)


def _from_json_ld(page: LexborHTMLParser, base: str) -> Iterator[Posting]:
    for script in page.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, _DEEPEST):
            if any(_SCHEMA_TYPE.search(str(kind)) for kind in _many(item.get("@type"))):
                yield _from_item(item, base)


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    """All objects within, outermost first."""
    if depth == 0:
        return
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else _many(data):
        if isinstance(inner, dict | list):
            yield from _objects(inner, depth - 1)


def _from_item(item: dict[str, object], base: str) -> Posting:
    page = item.get("url") or item.get("mainEntityOfPage") or item.get("@id")
    address = page.get("@id") if isinstance(page, dict) else page
    counters = [c for c in _many(item.get("interactionStatistic")) if isinstance(c, dict)]
    pairs = [(_kind_of(c.get("interactionType")), c.get("userInteractionCount")) for c in counters]
    return Posting(
        url=absolute(base, address) if isinstance(address, str) else None,
        title=_line(str(item.get("headline") or item.get("name") or "")),
        published_at=read_instant(item.get("datePublished")),
        **_counts([*pairs, ("CommentAction", item.get("commentCount"))]),
    )


def _kind_of(interaction: object) -> str:
    named = interaction.get("@type") if isinstance(interaction, dict) else interaction
    return str(named)


def _counts(pairs: Iterable[tuple[str, object]]) -> dict[str, int]:
    """Canonical name to count; the first usable one of a kind stands."""
    found: dict[str, int] = {}
    for action, value in pairs:
        count = read_count(value)
        for word, name in _COUNTERS.items():
            if word in action.lower() and count is not None:
                found.setdefault(name, count)
    return found


def _from_markup(page: LexborHTMLParser, base: str) -> Iterator[Posting]:
    taken: set[int] = set()
    marked = "[itemscope][itemtype*='Posting'], [itemscope][itemtype*='Article']"
    for selector in (marked, "article", "[data-likes]"):
        for element in page.css(selector):
            if not taken & {node.mem_id for node in _with_ancestors(element)}:
                taken.add(element.mem_id)
                yield _from_element(element, base)


def _with_ancestors(node: LexborNode | None) -> Iterator[LexborNode]:
    """Itself and what it lies in, as far up as pages nest that people wrote."""
    for _ in range(_FARTHEST):
        if node is None:
            return
        yield node
        node = node.parent


def _from_element(element: LexborNode, base: str) -> Posting:
    heading = element.css_first("[itemprop='headline'], h1, h2, h3")
    link = element.css_first("a[itemprop='url'], h1 a[href], h2 a[href], h3 a[href]")
    if link is None and heading is None:
        link = element.css_first("a[href]")
    when = element.css_first("[itemprop='datePublished'], time[datetime]")
    return Posting(
        url=absolute(base, link.attributes.get("href")) if link is not None else None,
        title=_line(heading.text() if heading is not None else ""),
        published_at=_instant_of(when) if when is not None else None,
        **_counts([*_microdata_counters(element), *_data_counters(element)]),
    )


def _instant_of(element: LexborNode) -> datetime | None:
    given = element.attributes.get("datetime") or element.attributes.get("content")
    return read_instant(given or element.text())


def _microdata_counters(element: LexborNode) -> Iterator[tuple[str, object]]:
    for counter in element.css("[itemprop='interactionStatistic']"):
        kind = counter.css_first("[itemprop='interactionType']")
        count = counter.css_first("[itemprop='userInteractionCount']")
        if kind is not None and count is not None:
            named = kind.attributes.get("content") or kind.attributes.get("href") or kind.text()
            yield named, count.attributes.get("content") or count.text()


def _data_counters(element: LexborNode) -> Iterator[tuple[str, object]]:
    holder = element if "data-likes" in element.attributes else element.css_first("[data-likes]")
    for word, name in _COUNTERS.items():
        if holder is not None:
            yield word, holder.attributes.get(f"data-{name}")


def _many(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _line(text: str) -> str:
    return " ".join(hidden.cleaned(text).split())[:MAX_TITLE]
