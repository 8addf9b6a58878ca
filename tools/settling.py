"""Brings a campaign's tasks in line with what became of its posts."""

from datetime import datetime

from domain.approval import ApprovalStatus
from domain.campaign import CampaignStatus, Task, TaskStatus, TaskType
from domain.publication import TERMINAL, PublicationState
from store.unit import Unit


async def settle(unit: Unit, workspace_id: str, campaign_id: str, at: datetime) -> tuple[Task, ...]:
    """Complete the distribution task when every post has an end, and the campaign when none is out.

    A publication in `unknown` has no end yet: a person is asked. Returns the tasks as they stand.
    """
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    distribution = _of(tasks, TaskType.DISTRIBUTION)
    if distribution is None or not await is_distributed(unit, workspace_id, campaign_id):
        return tasks
    rows = await unit.publications.list(workspace_id, campaign_id=campaign_id)
    await unit.campaigns.set_task(workspace_id, distribution.id, TaskStatus.COMPLETED, at)
    if not any(row.state is PublicationState.PUBLISHED for row in rows):
        await finish(unit, workspace_id, campaign_id, at, result={"published": 0})
    return await unit.campaigns.tasks(workspace_id, campaign_id)


async def is_distributed(unit: Unit, workspace_id: str, campaign_id: str) -> bool:
    """Whether the distribution task is under way and every post of it has its end."""
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    distribution = _of(tasks, TaskType.DISTRIBUTION)
    if distribution is None or distribution.status is not TaskStatus.IN_PROGRESS:
        return False
    asked = await unit.approvals.list(workspace_id, status=ApprovalStatus.OPEN)
    if any(a.campaign_id == campaign_id for a in asked):
        return False
    rows = await unit.publications.list(workspace_id, campaign_id=campaign_id)
    return all(row.state in TERMINAL for row in rows)


async def finish(
    unit: Unit,
    workspace_id: str,
    campaign_id: str,
    at: datetime,
    *,
    result: dict[str, object],
) -> None:
    """Complete the analytics task and with it the campaign."""
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    analytics = _of(tasks, TaskType.ANALYTICS)
    if analytics is not None:
        await unit.campaigns.set_task(
            workspace_id, analytics.id, TaskStatus.COMPLETED, at, result=result
        )
    await unit.campaigns.set_status(workspace_id, campaign_id, CampaignStatus.COMPLETED, at)


async def awaits_report(unit: Unit, workspace_id: str, campaign_id: str) -> bool:
    """Whether every post has its end, at least one is out, and each of those was measured."""
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    distribution, analytics = _of(tasks, TaskType.DISTRIBUTION), _of(tasks, TaskType.ANALYTICS)
    if distribution is None or analytics is None:
        return False
    if (
        distribution.status is not TaskStatus.COMPLETED
        or analytics.status is not TaskStatus.PENDING
    ):
        return False
    out = [
        row.id
        for row in await unit.publications.list(workspace_id, campaign_id=campaign_id)
        if row.state is PublicationState.PUBLISHED and row.platform_post_id
    ]
    snapshots = await unit.metrics.of_publications(workspace_id, tuple(out))
    return {s.publication_id for s in snapshots} >= set(out)


def _of(tasks: tuple[Task, ...], kind: TaskType) -> Task | None:
    return next((task for task in tasks if task.type is kind), None)
