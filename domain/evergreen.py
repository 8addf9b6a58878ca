"""A post worth saying again: how often, and when next. Each time a person approves it anew."""

from datetime import datetime, timedelta

from domain.frozen import Frozen

LEAST_DAYS, MOST_DAYS = 14, 730
"""People tire of what returns sooner; what returns later is planned by nobody."""
RETRY = timedelta(days=1)
"""When a repeat is tried again that could not be asked about."""


class Evergreen(Frozen):
    publication_id: str
    """The post that is said again."""
    workspace_id: str
    every_days: int
    next_at: datetime
    """When it is asked about next."""
    rounds: int = 0
    """How often it was asked about."""
    user_id: str
    """Who wished it; repeats are written in their name."""
    problem: str | None = None
    """Why the last time did not come about; None when it did."""


def after_round(evergreen: Evergreen, now: datetime) -> Evergreen:
    """The rule once this time was asked about; times that passed meanwhile are not made up for."""
    return evergreen.model_copy(
        update={
            "rounds": evergreen.rounds + 1,
            "next_at": now + timedelta(days=evergreen.every_days),
            "problem": None,
        }
    )


def last_said(evergreen: Evergreen) -> datetime | None:
    """When it was last asked about; None: not yet by this rule."""
    if not evergreen.rounds:
        return None
    return evergreen.next_at - timedelta(days=evergreen.every_days)
