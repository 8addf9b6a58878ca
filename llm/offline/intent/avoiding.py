"""Days on which nothing shall go out: “3 posts this week, not on Sunday”. Moves nothing itself."""

import re

from llm.tasks.intent import Problem

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|today|tomorrow)"
_AVOIDED = re.compile(
    r"\b(?:(?:don't|do not|never) (?:post|publish|send)(?: anything| any)?(?: on)?"
    r"|no posts?(?: on)?|not(?: on)?|nothing on|(?:except|excluding|avoid|skip)(?: on| for)?)"
    rf" (?:the )?{_DAY}(?:,? (?:and|or) {_DAY})?\b",
    re.IGNORECASE,
)


def without_avoided(text: str) -> str:
    """The text with such days blanked out, so that they are not read as days to post on."""
    return _AVOIDED.sub(lambda match: " " * len(match.group()), text)


def day_to_avoid(text: str) -> tuple[Problem, ...]:
    """What to say of such a day: the plan may fall on it, and a person sees whether."""
    if not _AVOIDED.search(text):
        return ()
    message = (
        "I do not keep days free by myself: look at the times, and move a post that falls on a "
        "day you want free."
    )
    return (Problem(code="day_to_avoid", message=message, blocking=False),)
