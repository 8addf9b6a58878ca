"""The festivals and days of the Indian year with their dates. Knows nothing of posts."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from domain.language import ENGLISH, HINGLISH
from domain.lettering import AFTER, BEFORE
from llm.offline import library
from llm.offline.tongue import typed, words

DAYS = {"sunday": 6}


@dataclass(frozen=True, slots=True)
class Festival:
    name: str
    greeting: str
    solemn: bool
    """No jokes and no emoji on such a day."""
    mourning: bool
    """A solemn day on which nothing is sold either."""
    emoji: str
    tags: tuple[str, ...]
    lines: tuple[str, ...]
    """Sentences a post for the day may use; they claim nothing about the business."""
    dates: tuple[date, ...]
    lasts: int
    """Days on which it is kept, from its date on."""
    tentative: bool
    """The date hangs on the sighting of the moon and may move by a day."""


@cache
def festivals() -> dict[str, Festival]:
    return {entry["name"]: _festival(entry) for entry in library.read("festivals")["festivals"]}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for name, hindi in library.read("hi/festivals").items():
        for alias in (hindi["name"], *hindi.get("aka", ())):
            names |= {_key(alias): name, _key(typed(alias)): name}
    for entry in library.read("festivals")["festivals"]:
        for alias in (entry["name"], *entry.get("aliases", ())):
            names[_key(alias)] = entry["name"]
    longest_first = sorted(names, key=lambda n: (-len(n), n))
    body = "|".join(
        re.escape(n).replace("\\ ", "[ -]?").replace("'", "['’]?") for n in longest_first
    )
    return re.compile(rf"{BEFORE}(?:{body}){AFTER}", re.IGNORECASE), names


def names() -> tuple[str, ...]:
    """Every name by which a festival is meant, in the three languages."""
    return tuple(_pattern()[1])


def find(text: str) -> list[tuple[int, int, Festival]]:
    """Every festival named in the text with the place where its name stands."""
    pattern, names = _pattern()
    bare = {re.sub(r"[ '-]", "", alias): name for alias, name in names.items()}
    found = []
    for match in pattern.finditer(text):
        name = bare.get(re.sub(r"[ '’-]", "", _key(match.group())))
        if name:
            found.append((match.start(), match.end(), festivals()[name]))
    return found


def named(name: str | None) -> Festival | None:
    return next((f for _, _, f in find(name)), None) if name else None


def alone(text: str) -> Festival | None:
    """The festival whose name is all that the text says."""
    return next((f for start, end, f in find(text) if text[start:end] == text.strip()), None)


def kept_in(text: str, language: str) -> Festival | None:
    """The solemn day that a post keeps, by its name or by the greeting it carries."""
    named_in_text = (festival for _, _, festival in find(text))
    found = next((f for f in named_in_text if f.solemn), None)
    greeted = (
        f
        for f in festivals().values()
        if f.solemn and spoken_in(f, language).greeting.casefold() in text.casefold()
    )
    return found or next(greeted, None)


def solemn_on(day: date) -> Festival | None:
    """The solemn day that falls on this date, if one does."""
    return next((f for f in festivals().values() if f.solemn and day in f.dates), None)


def next_date(festival: Festival, today: date) -> date | None:
    """The next time it falls on or after today; None when our data does not reach that far."""
    return min((d for d in festival.dates if d >= today), default=None)


def spoken_in(festival: Festival, language: str) -> Festival:
    """The festival with its name, greeting, tags and lines in the language."""
    if language == ENGLISH:
        return festival
    own = words(language, "festivals")[festival.name]
    if language == HINGLISH and own.get("in_english"):
        greeting = f"{festival.name} {typed('की शुभकामनाएँ')}"
        return replace(festival, greeting=greeting, lines=tuple(own["lines"]))
    return replace(
        festival,
        name=own["name"],
        greeting=own["greeting"],
        tags=tuple(own["tags"]),
        lines=tuple(own["lines"]),
    )


def _key(alias: str) -> str:
    return alias.lower().replace("’", "'")


def _festival(entry: dict[str, Any]) -> Festival:
    return Festival(
        name=entry["name"],
        greeting=entry.get("greeting", f"Happy {entry['name']}"),
        solemn=entry.get("solemn", False) or entry.get("mourning", False),
        mourning=entry.get("mourning", False),
        emoji=entry.get("emoji", ""),
        tags=tuple(entry.get("tags", ())),
        lines=tuple(entry.get("lines", ())),
        dates=_dates(entry),
        lasts=entry.get("lasts", 1),
        tentative=entry.get("source") == "moon",
    )


def _dates(entry: dict[str, Any]) -> tuple[date, ...]:
    years = range(2025, 2036)
    if "fixed" in entry:
        month, day = (int(part) for part in entry["fixed"].split("-"))
        return tuple(date(year, month, day) for year in years)
    if "rule" in entry:
        return tuple(_nth_weekday(year, **entry["rule"]) for year in years)
    return tuple(entry.get("dates", ()))


def _nth_weekday(year: int, month: int, weekday: str, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(DAYS[weekday] - first.weekday()) % 7 + 7 * (nth - 1))
