"""Finds what X turns into links: web addresses with and without "https://". Linear.

https://docs.x.com/fundamentals/counting-characters
"""

import re
from dataclasses import dataclass

from platforms.x.counting.hosts import Run, is_possible, plain_hosts
from platforms.x.counting.letters import (
    BEFORE_LINK,
    GENERAL_PATH,
    HOST_LETTER,
    PATH_END,
    PATH_PARENTHESES,
    QUERY,
    QUERY_END,
    SHORTENED,
)

LONGEST = 4096
_LONGEST_SHORTENED = 40
_PROTOCOL = re.compile("https?://", re.IGNORECASE)
_PORT = re.compile(r":[0-9]++")
_NOT_BEFORE_PLAIN = "-_./"


@dataclass(frozen=True)
class Link:
    start: int
    end: int
    url: str


@dataclass(frozen=True)
class _Place:
    """Where one address stands: its beginning, its host, and its end with path and query."""

    start: int
    host: int
    host_end: int
    path: int
    end: int


def links_in(text: str) -> list[Link]:
    """In their order; none overlaps another."""
    found: list[Link] = []
    finder = _Finder(text)
    at = 0
    while place := finder.following(at):
        found += _with_protocol(text, place) if place.host > place.start else _plain(text, place)
        # the character before the next one must not belong to this one
        at = place.end + 1
    return found


class _Finder:
    """Goes through a text once; what it knows of a run of host characters is kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._run: Run | None = None

    def following(self, at: int) -> _Place | None:
        """The first address that begins there or later."""
        text = self._text
        while at < len(text):
            if HOST_LETTER.match(text, at) and self._may_begin(at):
                protocol = _PROTOCOL.match(text, at)
                if protocol and (place := self._place(at, protocol.end())):
                    return place
                if place := self._place(at, at):
                    return place
            at += 1
        return None

    def _may_begin(self, at: int) -> bool:
        return at == 0 or bool(BEFORE_LINK.match(self._text, at - 1))

    def _place(self, start: int, host: int) -> _Place | None:
        text = self._text
        if not HOST_LETTER.match(text, host):
            return None
        if self._run is None or not self._run.start <= host < self._run.end:
            self._run = Run(text, host)
        host_end = self._run.host_from(host)
        if host_end is None:
            return None
        port = _PORT.match(text, host_end)
        path = port.end() if port else host_end
        return _Place(start, host, host_end, path, _end_of_query(text, _end_of_path(text, path)))


def _end_of_path(text: str, at: int) -> int:
    if not text.startswith("/", at):
        return at
    at = good = at + 1
    while at < len(text):
        if general := GENERAL_PATH.match(text, at):
            at = general.end()
            good = max(good, _last(PATH_END, text, general.start(), at))
        elif pair := PATH_PARENTHESES.match(text, at):
            at = good = pair.end()
        else:
            break
    return good


def _end_of_query(text: str, at: int) -> int:
    query = QUERY.match(text, at)
    return max(at, _last(QUERY_END, text, at + 1, query.end())) if query else at


def _last(wanted: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Right after the last such character; 0 without one."""
    while end > start:
        if wanted.match(text, end - 1):
            return end
        end -= 1
    return 0


def _with_protocol(text: str, place: _Place) -> list[Link]:
    url, end = text[place.start : place.end], place.end
    if short := SHORTENED.match(url):
        if len(short[1]) > _LONGEST_SHORTENED:
            return []
        url, end = short[0], place.start + short.end()
    fits = len(url) <= LONGEST and is_possible(text[place.host : place.host_end])
    return [Link(place.start, end, url)] if fits else []


def _plain(text: str, place: _Place) -> list[Link]:
    if place.start and text[place.start - 1] in _NOT_BEFORE_PLAIN:
        return []
    hosts = plain_hosts(text, place.host, place.host_end)
    found = []
    for number, (start, end) in enumerate(hosts, 1):
        is_last = number == len(hosts)
        # a path belongs to the host right before it
        over = place.end if is_last and place.end > place.path else end
        if over - start + len("https://") <= LONGEST and is_possible(text[start:end]):
            found.append(Link(start, over, text[start:over]))
    return found
