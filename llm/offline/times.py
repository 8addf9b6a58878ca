"""Days and hours as they are said in Hindi and Hinglish. Reads no clock."""

import re
from datetime import time

from domain.language import ENGLISH
from domain.times import spoken_clock
from llm.offline import library
from llm.offline.tongue import in_script

_SPOKEN = re.compile(
    r"(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<date>\d{1,2}) (?P<month>[A-Z][a-z]{2})"
    r"(?P<year> \d{4})?(?:, (?P<hour>\d{1,2}):(?P<minute>\d\d) (?P<half>am|pm)(?: (?P<zone>\S+))?)?"
)


def clock_in(clock: time, language: str) -> str:
    """19:30 is शाम 7:30 बजे: the part of the day, then the hour."""
    if language == ENGLISH:
        return spoken_clock(clock)
    parts = library.read("hi/times")["parts"]
    part = next(name for start, name in reversed(parts) if clock.hour >= start)
    minute = f":{clock:%M}" if clock.minute else ""
    return in_script(f"{part} {clock.hour % 12 or 12}{minute} बजे", language)


def said_in(spoken: str, language: str) -> str:
    """What the product says in English of a time ("Thu 12 Nov, 7:30 pm IST"), in the language.

    Words around it that are known ("as soon as you approve", "now") are said too.
    """
    if language == ENGLISH:
        return spoken
    known = library.read("hi/times")["phrases"].get(spoken)
    if known:
        return in_script(str(known), language)
    return _SPOKEN.sub(lambda match: _one(match, language), spoken)


def _one(match: re.Match[str], language: str) -> str:
    names = library.read("hi/times")
    month = names["short_months"].index(match["month"])
    weekday = names["short_days"].index(match["day"])
    said = f"{names['weekdays'][weekday]} {match['date']} {names['months'][month]}"
    said = in_script(said, language) + (match["year"] or "")
    if not match["hour"]:
        return said
    hour = int(match["hour"]) % 12 + (12 if match["half"] == "pm" else 0)
    # the zone of India goes without saying among Indians; any other is named
    zone = "" if match["zone"] in (None, "IST") else f" {match['zone']}"
    return f"{said}, {clock_in(time(hour, int(match['minute'])), language)}{zone}"
