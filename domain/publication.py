"""A publication and its attempts: the states of the effect ledger and the moves between them.

Design, section 8. At most one unsettled attempt and at most one effect per publication.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from domain.connection import HELD
from domain.frozen import Frozen
from domain.part import PublicationPart
from domain.platform import Platform
from domain.times import Planned

MAX_ATTEMPTS = 3
FIRST_BACKOFF_S = 1.0
LONGEST_BACKOFF_S = 7 * 86_400.0
"""No platform's cap lasts longer; what is asked beyond is a mistake of its answer."""
ARRIVES_WITHIN = timedelta(minutes=15)
"""Longer than any platform or network between works on one call."""


class PublicationState(StrEnum):
    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    UNKNOWN = "unknown"
    FAILED = "failed"
    CANCELLED = "cancelled"
    MISSED = "missed"


S = PublicationState

MOVES: dict[PublicationState, frozenset[PublicationState]] = {
    # published or unknown: what a second look found of an earlier call
    S.SCHEDULED: frozenset({S.CLAIMED, S.CANCELLED, S.MISSED, S.FAILED, S.PUBLISHED, S.UNKNOWN}),
    S.CLAIMED: frozenset({S.PREPARED, S.SCHEDULED, S.FAILED, S.MISSED, S.CANCELLED, S.UNKNOWN}),
    S.PREPARED: frozenset({S.SUBMITTED, S.SCHEDULED, S.FAILED, S.MISSED, S.CANCELLED, S.UNKNOWN}),
    # back to scheduled only when the attempt was settled as not sent and a try is left
    S.SUBMITTED: frozenset({S.PUBLISHED, S.UNKNOWN, S.FAILED, S.SCHEDULED}),
    # a probe, or a person
    S.UNKNOWN: frozenset({S.PUBLISHED, S.FAILED}),
    # a person's retry, or ours once a look that can be trusted said "not sent"; a second look
    S.FAILED: frozenset({S.SCHEDULED, S.CANCELLED, S.PUBLISHED, S.UNKNOWN}),
    S.MISSED: frozenset({S.CANCELLED}),
    S.PUBLISHED: frozenset(),
    S.CANCELLED: frozenset(),
}

TERMINAL = frozenset({S.PUBLISHED, S.FAILED, S.CANCELLED, S.MISSED})
"""Nothing more happens by itself. `unknown` is not terminal: a person is asked."""
SETTLED_FOR_THREAD = TERMINAL | {S.UNKNOWN}
"""States worth telling the thread about."""
CANCELLABLE = frozenset({S.SCHEDULED, S.CLAIMED, S.PREPARED, S.FAILED, S.MISSED})
"""From `submitted` on a change is refused (`already_submitted`)."""


def may_move(current: PublicationState, to: PublicationState) -> bool:
    return to in MOVES[current]


class Timing(StrEnum):
    """Where an instant lies with regard to the window in which a publication may be submitted."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


class AttemptOutcome(StrEnum):
    UNSETTLED = "unsettled"
    PUBLISHED = "published"
    NOT_SENT = "not_sent"
    LOOKED_NOT_SENT = "looked_not_sent"
    """A trustworthy look found nothing; the call itself had ended without an answer, and may still
    arrive. A second look, when it cannot any more, makes this `not_sent`."""
    REFUSED = "refused"
    UNKNOWN = "unknown"
    RESOLVED_PUBLISHED = "resolved_published"
    RESOLVED_NOT_PUBLISHED = "resolved_not_published"


NOT_SENT = frozenset(
    {
        AttemptOutcome.NOT_SENT,
        AttemptOutcome.LOOKED_NOT_SENT,
        AttemptOutcome.REFUSED,
        AttemptOutcome.RESOLVED_NOT_PUBLISHED,
    }
)
"""Outcomes after which a further attempt cannot double the effect."""
IN_DOUBT = frozenset(
    {AttemptOutcome.UNSETTLED, AttemptOutcome.UNKNOWN, AttemptOutcome.LOOKED_NOT_SENT}
)
"""Outcomes after which the effect may still be found."""


class Attempt(Frozen):
    n: int
    started_at: datetime
    settled_at: datetime | None = None
    outcome: AttemptOutcome = AttemptOutcome.UNSETTLED
    detail: str = ""


class PublicationError(Frozen):
    code: str
    message: str
    retryable: bool


class TimelineEntry(Frozen):
    at: datetime
    state: PublicationState
    detail: str


NEW_TIME = "Choose a new time for it."
"""What a person can do about a post that missed its time: it is rescheduled."""
MOVED = "Moved in time by "
"""How the end of a publication begins that goes on as another one, at another time."""


class Publication(Planned):
    id: str
    workspace_id: str
    campaign_id: str | None
    thread_id: str | None
    approval_id: str
    content_id: str
    content_version: int
    content_hash: str
    connection_id: str
    platform: Platform
    state: PublicationState
    not_before: datetime
    not_after: datetime
    due_at: datetime
    """When the publisher may next act on it: the slot, or the end of a back-off."""
    fence: int = 0
    """Rises with every claim; a write with an older fence is refused."""
    tries: int = 0
    """Tries since a person last asked for one."""
    probes: int = 0
    """Looks taken at an unknown outcome; a person is asked after the first."""
    prepared: dict[str, str] = Field(default_factory=dict)
    """Remote ids made before the irreversible call, by name."""
    platform_post_id: str | None = None
    permalink: str | None = None
    published_at: datetime | None = None
    deleted_at: datetime | None = None
    """When a person took it off its platform from here."""
    metrics_failures: int = 0
    """Looks for its numbers that failed in a row."""
    metrics_problem: str | None = None
    """Why the last one failed (`domain.report.Problem`)."""
    numbers_settled_at: datetime | None = None
    """Since when it has numbers that may be judged."""
    error: PublicationError | None = None
    attempts: tuple[Attempt, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    parts: tuple[PublicationPart, ...] = ()
    """What follows the post, once it is out."""
    created_at: datetime


def was_moved(publication: Publication) -> bool:
    """Whether it ended only because another time was chosen for the post."""
    last = publication.timeline[-1].detail if publication.timeline else ""
    return publication.state is S.CANCELLED and last.startswith(MOVED)


def is_held(publication: Publication) -> bool:
    """Whether it waits for its account: it goes out by itself once that is connected again."""
    error = publication.error
    return publication.state is S.SCHEDULED and error is not None and error.code == HELD


def timing(publication: Publication, now: datetime) -> Timing:
    """Outside its window nothing is submitted; both ends belong to it."""
    if now < publication.not_before:
        return Timing.EARLY
    return Timing.OPEN if now <= publication.not_after else Timing.OVER


def second_look_at(publication: Publication) -> datetime | None:
    """When what looked unsent cannot arrive any more and is looked at once again; None: no doubt.

    Until then the same row may be sent again, because its remote ids keep the effect one; a
    change would make new ones, and a call-off would promise what cannot be kept.
    """
    started = [
        attempt.started_at
        for attempt in publication.attempts
        if attempt.outcome is AttemptOutcome.LOOKED_NOT_SENT
    ]
    return max(started) + ARRIVES_WITHIN if started else None


def in_doubt_since(publication: Publication) -> datetime | None:
    """When the first call was made of which it is not certain what became of it."""
    return next((a.started_at for a in publication.attempts if a.outcome in IN_DOUBT), None)


def backoff_s(attempt: int, retry_after_s: float | None) -> float:
    """Seconds to wait after the attempt of that number: 1 s x 2^n, not less than Retry-After."""
    wait = max(FIRST_BACKOFF_S * 2.0 ** (attempt - 1), retry_after_s or 0.0)
    return min(wait, LONGEST_BACKOFF_S)
