"""Publications as people and programs see them: reading, creating, cancelling, resolving.

The publisher's own moves (claim, attempt, settle) are in the ledger.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.connection import HELD
from domain.errors import ConflictError, NotFoundError
from domain.part import PublicationPart
from domain.platform import Platform
from domain.publication import (
    IN_DOUBT,
    Attempt,
    AttemptOutcome,
    Publication,
    PublicationError,
    PublicationState,
    TimelineEntry,
    may_move,
)
from store.execute import changed
from store.outbox import Outbox
from store.parts import parts_of
from store.tables import AttemptRow, PartRow, PublicationEventRow, PublicationRow


class Publications:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    async def add(self, publication: Publication, *, detail: str) -> None:
        """Insert with the first entry of its timeline."""
        values = publication.model_dump(exclude={"attempts", "timeline", "parts", "error"})
        slot = publication.publish_at.isoformat() if publication.publish_at else "now"
        self._session.add(PublicationRow(**values, slot=slot, updated_at=publication.created_at))
        await self._session.flush()
        self._outbox.move(publication, publication.created_at, [(publication.state, detail)])

    async def get(self, workspace_id: str, publication_id: str) -> Publication:
        """The publication with its attempts, timeline and parts.

        Raises:
            NotFoundError: No such publication in this workspace.
        """
        found = await self._load(
            PublicationRow.workspace_id == workspace_id, PublicationRow.id == publication_id
        )
        if not found:
            raise NotFoundError(f"There is no publication {publication_id} in this workspace.")
        return found[0]

    async def list(
        self,
        workspace_id: str,
        *,
        state: PublicationState | None = None,
        connection_id: str | None = None,
        since: datetime | None = None,
        campaign_id: str | None = None,
        content_id: str | None = None,
        approval_id: str | None = None,
    ) -> tuple[Publication, ...]:
        where: list[object] = [PublicationRow.workspace_id == workspace_id]
        wanted = {
            PublicationRow.state: state.value if state else None,
            PublicationRow.connection_id: connection_id,
            PublicationRow.campaign_id: campaign_id,
            PublicationRow.content_id: content_id,
            PublicationRow.approval_id: approval_id,
        }
        where += [column == value for column, value in wanted.items() if value is not None]
        if since is not None:
            where.append(PublicationRow.created_at >= since)
        return await self._load(*where)

    async def post_ids(self, workspace_id: str, connection_id: str, *, but: str) -> frozenset[str]:
        """What is known on this account as something else than this publication's post.

        The posts of other publications, and whatever followed a post, its own too.
        """
        posts = select(PublicationRow.platform_post_id).where(
            PublicationRow.workspace_id == workspace_id,
            PublicationRow.connection_id == connection_id,
            PublicationRow.id != but,
            PublicationRow.platform_post_id.is_not(None),
        )
        parts = select(PartRow.platform_post_id).where(
            PartRow.workspace_id == workspace_id,
            PartRow.connection_id == connection_id,
            PartRow.platform_post_id.is_not(None),
        )
        ids = await self._session.scalars(posts.union_all(parts))
        return frozenset(post_id for post_id in ids if post_id)

    async def permalinks(self, workspace_id: str, post_ids: Sequence[str]) -> dict[str, str]:
        """The addresses that platforms told of these posts, by the platform's id."""
        rows = await self._session.execute(
            select(PublicationRow.platform_post_id, PublicationRow.permalink).where(
                PublicationRow.workspace_id == workspace_id,
                PublicationRow.platform_post_id.in_(post_ids),
                PublicationRow.permalink.is_not(None),
            )
        )
        return {row.platform_post_id: row.permalink for row in rows if row.permalink}

    async def change(
        self,
        publication: Publication,
        to: PublicationState,
        *,
        at: datetime,
        detail: str,
        **values: object,
    ) -> Publication:
        """A person's move, by compare-and-set on the state that the person saw.

        Raising the fence makes a publisher that is working on the row lose its claim.

        Raises:
            ConflictError: The row moved on meanwhile.
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
            .values(
                state=to.value,
                fence=publication.fence + 1,
                lease_owner=None,
                updated_at=at,
                **left_behind(publication, to),
                **values,
            ),
        )
        if not took:
            raise ConflictError(
                "This publication changed a moment ago. Look at it again before deciding.",
                code="state_changed",
            )
        self._outbox.move(after_move(publication, to, values), at, [(to, detail)])
        return await self.get(publication.workspace_id, publication.id)

    async def resolve_attempt(
        self, publication: Publication, outcome: AttemptOutcome, *, at: datetime, detail: str
    ) -> None:
        """A person settles every attempt in doubt: the open one, and what had looked unsent."""
        await self._session.execute(
            update(AttemptRow)
            .where(
                AttemptRow.workspace_id == publication.workspace_id,
                AttemptRow.publication_id == publication.id,
                AttemptRow.outcome.in_([doubtful.value for doubtful in IN_DOUBT]),
            )
            .values(outcome=outcome.value, settled_at=at, detail=detail)
        )

    async def mark_deleted(self, publication: Publication, *, at: datetime, detail: str) -> None:
        """Write that a post was taken off its platform; nobody asks for its numbers any more."""
        await self._session.execute(
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == publication.workspace_id,
                PublicationRow.id == publication.id,
                PublicationRow.deleted_at.is_(None),
            )
            .values(deleted_at=at, next_metrics_at=None, updated_at=at)
            .execution_options(synchronize_session=False)
        )
        self._outbox.note(publication, at, detail, {"deleted_at": at.isoformat()})

    async def tell(
        self, workspace_id: str, thread_id: str, run_id: str, states: frozenset[PublicationState]
    ) -> tuple[Publication, ...]:
        """News of the thread that this run tells; the same run gets the same news again."""
        mine = (
            PublicationRow.workspace_id == workspace_id,
            PublicationRow.thread_id == thread_id,
            *_tellable(states),
        )
        await self._session.execute(
            update(PublicationRow)
            .where(*mine, PublicationRow.told_state.is_(None))
            .values(told_state=PublicationRow.state, told_run=run_id)
        )
        return await self._load(*mine, PublicationRow.told_run == run_id)

    async def untold(self, states: frozenset[PublicationState]) -> tuple[Publication, ...]:
        """Publications with news for their thread, over all workspaces: for the worker's poll."""
        return await self._load(*is_untold(states))

    async def _load(self, *where: object) -> tuple[Publication, ...]:
        rows = (
            await self._session.scalars(
                select(PublicationRow)
                .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
                .order_by(PublicationRow.created_at, PublicationRow.id)
                .execution_options(populate_existing=True)
            )
        ).all()
        ids = [row.id for row in rows]
        attempts = await attempts_of(self._session, ids)
        timeline = await self._timeline(ids)
        parts = await parts_of(self._session, ids)
        return tuple(
            to_publication(
                row, attempts.get(row.id, ()), timeline.get(row.id, ()), parts.get(row.id, ())
            )
            for row in rows
        )

    async def _timeline(self, ids: Sequence[str]) -> dict[str, tuple[TimelineEntry, ...]]:
        found: dict[str, tuple[TimelineEntry, ...]] = {}
        for row in await self._session.scalars(
            select(PublicationEventRow)
            .where(PublicationEventRow.publication_id.in_(ids))
            .order_by(PublicationEventRow.id)
        ):
            entry = TimelineEntry(at=row.at, state=PublicationState(row.state), detail=row.detail)
            found[row.publication_id] = (*found.get(row.publication_id, ()), entry)
        for publication_id in ids:
            if new := self._outbox.timeline(publication_id):
                found[publication_id] = (*found.get(publication_id, ()), *new)
        return found


def is_untold(states: frozenset[PublicationState]) -> tuple[ColumnElement[bool], ...]:
    return (
        *_tellable(states),
        PublicationRow.thread_id.is_not(None),
        PublicationRow.told_state.is_(None),
    )


def _tellable(states: frozenset[PublicationState]) -> tuple[ColumnElement[bool], ...]:
    """Rows in these states, and those that wait for their account to be connected again; an unknown
    one only after a probe has looked and could not tell.
    """
    held = PublicationRow.error["code"].as_string() == HELD
    waits = PublicationState.SCHEDULED.value
    return (
        # one list of states, which an index answers; an OR between lists is none for SQLite
        PublicationRow.state.in_([*(state.value for state in states), waits]),
        or_(PublicationRow.state != waits, held),
        or_(PublicationRow.state != PublicationState.UNKNOWN.value, PublicationRow.probes > 0),
    )


async def attempts_of(
    session: AsyncSession, publication_ids: Sequence[str]
) -> dict[str, tuple[Attempt, ...]]:
    """The attempts of these publications in their order."""
    found: dict[str, tuple[Attempt, ...]] = {}
    for row in await session.scalars(
        select(AttemptRow)
        .where(AttemptRow.publication_id.in_(publication_ids))
        .order_by(AttemptRow.n)
    ):
        attempt = Attempt(
            n=row.n,
            started_at=row.started_at,
            settled_at=row.settled_at,
            outcome=AttemptOutcome(row.outcome),
            detail=row.detail,
        )
        found[row.publication_id] = (*found.get(row.publication_id, ()), attempt)
    return found


def left_behind(publication: Publication, to: PublicationState) -> dict[str, object]:
    """What a move out of its state takes along: having been told of it.

    A row that comes back to that state is news again.
    """
    return {} if to is publication.state else {"told_state": None}


def after_move(
    publication: Publication, to: PublicationState, values: dict[str, object]
) -> Publication:
    """The publication as a compare-and-set left it: nothing else can have changed it meanwhile."""
    known = {name: value for name, value in values.items() if name in Publication.model_fields}
    if isinstance(known.get("error"), dict):
        known["error"] = PublicationError.model_validate(known["error"])
    return publication.model_copy(update={**known, "state": to})


def require_move(publication: Publication, to: PublicationState) -> None:
    """Refuse a move that the status machine does not know.

    Raises:
        ConflictError: `illegal_move`; also to be out without an attempt ever begun.
    """
    is_known = to is publication.state or may_move(publication.state, to)
    if not is_known or (to is PublicationState.PUBLISHED and not publication.attempts):
        raise ConflictError(
            f"A publication cannot go from {publication.state.value} to {to.value}.",
            code="illegal_move",
        )


def to_publication(
    row: PublicationRow,
    attempts: tuple[Attempt, ...],
    timeline: tuple[TimelineEntry, ...],
    parts: tuple[PublicationPart, ...] = (),
) -> Publication:
    return Publication(
        id=row.id,
        workspace_id=row.workspace_id,
        campaign_id=row.campaign_id,
        thread_id=row.thread_id,
        approval_id=row.approval_id,
        content_id=row.content_id,
        content_version=row.content_version,
        content_hash=row.content_hash,
        connection_id=row.connection_id,
        platform=Platform(row.platform),
        state=PublicationState(row.state),
        publish_at=row.publish_at,
        publish_wall=row.publish_wall,
        publish_zone=row.publish_zone,
        not_before=row.not_before,
        not_after=row.not_after,
        due_at=row.due_at,
        fence=row.fence,
        tries=row.tries,
        probes=row.probes,
        prepared=row.prepared,
        platform_post_id=row.platform_post_id,
        permalink=row.permalink,
        published_at=row.published_at,
        deleted_at=row.deleted_at,
        metrics_failures=row.metrics_failures,
        metrics_problem=row.metrics_problem,
        numbers_settled_at=row.numbers_settled_at,
        error=PublicationError.model_validate(row.error) if row.error else None,
        attempts=attempts,
        timeline=timeline,
        parts=parts,
        created_at=row.created_at,
    )
