"""What the parts of a wish for another plan mean: numbers, days, weekdays, which way."""

import re
from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from llm.offline import library
from llm.offline.intent.hindi import count_of
from llm.offline.intent.message import number
from llm.offline.intent.when import read_when

Read = dict[str, object]
"""Fields of a PlanRevision; `problems` beside them where a day cannot be as said."""
PROBLEMS = "problems"


_MOST = 1000
"""More posts than this nobody means."""


class Said:
    """The parts of one clause that was understood."""

    def __init__(
        self, groups: dict[str, str | None], places: tuple[Platform, ...], now: datetime
    ) -> None:
        self.groups, self.places, self.now = groups, tuple(dict.fromkeys(places)), now

    def part(self, name: str) -> str:
        return (self.groups.get(name) or "").lower()

    @property
    def count(self) -> int | None:
        said = self.part("c") or self.part("n")
        if said in {"a", "an"} or self.part("one"):
            return 1
        found = number(said) or count_of(said)
        return found if found and found <= _MOST else None


def _more(said: Said) -> Read | None:
    return _with_places({"more": said.count}, said) if said.count else None


def _posts(said: Said) -> Read | None:
    return _with_places({"posts": said.count}, said) if said.count else None


def _with_places(read: Read, said: Said) -> Read:
    return read | ({"platforms": said.places} if said.places else {})


def _platforms(said: Said) -> Read | None:
    return {"platforms": said.places} if said.places else None


def _per_week(said: Said) -> Read | None:
    often = {"once": 1, "twice": 2}.get(said.part("often")) or said.count
    return {"per_week": float(often)} if often and often <= _MOST_A_WEEK else None


_MOST_A_WEEK = 7
"""More than one a day is a matter of hours, which a plan does not space."""


def _start(said: Said) -> Read | None:
    return _day("start", said)


def _until(said: Said) -> Read | None:
    return _day("until", said)


def _day(field: str, said: Said) -> Read | None:
    """One day and nothing beside it; a day gone by is asked about."""
    text = re.sub(r"\s+(?:instead|only|onwards?)$", "", said.part("d")).strip(" ,")
    # as a person types them: a weekday's short form is a word of its own without its capital
    text = text.title() if text.isascii() and not re.search(r"\d", text) else text
    text = f"on {re.sub(r'^on ', '', text, flags=re.I)}"
    when = read_when(text, said.now)
    if when.wall_times or len(when.dates) + len(when.problems) != 1:
        return None
    left = [c for i, c in enumerate(text) if not any(a <= i < b for a, b in when.spans)]
    if re.search(r"\w", re.sub(r"\b(?:the|of|on)\b", "", "".join(left), flags=re.I)):
        return None
    return {field: when.dates[0]} if when.dates else {PROBLEMS: tuple(when.problems)}


def _shift(said: Said) -> Read | None:
    count = said.count
    if not count:
        return None
    days = count * (7 if said.part("u")[:1] in {"w", "h", "s", "v"} else 1)
    back = said.part("k") in {"earlier", "sooner", "before", "pehle", "pahle", "jaldi"}
    back = back or (
        said.part("verb") in {"prepone", "advance", "bring", "pull"}
        and said.part("k") not in {"later", "back"}
    )
    if not 0 < days <= _FURTHEST:
        return None
    return {"shift_days": -days if back else days}


_FURTHEST = 365


def _skip(said: Said) -> Read | None:
    days = weekdays_in(said.part("w"))
    return {"skip_weekdays": days} if days and len(days) < 7 else None


def _only(said: Said) -> Read | None:
    kept = weekdays_in(said.part("w"))
    rest = tuple(day for day in range(7) if day not in kept)
    return {"skip_weekdays": rest} if kept and rest else None


def weekdays_in(text: str) -> tuple[int, ...]:
    """Days of the week that words name, Monday 0."""
    if re.search(r"\b(?:weekdays?|working days|mon(?:day)? to fri(?:day)?)\b", text):
        return (0, 1, 2, 3, 4)
    table = library.read("en/reading")["weekdays"]
    named = {table[word] for word in re.findall(r"[a-z]+", text) if word in table}
    named |= {table[w[:-1]] for w in re.findall(r"[a-z]+s\b", text) if w[:-1] in table}
    if re.search(r"\bweekends?\b", text):
        named |= {5, 6}
    return tuple(sorted(named))


READERS: dict[str, Callable[[Said], Read | None]] = {
    "more": _more,
    "posts": _posts,
    "platforms": _platforms,
    "per_week": _per_week,
    "start": _start,
    "until": _until,
    "shift": _shift,
    "skip": _skip,
    "only": _only,
}
