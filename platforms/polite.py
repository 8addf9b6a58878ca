"""Fetches pages the way a site wants it: robots.txt, pauses, back-off, redirects seen by us.

One instance serves one visit. Knows nothing of what is on the pages.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from platforms.http import Answer, Http, UnansweredError, origin_of
from platforms.pace import Pace
from platforms.robots import MAX_BYTES, Robots, parse_robots

PAGE_BYTES = 2 * 1024 * 1024
PAGE_S = 20.0
MAX_REDIRECTS = 5
MAX_TRIES = 3
LONGEST_BACK_OFF_S = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)

Status = Literal["disallowed", "unreachable"]


class NotReadError(Exception):
    """A page was not read. `ends_visit` says that asking for further pages is pointless or rude."""

    def __init__(self, status: Status, reason: str, *, ends_visit: bool = False) -> None:
        super().__init__(reason)
        self.status: Status = status
        self.reason = reason
        self.ends_visit = ends_visit


class PoliteFetcher:
    """Gets pages of one site until the deadline."""

    def __init__(
        self,
        http: Http,
        pace: Pace,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        deadline: float,
    ) -> None:
        self._http = http
        self._pace = pace
        self._now = now
        self._monotonic = monotonic
        self._deadline = deadline
        self._robots: dict[str, Robots] = {}

    async def allows(self, url: str) -> bool:
        """Whether robots.txt of the address's origin lets us read it.

        Raises:
            NotReadError: robots.txt itself could not be read.
        """
        return (await self._robots_of(url)).allows(url)

    async def get(self, url: str, *, origin: str | None = None) -> Answer:
        """The page with status 200 at the end of at most five redirects.

        Args:
            url: Where to begin; the answer's `url` is where it ended.
            origin: Stay there; None lets the site's front door lead elsewhere.

        Raises:
            NotReadError: Closed to robots, not reachable, busy, or out of time.
        """
        for _ in range(MAX_REDIRECTS + 1):
            robots = await self._robots_of(url)
            if not robots.allows(url):
                raise NotReadError("disallowed", f"robots.txt closes {_path(url)} to robots")
            answer = await self._request(url, delay_s=robots.delay_s)
            if answer.status not in _REDIRECTS:
                return _only_ok(answer)
            url = _next_hop(answer)
            if origin is not None and origin_of(url) != origin:
                raise NotReadError("unreachable", "the page leads to another site")
        raise NotReadError("unreachable", "the page only redirects")

    async def _robots_of(self, url: str) -> Robots:
        origin = origin_of(url)
        if not origin:
            raise NotReadError("unreachable", "this is not a web address")
        if origin not in self._robots:
            self._robots[origin] = await self._read_robots(origin)
        return self._robots[origin]

    async def _read_robots(self, origin: str) -> Robots:
        """RFC 9309, 2.3.1: a 4xx means no rules; what cannot be had closes the whole site."""
        url = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._request(url, max_bytes=MAX_BYTES)
            if answer.status not in _REDIRECTS:
                break
            url = _next_hop(answer)
        if 200 <= answer.status < 300:
            return parse_robots(answer.body)
        if 400 <= answer.status < 500:
            return Robots()
        raise NotReadError(
            "disallowed",
            f"its robots.txt could not be read (status {answer.status}), so the site is left alone",
            ends_visit=True,
        )

    async def _request(
        self, url: str, *, delay_s: float = 0.0, max_bytes: int = PAGE_BYTES
    ) -> Answer:
        """One page, asked again when the host says it is busy, never sooner than it says."""
        for attempt in range(1, MAX_TRIES + 1):
            if self._monotonic() + self._pace.wait_s(url) > self._deadline:
                raise NotReadError("unreachable", "the time for this visit is up", ends_visit=True)
            async with self._pace.turn(url, delay_s=delay_s):
                answer = await self._send(url, max_bytes)
            if answer.status not in _BUSY:
                return answer
            wait_s = self._wanted_wait_s(answer, attempt)
            self._pace.back_off(url, wait_s)
            if wait_s > LONGEST_BACK_OFF_S:
                break
        raise NotReadError("unreachable", "the site asks us to come back later", ends_visit=True)

    async def _send(self, url: str, max_bytes: int) -> Answer:
        headers = {"accept": "text/html,application/xhtml+xml,text/plain;q=0.8"}
        try:
            return await self._http.send(
                "GET", url, headers=headers, max_bytes=max_bytes, total_s=PAGE_S
            )
        except UnansweredError as error:
            raise NotReadError("unreachable", error.reason) from None

    def _wanted_wait_s(self, answer: Answer, attempt: int) -> float:
        given = answer.headers.get("retry-after", "").strip()
        if given.isascii() and given.isdigit():
            return float(given[:9])
        try:
            until = parsedate_to_datetime(given)
        except ValueError:
            return 2.0 * float(2**attempt)
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        wait_s: float = (aware - self._now()).total_seconds()
        return max(wait_s, 0.0)


def _only_ok(answer: Answer) -> Answer:
    if answer.status != 200:
        raise NotReadError("unreachable", f"the page answers with status {answer.status}")
    return answer


def _next_hop(answer: Answer) -> str:
    """The redirect's target; whether it may be called is checked when it is called."""
    try:
        target = urldefrag(urljoin(answer.url, answer.headers.get("location", "")))[0]
        scheme = urlsplit(target).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        raise NotReadError("unreachable", "the page redirects to no usable address")
    return target


def _path(url: str) -> str:
    return urlsplit(url).path or "/"
