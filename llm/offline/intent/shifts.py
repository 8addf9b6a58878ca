"""A post put off by days or weeks from the time it has: “postpone it by a week”."""

import re
from datetime import date, timedelta

from domain.times import zone
from llm.offline.intent.message import number, number_pattern
from llm.offline.intent.naming import Post, posts_of
from llm.tasks.intent import EditAction, IntentInputs, Problem

_AMOUNT = rf"(?P<n>{number_pattern()}) (?:more )?(?P<unit>days?|weeks?)\b"
_OTHER = rf"(?P<m>{number_pattern()}) (?:more )?(?P<u>days?|weeks?)\b"
_LATER = re.compile(
    r"\b(?:postpone|delay|push|move|shift|put off|reschedule|defer)\b[^.;]{0,60}?"
    rf"(?:\bby {_AMOUNT}(?! (?:earlier|before|sooner))"
    rf"|\b{_OTHER} (?:later|ahead|forward|back)\b)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:prepone|advance|bring forward)\b[^.;]{{0,60}}?\bby {_AMOUNT}"
    r"|\b(?:move|shift|post|publish|put|push)\b[^.;]{0,60}?"
    rf"\b{_OTHER} (?:earlier|sooner|before)\b",
    re.IGNORECASE,
)


def shift_in(text: str) -> int | None:
    """By how many days a post is to go out later; less than none when earlier."""
    for pattern, sign in ((_EARLIER, -1), (_LATER, 1)):
        if match := pattern.search(text):
            amount = number(match["n"] or match["m"]) or 0
            unit = 7 if (match["unit"] or match["u"]).lower().startswith("w") else 1
            return sign * amount * unit if 0 < amount * unit <= 365 else None
    return None


def shifted(
    days: int,
    inputs: IntentInputs,
    targets: tuple[int, ...] | str,
    details: dict[str, object],
    actions: list[EditAction],
) -> tuple[Problem, ...]:
    """The day so many days later; a question where the posts have several days, or none."""
    meant = [post for post in posts_of(inputs) if targets == "all" or post.number in targets]
    slots = {_day(post, inputs) for post in meant}
    day = next(iter(slots)) if len(slots) == 1 else None
    actions[:] = [a for a in actions if a not in {EditAction.CHANGE_TIME, EditAction.REWRITE}]
    actions.append(EditAction.CHANGE_TIME)
    if day is None:
        message = "Tell me the day and the time, for example Friday 7 pm."
        return (Problem(code="which_draft", message=message),)
    details["day"] = day + timedelta(days=days)
    details["wall_time"] = None
    return ()


def _day(post: Post, inputs: IntentInputs) -> date | None:
    at = post.publish_at
    return at.astimezone(zone(inputs.timezone)).date() if at else None
