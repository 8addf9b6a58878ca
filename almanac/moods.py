"""Whether a text celebrates or sells, and whether it keeps a day. Judges nothing else."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from almanac.days import kept_days
from domain.day import Day
from domain.lettering import has_word

Mood = Literal["celebrates", "sells"]
_SUM = re.compile(r"₹\s?\d[\d,.]*|\bRs\.? ?\d[\d,]*|\d+ ?% ?(?:off|छूट|की छूट|chhoot)", re.IGNORECASE)
_EMOJI = re.compile("[🌀-🫿]")


def jarring(text: str) -> tuple[Mood, str] | None:
    """What in the text would jar on a day of mourning, with the words that say so."""
    if word := _first(text, _words()["selling"]):
        return "sells", word
    if found := _SUM.search(text):
        return "sells", found.group()
    if word := _first(text, _words()["celebrating"]):
        return "celebrates", word
    return None


def keeps(text: str, day: Day) -> bool:
    """Whether the text names the day: then it is for it, and speaks as it should."""
    kept = next((one for one in kept_days() if one.name == day.key), None)
    names = (kept.name, *kept.hindi, *kept.aliases) if kept else (day.name,)
    return any(has_word(text, name) for name in names)


def _first(text: str, words: Iterable[str]) -> str | None:
    return next((w for w in words if (w in text if _EMOJI.match(w) else has_word(text, w))), None)


@cache
def _words() -> dict[str, list[str]]:
    text = files("almanac").joinpath("data", "moods.yml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = yaml.safe_load(text)
    return words
