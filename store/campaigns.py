"""Campaigns and their tasks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.approval import ApprovalStatus
from domain.campaign import Campaign, CampaignStatus, Strategy, Task, TaskStatus, TaskType
from domain.errors import ConflictError, NotFoundError
from domain.publication import TERMINAL, PublicationState
from store.execute import changed
from store.statements import Moment
from store.tables import ApprovalRow, CampaignRow, MetricSnapshotRow, PublicationRow, TaskRow

_AWAITED = exists().where(
    PublicationRow.workspace_id == CampaignRow.workspace_id,
    PublicationRow.campaign_id == CampaignRow.id,
    PublicationRow.state == PublicationState.PUBLISHED.value,
    PublicationRow.next_metrics_at.is_not(None),
    PublicationRow.numbers_settled_at.is_(None),
)

_OPEN = exists().where(
    ApprovalRow.workspace_id == CampaignRow.workspace_id,
    ApprovalRow.campaign_id == CampaignRow.id,
    ApprovalRow.status == ApprovalStatus.OPEN.value,
)
_UNDER_WAY = exists().where(
    PublicationRow.workspace_id == CampaignRow.workspace_id,
    PublicationRow.campaign_id == CampaignRow.id,
    PublicationRow.state.not_in([state.value for state in TERMINAL]),
)
_UNMEASURED = exists().where(
    PublicationRow.workspace_id == CampaignRow.workspace_id,
    PublicationRow.campaign_id == CampaignRow.id,
    PublicationRow.state == PublicationState.PUBLISHED.value,
    PublicationRow.platform_post_id.is_not(None),
    # of one that was taken down no numbers come
    PublicationRow.deleted_at.is_(None),
    ~exists().where(MetricSnapshotRow.publication_id == PublicationRow.id),
)


def _has(kind: TaskType, status: TaskStatus) -> ColumnElement[bool]:
    return exists().where(
        TaskRow.workspace_id == CampaignRow.workspace_id,
        TaskRow.campaign_id == CampaignRow.id,
        TaskRow.type == kind.value,
        TaskRow.status == status.value,
    )


_DISTRIBUTED = _has(TaskType.DISTRIBUTION, TaskStatus.IN_PROGRESS) & ~_OPEN & ~_UNDER_WAY
"""The distribution is under way, and every post of it has its end. One in `unknown` has none: a
person is asked."""
_REPORTABLE = (
    _has(TaskType.DISTRIBUTION, TaskStatus.COMPLETED)
    & _has(TaskType.ANALYTICS, TaskStatus.PENDING)
    & ~_UNMEASURED
)
_IS_ACTIVE = CampaignRow.status == CampaignStatus.ACTIVE.value
IS_DISTRIBUTED = _IS_ACTIVE & _DISTRIBUTED
IS_REPORTABLE = _IS_ACTIVE & CampaignRow.thread_id.is_not(None) & _REPORTABLE


def is_report_due(now: Moment) -> tuple[ColumnElement[bool], ...]:
    return CampaignRow.report_due_at <= now, CampaignRow.thread_id.is_not(None), ~_AWAITED


class Campaigns:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, campaign: Campaign, tasks: tuple[Task, ...]) -> None:
        """Insert the campaign with its tasks; a campaign of that id is left as it is."""
        if await self._session.get(CampaignRow, campaign.id):
            return
        self._session.add(
            CampaignRow(
                id=campaign.id,
                workspace_id=campaign.workspace_id,
                brand_id=campaign.brand_id,
                thread_id=campaign.thread_id,
                name=campaign.name,
                brief=campaign.brief,
                status=campaign.status.value,
                strategy=campaign.strategy.model_dump(mode="json") if campaign.strategy else None,
                created_at=campaign.created_at,
                updated_at=campaign.created_at,
            )
        )
        await self._session.flush()
        for position, task in enumerate(tasks):
            self._session.add(_row(task, position, campaign.created_at))
        await self._session.flush()

    async def is_open(self, workspace_id: str, campaign_id: str) -> bool:
        """Whether posts of it are still to come, so that its plan can change."""
        return await self._holds(
            workspace_id,
            campaign_id,
            _IS_ACTIVE & ~_has(TaskType.DISTRIBUTION, TaskStatus.COMPLETED),
        )

    async def revise(
        self,
        workspace_id: str,
        campaign_id: str,
        *,
        strategy: Strategy,
        tasks: tuple[Task, ...],
        at: datetime,
    ) -> None:
        """Save another strategy, and add writing tasks, for which the distribution waits again.

        Raises:
            ConflictError: `campaign_over`: all its posts have their end; nothing was written.
        """
        there = await self._hold(workspace_id, campaign_id)
        out = (row for row in there if row.type == TaskType.DISTRIBUTION.value)
        distribution = next(out, None)
        if distribution is None or distribution.status == TaskStatus.COMPLETED.value:
            raise ConflictError(_OVER, code="campaign_over")
        if tasks:
            ids = (*distribution.depends_on, *(task.id for task in tasks))
            distribution.depends_on = list(dict.fromkeys(ids))
            distribution.status = TaskStatus.PENDING.value
            distribution.updated_at = at
        last = max(row.position for row in there)
        for position, task in enumerate(tasks, start=last + 1):
            self._session.add(_row(task, position, at))
        await self._session.execute(
            update(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id)
            .values(strategy=strategy.model_dump(mode="json"), updated_at=at)
        )

    async def held(self, workspace_id: str, campaign_id: str) -> Campaign:
        """As `get`; nobody else revises its plan until the unit ends."""
        await self._hold(workspace_id, campaign_id)
        return await self.get(workspace_id, campaign_id)

    async def _hold(self, workspace_id: str, campaign_id: str) -> Sequence[TaskRow]:
        """The campaign's tasks in order, which none may change until the unit ends."""
        rows = await self._session.scalars(
            select(TaskRow)
            .where(TaskRow.workspace_id == workspace_id, TaskRow.campaign_id == campaign_id)
            .order_by(TaskRow.position)
            .with_for_update()  # against the poll that completes the distribution this very moment
        )
        return rows.all()

    async def end_distribution(self, workspace_id: str, campaign_id: str, at: datetime) -> bool:
        """Complete the distribution that is under way; False where it is not, or not any more."""
        return await changed(
            self._session,
            update(TaskRow)
            .where(
                TaskRow.workspace_id == workspace_id,
                TaskRow.campaign_id == campaign_id,
                TaskRow.type == TaskType.DISTRIBUTION.value,
                TaskRow.status == TaskStatus.IN_PROGRESS.value,
            )
            .values(status=TaskStatus.COMPLETED.value, updated_at=at),
        )

    async def exists(self, workspace_id: str, campaign_id: str) -> bool:
        row = await self._session.get(CampaignRow, campaign_id)
        return row is not None and row.workspace_id == workspace_id

    async def get(self, workspace_id: str, campaign_id: str) -> Campaign:
        """The campaign.

        Raises:
            NotFoundError: No such campaign in this workspace.
        """
        row = await self._session.scalar(
            select(CampaignRow).where(
                CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id
            )
        )
        if row is None:
            raise NotFoundError(f"There is no campaign {campaign_id} in this workspace.")
        return _campaign(row)

    async def list(self, workspace_id: str, *, limit: int = 50) -> tuple[Campaign, ...]:
        rows = await self._session.scalars(
            select(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id)
            .order_by(CampaignRow.created_at.desc(), CampaignRow.id)
            .limit(limit)
        )
        return tuple(_campaign(row) for row in rows)

    async def set_status(
        self, workspace_id: str, campaign_id: str, status: CampaignStatus, at: datetime
    ) -> None:
        await self._session.execute(
            update(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id)
            .values(status=status.value, updated_at=at)
        )

    async def rename(self, workspace_id: str, campaign_id: str, name: str, at: datetime) -> None:
        await self._session.execute(
            update(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id)
            .values(name=name, updated_at=at)
        )

    async def tasks(self, workspace_id: str, campaign_id: str) -> tuple[Task, ...]:
        rows = await self._session.scalars(
            select(TaskRow)
            .where(TaskRow.workspace_id == workspace_id, TaskRow.campaign_id == campaign_id)
            .order_by(TaskRow.position)
        )
        return tuple(_task(row) for row in rows)

    async def count_since(self, workspace_id: str, since: datetime) -> int:
        found = await self._session.scalar(
            select(func.count())
            .select_from(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id, CampaignRow.created_at >= since)
        )
        return found or 0

    async def distributed(self) -> tuple[Campaign, ...]:
        """Active ones whose posts all came to an end, which nobody noted yet, across workspaces."""
        return await self._listed(IS_DISTRIBUTED)

    async def is_distributed(self, workspace_id: str, campaign_id: str) -> bool:
        return await self._holds(workspace_id, campaign_id, _DISTRIBUTED)

    async def reportable(self) -> tuple[Campaign, ...]:
        """Active ones whose posts are out and measured and that wait for a report, likewise."""
        return await self._listed(IS_REPORTABLE)

    async def is_reportable(self, workspace_id: str, campaign_id: str) -> bool:
        return await self._holds(workspace_id, campaign_id, _REPORTABLE)

    async def _listed(self, condition: ColumnElement[bool]) -> tuple[Campaign, ...]:
        rows = await self._session.scalars(
            select(CampaignRow).where(condition).order_by(CampaignRow.created_at)
        )
        return tuple(_campaign(row) for row in rows)

    async def _holds(
        self, workspace_id: str, campaign_id: str, condition: ColumnElement[bool]
    ) -> bool:
        found = await self._session.scalar(
            select(CampaignRow.id).where(
                CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id, condition
            )
        )
        return found is not None

    async def set_report_due(
        self, workspace_id: str, campaign_id: str, due_at: datetime | None
    ) -> None:
        """When the team has to report again, because numbers will have settled; None: never."""
        await self._session.execute(
            update(CampaignRow)
            .where(CampaignRow.workspace_id == workspace_id, CampaignRow.id == campaign_id)
            .values(report_due_at=due_at)
        )

    async def is_awaited(self, workspace_id: str, campaign_id: str) -> bool:
        """Whether a post of it is still asked about and has no settled numbers yet."""
        return await self._holds(workspace_id, campaign_id, _AWAITED)

    async def reports_due(self, now: datetime) -> tuple[Campaign, ...]:
        """Campaigns whose numbers have settled since they were reported, over all workspaces.

        A post that is still asked about and has no settled numbers yet keeps its campaign waiting.
        """
        rows = await self._session.scalars(
            select(CampaignRow).where(*is_report_due(now)).order_by(CampaignRow.report_due_at)
        )
        return tuple(_campaign(row) for row in rows)

    async def task(self, workspace_id: str, task_id: str) -> Task:
        """The task.

        Raises:
            NotFoundError: No such task in this workspace.
        """
        row = await self._session.scalar(
            select(TaskRow).where(TaskRow.workspace_id == workspace_id, TaskRow.id == task_id)
        )
        if row is None:
            raise NotFoundError(f"There is no task {task_id} in this workspace.")
        return _task(row)

    async def set_task(
        self,
        workspace_id: str,
        task_id: str,
        status: TaskStatus,
        at: datetime,
        *,
        result: dict[str, object] | None = None,
        error: str | None = None,
    ) -> None:
        values: dict[str, object] = {"status": status.value, "updated_at": at, "error": error}
        if result is not None:
            values["result"] = result
        await self._session.execute(
            update(TaskRow)
            .where(TaskRow.workspace_id == workspace_id, TaskRow.id == task_id)
            .values(**values)
        )


_OVER = (
    "All posts of this campaign have had their end, so its plan cannot change any more. Ask for "
    "new posts instead."
)


def _row(task: Task, position: int, at: datetime) -> TaskRow:
    return TaskRow(
        **task.model_dump(exclude={"type", "status", "depends_on"}),
        type=task.type.value,
        status=task.status.value,
        depends_on=list(task.depends_on),
        position=position,
        created_at=at,
        updated_at=at,
    )


def _campaign(row: CampaignRow) -> Campaign:
    return Campaign(
        id=row.id,
        workspace_id=row.workspace_id,
        brand_id=row.brand_id,
        thread_id=row.thread_id,
        name=row.name,
        brief=row.brief,
        status=CampaignStatus(row.status),
        strategy=Strategy.model_validate(row.strategy) if row.strategy else None,
        created_at=row.created_at,
    )


def _task(row: TaskRow) -> Task:
    return Task(
        id=row.id,
        workspace_id=row.workspace_id,
        campaign_id=row.campaign_id,
        type=TaskType(row.type),
        status=TaskStatus(row.status),
        priority=row.priority,
        depends_on=tuple(row.depends_on),
        due_at=row.due_at,
        payload=row.payload,
        result=row.result,
        error=row.error,
        retry_count=row.retry_count,
        max_retries=row.max_retries,
    )
