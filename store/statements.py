"""The statements that every publication runs, built once: building them costs more than running.

Plain tables instead of mapped rows, for the same reason. Executes nothing.
"""

from sqlalchemy import Table, and_, bindparam, case, exists, insert, null, select, update

from domain.publication import AttemptOutcome, PublicationState
from store.tables import (
    AttemptRow,
    ConnectionRow,
    ContentRow,
    PublicationEventRow,
    PublicationRow,
)

S = PublicationState
IN_HAND = (S.CLAIMED.value, S.PREPARED.value, S.SUBMITTED.value)
OPEN_OUTCOMES = (AttemptOutcome.UNSETTLED.value, AttemptOutcome.UNKNOWN.value)


def _table(row: type) -> Table:
    table = row.__table__  # type: ignore[attr-defined]  # every mapped row has one
    assert isinstance(table, Table)  # noqa: S101 - for the type checker
    return table


PUBLICATIONS = _table(PublicationRow)
ATTEMPTS = _table(AttemptRow)
EVENTS = _table(PublicationEventRow)
CONNECTIONS = _table(ConnectionRow)
CONTENTS = _table(ContentRow)

_p = PUBLICATIONS.c
_other = PUBLICATIONS.alias("other")
_next = PUBLICATIONS.alias("next")

_is_free = and_(
    ~exists().where(_other.c.connection_id == _p.connection_id, _other.c.state.in_(IN_HAND)),
    ~exists().where(CONNECTIONS.c.id == _p.connection_id, CONNECTIONS.c.paused_at.is_not(None)),
)

_taken = {
    "state": S.CLAIMED.value,
    "fence": _p.fence + 1,
    "lease_owner": bindparam("owner"),
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
        ~exists().where(CONNECTIONS.c.id == _p.connection_id, CONNECTIONS.c.paused_at.is_not(None)),
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
"""As `SETTLE`, for what looked unsent."""

SET_CONTENT = (
    update(CONTENTS)
    .where(CONTENTS.c.id == bindparam("content"), CONTENTS.c.workspace_id == bindparam("workspace"))
    .values(status=bindparam("status_after"), updated_at=bindparam("now"))
)
"""content, workspace, status_after, now."""

NOTE = insert(EVENTS)
ATTEMPT = insert(ATTEMPTS)
