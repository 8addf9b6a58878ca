"""Drafts of brands' profiles: written, read back, accepted in parts, forgotten in time."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.brand_draft import BrandDraft
from domain.errors import NotFoundError
from store.tables import BrandDraftRow

_COLUMNS = ("id", "workspace_id", "brand_id", "status", "created_by", "created_at", "expires_at")


class BrandDrafts:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, draft: BrandDraft) -> None:
        """Keep the draft in place of an earlier state of it."""
        body = draft.model_dump(mode="json", exclude=set(_COLUMNS))
        columns = {name: getattr(draft, name) for name in _COLUMNS}
        await self._session.merge(
            BrandDraftRow(**{**columns, "status": draft.status.value, "body": body})
        )
        await self._session.flush()

    async def get(
        self, workspace_id: str, draft_id: str, *, now: datetime, hold: bool = False
    ) -> BrandDraft:
        """The draft.

        Args:
            workspace_id: Whose.
            draft_id: Which.
            now: For whether its time is over.
            hold: Whether nobody else may change it until the unit, which writes, ends.

        Raises:
            NotFoundError: There is none of that id in this workspace, or its time is over.
        """
        asked = select(BrandDraftRow).where(
            BrandDraftRow.workspace_id == workspace_id, BrandDraftRow.id == draft_id
        )
        if hold:  # not as the unit read it before
            asked = asked.with_for_update().execution_options(populate_existing=True)
        row = await self._session.scalar(asked)
        if row is None or row.expires_at <= now:
            raise NotFoundError(
                f"There is no draft {draft_id} here, or its time is over. Begin a new one."
            )
        return BrandDraft(**{name: getattr(row, name) for name in _COLUMNS}, **row.body)

    async def forget_brand(self, workspace_id: str, brand_id: str) -> None:
        """Remove all of a brand's."""
        await self._session.execute(
            delete(BrandDraftRow).where(
                BrandDraftRow.workspace_id == workspace_id, BrandDraftRow.brand_id == brand_id
            )
        )

    async def forget(self, before: datetime) -> None:
        """Remove those of every workspace whose time was over then."""
        await self._session.execute(delete(BrandDraftRow).where(BrandDraftRow.expires_at <= before))
