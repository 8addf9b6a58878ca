"""A post for a festival that is over by the day it is to go out: whether it is meant is asked."""

import re
from datetime import date, timedelta

from domain.devanagari import fold
from domain.times import zone
from llm.offline import festivals
from llm.offline.intent import sayings as say
from llm.offline.intent.when import When, spoken_day
from llm.offline.tongue import typed
from llm.tasks.intent import IntentInputs, Problem

PAST_FESTIVAL = "past_festival"
FAR_FESTIVAL = "far_festival"
NEAR = timedelta(days=30)
"""A festival that is closer than this may be wished at once."""
_AFTERWARDS = (
    r"\b(?:belated|thanks?|thank you|recap|anyway|all the same|still|was|were|went|last year"
    r"|(?<!day )after)\b"
)
_AFTERWARDS_HINDI = r"\b(?:bad|dhanivad|dhaniavad|shukria|abhar|fir bhi|phir bhi|biti|bita)\b"
_HALF_A_YEAR = timedelta(days=183)


def gone_by(text: str, when: When, inputs: IntentInputs) -> tuple[Problem, ...]:
    """The question, when the day named is nearer to the festival gone by than to the next.

    Nothing is asked where no day is named, and where the words look back at the festival.
    """
    festival = festivals.named(when.occasion)
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    day = _day(text, when, today)
    if festival is None or day is None or _looks_back(text):
        return ()
    last = max((d for d in festival.dates if d <= day), default=None)
    if last is None or day < last + timedelta(days=festival.lasts):
        return ()
    following = festivals.next_date(festival, day)
    until = following - day if following else _HALF_A_YEAR
    if day - last >= until:
        return ()
    then = f", and the next is on {spoken_day(following)}" if following else ""
    message = (
        f"{festival.name} was on {spoken_day(last)}{then}. "
        f"Shall the post go out on {spoken_day(day)} all the same, or on another day?"
    )
    return (Problem(code=PAST_FESTIVAL, message=message),)


def far_off(text: str, when: When, inputs: IntentInputs) -> tuple[Problem, ...]:
    """What to say where a post that names no day would wish a festival that is months away."""
    festival = festivals.named(when.occasion)
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    following = festivals.next_date(festival, today) if festival else None
    if festival is None or following is None or when.dates or _looks_back(text):
        return ()
    since = max((d for d in festival.dates if d <= today), default=None)
    if following - today <= NEAR or (since and today < since + timedelta(days=festival.lasts)):
        return ()
    message = (
        f"{festival.name} is on {spoken_day(following)}; a post without a day would wish it now. "
        "Name a day if you mean then."
    )
    return (Problem(code=FAR_FESTIVAL, message=message, blocking=False),)


def _day(text: str, when: When, today: date) -> date | None:
    """The day that was asked for; an hour or “now” alone means today."""
    if when.dates:
        return when.dates[0]
    soon = when.wall_times or re.search(say.RIGHT_AWAY, text, re.I)
    return today if soon and not when.problems else None


def _looks_back(text: str) -> bool:
    hindi = fold(typed(text))
    return bool(re.search(_AFTERWARDS, text, re.I) or re.search(_AFTERWARDS_HINDI, hindi))
