"""Approvals: questions, and their one decision by compare-and-set."""

from datetime import datetime

from sqlalchemy import Update, and_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import Approval, ApprovalStatus, Decision
from domain.caution import Caution
from domain.errors import NotFoundError
from domain.frozen import Frozen
from domain.platform import Platform
from store.contents import to_content
from store.media import with_media
from store.outbox import Outbox
from store.tables import ApprovalRow, ContentRow, ContentVersionRow, InterruptRow

IS_UNHEARD = and_(
    ApprovalRow.decision.is_not(None),
    ApprovalRow.heard_by.is_(None),
    ApprovalRow.thread_id.is_not(None),
)


class Verdict(Frozen):
    """What a decision writes beside the status."""

    decision: Decision
    by: str
    at: datetime
    message: str | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None


class Question(Frozen):
    """One interrupt of a thread: what it listed, and who was certainly shown it."""

    approval_ids: tuple[str, ...]
    shown_to: str | None


class Unheard(Frozen):
    workspace_id: str
    thread_id: str
    approval_id: str


class Approvals:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    async def open(self, approval: Approval) -> None:
        """Ask. An approval of that id is left as it is (a repeated step)."""
        known = await self._session.scalar(
            select(ApprovalRow.id).where(ApprovalRow.id == approval.id)
        )
        if known:
            return
        values = approval.model_dump(
            include=set(ApprovalRow.__table__.columns.keys()) & set(Approval.model_fields)
        )
        values["content_id"] = approval.content.id
        row = ApprovalRow(**values)
        self._session.add(row)
        await self._session.flush()
        self._tell("opened", row, approval.created_at)

    async def get(self, workspace_id: str, approval_id: str) -> Approval:
        """The approval.

        Raises:
            NotFoundError: No such approval in this workspace.
        """
        found = await self._load(
            ApprovalRow.workspace_id == workspace_id, ApprovalRow.id == approval_id
        )
        if not found:
            raise NotFoundError(f"There is no approval {approval_id} in this workspace.")
        return found[0]

    async def list(
        self,
        workspace_id: str,
        *,
        status: ApprovalStatus | None = None,
        thread_id: str | None = None,
        content_id: str | None = None,
    ) -> tuple[Approval, ...]:
        """Approvals in creation order."""
        where: list[object] = [ApprovalRow.workspace_id == workspace_id]
        if status is not None:
            where.append(ApprovalRow.status == status.value)
        if thread_id is not None:
            where.append(ApprovalRow.thread_id == thread_id)
        if content_id is not None:
            where.append(ApprovalRow.content_id == content_id)
        return await self._load(*where)

    async def decide(
        self, workspace_id: str, approval_id: str, version: int, verdict: Verdict
    ) -> bool:
        """Decide an open approval of exactly that version; False when somebody was first."""
        row = await self._changed(
            update(ApprovalRow)
            .where(
                ApprovalRow.workspace_id == workspace_id,
                ApprovalRow.id == approval_id,
                ApprovalRow.version == version,
                ApprovalRow.status == ApprovalStatus.OPEN.value,
            )
            .values(
                status=ApprovalStatus.DECIDED.value,
                decision=verdict.decision.value,
                decided_by=verdict.by,
                decided_at=verdict.at,
                message=verdict.message,
                not_before=verdict.not_before,
                not_after=verdict.not_after,
            )
        )
        if row is not None:
            self._tell("decided", row, verdict.at)
        return row is not None

    async def supersede(
        self,
        workspace_id: str,
        approval_id: str,
        *,
        next_approval_id: str | None,
        at: datetime,
        verdict: Verdict | None = None,
    ) -> None:
        """Void an approval, open or decided; a newer one asks instead.

        When a person's edit voids it, the verdict records who and when.
        """
        values: dict[str, object] = {
            "status": ApprovalStatus.SUPERSEDED.value,
            "next_approval_id": next_approval_id,
        }
        if verdict is not None:
            values |= {
                "decision": verdict.decision.value,
                "decided_by": verdict.by,
                "decided_at": verdict.at,
                "message": verdict.message,
            }
        row = await self._changed(
            update(ApprovalRow)
            .where(ApprovalRow.workspace_id == workspace_id, ApprovalRow.id == approval_id)
            .values(**values)
        )
        if row is not None:
            self._tell("superseded", row, at)

    async def _changed(self, statement: Update) -> ApprovalRow | None:
        """The row as the update left it; None when no row was hit."""
        returning = statement.returning(ApprovalRow).execution_options(populate_existing=True)
        return (await self._session.scalars(returning)).one_or_none()

    def _tell(self, what: str, row: ApprovalRow, at: datetime) -> None:
        self._outbox.add(
            row.workspace_id,
            f"approval.{what}",
            at,
            {
                "approval_id": row.id,
                "version": row.version,
                "status": row.status,
                "kind": row.kind,
                "platform": row.platform,
                "connection_id": row.connection_id,
                "content_id": row.content_id,
                "campaign_id": row.campaign_id,
                "thread_id": row.thread_id,
                "publish_at": _iso(row.publish_at),
                "decision": row.decision,
                "decided_by": row.decided_by,
                "decided_at": _iso(row.decided_at),
                "next_approval_id": row.next_approval_id,
            },
        )

    async def set_interrupt(
        self,
        workspace_id: str,
        thread_id: str,
        approval_ids: tuple[str, ...],
        interrupt_id: str,
        at: datetime,
        *,
        shown_to: str | None = None,
    ) -> None:
        """Remember which approvals an interrupt lists; a client may answer an old one later."""
        key = {"id": interrupt_id, "thread_id": thread_id}
        if await self._session.get(InterruptRow, key) is None:
            self._session.add(
                InterruptRow(
                    **key,
                    workspace_id=workspace_id,
                    approval_ids=list(approval_ids),
                    shown_to=shown_to,
                    created_at=at,
                )
            )
            await self._session.flush()
        await self._session.execute(
            update(ApprovalRow)
            .where(ApprovalRow.workspace_id == workspace_id, ApprovalRow.id.in_(approval_ids))
            .values(interrupt_id=interrupt_id)
        )

    async def questions(self, workspace_id: str, thread_id: str) -> tuple[Question, ...]:
        """Everything that the thread ever asked, newest first."""
        rows = await self._session.execute(
            select(InterruptRow.approval_ids, InterruptRow.shown_to)
            .where(InterruptRow.workspace_id == workspace_id, InterruptRow.thread_id == thread_id)
            .order_by(InterruptRow.created_at.desc())
        )
        return tuple(Question(approval_ids=tuple(ids), shown_to=shown) for ids, shown in rows)

    async def of_interrupt(
        self, workspace_id: str, thread_id: str, interrupt_id: str
    ) -> tuple[Approval, ...]:
        """The approvals that an interrupt listed, however old it is; empty when it is unknown."""
        row = await self._session.scalar(
            select(InterruptRow).where(
                InterruptRow.workspace_id == workspace_id,
                InterruptRow.thread_id == thread_id,
                InterruptRow.id == interrupt_id,
            )
        )
        if row is None:
            return ()
        return await self._load(
            ApprovalRow.workspace_id == workspace_id, ApprovalRow.id.in_(row.approval_ids)
        )

    async def hear(self, workspace_id: str, thread_id: str, run_id: str) -> tuple[Approval, ...]:
        """Decisions of the thread that this run takes in; the same run gets the same ones again.

        A decision is one of a person: approved, rejected, or edited into a next version.
        """
        decided = (
            ApprovalRow.workspace_id == workspace_id,
            ApprovalRow.thread_id == thread_id,
            ApprovalRow.decision.is_not(None),
        )
        await self._session.execute(
            update(ApprovalRow)
            .where(*decided, ApprovalRow.heard_by.is_(None))
            .values(heard_by=run_id)
        )
        return await self._load(*decided, ApprovalRow.heard_by == run_id)

    async def unheard(self, workspace_id: str | None = None) -> tuple[Unheard, ...]:
        """Decisions no thread has taken in yet; without a workspace over all: the worker's poll."""
        rows = await self._session.execute(
            select(
                ApprovalRow.workspace_id,
                ApprovalRow.thread_id,
                ApprovalRow.id,
            )
            .where(
                IS_UNHEARD,
                ApprovalRow.workspace_id == workspace_id if workspace_id else true(),
            )
            .order_by(ApprovalRow.seq)
        )
        return tuple(Unheard(workspace_id=w, thread_id=t, approval_id=a) for w, t, a in rows)

    async def _load(self, *where: object) -> tuple[Approval, ...]:
        rows = await self._session.execute(
            select(ApprovalRow, ContentRow, ContentVersionRow)
            .join(ContentRow, ContentRow.id == ApprovalRow.content_id)
            .join(
                ContentVersionRow,
                (ContentVersionRow.content_id == ApprovalRow.content_id)
                & (ContentVersionRow.number == ApprovalRow.version),
            )
            .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
            .order_by(ApprovalRow.seq)
            .execution_options(populate_existing=True)
        )
        found = tuple(_approval(*one) for one in rows)
        contents = await with_media(self._session, tuple(a.content for a in found))
        return tuple(
            approval.model_copy(update={"content": content})
            for approval, content in zip(found, contents, strict=True)
        )


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _approval(row: ApprovalRow, content: ContentRow, version: ContentVersionRow) -> Approval:
    return Approval(
        id=row.id,
        workspace_id=row.workspace_id,
        campaign_id=row.campaign_id,
        thread_id=row.thread_id,
        interrupt_id=row.interrupt_id,
        kind=row.kind,
        status=ApprovalStatus(row.status),
        version=row.version,
        content_hash=row.content_hash,
        content=to_content(content, version),
        platform=Platform(row.platform),
        connection_id=row.connection_id,
        publish_at=row.publish_at,
        publish_wall=row.publish_wall,
        publish_zone=row.publish_zone,
        not_before=row.not_before,
        not_after=row.not_after,
        decision=Decision(row.decision) if row.decision else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        message=row.message,
        next_approval_id=row.next_approval_id,
        cautions=tuple(Caution.model_validate(one) for one in row.cautions),
        created_at=row.created_at,
    )
