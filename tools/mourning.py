"""Warns of a post that celebrates or sells on a day of mourning. Holds nothing up."""

from datetime import date, datetime

from almanac.coming import quiet_day
from almanac.moods import Mood, jarring, keeps
from almanac.places import states_in
from domain.caution import Caution
from domain.content import Content
from domain.day import Day
from domain.times import zone
from store.unit import Unit

DAY_OF_MOURNING = "day_of_mourning"


async def mourning_caution(unit: Unit, content: Content, *, now: datetime) -> tuple[Caution, ...]:
    """What to say of a post whose day, in the zone it is meant in, is one of mourning.

    One for "now" (no slot) is looked at for today. A post that names the day is for it.
    """
    profile = (await unit.brands.get(content.workspace_id, content.brand_id)).profile
    at = content.slot.at if content.slot else now
    day = at.astimezone(zone(content.slot.zone if content.slot else profile.timezone)).date()
    own = await unit.own_days.list(content.workspace_id)
    kept = quiet_day(day, states=states_in(profile.location), own=own)
    version = content.version
    text = " ".join((version.text, *version.hashtags, version.first_comment or ""))
    found = jarring(text)
    if kept is None or found is None or keeps(text, kept):
        return ()
    return (Caution(code=DAY_OF_MOURNING, message=_message(day, kept, found)),)


def _message(day: date, kept: Day, found: tuple[Mood, str]) -> str:
    when = f"{day:%a} {day.day} {day:%b} {day.year}"
    mood, word = found
    may_be = "is expected to be" if kept.certainty == "estimated" else "is"
    return (
        f"{when} {may_be} {kept.name}, a day of mourning, and this post {mood} (“{word}”). Move it "
        "to another day or change its words, or approve it all the same."
    )
