"""Finds host names in a text: for each place, the longest one that begins there. Linear.

The ends for all beginnings in a run of host characters are worked out in one pass from its end, so
that no text, however it is made, is looked at again and again.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from platforms.x.counting import endings
from platforms.x.counting.letters import HOST_LETTER, HOST_RUN, PLAIN_LABELS

_LONGEST_LABEL = 63
"""Of bytes, as the domain name system takes them."""
_JOINED = re.compile("[-_]")


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    underscore: int
    """Where its last underscore stands; -1 without one."""
    is_sound: bool
    """Whether it begins with a letter; that it ends with one is `closes`."""
    closes: bool
    ending: int | None
    """Where the ending is over that it begins with, were it the last label."""


class Run:
    """A stretch of characters that hosts are made of, from its first to its last."""

    def __init__(self, text: str, start: int) -> None:
        found = HOST_RUN.match(text, start)
        self.start = start
        self.end = found.end() if found else start
        self._labels = _labels(text, start, self.end)
        self._starts = [label.start for label in self._labels]
        self._ends = self._work_out()

    def host_from(self, start: int) -> int | None:
        """The end of the longest host that begins there; None when none does."""
        number = bisect_right(self._starts, start) - 1
        return self._end(number, start)

    def _work_out(self) -> list[int | None]:
        ends: list[int | None] = [None] * len(self._labels)
        self._ends = ends
        for number in reversed(range(len(self._labels))):
            label = self._labels[number]
            ends[number] = self._end(number, label.start) if label.is_sound else None
        return ends

    def _end(self, number: int, start: int) -> int | None:
        label = self._labels[number]
        if not label.closes or start >= label.end or number + 1 >= len(self._labels):
            return None
        if (farther := self._ends[number + 1]) is not None:
            return farther
        # an underscore may stand in front of a domain's name, never in the name itself
        return None if label.underscore >= start else self._labels[number + 1].ending


def _labels(text: str, start: int, end: int) -> list[Label]:
    labels = []
    while start <= end:
        dot = text.find(".", start, end)
        stop = end if dot < 0 else dot
        has_any = stop > start
        labels.append(
            Label(
                start=start,
                end=stop,
                underscore=text.rfind("_", start, stop),
                is_sound=has_any and bool(HOST_LETTER.match(text[start])),
                closes=has_any and not _JOINED.match(text[stop - 1]),
                ending=endings.end_of(text, start, stop) if has_any else None,
            )
        )
        start = stop + 1
    return labels


def plain_hosts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The hosts within a host that are links without "https://": of Latin labels only."""
    found = []
    at = start
    while labels := PLAIN_LABELS.search(text, at, end):
        at = labels.end()
        dot = labels.end() - 1
        while dot >= labels.start():
            over = endings.end_of(text, dot + 1, end)
            if over is not None:
                found.append((labels.start(), over))
                at = max(at, over)
                break
            dot = text.rfind(".", labels.start(), dot)
    return found


def is_possible(host: str) -> bool:
    """Whether the domain name system could hold it: no label is too long once it is encoded."""
    return all(_fits(label) for label in host.split("."))


def _fits(label: str) -> bool:
    # checked first: encoding a long label takes the square of its length
    if not 0 < len(label) <= _LONGEST_LABEL:
        return False
    if label.isascii():
        return True
    if label[:4].lower() == "xn--":
        return False
    return len(b"xn--" + label.lower().encode("punycode")) <= _LONGEST_LABEL
