"""The statements that every publication runs, built once: building them costs more than running.

Plain tables instead of mapped rows, for the same reason. Executes nothing.
"""

from datetime import datetime

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    union_all,
    update,
)

from domain.connection import ConnectionStatus
from domain.publication import AttemptOutcome, PublicationState
from store.tables import (
    AttemptRow,
    ConnectionRow,
    ContentRow,
    Instant,
    PublicationEventRow,
    PublicationRow,
    WorkspaceEventRow,
)

S = PublicationState
IN_HAND = (S.CLAIMED.value, S.PREPARED.value, S.SUBMITTED.value)
Moment = datetime | BindParameter[datetime]
"""An instant, or its place in a statement that is built once."""
OPEN_OUTCOMES = (AttemptOutcome.UNSETTLED.value, AttemptOutcome.UNKNOWN.value)


def _table(row: type) -> Table:
    table = row.__table__  # type: ignore[attr-defined]  # every mapped row has one
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    return table


PUBLICATIONS = _table(PublicationRow)
ATTEMPTS = _table(AttemptRow)
MOVES = _table(PublicationEventRow)
OTHER_EVENTS = _table(WorkspaceEventRow)
CONNECTIONS = _table(ConnectionRow)
CONTENTS = _table(ContentRow)

_p = PUBLICATIONS.c
_other = PUBLICATIONS.alias("other")
_next = PUBLICATIONS.alias("next")

_is_free = and_(
    ~exists().where(_other.c.connection_id == _p.connection_id, _other.c.state.in_(IN_HAND)),
    ~exists().where(
        CONNECTIONS.c.id == _p.connection_id,
        or_(
            CONNECTIONS.c.paused_at.is_not(None),
            # what is due waits for the person who connects it again
            CONNECTIONS.c.status == ConnectionStatus.NEEDS_RECONNECT.value,
        ),
    ),
)

_taken = {
    "state": S.CLAIMED.value,
    "fence": _p.fence + 1,
    "lease_owner": bindparam("owner"),
    "told_state": null(),
    "updated_at": bindparam("now"),
}

CLAIM = (
    update(PUBLICATIONS)
    .where(
        _p.id == bindparam("publication_id"),
        _p.workspace_id == bindparam("workspace"),
        _p.state == S.SCHEDULED.value,
        _p.due_at <= bindparam("now"),
        _is_free,
    )
    .values(_taken)
    .returning(PUBLICATIONS)
)
"""owner, now, publication_id, workspace."""

# what a person waits for goes before a backlog of slots; then by the time it was due
CLAIM_NEXT = (
    update(PUBLICATIONS)
    .where(
        _p.id
        == select(_next.c.id)
        .where(
            _next.c.connection_id == bindparam("connection"),
            _next.c.state == S.SCHEDULED.value,
            _next.c.due_at <= bindparam("now"),
        )
        .order_by(case((_next.c.publish_at.is_(null()), 0), else_=1), _next.c.due_at, _next.c.id)
        .limit(1)
        .scalar_subquery(),
        _p.state == S.SCHEDULED.value,
        _is_free,
    )
    .values(_taken)
    .returning(PUBLICATIONS)
)
"""owner, now, connection."""

LOCK_CONNECTION = (
    select(CONNECTIONS.c.id).where(CONNECTIONS.c.id == bindparam("connection")).with_for_update()
)

SUBMIT = (
    update(PUBLICATIONS)
    .where(
        _p.id == bindparam("publication_id"),
        _p.workspace_id == bindparam("workspace"),
        _p.state == bindparam("state_before"),
        _p.fence == bindparam("fence_before"),
        # looked at here again: a preparation may take minutes, in which a person takes it away
        exists().where(
            CONNECTIONS.c.id == _p.connection_id,
            CONNECTIONS.c.status == ConnectionStatus.ACTIVE.value,
            CONNECTIONS.c.paused_at.is_(None),
        ),
    )
    .values(state=S.SUBMITTED.value, updated_at=bindparam("now"))
)
"""now, publication_id, workspace, state_before, fence_before."""

SETTLE = (
    update(ATTEMPTS)
    .where(
        ATTEMPTS.c.publication_id == bindparam("publication"),
        ATTEMPTS.c.workspace_id == bindparam("workspace"),
        ATTEMPTS.c.outcome.in_(OPEN_OUTCOMES),
    )
    .values(outcome=bindparam("settled"), detail=bindparam("words"), settled_at=bindparam("at"))
)
"""publication, workspace, settled, words, at."""

SETTLE_LOOKED = (
    update(ATTEMPTS)
    .where(
        ATTEMPTS.c.publication_id == bindparam("publication"),
        ATTEMPTS.c.workspace_id == bindparam("workspace"),
        ATTEMPTS.c.outcome == AttemptOutcome.LOOKED_NOT_SENT.value,
    )
    .values(outcome=bindparam("settled"), detail=bindparam("words"), settled_at=bindparam("at"))
)
"""As `SETTLE`, for all that looked unsent."""

_looked = ATTEMPTS.alias("looked")
SETTLE_LAST_LOOKED = SETTLE_LOOKED.where(
    ATTEMPTS.c.n
    == select(func.max(_looked.c.n))
    .where(
        _looked.c.publication_id == bindparam("publication"),
        _looked.c.outcome == AttemptOutcome.LOOKED_NOT_SENT.value,
    )
    .scalar_subquery()
)
"""As `SETTLE`, for the last that looked unsent: one effect, and one open question, at the most."""

SET_CONTENT = (
    update(CONTENTS)
    .where(CONTENTS.c.id == bindparam("content"), CONTENTS.c.workspace_id == bindparam("workspace"))
    .values(status=bindparam("status_after"), updated_at=bindparam("now"))
)
"""content, workspace, status_after, now."""

ATTEMPT = insert(ATTEMPTS)

# moves of publications and other events share one row of numbers per workspace
_numbers = union_all(
    *(
        select(func.max(t.c.seq).label("seq")).where(t.c.workspace_id == bindparam("ws"))
        for t in (MOVES, OTHER_EVENTS)
    )
).subquery()
NEWEST_EVENT = select(func.max(_numbers.c.seq))
"""ws."""

_number = select(func.coalesce(func.max(_numbers.c.seq), 0) + 1).scalar_subquery()
NOTE = insert(MOVES).values(seq=_number)
ADD_EVENT = insert(OTHER_EVENTS).values(seq=_number)
"""ws, and the row's values."""

BELL_CHANNEL = "insta_media_bell"
HOLD_NUMBERS = select(
    func.pg_advisory_xact_lock(func.hashtextextended(bindparam("ws", type_=String), 0)),
    func.pg_notify(BELL_CHANNEL, bindparam("ws", type_=String)),
)
"""ws. PostgreSQL: nobody else numbers events of this workspace before the commit, which then wakes
who waits for them in other processes."""

_NAMES = ("platform", "connection_id", "content_id", "approval_id", "campaign_id", "thread_id")


def _after(statement: Select[tuple[object, ...]], table: Table) -> Select[tuple[object, ...]]:
    ordered = (
        statement.where(table.c.workspace_id == bindparam("ws"), table.c.seq > bindparam("after"))
        .order_by(table.c.seq)
        .limit(bindparam("most", type_=Integer))
    )
    return select(ordered.subquery())


# one statement, so that both kinds are seen as of one moment
_both = union_all(
    _after(
        select(
            MOVES.c.seq,
            MOVES.c.at,
            MOVES.c.state.label("kind"),
            MOVES.c.data,
            MOVES.c.publication_id,
            PUBLICATIONS.c.content_version,
            PUBLICATIONS.c.publish_at,
            *(PUBLICATIONS.c[name] for name in _NAMES),
        ).join(PUBLICATIONS, PUBLICATIONS.c.id == MOVES.c.publication_id),
        MOVES,
    ),
    _after(
        select(
            OTHER_EVENTS.c.seq,
            OTHER_EVENTS.c.at,
            OTHER_EVENTS.c.type.label("kind"),
            OTHER_EVENTS.c.data,
            cast(null(), String).label("publication_id"),
            cast(null(), Integer).label("content_version"),
            cast(null(), Instant).label("publish_at"),
            *(cast(null(), String).label(name) for name in _NAMES),
        ),
        OTHER_EVENTS,
    ),
).subquery()
EVENTS_AFTER = select(_both).order_by(_both.c.seq).limit(bindparam("most", type_=Integer))
"""ws, after, most."""
