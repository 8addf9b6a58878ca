"""What a brand has said on a platform lately, or is about to: the texts that a new one repeats."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import ApprovalStatus
from domain.frozen import Frozen
from domain.platform import Platform
from domain.publication import PublicationState
from store.tables import ApprovalRow, ContentRow, ContentVersionRow, PostRow, PublicationRow

_ALIVE = (
    PublicationState.SCHEDULED.value,
    PublicationState.CLAIMED.value,
    PublicationState.PREPARED.value,
    PublicationState.SUBMITTED.value,
    PublicationState.UNKNOWN.value,
    PublicationState.PUBLISHED.value,
)
MOST = 500
"""Texts of each kind that are looked at, the newest first."""


class SaidText(Frozen):
    id: str
    """Of the post, or of the content."""
    text: str
    at: datetime | None
    """When it went out or is to; None: on approval."""
    is_out: bool


class Said:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lately(
        self,
        workspace_id: str,
        brand_id: str,
        platform: Platform,
        *,
        since: datetime,
        but_content: str = "",
    ) -> tuple[SaidText, ...]:
        """Posts of that time, known from imports or from us, and those on their way."""
        posts = await self._session.execute(
            select(PostRow.id, PostRow.text, PostRow.published_at)
            .where(
                PostRow.workspace_id == workspace_id,
                PostRow.brand_id == brand_id,
                PostRow.platform == platform.value,
                PostRow.published_at >= since,
            )
            .order_by(PostRow.published_at.desc())
            .limit(MOST)
        )
        ours = await self._ours(workspace_id, brand_id, platform, since, but_content)
        known = tuple(SaidText(id=i, text=t, at=at, is_out=True) for i, t, at in posts)
        return (*known, *ours)

    async def _ours(
        self,
        workspace_id: str,
        brand_id: str,
        platform: Platform,
        since: datetime,
        but_content: str,
    ) -> tuple[SaidText, ...]:
        """Asked about, scheduled, or published by us, which no import knows yet."""
        rows = await self._session.execute(
            select(
                ApprovalRow.content_id,
                ContentVersionRow.body,
                ApprovalRow.publish_at,
                PublicationRow.state,
                PublicationRow.published_at,
            )
            .join(ContentRow, ContentRow.id == ApprovalRow.content_id)
            .join(
                ContentVersionRow,
                (ContentVersionRow.content_id == ApprovalRow.content_id)
                & (ContentVersionRow.number == ApprovalRow.version),
            )
            .outerjoin(PublicationRow, PublicationRow.approval_id == ApprovalRow.id)
            .where(
                ApprovalRow.workspace_id == workspace_id,
                ContentRow.brand_id == brand_id,
                ApprovalRow.platform == platform.value,
                ApprovalRow.content_id != but_content,
                ApprovalRow.created_at >= since,
                or_(
                    ApprovalRow.status == ApprovalStatus.OPEN.value,
                    PublicationRow.state.in_(_ALIVE),
                ),
            )
            .order_by(ApprovalRow.seq.desc())
            .limit(MOST)
        )
        return tuple(
            SaidText(
                id=content_id,
                text=str(body["text"]),
                at=published or slot,
                is_out=state == PublicationState.PUBLISHED.value,
            )
            for content_id, body, slot, state, published in rows
        )
