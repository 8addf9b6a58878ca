"""The effect ledger's moves: claim, attempt, settle, take over. Every write carries the fence.

It serves all workspaces, because the publisher does; which rows wait is found in `store.waiting`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Update,
    exists,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from domain.errors import ConflictError
from domain.publication import (
    Attempt,
    AttemptOutcome,
    Publication,
    PublicationState,
    Timing,
    timing,
)
from store.execute import changed
from store.outbox import Outbox
from store.publications import (
    Publications,
    after_move,
    attempts_of,
    left_behind,
    require_move,
    to_publication,
)
from store.statements import (
    ATTEMPT,
    CLAIM,
    CLAIM_NEXT,
    LOCK_CONNECTION,
    PUBLICATIONS,
    SETTLE,
    SETTLE_LAST_LOOKED,
    SETTLE_LOOKED,
    SUBMIT,
)
from store.tables import PublicationRow
from store.waiting import Due, is_abandoned, is_to_be_looked_at, is_to_be_measured

S = PublicationState
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


def fenced_off() -> FencedOffError:
    return FencedOffError("Another publisher or a person took this row meanwhile.")


def not_now() -> NotNowError:
    return NotNowError("This publication may not be sent at this moment.")


class Ledger:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox
        self._publications = Publications(session, outbox)

    async def take_to_measure(self, now: datetime, limit: int = 200) -> tuple[Publication, ...]:
        """Published rows whose next metrics are due; taken, so that no other process asks too."""
        due = (
            select(PublicationRow.id)
            .where(*is_to_be_measured(now))
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

    async def claim(self, due: Due, *, owner: str, now: datetime) -> Publication | None:
        """Take a due row; None when another was quicker or its account is busy or paused."""
        connection_id = await self._session.scalar(
            select(PublicationRow.connection_id).where(PublicationRow.id == due.publication_id)
        )
        await self._queue_up(str(connection_id))
        wanted = {"publication_id": due.publication_id, "workspace": due.workspace_id}
        return await self._claimed(CLAIM, {**wanted, "owner": owner}, now)

    async def claim_next(
        self, connection_id: str, *, owner: str, now: datetime
    ) -> Publication | None:
        """Take what this account has to send next; None when nothing is due or it is not free."""
        await self._queue_up(connection_id)
        wanted = {"connection": connection_id, "owner": owner}
        return await self._claimed(CLAIM_NEXT, wanted, now)

    async def _queue_up(self, connection_id: str) -> None:
        """Claims of one account come one after the other; on SQLite all writers do anyway."""
        if self._session.get_bind().dialect.name != "sqlite":
            await self._session.execute(LOCK_CONNECTION, {"connection": connection_id})

    async def _claimed(
        self, statement: ReturningUpdate[Any], wanted: dict[str, str], now: datetime
    ) -> Publication | None:
        row = (await self._session.execute(statement, {**wanted, "now": now})).one_or_none()
        if row is None:
            return None
        # a row that nobody held before has no attempts
        attempts = await attempts_of(self._session, [row.id]) if row.fence > 1 else {}
        claimed = to_publication(row, attempts.get(row.id, ()), ())
        self._outbox.move(claimed, now, [(claimed.state, "Taken up by the publisher.")])
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
            update(PUBLICATIONS)
            .where(
                PUBLICATIONS.c.workspace_id == publication.workspace_id,
                PUBLICATIONS.c.id == publication.id,
                PUBLICATIONS.c.state == publication.state.value,
                PUBLICATIONS.c.fence == publication.fence,
            )
            .values(state=to.value, updated_at=at, **left_behind(publication, to), **values),
        )
        if not took:
            raise fenced_off()
        moved = after_move(publication, to, values)
        if to is not publication.state:
            self._outbox.move(moved, at, [(to, detail)])
        return moved

    async def begin_attempt(self, publication: Publication, *, at: datetime) -> Publication:
        """Commit to one submission: the attempt row and the state `submitted`, together.

        A claimed row for which nothing had to be made passes through `prepared` here.

        Raises:
            NotNowError: Outside its window, or its account is paused; nothing was written.
            FencedOffError: The row was taken by somebody else, or moved by a person.
        """
        if timing(publication, at) is not Timing.OPEN:
            raise not_now()
        passed = [(S.SUBMITTED, f"Attempt {len(publication.attempts) + 1} is being sent.")]
        if publication.state is S.CLAIMED:
            passed.insert(0, (S.PREPARED, "Ready to be sent."))
        else:
            require_move(publication, S.SUBMITTED)
        await self._submit(publication, at)
        begun = Attempt(n=len(publication.attempts) + 1, started_at=at)
        await self._session.execute(
            ATTEMPT,
            {
                "publication_id": publication.id,
                "n": begun.n,
                "workspace_id": publication.workspace_id,
                "fence": publication.fence,
                "started_at": at,
                "outcome": begun.outcome.value,
                "detail": "",
            },
        )
        submitted = publication.model_copy(
            update={"state": S.SUBMITTED, "attempts": (*publication.attempts, begun)}
        )
        self._outbox.move(submitted, at, passed)
        return submitted

    async def _submit(self, publication: Publication, at: datetime) -> None:
        before = {
            "publication_id": publication.id,
            "workspace": publication.workspace_id,
            "state_before": publication.state.value,
            "fence_before": publication.fence,
            "now": at,
        }
        result = cast("CursorResult[Any]", await self._session.execute(SUBMIT, before))
        if not result.rowcount:
            raise not_now() if await self.holds(publication) else fenced_off()

    async def settle_attempt(
        self, publication: Publication, outcome: AttemptOutcome, *, at: datetime, detail: str
    ) -> None:
        """Write what became of the open attempt; `unknown` stays open for a probe or a person."""
        await self._settle(SETTLE, publication, outcome, at, detail)

    async def settle_looked(
        self, publication: Publication, outcome: AttemptOutcome, *, at: datetime, detail: str
    ) -> None:
        """Write what a second look found of the attempts that had looked unsent.

        A "no" is one for all of them. What is out, or still in doubt, is so once: it is written
        at the last, and the others keep looking unsent.
        """
        is_no = outcome is AttemptOutcome.NOT_SENT
        statement = SETTLE_LOOKED if is_no else SETTLE_LAST_LOOKED
        await self._settle(statement, publication, outcome, at, detail)

    async def _settle(
        self,
        statement: Update,
        publication: Publication,
        outcome: AttemptOutcome,
        at: datetime,
        detail: str,
    ) -> None:
        values = {
            "publication": publication.id,
            "workspace": publication.workspace_id,
            "settled": outcome.value,
            "words": detail,
            "at": None if outcome is AttemptOutcome.UNKNOWN else at,
        }
        await self._session.execute(statement, values)

    async def take_abandoned(
        self, due: Due, *, owner: str, in_hand: Collection[str], now: datetime
    ) -> Publication | None:
        """Shut out the former holder of an abandoned row; None when it is so no more.

        Every process sweeps: by the time one comes to a row, another may have put it back, and a
        third may be sending it.
        """
        where = is_abandoned(owner, in_hand)
        return await self._take(due, where, owner=owner, next_probe_at=None, updated_at=now)

    async def take_to_look(self, due: Due, *, owner: str, now: datetime) -> Publication | None:
        """Have a look at a row in doubt to oneself; None when somebody else looks or settled it."""
        where = is_to_be_looked_at(now)
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
