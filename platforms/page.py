"""A fetched page and what it says: title, main text, posts, links. Fetches nothing.

Importing this loads two HTML parsers, so the site reader does it on its first visit only.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from domain import hidden
from platforms.http import Answer
from platforms.postings import MAX_TITLE, absolute, postings_of, read_instant
from platforms.visit import FetchedPage, Posting

MAX_TEXT = 40_000
MAX_LINKS = 400
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    url: str
    words: str


@dataclass(frozen=True)
class ReadPage:
    """What goes on record, and where the page leads."""

    page: FetchedPage
    links: tuple[Link, ...]


def is_html(answer: Answer) -> bool:
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml")


def read_page(answer: Answer, fetched_at: datetime) -> ReadPage:
    """Take the page apart. Slow enough (tens of milliseconds) to belong in a thread."""
    markup = decoded(answer.body, answer.headers.get("content-type", ""))
    tree = LexborHTMLParser(markup)
    postings = postings_of(tree, answer.url)
    own = _own_posting(postings, answer.url)
    others = tuple(p for p in postings if p.url and p is not own)
    links = _links(tree, answer.url)
    text = _visible_text(tree) if len(others) > 1 else _main_text(markup, tree)
    page = FetchedPage(
        url=answer.url,
        title=hidden.cleaned(_title(tree)) or (own.title if own else ""),
        fetched_at=fetched_at,
        sha256=hashlib.sha256(answer.body).hexdigest(),
        body=answer.body,
        content_type=answer.headers.get("content-type", "")[:200],
        text=hidden.cleaned(text)[:MAX_TEXT],
        published_at=own.published_at if own and own.published_at else _declared_date(tree),
        likes=own.likes if own else None,
        comments=own.comments if own else None,
        shares=own.shares if own else None,
        postings=others,
    )
    return ReadPage(page=page, links=links)


def decoded(body: bytes, content_type: str) -> str:
    """The markup in the encoding that the server, or else the page, says it is in."""
    declared = _CHARSET.search(content_type.encode("utf-8", "replace"))
    declared = declared or _CHARSET.search(body[:2048])
    name = declared[1].decode() if declared else "utf-8"
    try:
        return body.decode(name, errors="replace").replace("\x00", "")
    except (LookupError, ValueError):
        return body.decode("utf-8", errors="replace").replace("\x00", "")


def _own_posting(postings: tuple[Posting, ...], url: str) -> Posting | None:
    """The post that this page is, if it is one: named by its own address or by none."""
    named = [p for p in postings if (p.url or "").rstrip("/") == url.rstrip("/")]
    own = named or [p for p in postings if p.url is None]
    return own[0] if len(own) == 1 else None


def _title(tree: LexborHTMLParser) -> str:
    found = tree.css_first("title") or tree.css_first("h1")
    return " ".join(found.text().split())[:MAX_TITLE] if found is not None else ""


def _main_text(markup: str, tree: LexborHTMLParser) -> str:
    """An article without what surrounds it; all visible text where none can be told apart."""
    try:
        found = trafilatura.extract(markup, include_comments=False)
    except Exception:  # noqa: BLE001 - a broken or hostile page may trip the parser in any way
        found = None
    return found.strip() if found else _visible_text(tree)


def _visible_text(tree: LexborHTMLParser) -> str:
    """The text of a page of many things, where an article extractor would keep only one of them.

    Takes the rest out of the tree, so it comes last.
    """
    for element in tree.css("script, style, noscript, template, nav, header, footer"):
        element.decompose()
    body = tree.body
    lines = body.text(separator="\n").splitlines() if body is not None else ()
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))


def _declared_date(tree: LexborHTMLParser) -> datetime | None:
    found = tree.css_first("meta[property='article:published_time']")
    return read_instant(found.attributes.get("content")) if found is not None else None


def _links(tree: LexborHTMLParser, base: str) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for anchor in tree.css("a[href]")[:MAX_LINKS]:
        url = absolute(base, anchor.attributes.get("href"))
        if url is not None:
            found.setdefault(
                url, Link(url, hidden.cleaned(" ".join(anchor.text().split()))[:MAX_TITLE])
            )
    return tuple(found.values())
