"""The effect ledger's moves: claim, attempt, settle, reclaim. Every write carries the fence.

The only repository that looks across workspaces, because the publisher serves all of them; it
hands out (workspace, id) pairs and everything after is scoped again.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import ConflictError
from domain.frozen import Frozen
from domain.publication import AttemptOutcome, Publication, PublicationState, Timing, timing
from store.execute import changed
from store.publications import Publications, note, require_move
from store.tables import AttemptRow, ConnectionRow, PublicationRow

S = PublicationState
IN_HAND = (S.CLAIMED.value, S.PREPARED.value)


class FencedOffError(ConflictError):
    """Somebody else took the row meanwhile; whoever gets this stops at once."""

    default_code = "fenced_off"


class NotNowError(ConflictError):
    """The last look before a submission: this is not the time for it."""

    default_code = "not_now"


class Due(Frozen):
    workspace_id: str
    publication_id: str


class Ledger:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._publications = Publications(session)

    async def due(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Scheduled rows whose time has come, oldest first; those of paused accounts wait."""
        return await self._pairs(
            PublicationRow.state == S.SCHEDULED.value,
            PublicationRow.due_at <= now,
            _not_paused(),
            limit=limit,
        )

    async def overdue(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Scheduled rows whose window closed before anybody could send them."""
        return await self._pairs(
            PublicationRow.state == S.SCHEDULED.value, PublicationRow.not_after < now, limit=limit
        )

    async def abandoned(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Rows in a publisher's hand whose lease ran out."""
        return await self._pairs(
            PublicationRow.state.in_((*IN_HAND, S.SUBMITTED.value)),
            PublicationRow.lease_until < now,
            limit=limit,
        )

    async def to_probe(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Unknown rows whose next look is due."""
        return await self._pairs(
            PublicationRow.state == S.UNKNOWN.value,
            PublicationRow.next_probe_at <= now,
            limit=limit,
        )

    async def to_measure(self, now: datetime, limit: int = 100) -> tuple[Due, ...]:
        """Published rows whose next metrics are due."""
        return await self._pairs(
            PublicationRow.state == S.PUBLISHED.value,
            PublicationRow.next_metrics_at <= now,
            limit=limit,
        )

    async def busy_connections(self) -> set[str]:
        """Connections with a publication in hand: the next one waits its turn."""
        rows = await self._session.scalars(
            select(PublicationRow.connection_id).where(
                PublicationRow.state.in_((*IN_HAND, S.SUBMITTED.value))
            )
        )
        return set(rows)

    async def claim(
        self, due: Due, *, owner: str, now: datetime, lease_s: float
    ) -> Publication | None:
        """Take a due row; None when another publisher got there first."""
        took = await changed(
            self._session,
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == due.workspace_id,
                PublicationRow.id == due.publication_id,
                PublicationRow.state == S.SCHEDULED.value,
                PublicationRow.due_at <= now,
                _not_paused(),
            )
            .values(
                state=S.CLAIMED.value,
                fence=PublicationRow.fence + 1,
                lease_owner=owner,
                lease_until=now + timedelta(seconds=lease_s),
                updated_at=now,
            ),
        )
        if not took:
            return None
        claimed = await self._publications.get(due.workspace_id, due.publication_id)
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
        moved = await self._publications.get(publication.workspace_id, publication.id)
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
        taken = await self._session.scalar(
            select(func.count())
            .select_from(AttemptRow)
            .where(AttemptRow.publication_id == publication.id)
        )
        n = (taken or 0) + 1
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
        return await self.move(
            publication, S.SUBMITTED, at=at, detail=f"Attempt {n} is being sent."
        )

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

    async def take_over(
        self, due: Due, *, owner: str, now: datetime, lease_s: float
    ) -> Publication | None:
        """Raise the fence of an abandoned or unknown row so that its former holder is shut out."""
        row = await self._publications.get(due.workspace_id, due.publication_id)
        took = await changed(
            self._session,
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == due.workspace_id,
                PublicationRow.id == due.publication_id,
                PublicationRow.state == row.state.value,
                PublicationRow.fence == row.fence,
            )
            .values(
                fence=row.fence + 1,
                lease_owner=owner,
                lease_until=now + timedelta(seconds=lease_s),
                updated_at=now,
            ),
        )
        if not took:
            return None
        return await self._publications.get(due.workspace_id, due.publication_id)

    async def expire_leases(self, *, except_owner: str, now: datetime) -> None:
        """Declare every other holder dead: only for a data folder's sole owner, at its start."""
        await self._session.execute(
            update(PublicationRow)
            .where(
                PublicationRow.lease_owner != except_owner,
                PublicationRow.state.in_((*IN_HAND, S.SUBMITTED.value)),
            )
            .values(lease_until=now - timedelta(seconds=1))
        )

    async def _pairs(self, *where: object, limit: int) -> tuple[Due, ...]:
        rows = await self._session.execute(
            select(PublicationRow.workspace_id, PublicationRow.id)
            .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
            .order_by(PublicationRow.due_at, PublicationRow.id)
            .limit(limit)
        )
        return tuple(Due(workspace_id=w, publication_id=p) for w, p in rows)


def _not_paused() -> ColumnElement[bool]:
    """Rows of accounts by which something may go out."""
    paused = select(ConnectionRow.id).where(ConnectionRow.paused_at.is_not(None))
    return PublicationRow.connection_id.not_in(paused)
