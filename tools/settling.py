"""Brings a campaign's tasks in line with what became of its posts."""

from datetime import datetime

from domain.campaign import CampaignStatus, Task, TaskStatus, TaskType
from domain.publication import PublicationState
from store.unit import Unit


async def settle(unit: Unit, workspace_id: str, campaign_id: str, at: datetime) -> tuple[Task, ...]:
    """Complete the distribution task when every post has an end, and the campaign when none is out.

    A publication in `unknown` has no end yet: a person is asked. Returns the tasks as they stand.
    """
    tasks = await unit.campaigns.tasks(workspace_id, campaign_id)
    if not await unit.campaigns.is_distributed(workspace_id, campaign_id):
        return tasks
    rows = await unit.publications.list(workspace_id, campaign_id=campaign_id)
    if not await unit.campaigns.end_distribution(workspace_id, campaign_id, at):
        return await unit.campaigns.tasks(workspace_id, campaign_id)  # posts were added meanwhile
    if not any(row.state is PublicationState.PUBLISHED for row in rows):
        await finish(unit, workspace_id, campaign_id, at, result={"published": 0})
    return await unit.campaigns.tasks(workspace_id, campaign_id)


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


def _of(tasks: tuple[Task, ...], kind: TaskType) -> Task | None:
    return next((task for task in tasks if task.type is kind), None)
