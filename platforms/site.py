"""Reads a website politely. Never fails its caller: the visit says how it went.

A competitor's: start page, then the index of its posts (blog, news, updates), then the newest of
them. The brand's own: start page, then what it says of itself, what it sells and how to reach it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from platforms.http import Http, origin_of
from platforms.own_site import own_links
from platforms.pace import Pace
from platforms.polite import NotReadError, PoliteFetcher
from platforms.visit import FetchedPage, Posting, SiteVisit

if TYPE_CHECKING:  # loads the HTML parsers, which only a visit needs
    from platforms.page import ReadPage

MAX_PAGES = 6
MAX_OWN_PAGES = 8
VISIT_S = 120.0
PARSE_S = 20.0
_OLDEST = datetime.min.replace(tzinfo=UTC)
_INDEX_WORDS = (
    # best first: where businesses put what they have to say
    ("blog", "updates", "news", "posts", "stories", "journal", "articles", "magazine"),
    ("press", "events", "offers", "whats-new", "what-s-new", "insights", "community"),
)


class OnProgress(Protocol):
    def __call__(self, done: int, total: int, detail: str) -> Awaitable[None]: ...


class SiteReader:
    """Make one per process: its visits share each host's pace.

    Args:
        http: The guarded way out.
        clock: The time that goes on record.
        sleep: Waits between requests.
        monotonic: Measures those waits; never the product's adjustable clock.
    """

    def __init__(
        self,
        http: Http,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._clock = clock
        self._monotonic = monotonic
        self._pace = Pace(monotonic=monotonic, sleep=sleep)

    async def read_site(
        self, url: str, *, max_pages: int = MAX_PAGES, on_progress: OnProgress | None = None
    ) -> SiteVisit:
        """Visit the site; at most `max_pages` pages, one request every two seconds."""
        return await self._visit(url, _posts_around, max_pages, on_progress)

    async def read_own_site(
        self, url: str, *, max_pages: int = MAX_OWN_PAGES, on_progress: OnProgress | None = None
    ) -> SiteVisit:
        """As `read_site`, of the brand's own site: about, menu or products, contact."""
        return await self._visit(url, _own_around, max_pages, on_progress)

    async def _visit(
        self, url: str, around: "Around", max_pages: int, on_progress: OnProgress | None
    ) -> SiteVisit:
        fetcher = PoliteFetcher(
            self._http,
            self._pace,
            now=self._clock,
            monotonic=self._monotonic,
            deadline=self._monotonic() + VISIT_S,
        )
        address = _address(url.strip())
        visit = _Visit(fetcher, self._clock, max_pages=max_pages, on_progress=on_progress)
        return await visit.run(address, around)


class _Visit:
    """The state of one visit: what was read, what was left out and why."""

    def __init__(
        self,
        fetcher: PoliteFetcher,
        clock: Callable[[], datetime],
        *,
        max_pages: int,
        on_progress: OnProgress | None,
    ) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._max_pages = max_pages
        self._on_progress = on_progress
        self._pages: dict[str, FetchedPage] = {}
        self._left_out: list[str] = []
        self._asked = 0
        self._origin: str | None = None

    async def run(self, address: str, around: "Around") -> SiteVisit:
        if not origin_of(address):
            detail = f"“{address[:200]}” is not a web address. Write it like https://example.com."
            return SiteVisit(url=address, status="unreachable", detail=detail)
        try:
            start = await self._read(address)
            self._origin = origin_of(start.page.url)
            await around(self, start)
        except NotReadError as error:
            if not self._pages:
                return SiteVisit(url=address, status=error.status, detail=_sentence(error.reason))
            self._left_out.append(error.reason)
        return self._summary(address)

    async def read_first(self, urls: Sequence[str]) -> "ReadPage | None":
        """The first of these pages that can be read."""
        for url in urls:
            if self._asked >= self._max_pages:
                return None
            if found := await self._read_if_possible(url):
                return found
        return None

    async def read_all(self, urls: Sequence[str]) -> None:
        """These pages, as many as one visit reads."""
        for url in urls:
            if self._asked >= self._max_pages:
                return
            await self._read_if_possible(url)

    async def _read_if_possible(self, url: str) -> "ReadPage | None":
        """The page, or None with its reason noted; pages read already, elsewhere or closed too."""
        if url in self._pages or origin_of(url) != self._origin:
            return None
        try:
            if not await self._fetcher.allows(url):
                self._left_out.append(f"robots.txt closes {urlsplit(url).path} to robots")
                return None
            return await self._read(url)
        except NotReadError as error:
            if error.ends_visit:
                raise
            self._left_out.append(error.reason)
            return None

    async def _read(self, url: str) -> "ReadPage":
        from platforms.page import is_html, read_page

        await self._tell(url)
        self._asked += 1
        answer = await self._fetcher.get(url, origin=self._origin)
        if not is_html(answer):
            raise NotReadError("unreachable", "what is there is not a web page")
        try:
            async with asyncio.timeout(PARSE_S):
                read = await asyncio.to_thread(read_page, answer, self._clock())
        except Exception:  # noqa: BLE001 - a broken or hostile page may trip a parser in any way
            raise NotReadError("unreachable", "the page could not be understood") from None
        self._pages[read.page.url] = read.page
        return read

    async def _tell(self, url: str) -> None:
        if self._on_progress is not None:
            detail = f"Reading {urlsplit(url).hostname}{urlsplit(url).path}"
            await self._on_progress(self._asked, self._max_pages, detail)

    def _summary(self, address: str) -> SiteVisit:
        pages = tuple(page for page in self._pages.values() if page.text or page.postings)
        count = f"{len(pages)} page{'' if len(pages) == 1 else 's'} read"
        left_out = "; ".join(dict.fromkeys(self._left_out))
        if not pages:
            return SiteVisit(
                url=address, status="empty", detail="The site shows no text that could be read."
            )
        detail = f"{count}. Left out: {left_out}." if left_out else f"{count}."
        return SiteVisit(url=address, status="read", detail=detail, pages=pages)


Around = Callable[[_Visit, "ReadPage"], Awaitable[None]]
"""What is read of a site once its start page is."""


async def _posts_around(visit: _Visit, start: "ReadPage") -> None:
    index = await visit.read_first(_index_links(start)) or start
    await visit.read_all(_newest(index, start))


async def _own_around(visit: _Visit, start: "ReadPage") -> None:
    await visit.read_all(own_links([(link.url, link.words) for link in start.links]))


def _address(written: str) -> str:
    """A web address as people write it, with its scheme and path."""
    address = written if "://" in written else f"https://{written}"
    return f"{address}/" if address.count("/") == 2 else address


def _index_links(start: "ReadPage") -> list[str]:
    """Links that look like the index of posts, the likeliest first; none to a post itself."""
    ranked = []
    for order, link in enumerate(start.links):
        parts = [part for part in urlsplit(link.url).path.lower().split("/") if part]
        for rank, words in enumerate(_INDEX_WORDS):
            if parts and parts[-1] in words and link.url != start.page.url:
                ranked.append((rank, len(parts), order, link.url))
    return [url for *_, url in sorted(ranked)]


def _newest(index: "ReadPage", start: "ReadPage") -> list[str]:
    """Addresses of posts, newest first; undated ones after, in the page's order."""
    listed: dict[str, Posting] = {}
    for posting in (*index.page.postings, *start.page.postings):
        if posting.url:
            listed.setdefault(posting.url, posting)
    dated = sorted(listed.values(), key=lambda p: p.published_at or _OLDEST, reverse=True)
    urls = [posting.url for posting in dated if posting.url]
    return urls or _below(index)


def _below(index: "ReadPage") -> list[str]:
    """For an index without any markup of posts: the links to pages below it."""
    root = index.page.url.partition("?")[0].rstrip("/") + "/"
    return [link.url for link in index.links if link.url.startswith(root) and link.url != root]


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:] + "."
