"""The effect ledger's moves: claim, attempt, settle, take over. Every write carries the fence.

The only repository that looks across workspaces, because the publisher serves all of them; it
hands out (workspace, id) pairs and everything after is scoped again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.errors import ConflictError
from domain.frozen import Frozen
from domain.publication import (
    Attempt,
    AttemptOutcome,
    Publication,
    PublicationState,
    Timing,
    timing,
)
from store.execute import changed
from store.publications import (
    Publications,
    after_move,
    attempts_of,
    note,
    require_move,
    to_publication,
)
from store.tables import AttemptRow, ConnectionRow, ExecutorRow, PublicationRow

S = PublicationState
IN_HAND = (S.CLAIMED.value, S.PREPARED.value, S.SUBMITTED.value)
PROBE_PATIENCE = timedelta(seconds=25)
"""How long one look at an unknown outcome keeps others from looking too."""

MEASURE_PATIENCE = timedelta(minutes=2)
"""How long a process that asks for metrics keeps others from asking too."""


class FencedOffError(ConflictError):
    """Somebody else took the row meanwhile; whoever gets this stops at once."""

    default_code = "fenced_off"


class NotNowError(ConflictError):
    """The last look before a submission: this is not the time for it."""

    default_code = "not_now"


class Due(Frozen):
    workspace_id: str
    publication_id: str


class Head(Frozen):
    """The publication that an account has to send next."""

    due: Due
    connection_id: str
    fence: int
    is_awaited: bool
    """Whether a person waits for it ("now"), rather than a slot having come."""


class Ledger:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._publications = Publications(session)

    async def heads(self, now: datetime, limit: int = 500) -> tuple[Head, ...]:
        """For every account that is free and not paused, what it has to send next."""
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
            )
            .where(*_is_due(now), ~_is_busy(PublicationRow.connection_id))
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
                is_awaited=row.publish_at is None,
            )
            for row in rows
        )

    async def next_of(self, connection_id: str, now: datetime) -> Due | None:
        """What this account has to send next; None while it is paused or has nothing due."""
        row = (
            await self._session.execute(
                select(PublicationRow.workspace_id, PublicationRow.id)
                .where(PublicationRow.connection_id == connection_id, *_is_due(now))
                .order_by(*_order())
                .limit(1)
            )
        ).first()
        return Due(workspace_id=row[0], publication_id=row[1]) if row else None

    async def abandoned(
        self, owner: str, in_hand: Collection[str], limit: int = 500
    ) -> tuple[Due, ...]:
        """Rows in a hand that does not work on them: a dead process's, or let fall by this one.

        Args:
            owner: This process.
            in_hand: The publications that it works on at this moment.
        """
        return await self._pairs(*_is_abandoned(owner, in_hand), limit=limit)

    async def to_probe(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Unknown rows whose next look is due."""
        return await self._pairs(
            PublicationRow.state == S.UNKNOWN.value,
            PublicationRow.next_probe_at <= now,
            limit=limit,
        )

    async def take_to_measure(self, now: datetime, limit: int = 200) -> tuple[Publication, ...]:
        """Published rows whose next metrics are due; taken, so that no other process asks too."""
        due = (
            select(PublicationRow.id)
            .where(
                PublicationRow.state == S.PUBLISHED.value,
                PublicationRow.platform_post_id.is_not(None),
                PublicationRow.next_metrics_at <= now,
            )
            .order_by(PublicationRow.next_metrics_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = await self._session.scalars(
            update(PublicationRow)
            .where(PublicationRow.id.in_(due))
            .values(next_metrics_at=now + MEASURE_PATIENCE)
            .returning(PublicationRow)
            .execution_options(synchronize_session=False)
        )
        return tuple(to_publication(row, (), ()) for row in rows)

    async def past_window(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Scheduled rows whose window closed before anybody could send them."""
        return await self._pairs(
            PublicationRow.state == S.SCHEDULED.value, PublicationRow.not_after < now, limit=limit
        )

    async def overdue(self, before: datetime, limit: int = 1_000) -> tuple[Due, ...]:
        """Rows due before that time, neither ended nor with a person.

        A paused account is a person's own doing; an unknown outcome is with a person once a look
        could not tell.
        """
        paused = select(ConnectionRow.id).where(ConnectionRow.paused_at.is_not(None))
        waiting = and_(
            PublicationRow.state == S.SCHEDULED.value, PublicationRow.connection_id.not_in(paused)
        )
        unseen = and_(PublicationRow.state == S.UNKNOWN.value, PublicationRow.probes == 0)
        return await self._pairs(
            PublicationRow.due_at < before,
            or_(waiting, PublicationRow.state.in_(IN_HAND), unseen),
            limit=limit,
        )

    async def claim(self, due: Due, *, owner: str, now: datetime) -> Publication | None:
        """Take a due row; None when another was quicker or its account is busy or paused."""
        connection_id = await self._session.scalar(
            select(PublicationRow.connection_id).where(PublicationRow.id == due.publication_id)
        )
        # claims of one account queue up here on PostgreSQL; on SQLite all writers do anyway
        await self._session.execute(
            select(ConnectionRow.id).where(ConnectionRow.id == connection_id).with_for_update()
        )
        taken = await self._session.scalars(
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == due.workspace_id,
                PublicationRow.id == due.publication_id,
                *_is_due(now),
                ~_is_busy(PublicationRow.connection_id),
            )
            .values(
                state=S.CLAIMED.value,
                fence=PublicationRow.fence + 1,
                lease_owner=owner,
                updated_at=now,
            )
            .returning(PublicationRow)
            .execution_options(synchronize_session=False)
        )
        row = taken.one_or_none()
        if row is None:
            return None
        attempts = await attempts_of(self._session, [row.id])
        claimed = to_publication(row, attempts.get(row.id, ()), ())
        await note(self._session, claimed, now, "Taken up by the publisher.")
        return claimed

    async def move(
        self,
        publication: Publication,
        to: PublicationState,
        *,
        at: datetime,
        detail: str,
        **values: object,
    ) -> Publication:
        """Move a row that this publisher holds.

        Raises:
            FencedOffError: The row was taken by somebody else, or moved by a person.
        """
        require_move(publication, to)
        took = await changed(
            self._session,
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == publication.workspace_id,
                PublicationRow.id == publication.id,
                PublicationRow.state == publication.state.value,
                PublicationRow.fence == publication.fence,
            )
            .values(state=to.value, updated_at=at, **values),
        )
        if not took:
            raise FencedOffError("Another publisher or a person took this row meanwhile.")
        moved = after_move(publication, to, values)
        if to is not publication.state:
            await note(self._session, moved, at, detail)
        return moved

    async def begin_attempt(self, publication: Publication, *, at: datetime) -> Publication:
        """Commit to one submission: the attempt row and the state `submitted`, together.

        Raises:
            NotNowError: Outside its window, or its account is paused; nothing was written.
            FencedOffError: The row was taken by somebody else, or moved by a person.
        """
        await self._require_now(publication, at)
        n = len(publication.attempts) + 1
        self._session.add(
            AttemptRow(
                publication_id=publication.id,
                n=n,
                workspace_id=publication.workspace_id,
                fence=publication.fence,
                started_at=at,
                outcome=AttemptOutcome.UNSETTLED.value,
            )
        )
        await self._session.flush()
        submitted = await self.move(
            publication, S.SUBMITTED, at=at, detail=f"Attempt {n} is being sent."
        )
        begun = Attempt(n=n, started_at=at)
        return submitted.model_copy(update={"attempts": (*publication.attempts, begun)})

    async def _require_now(self, publication: Publication, at: datetime) -> None:
        paused_at = await self._session.scalar(
            select(ConnectionRow.paused_at).where(ConnectionRow.id == publication.connection_id)
        )
        if paused_at is not None or timing(publication, at) is not Timing.OPEN:
            raise NotNowError("This publication may not be sent at this moment.")

    async def settle_attempt(
        self, publication: Publication, outcome: AttemptOutcome, *, at: datetime, detail: str
    ) -> None:
        """Write what became of the open attempt; `unknown` stays open for a probe or a person."""
        await self._session.execute(
            update(AttemptRow)
            .where(
                AttemptRow.workspace_id == publication.workspace_id,
                AttemptRow.publication_id == publication.id,
                AttemptRow.outcome.in_(
                    (AttemptOutcome.UNSETTLED.value, AttemptOutcome.UNKNOWN.value)
                ),
            )
            .values(
                outcome=outcome.value,
                detail=detail,
                settled_at=None if outcome is AttemptOutcome.UNKNOWN else at,
            )
        )

    async def take_abandoned(
        self, due: Due, *, owner: str, in_hand: Collection[str], now: datetime
    ) -> Publication | None:
        """Shut out the former holder of an abandoned row; None when it is so no more.

        Every process sweeps: by the time one comes to a row, another may have put it back, and a
        third may be sending it.
        """
        where = _is_abandoned(owner, in_hand)
        return await self._take(due, where, owner=owner, next_probe_at=None, updated_at=now)

    async def take_unknown(self, due: Due, *, owner: str, now: datetime) -> Publication | None:
        """Have a look at an unknown row to oneself; None when somebody else looks or settled it."""
        where = (PublicationRow.state == S.UNKNOWN.value, PublicationRow.next_probe_at <= now)
        later = now + PROBE_PATIENCE
        return await self._take(due, where, owner=owner, next_probe_at=later, updated_at=now)

    async def _take(
        self, due: Due, where: Sequence[ColumnElement[bool]], *, owner: str, **values: object
    ) -> Publication | None:
        """Raise the fence of a row for which this still holds."""
        row = await self._publications.get(due.workspace_id, due.publication_id)
        took = await changed(
            self._session,
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == due.workspace_id,
                PublicationRow.id == due.publication_id,
                PublicationRow.state == row.state.value,
                PublicationRow.fence == row.fence,
                *where,
            )
            .values(fence=row.fence + 1, lease_owner=owner, **values)
            .execution_options(synchronize_session=False),
        )
        return row.model_copy(update={"fence": row.fence + 1}) if took else None

    async def holds(self, publication: Publication) -> bool:
        """Whether the row still is as this publisher left it."""
        return (
            await self._session.scalar(
                select(
                    exists().where(
                        PublicationRow.workspace_id == publication.workspace_id,
                        PublicationRow.id == publication.id,
                        PublicationRow.state == publication.state.value,
                        PublicationRow.fence == publication.fence,
                    )
                )
            )
            or False
        )

    async def _pairs(self, *where: ColumnElement[bool], limit: int) -> tuple[Due, ...]:
        rows = await self._session.execute(
            select(PublicationRow.workspace_id, PublicationRow.id)
            .where(*where)
            .order_by(PublicationRow.due_at, PublicationRow.id)
            .limit(limit)
        )
        return tuple(Due(workspace_id=w, publication_id=p) for w, p in rows)


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    paused = select(ConnectionRow.id).where(ConnectionRow.paused_at.is_not(None))
    return (
        PublicationRow.state == S.SCHEDULED.value,
        PublicationRow.due_at <= now,
        PublicationRow.connection_id.not_in(paused),
    )


def _is_abandoned(owner: str, in_hand: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    living = select(ExecutorRow.id)
    dropped = and_(PublicationRow.lease_owner == owner, PublicationRow.id.not_in(tuple(in_hand)))
    dead = or_(PublicationRow.lease_owner.is_(None), PublicationRow.lease_owner.not_in(living))
    return PublicationRow.state.in_(IN_HAND), or_(dead, dropped)


def _order() -> tuple[SQLColumnExpression[Any], ...]:
    """What a person waits for goes before a backlog of slots; then by the time it was due."""
    awaited = case((PublicationRow.publish_at.is_(None), 0), else_=1)
    return awaited, PublicationRow.due_at, PublicationRow.id


def _is_busy(connection_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether a publication of this account is in a publisher's hand: the next waits its turn."""
    other = aliased(PublicationRow)
    return exists().where(other.connection_id == connection_id, other.state.in_(IN_HAND))
