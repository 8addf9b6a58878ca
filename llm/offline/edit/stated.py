"""Plain facts with figures that a Hindi or Hinglish sentence states, in the English of owners.

Hours, years, warranties: shapes in which nothing but the figures varies. What fits none of them is
not guessed at.
"""

import re
import unicodedata
from collections.abc import Callable

from domain.devanagari import fold
from llm.offline.tongue import typed

_PART = r"(?:(?P<{0}>subah|savere|dopahar|sham|shaam|rat|raat) (?:ke |ko )?)?"
_CLOCK = r"(?P<{0}>\d{{1,2}}(?::\d\d)?)(?: baje)?"
_UNITS = {"din": "day", "hafte": "week", "mahine": "month", "mahina": "month", "sal": "year"}


def plain_facts(sentence: str) -> list[str]:
    """The facts, each as an owner types it: “Open from 6 am to 11 pm”."""
    said = fold(typed(_ascii(sentence)))
    found = [say(m) for shape, say in _SHAPES for m in re.finditer(shape, said)]
    return [fact for fact in found if fact]


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)


def _hours(match: re.Match[str]) -> str:
    opens = _half(match["opens"], match["first"] or "subah")
    # “10 se 1 baje”: the shop closes after it opens
    later = match["then"] or ("" if _hour(match["closes"]) > _hour(match["opens"]) else "sham")
    closes = _half(match["closes"], later or ("sham" if _hour(match["closes"]) == 12 else "subah"))
    return f"Open from {opens} to {closes}"


def _hour(clock: str) -> int:
    return int(clock.split(":")[0])


def _half(clock: str, part: str) -> str:
    return f"{clock} {'am' if part in {'subah', 'savere'} else 'pm'}"


def _warranty(match: re.Match[str]) -> str:
    unit = _UNITS.get(match["unit"], "")
    return f"{match['n']} {unit}{'' if match['n'] == '1' else 's'} warranty" if unit else ""


_SHAPES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        rf"{_PART.format('first')}{_CLOCK.format('opens')} se "
        rf"{_PART.format('then')}{_CLOCK.format('closes')} (?:baje )?tak",
        _hours,
    ),
    (r"\b(?P<n>\d+) (?P<unit>\w+) ki (?:varanti|varanty|guarantee|garanti)", _warranty),
    (r"\b(?P<n>(?:19|20)\d\d) se\b", lambda m: f"Since {m['n']}"),
    (
        r"\b(?P<n>\d+) sal (?:ka|se jiada ka) (?:anubhav|tajurba)",
        lambda m: f"{m['n']} years of experience",
    ),
)
