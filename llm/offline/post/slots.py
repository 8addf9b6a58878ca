"""What stands in the gaps of a sentence known in Hindi: days, hours, sums, goods, for whom."""

import re
from collections.abc import Callable
from datetime import time
from functools import cache
from typing import Any

from domain.language import HINDI
from llm.offline import library
from llm.offline.amounts import grouped
from llm.offline.festivals import named, spoken_in
from llm.offline.post import goods
from llm.offline.times import clock_in


@cache
def patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), said) for p, said in _data()[kind])


def filled(said: str, match: re.Match[str], language: str = HINDI) -> str:
    """The sentence with its slots filled; empty when a word in one is not known."""
    groups = (None, *match.groups())
    optional = re.compile(r"\{, (\d)([^}]*)\}")
    said = optional.sub(lambda m: f", {groups[int(m[1])]}{m[2]}" if groups[int(m[1])] else "", said)
    given = [slot(k, groups[int(place)] or "", language) for k, place in _SLOT.findall(said)]
    if not all(given):
        return ""
    words = iter(given)
    return _SLOT.sub(lambda _: next(words), said)


_SLOT = re.compile(r"\{([a-z]?)(\d)\}")
_TABLES = {
    "s": "spans", "w": "weekdays", "g": "generations", "h": "whom", "f": "firsts",
    "b": "firsts_before", "k": "counts",
}  # fmt: skip


def slot(kind: str, text: str, language: str = HINDI) -> str:
    """What stands in one gap; empty where the text is none of its kind."""
    data, key = _data(), text.strip().lower()
    if kind in _TABLES:
        return str(data[_TABLES[kind]].get(key, ""))
    if kind == "u":
        return str(data["units"].get(key) or data["units"].get(key.removesuffix("s")) or "")
    if kind == "c":
        return str(data["cities"].get(text.strip(), text.strip()))
    said = _KINDS.get(kind)
    return said(text.strip(), language) if said else text.strip()


def _festival(text: str, _: str) -> str:
    festival = named(text)
    return spoken_in(festival, HINDI).name if festival else ""


def _day(said: str) -> str:
    """A weekday, a date or an hour as Hindi says it; empty when it is none of these."""
    known = _data()["days"].get(said) or _clock(said)
    dated = re.fullmatch(
        r"(?:the )?(?P<d>\d{1,2}) ?(?:st|nd|rd|th)?(?: of)?(?: (?P<m>[a-z]{3,9}))?"
        r"|(?P<first>[a-z]{3,9}) (?P<then>\d{1,2})(?:st|nd|rd|th)?",
        said,
    )
    if known or not dated:
        return str(known or "")
    month = library.read("en/reading")["months"].get(dated["m"] or dated["first"] or "")
    number = dated["d"] or dated["then"]
    if month is None:
        return f"{number} तारीख़" if said.startswith("the ") else ""
    return f"{number} {library.read('hi/times')['months'][month - 1]}"


def _clock(said: str) -> str:
    """4 pm as Hindi says it; empty when it is no hour of the day."""
    match = re.fullmatch(r"(\d{1,2})(?::(\d\d))? ?(am|pm)", said)
    if not match or not 1 <= int(match[1]) <= 12 or int(match[2] or 0) > 59:
        return ""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return clock_in(time(hour, int(match[2] or 0)), "hi")


_KINDS: dict[str, Callable[[str, str], str]] = {
    "t": lambda text, _: _clock(text.lower()),
    "d": lambda text, language: _festival(text, language) or _day(text.lower()),
    "e": _festival,
    "p": lambda text, _: grouped(text),
    "i": goods.said,
    "o": goods.before_a_postposition,
}


def _data() -> Any:
    return library.read("hi/renderings")
