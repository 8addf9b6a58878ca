"""The ideas that workspaces were offered, and what became of them."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFoundError
from domain.expectation import Expected
from domain.idea import Idea, IdeaStatus, IdeaText
from store.tables import IdeaRow


class Ideas:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, ideas: tuple[Idea, ...]) -> None:
        """Insert; those that are there stay as they are (a repeated step)."""
        for idea in ideas:
            if await self._session.get(IdeaRow, idea.id) is None:
                self._session.add(_row(idea))
        await self._session.flush()

    async def get(self, workspace_id: str, idea_id: str) -> Idea:
        """Raises: NotFoundError: `unknown_idea`."""
        row = await self._session.scalar(
            select(IdeaRow)
            .where(IdeaRow.workspace_id == workspace_id, IdeaRow.id == idea_id)
            .execution_options(populate_existing=True)
        )
        if row is None:
            raise NotFoundError(
                "There is no such idea here. GET /api/v1/ideas lists them.", code="unknown_idea"
            )
        return _idea(row)

    async def list(
        self, workspace_id: str, *, status: IdeaStatus | None = None, limit: int
    ) -> tuple[Idea, ...]:
        """Newest batch first, in the order in which they were offered."""
        query = select(IdeaRow).where(IdeaRow.workspace_id == workspace_id)
        if status is not None:
            query = query.where(IdeaRow.status == status.value)
        order = (IdeaRow.created_at.desc(), IdeaRow.batch, IdeaRow.number)
        rows = await self._session.scalars(query.order_by(*order).limit(limit))
        return tuple(_idea(row) for row in rows)

    async def of_batch(self, workspace_id: str, batch: str) -> tuple[Idea, ...]:
        rows = await self._session.scalars(
            select(IdeaRow)
            .where(IdeaRow.workspace_id == workspace_id, IdeaRow.batch == batch)
            .order_by(IdeaRow.number)
        )
        return tuple(_idea(row) for row in rows)

    async def newest_of_thread(self, workspace_id: str, thread_id: str) -> tuple[Idea, ...]:
        """What the conversation was offered last, by number."""
        batch = await self._session.scalar(
            select(IdeaRow.batch)
            .where(IdeaRow.workspace_id == workspace_id, IdeaRow.thread_id == thread_id)
            .order_by(IdeaRow.created_at.desc(), IdeaRow.batch)
            .limit(1)
        )
        return await self.of_batch(workspace_id, batch) if batch else ()

    async def forget(self, before: datetime) -> None:
        """Remove those of every workspace that nobody decided on since then.

        What was picked or dismissed stays: it is not offered again.
        """
        is_old = (IdeaRow.status == IdeaStatus.OPEN.value, IdeaRow.created_at < before)
        await self._session.execute(delete(IdeaRow).where(*is_old))

    async def pick(
        self, idea: Idea, *, campaign_id: str, campaign_thread_id: str, at: datetime
    ) -> bool:
        """Bind the idea to its campaign; False when another pick was first."""
        return await self._leave_open(
            idea,
            at,
            status=IdeaStatus.PICKED.value,
            campaign_id=campaign_id,
            campaign_thread_id=campaign_thread_id,
        )

    async def release(self, idea: Idea, at: datetime) -> None:
        """A pick that led to no campaign: the idea is open again."""
        await self._session.execute(
            update(IdeaRow)
            .where(
                IdeaRow.workspace_id == idea.workspace_id,
                IdeaRow.id == idea.id,
                IdeaRow.campaign_id == idea.campaign_id,
            )
            .values(
                status=IdeaStatus.OPEN.value,
                campaign_id=None,
                campaign_thread_id=None,
                updated_at=at,
            )
        )

    async def dismiss(self, idea: Idea, at: datetime) -> bool:
        """Put it away; False when it is not open."""
        return await self._leave_open(idea, at, status=IdeaStatus.DISMISSED.value)

    async def _leave_open(self, idea: Idea, at: datetime, **values: str) -> bool:
        changed = await self._session.scalar(
            update(IdeaRow)
            .where(
                IdeaRow.workspace_id == idea.workspace_id,
                IdeaRow.id == idea.id,
                IdeaRow.status == IdeaStatus.OPEN.value,
            )
            .values(updated_at=at, **values)
            .returning(IdeaRow.id)
        )
        return changed is not None


def _row(idea: Idea) -> IdeaRow:
    kept = idea.model_dump(mode="json", include={"text", "expected_ers"})
    own = idea.model_dump(exclude={"text", "expected_ers", "status"})
    return IdeaRow(**own, status=idea.status.value, body=kept, updated_at=idea.created_at)


def _idea(row: IdeaRow) -> Idea:
    expected = row.body.get("expected_ers")
    return Idea(
        id=row.id,
        workspace_id=row.workspace_id,
        brand_id=row.brand_id,
        batch=row.batch,
        number=row.number,
        thread_id=row.thread_id,
        status=IdeaStatus(row.status),
        campaign_id=row.campaign_id,
        campaign_thread_id=row.campaign_thread_id,
        text=IdeaText.model_validate(row.body["text"]),
        expected_ers=Expected.model_validate(expected) if expected else None,
        created_at=row.created_at,
    )
