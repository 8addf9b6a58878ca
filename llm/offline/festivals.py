"""The days of the calendar as the author writes of them: how they are greeted, named and found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from almanac.days import Kept, kept_days
from domain.language import ENGLISH, HINGLISH
from domain.lettering import AFTER, BEFORE
from llm.offline import library
from llm.offline.tongue import in_script, typed, words


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
    kept: Kept

    @property
    def dates(self) -> tuple[date, ...]:
        return self.kept.dates

    @property
    def lasts(self) -> int:
        """Days on which it is kept, from its date on."""
        return self.kept.lasts

    @property
    def tentative(self) -> bool:
        """The date hangs on the sighting of the moon and may move by a day."""
        return self.kept.moon


@cache
def festivals() -> dict[str, Festival]:
    own = {entry["name"]: entry for entry in library.read("festivals")["festivals"]}
    return {kept.name: _festival(kept, own.get(kept.name, {})) for kept in kept_days()}


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for kept in kept_days():
        for alias in kept.hindi:
            names |= {_key(alias): kept.name, _key(typed(alias)): kept.name}
    for kept in kept_days():
        for alias in (kept.name, *kept.aliases):
            names[_key(alias)] = kept.name
    longest_first = sorted(names, key=lambda n: (-len(n), n))
    body = "|".join(
        re.escape(n).replace("\\ ", "[ -]?").replace("'", "['’]?") for n in longest_first
    )
    return re.compile(rf"{BEFORE}(?:{body}){AFTER}", re.IGNORECASE), names


@cache
def _bare() -> dict[str, str]:
    """Each name's festival by its letters alone."""
    return {re.sub(r"[ '-]", "", alias): name for alias, name in _pattern()[1].items()}


def names() -> tuple[str, ...]:
    """Every name by which a festival is meant, in the three languages."""
    return tuple(_pattern()[1])


def find(text: str) -> list[tuple[int, int, Festival]]:
    """Every festival named in the text with the place where its name stands."""
    pattern, _ = _pattern()
    found = []
    for match in pattern.finditer(text):
        name = _bare().get(re.sub(r"[ '’-]", "", _key(match.group())))
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
    own = words(language, "festivals").get(festival.name, {})
    lines = tuple(own.get("lines", ()))
    bows = festival.mourning or (festival.solemn and not own)
    wish = in_script(" पर नमन" if bows else " की शुभकामनाएँ", language)
    if language == HINGLISH and own.get("in_english", not own):
        return replace(festival, greeting=f"{festival.name}{wish}", lines=lines)
    name = in_script(festival.kept.hindi[0], language)
    return replace(
        festival,
        name=name,
        greeting=own.get("greeting", f"{name}{wish}"),
        tags=tuple(own.get("tags", (name,))),
        lines=lines,
    )


def _key(alias: str) -> str:
    return alias.lower().replace("’", "'")


def _festival(kept: Kept, own: Mapping[str, Any]) -> Festival:
    wish = f"With respect on {kept.name}" if kept.solemn and not own else f"Happy {kept.name}"
    return Festival(
        name=kept.name,
        greeting=own.get("greeting", wish),
        solemn=kept.solemn,
        mourning=kept.mourning,
        emoji=own.get("emoji", ""),
        tags=tuple(own.get("tags", (re.sub(r"\W", "", kept.name),) if not own else ())),
        lines=tuple(own.get("lines", ())),
        kept=kept,
    )
