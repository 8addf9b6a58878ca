"""A campaign's name and budget, changed outside a conversation. Moves and adds no post."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from domain.account import Member, Right
from domain.budget import planned
from domain.campaign import Campaign, Strategy
from domain.content import ContentStatus
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.platform import Platform
from store.unit import Unit
from tools.planning import levels_of_brand
from tools.services import Services
from tools.templates import FORM_CAMPAIGN

_TOLD = re.compile(r"Of ₹[\d,.]+:")


def without_told_budget(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of a plan without the one that tells how the former sum was divided."""
    return tuple(note for note in notes if not _TOLD.match(note))


async def amend(
    services: Services,
    member: Member,
    campaign_id: str,
    *,
    name: str | None,
    budget: float | None,
    surface: str,
) -> None:
    """Give the campaign another name, another budget, or both; what is None stays.

    Args:
        budget: Rupees; 0 takes the budget away.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `nothing_to_change`.
        NotFoundError: No such campaign in this workspace.
        ConflictError: `campaign_over` or `no_plan`: its budget cannot change (any more).
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to change this.", code="not_an_editor")
    if name is None and budget is None:
        raise InvalidError("Send another name, another budget, or both.", code="nothing_to_change")
    place = (member.workspace_id, campaign_id)
    async with services.store.reading() as unit:
        campaign = await unit.campaigns.get(*place)
    levels = await levels_of_brand(services, (member.workspace_id, campaign.brand_id))
    now = services.clock()
    async with services.store.writing() as unit:
        campaign = await unit.campaigns.get(*place)
        if name is not None:
            await _rename(unit, campaign, name, now, told_at=services.real_clock())
        if budget is not None:
            campaign = await unit.campaigns.held(*place)
            strategy = await _divided(unit, campaign, budget, levels)
            await unit.campaigns.revise(*place, strategy=strategy, tasks=(), at=now)
        await unit.audit.record(
            member.workspace_id,
            at=now,
            user_id=member.user_id,
            surface=surface,
            action="campaign.change",
            subject=campaign_id,
            detail={"name": name, "budget": budget},
        )


async def _rename(
    unit: Unit, campaign: Campaign, name: str, now: datetime, *, told_at: datetime
) -> None:
    """Rename it, and its conversation where that gives a campaign of a form its name."""
    await unit.campaigns.rename(campaign.workspace_id, campaign.id, name, now)
    if campaign.thread_id is None:
        return
    thread = await unit.threads.get(campaign.workspace_id, campaign.thread_id)
    if thread.metadata.get(FORM_CAMPAIGN) == campaign.id:
        await unit.threads.change(campaign.workspace_id, thread.id, told_at, title=name)


async def _divided(
    unit: Unit, campaign: Campaign, budget: float, levels: Mapping[Platform, float]
) -> Strategy:
    """The plan with that budget divided among its platforms; 0 takes the budget away."""
    strategy = _strategy_of(campaign)
    posts = await _posts(unit, campaign, strategy)
    changed = {
        "budget": planned(budget, posts, levels) if budget else None,
        "notes": without_told_budget(strategy.notes),
    }
    return strategy.model_copy(update=changed)


def _strategy_of(campaign: Campaign) -> Strategy:
    if campaign.strategy is None:
        why = "This campaign has no plan yet, so there is nothing to divide a budget among."
        raise ConflictError(f"{why} Ask for its posts first.", code="no_plan")
    return campaign.strategy


async def _posts(unit: Unit, campaign: Campaign, strategy: Strategy) -> Counter[Platform]:
    """How many posts of the plan go to each platform; those that were turned down do not count."""
    written = await unit.contents.of_campaign(campaign.workspace_id, campaign.id)
    gone = {content.task_id for content in written if content.status is ContentStatus.REJECTED}
    tasks = await unit.campaigns.tasks(campaign.workspace_id, campaign.id)
    numbers = {task.payload.get("position") for task in tasks if task.id in gone}
    return Counter(e.platform for e in strategy.calendar if e.number not in numbers)
