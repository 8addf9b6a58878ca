"""What an answer says of a brand: typed changes to its profile. Saves nothing."""

from datetime import date
from typing import Literal

from domain.brand import BrandProfile
from domain.frozen import Frozen
from domain.intake import ProfileChanges, Topic
from llm.port import Task


class IntakeInputs(Frozen):
    message: str
    profile: BrandProfile
    """As it is saved."""
    understood: ProfileChanges = ProfileChanges()
    """What was understood before in this conversation, not saved yet."""
    asked: Topic | None = None
    """The question that the message may answer."""
    confirming: bool = False
    """The team's last message showed what it understood and asked whether to save it."""
    open_topics: tuple[Topic, ...] = ()
    """What is not known yet, the most needed first."""
    today: date | None = None
    """The day in the brand's zone, by which “till 24 December” gets its year."""


class IntakeRead(Frozen):
    act: Literal["answer", "yes", "no", "skip", "stop", "other"]
    """answer: tells or corrects something. yes and no: to saving what was shown. skip: leaves the
    question unanswered. stop: no more questions. other: about something else altogether."""
    changes: ProfileChanges = ProfileChanges()
    understood: tuple[str, ...] = ()
    """The changes in words, in the person's language, one line each."""
    unplaced: tuple[str, ...] = ()
    """Words that say something which could not be placed, as they were said."""
    next_question: Topic | None = None
    """What would be asked next, of the open topics."""


INTAKE = Task("intake", IntakeInputs, IntakeRead)
