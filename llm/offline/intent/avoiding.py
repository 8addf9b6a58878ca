"""Days on which nothing shall go out: “3 posts this week, not on Sunday”. Moves nothing itself."""

import re
from collections.abc import Iterator

from llm.offline.intent.plan_meaning import weekdays_in
from llm.offline.sentences import listed
from llm.tasks.intent import Problem

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|today|tomorrow)"
_AVOIDED = re.compile(
    r"\b(?:(?:don't|do not|never) (?:post|publish|send)(?: anything| any)?(?: on)?"
    r"|(?:don't|do not) want (?:a |any )?posts? on"
    r"|no posts?(?: on)?|not(?: on)?|nothing on"
    r"|(?:except|excluding|avoid|skip|leave out|leaving out)(?: on| for)?)"
    rf" (?:the |any )?{_DAY}(?:(?:, {_DAY})*,? (?:and|or|aur|और|&) (?:on )?(?:the )?{_DAY})?\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:open|opened|closed|shut|available|deliver\w*|serv(?:e|es|ing)|working|khul\w*|band)\b"
    r"[^.;!?]{0,30}$",
    re.IGNORECASE,
)
"""What stands before days on which the shop, and no post, is not there."""
_NAMES = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def without_avoided(text: str) -> str:
    """The text with such days blanked out, so that they are not read as days to post on."""
    for start, end in [match.span() for match in _AVOIDED.finditer(text)]:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def weekdays_to_avoid(text: str) -> tuple[int, ...]:
    """Days of the week on which no post shall go out, Monday 0; none where no day were left."""
    days = sorted({day for said in _said(text) for day in weekdays_in(said.lower())})
    return tuple(days) if len(days) < len(_NAMES) else ()


def day_to_avoid(text: str) -> tuple[Problem, ...]:
    """What is said of such days: which are kept free, or that a person has to look."""
    found = []
    if free := weekdays_to_avoid(text):
        found.append(f"I plan no posts on {listed([_NAMES[day] for day in free])} from now on.")
    if any(not weekdays_in(said.lower()) for said in _said(text)):
        found.append(
            "I do not keep days free by myself: look at the times, and move a post that falls on a "
            "day you want free."
        )
    return tuple(Problem(code="day_to_avoid", message=said, blocking=False) for said in found)


def _said(text: str) -> Iterator[str]:
    for match in _AVOIDED.finditer(text):
        if not _HOURS.search(text[: match.start()]):
            yield match.group()
