"""What follows posts that are out: the ledger of parts, each an effect of its own.

Every move is a compare-and-set on the state and the fence that its maker saw.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.errors import ConflictError, NotFoundError
from domain.frozen import Frozen
from domain.part import PartError, PartState, PublicationPart
from domain.publication import Publication
from store.execute import changed
from store.outbox import Outbox
from store.statements import Moment
from store.tables import ConnectionRow, ExecutorRow, Instant, PartRow, PublicationRow

P = PartState
MOVES: dict[PartState, frozenset[PartState]] = {
    P.SCHEDULED: frozenset({P.SUBMITTED, P.FAILED}),
    # back to scheduled only when the call is settled as not sent and a try is left
    P.SUBMITTED: frozenset({P.PUBLISHED, P.UNKNOWN, P.FAILED, P.SCHEDULED}),
    P.UNKNOWN: frozenset({P.PUBLISHED, P.FAILED, P.SCHEDULED}),
    # a person's retry, or a person who saw it or posted it by hand
    P.FAILED: frozenset({P.SCHEDULED, P.PUBLISHED}),
    P.PUBLISHED: frozenset(),
}
LOOK_PATIENCE = timedelta(seconds=25)
"""How long one look at an unknown outcome keeps others from looking too."""


class PartKey(Frozen):
    workspace_id: str
    publication_id: str
    n: int


class PartMovedError(ConflictError):
    """Somebody else took the part meanwhile; whoever gets this stops at once."""

    default_code = "state_changed"


class Parts:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    async def add(
        self, publication: Publication, parts: Sequence[PublicationPart], *, at: datetime
    ) -> None:
        """Write down what is to follow, in the unit that marks the post as out."""
        self._session.add_all(
            PartRow(
                **part.model_dump(exclude={"kind", "state", "error"}),
                kind=part.kind,
                state=part.state.value,
                error=part.error.model_dump() if part.error else None,
                connection_id=publication.connection_id,
                created_at=at,
                updated_at=at,
            )
            for part in parts
        )
        await self._session.flush()

    async def get(self, key: PartKey) -> PublicationPart:
        """The part.

        Raises:
            NotFoundError: No such part in this workspace.
        """
        found = await parts_of(self._session, [key.publication_id])
        for part in found.get(key.publication_id, ()):
            if part.n == key.n and part.workspace_id == key.workspace_id:
                return part
        raise NotFoundError(f"This publication has no part {key.n}.")

    async def move(
        self,
        part: PublicationPart,
        to: PartState,
        *,
        at: datetime,
        takes: bool = False,
        **values: object,
    ) -> PublicationPart:
        """Change a part that is as it was seen; the same state keeps it there.

        Args:
            part: As it was seen.
            to: Its state afterwards.
            at: Now.
            takes: Whether this shuts out whoever held it, by a new fence.
            values: Further columns.

        Raises:
            ConflictError: `illegal_move`.
            PartMovedError: It is not as it was seen any more.
        """
        if to is not part.state and to not in MOVES[part.state]:
            raise ConflictError(
                f"A part cannot go from {part.state.value} to {to.value}.", code="illegal_move"
            )
        fence = part.fence + takes
        took = await changed(
            self._session,
            update(PartRow)
            .where(
                PartRow.workspace_id == part.workspace_id,
                PartRow.publication_id == part.publication_id,
                PartRow.n == part.n,
                PartRow.state == part.state.value,
                PartRow.fence == part.fence,
            )
            .values(state=to.value, fence=fence, updated_at=at, **values)
            .execution_options(synchronize_session=False),
        )
        if not took:
            raise PartMovedError(
                "This part changed a moment ago. Look at it again before deciding."
            )
        return await self.get(_key(part))

    async def take_to_look(self, key: PartKey, *, now: datetime) -> PublicationPart | None:
        """Have a look at a part in doubt to oneself; None when another looks or settled it."""
        is_due = (PartRow.state == P.UNKNOWN.value, PartRow.next_probe_at <= now)
        return await self._take(key, *is_due, next_probe_at=now + LOOK_PATIENCE, updated_at=now)

    async def take_abandoned(
        self, key: PartKey, *, owner: str, now: datetime
    ) -> PublicationPart | None:
        """Shut out who began a call and is gone; None when it is so no more."""
        return await self._take(key, *is_abandoned(owner), lease_owner=None, updated_at=now)

    async def _take(
        self, key: PartKey, *where: ColumnElement[bool], **values: object
    ) -> PublicationPart | None:
        took = await changed(
            self._session,
            update(PartRow)
            .where(
                PartRow.workspace_id == key.workspace_id,
                PartRow.publication_id == key.publication_id,
                PartRow.n == key.n,
                *where,
            )
            .values(fence=PartRow.fence + 1, **values)
            .execution_options(synchronize_session=False),
        )
        return await self.get(key) if took else None

    async def tell(
        self, publication: Publication, part: PublicationPart, *, at: datetime, detail: str
    ) -> None:
        """Write what became of a part into its post's timeline, which is told as an event too."""
        found = await parts_of(self._session, [part.publication_id])
        told: dict[str, object] = {
            "n": part.n,
            "of": len(found[part.publication_id]),
            "state": part.state.value,
            "platform_post_id": part.platform_post_id,
            "permalink": part.permalink,
            "error": part.error.code if part.error else None,
        }
        self._outbox.note(publication, at, detail, {"part": told})

    async def is_news(self, publication: Publication) -> None:
        """Let the conversation hear of its post once more."""
        await self._session.execute(
            update(PublicationRow)
            .where(
                PublicationRow.workspace_id == publication.workspace_id,
                PublicationRow.id == publication.id,
            )
            .values(told_state=None, fence=PublicationRow.fence + 1)
            .execution_options(synchronize_session=False)
        )

    async def post_ids(self, connection_id: str, *, but: PublicationPart) -> frozenset[str]:
        """What is known on this account as something else than this part: posts and parts."""
        posts = select(PublicationRow.platform_post_id).where(
            PublicationRow.workspace_id == but.workspace_id,
            PublicationRow.connection_id == connection_id,
        )
        parts = select(PartRow.platform_post_id).where(
            PartRow.workspace_id == but.workspace_id,
            PartRow.connection_id == connection_id,
            or_(PartRow.publication_id != but.publication_id, PartRow.n != but.n),
        )
        ids = [*await self._session.scalars(posts), *await self._session.scalars(parts)]
        return frozenset(post_id for post_id in ids if post_id)

    async def due(self, now: datetime, limit: int = 200) -> tuple[PartKey, ...]:
        """What comes next below each post, over all workspaces, unless its account is paused."""
        return await self._keys(*is_to_be_sent(now), limit=limit)

    async def overdue(self, before: datetime, limit: int = 1_000) -> tuple[PartKey, ...]:
        """Parts due before that time, neither ended nor with a person."""
        return await self._keys(_IS_OVERDUE, limit=limit, before=before)

    async def to_probe(self, now: datetime, limit: int = 100) -> tuple[PartKey, ...]:
        """Parts of unknown outcome whose next look is due."""
        return await self._keys(*is_to_be_looked_at(now), limit=limit)

    async def abandoned(
        self, owner: str, in_hand: Collection[PartKey], limit: int = 500
    ) -> tuple[PartKey, ...]:
        """Parts whose call was begun by a process that is gone, or let fall by this one."""
        found = await self._keys(*is_abandoned(owner), limit=limit)
        return tuple(key for key in found if key not in in_hand)

    async def _keys(
        self, *where: ColumnElement[bool], limit: int, **given: object
    ) -> tuple[PartKey, ...]:
        rows = await self._session.execute(
            select(PartRow.workspace_id, PartRow.publication_id, PartRow.n)
            .where(*where)
            .order_by(PartRow.due_at, PartRow.publication_id, PartRow.n)
            .limit(limit),
            given,
        )
        return tuple(PartKey(workspace_id=w, publication_id=p, n=n) for w, p, n in rows)


def is_to_be_sent(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return (*_comes_next(), PartRow.due_at <= now, _is_open())


def is_to_be_looked_at(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return PartRow.state == P.UNKNOWN.value, PartRow.next_probe_at <= now


def _comes_next() -> tuple[ColumnElement[bool], ...]:
    """Scheduled, with all before it out."""
    before = aliased(PartRow)
    return (
        PartRow.state == P.SCHEDULED.value,
        ~exists().where(
            before.publication_id == PartRow.publication_id,
            before.n < PartRow.n,
            before.state != P.PUBLISHED.value,
        ),
    )


def _is_open() -> ColumnElement[bool]:
    return ~exists().where(
        ConnectionRow.id == PartRow.connection_id, ConnectionRow.paused_at.is_not(None)
    )


# built once: it is asked for every few seconds
_IS_OVERDUE = and_(
    PartRow.due_at < bindparam("before", type_=Instant),
    or_(
        and_(*_comes_next(), _is_open()),
        and_(PartRow.state == P.UNKNOWN.value, PartRow.probes == 0),
        PartRow.state == P.SUBMITTED.value,
    ),
)


def is_abandoned(owner: str | BindParameter[str]) -> tuple[ColumnElement[bool], ...]:
    living = select(ExecutorRow.id)
    return (
        PartRow.state == P.SUBMITTED.value,
        or_(
            PartRow.lease_owner.is_(None),
            PartRow.lease_owner.not_in(living),
            PartRow.lease_owner == owner,
        ),
    )


def _key(part: PublicationPart) -> PartKey:
    return PartKey(workspace_id=part.workspace_id, publication_id=part.publication_id, n=part.n)


async def parts_of(
    session: AsyncSession, publication_ids: Sequence[str]
) -> dict[str, tuple[PublicationPart, ...]]:
    """The parts of these publications in their order."""
    found: dict[str, tuple[PublicationPart, ...]] = {}
    for row in await session.scalars(
        select(PartRow)
        .where(PartRow.publication_id.in_(publication_ids))
        .order_by(PartRow.n)
        .execution_options(populate_existing=True)
    ):
        found[row.publication_id] = (*found.get(row.publication_id, ()), _part(row))
    return found


def _part(row: PartRow) -> PublicationPart:
    names = PublicationPart.model_fields.keys() - {"error"}
    error = PartError.model_validate(row.error) if row.error else None
    return PublicationPart.model_validate(
        {**{name: getattr(row, name) for name in names}, "error": error}
    )
