"""Which publications wait for something, over all workspaces: for the processes that serve them.

Hands out (workspace, id) pairs; everything after is scoped again. Changes nothing.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.connection import ConnectionStatus
from domain.frozen import Frozen
from domain.publication import PublicationState
from store.statements import IN_HAND, Moment
from store.tables import ConnectionRow, ExecutorRow, Instant, PublicationRow

S = PublicationState


class Due(Frozen):
    workspace_id: str
    publication_id: str


class Head(Frozen):
    """The publication that an account has to send next."""

    due: Due
    connection_id: str
    fence: int
    waiting: int
    """How many publications of the account are due."""
    is_awaited: bool
    """Whether a person waits for it ("now"), rather than a slot having come."""


class Waiting:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def heads(self, now: datetime, limit: int = 500) -> tuple[Head, ...]:
        """For every account that is free and not held back, what it has to send next."""
        place = (
            func.row_number()
            .over(partition_by=PublicationRow.connection_id, order_by=_order())
            .label("place")
        )
        ranked = (
            select(
                PublicationRow.workspace_id,
                PublicationRow.id,
                PublicationRow.connection_id,
                PublicationRow.fence,
                PublicationRow.publish_at,
                PublicationRow.due_at,
                place,
                func.count().over(partition_by=PublicationRow.connection_id).label("waiting"),
            )
            .where(*is_to_be_sent(now))
            .subquery()
        )
        rows = await self._session.execute(
            select(ranked).where(ranked.c.place == 1).order_by(ranked.c.due_at).limit(limit)
        )
        return tuple(
            Head(
                due=Due(workspace_id=row.workspace_id, publication_id=row.id),
                connection_id=row.connection_id,
                fence=row.fence,
                waiting=row.waiting,
                is_awaited=row.publish_at is None,
            )
            for row in rows
        )

    async def abandoned(
        self, owner: str, in_hand: Collection[str], limit: int = 500
    ) -> tuple[Due, ...]:
        """Rows in a hand that does not work on them: a dead process's, or let fall by this one.

        Args:
            owner: This process.
            in_hand: The publications that it works on at this moment.
        """
        return await self._pairs(*is_abandoned(owner, in_hand), limit=limit)

    async def to_probe(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Rows whose next look at the platform is due."""
        return await self._pairs(*is_to_be_looked_at(now), limit=limit)

    async def past_window(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Scheduled rows whose window closed before anybody could send them."""
        return await self._pairs(*is_past_window(now), limit=limit)

    async def overdue(self, before: datetime, limit: int = 1_000) -> tuple[Due, ...]:
        """Rows due before that time, neither ended nor with a person.

        A paused account is a person's own doing, and one that has to be connected again is told of
        by itself; an unknown outcome is with a person once a look
        could not tell.
        """
        return await self._pairs(_IS_OVERDUE, limit=limit, before=before)

    async def _pairs(
        self, *where: ColumnElement[bool], limit: int, **given: object
    ) -> tuple[Due, ...]:
        rows = await self._session.execute(
            select(PublicationRow.workspace_id, PublicationRow.id)
            .where(*where)
            .order_by(PublicationRow.due_at, PublicationRow.id)
            .limit(limit),
            given,
        )
        return tuple(Due(workspace_id=w, publication_id=p) for w, p in rows)


def is_to_be_sent(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return (
        PublicationRow.state == S.SCHEDULED.value,
        PublicationRow.due_at <= now,
        ~_is_held_back(),
        ~_is_busy(PublicationRow.connection_id),
    )


def is_past_window(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return PublicationRow.state == S.SCHEDULED.value, PublicationRow.not_after < now


def _is_held_back() -> ColumnElement[bool]:
    """Whether nothing goes out by its account until a person resumes it or connects it again."""
    return exists().where(
        ConnectionRow.id == PublicationRow.connection_id,
        or_(
            ConnectionRow.paused_at.is_not(None),
            ConnectionRow.status == ConnectionStatus.NEEDS_RECONNECT.value,
        ),
    )


# built once: it is asked for every few seconds
_IS_OVERDUE = and_(
    PublicationRow.due_at < bindparam("before", type_=Instant),
    or_(
        and_(
            PublicationRow.state == S.SCHEDULED.value,
            ~_is_held_back(),
        ),
        PublicationRow.state.in_(IN_HAND),
        and_(PublicationRow.state == S.UNKNOWN.value, PublicationRow.probes == 0),
    ),
)


def is_abandoned(
    owner: str | BindParameter[str], in_hand: Collection[str] | BindParameter[str]
) -> tuple[ColumnElement[bool], ...]:
    living = select(ExecutorRow.id)
    those = in_hand if isinstance(in_hand, BindParameter) else tuple(in_hand)
    dropped = and_(PublicationRow.lease_owner == owner, PublicationRow.id.not_in(those))
    dead = or_(PublicationRow.lease_owner.is_(None), PublicationRow.lease_owner.not_in(living))
    return PublicationRow.state.in_(IN_HAND), or_(dead, dropped)


def is_to_be_looked_at(now: Moment) -> tuple[ColumnElement[bool], ...]:
    """Unknown rows, and those whose "not sent" wants a second look."""
    states = [state.value for state in (S.UNKNOWN, S.SCHEDULED, S.FAILED)]
    return PublicationRow.state.in_(states), PublicationRow.next_probe_at <= now


def is_to_be_measured(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return (
        PublicationRow.state == S.PUBLISHED.value,
        PublicationRow.platform_post_id.is_not(None),
        PublicationRow.deleted_at.is_(None),
        PublicationRow.next_metrics_at <= now,
        # without a grant there is no answer; the row waits until there is one again
        exists().where(
            ConnectionRow.id == PublicationRow.connection_id,
            ConnectionRow.status == ConnectionStatus.ACTIVE.value,
        ),
    )


def _order() -> tuple[SQLColumnExpression[Any], ...]:
    """What a person waits for goes before a backlog of slots; then by the time it was due."""
    awaited = case((PublicationRow.publish_at.is_(None), 0), else_=1)
    return awaited, PublicationRow.due_at, PublicationRow.id


def _is_busy(connection_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether a publication of this account is in a publisher's hand: the next waits its turn."""
    other = aliased(PublicationRow)
    return exists().where(other.connection_id == connection_id, other.state.in_(IN_HAND))
