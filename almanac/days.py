"""The days of the shipped calendar, each with its dates: read once, from data and `holidays`."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from almanac.official import FIRST_YEAR, LAST_YEAR, official
from domain.day import DayKind

WEEKDAYS = {"sunday": 6}


@dataclass(frozen=True)
class Kept:
    """A day as it comes back each year."""

    name: str
    hindi: tuple[str, ...]
    """Its name, then further ones by which it is meant."""
    aliases: tuple[str, ...]
    kind: DayKind
    states: tuple[str, ...]
    faith: str
    solemn: bool
    quiet: bool
    lasts: int
    """Days on which it is kept, from its date on."""
    moon: bool
    """The date hangs on the sighting of the moon and may move by a day."""
    listed: tuple[date, ...]
    """As the data has them."""
    official_name: str

    @property
    def mourning(self) -> bool:
        return self.kind is DayKind.MOURNING

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Certain ones, ascending: the data's, and for years it does not list the package's."""
        if not self.official_name:
            return self.listed
        years = {day.year for day in self.listed}
        more, _ = official(self.official_name)
        return tuple(sorted((*self.listed, *(d for d in more if d.year not in years))))

    @cached_property
    def estimated(self) -> tuple[date, ...]:
        """Computed ones of years for which nothing is announced."""
        if not self.official_name:
            return ()
        years = {day.year for day in self.dates}
        _, guessed = official(self.official_name)
        return tuple(day for day in guessed if day.year not in years)


@dataclass(frozen=True, slots=True)
class Season:
    name: str
    hindi: str
    begins: tuple[int, int]
    """Month and day; a season that ends before it begins runs over the new year."""
    ends: tuple[int, int]


@cache
def kept_days() -> tuple[Kept, ...]:
    return tuple(_kept(entry) for entry in _data()["days"])


@cache
def seasons() -> tuple[Season, ...]:
    return tuple(
        Season(entry["name"], entry["hindi"], _month_day(entry["from"]), _month_day(entry["until"]))
        for entry in _data()["seasons"]
    )


@cache
def _data() -> dict[str, Any]:
    text = files("almanac").joinpath("data", "days.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - one of the two safe loaders
    return data


def _kept(entry: dict[str, Any]) -> Kept:
    kind = DayKind(entry["kind"])
    return Kept(
        name=entry["name"],
        hindi=tuple(entry["hindi"]),
        aliases=tuple(entry.get("aliases", ())),
        kind=kind,
        states=tuple(entry.get("states", ())),
        faith=entry.get("faith", ""),
        solemn=entry.get("solemn", False) or kind is DayKind.MOURNING,
        quiet=entry.get("quiet", False),
        lasts=entry.get("lasts", 1),
        moon=entry["source"] == "moon",
        listed=_listed(entry),
        official_name=entry.get("official", ""),
    )


def _listed(entry: dict[str, Any]) -> tuple[date, ...]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    if "fixed" in entry:
        return tuple(date(year, *_month_day(entry["fixed"])) for year in years)
    if "rule" in entry:
        return tuple(_nth_weekday(year, **entry["rule"]) for year in years)
    return tuple(entry.get("dates", ()))


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _nth_weekday(year: int, month: int, weekday: str, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(WEEKDAYS[weekday] - first.weekday()) % 7 + 7 * (nth - 1))
