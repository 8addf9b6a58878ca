"""What a message tells that was read as nothing: it is said back rather than dropped. Pure."""

import re

from domain.intake import ProfileChanges, Topic
from llm.offline.intake.acts import asks_other, is_courtesy
from llm.offline.intake.clauses import clauses
from llm.tasks.intake import IntakeInputs

MOST = 5
LONGEST = 120
_ANSWERED = (Topic.FACTS, Topic.TONE, Topic.LANGUAGES, Topic.AVOID_WORDS)
"""Questions whose answer is the whole message, in whatever words."""
_LEFT = re.compile(
    r"^(?:(?:we|we're|are|is|our|the|and|also|it|this|that|hum|ham|hamari|hamara|hain|hai|aur|name|naam|ka"
    r"|in|at|from|me|mein|yes|no|ok|sell|make|haan|ji|please|thanks?|you|so|well|run|have|own"
    r"|हम|हैं|है|और|का|में|जी)(?![\w\u0900-\u097f])[\s,.!-]*)*$",
    re.IGNORECASE,
)


def unplaced(rest: str, changes: ProfileChanges, inputs: IntakeInputs) -> tuple[str, ...]:
    """The clauses that tell something and changed nothing, as they were said.

    Args:
        rest: The message without contact, offers, hours and address.
        changes: What was understood of it.
        inputs: What had been asked; an answer in whatever words leaves nothing over.
    """
    if inputs.asked in _ANSWERED or inputs.confirming or changes.is_empty or asks_other(rest):
        return ()
    known = [p.name for p in changes.products]
    known += [p.description for p in changes.products if p.description]
    known += [fact.text for fact in changes.facts]
    known += changes.dropped
    known += list(filter(None, (changes.business_name, changes.location)))
    said = [part.text.strip(" .,:;()-") for part in clauses(rest)]
    left = [one for one in said if one and not _is_placed(one, known)]
    return tuple(one[:LONGEST] for one in left)[:MOST]


def _is_placed(clause: str, known: list[str]) -> bool:
    low = clause.casefold()
    if any(one.casefold() in low or low in one.casefold() for one in known):
        return True
    return bool(_LEFT.match(clause)) or is_courtesy(clause) or not any(map(str.isalnum, clause))
