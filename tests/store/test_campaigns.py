"""A campaign's plan that changes, against the poll that ends it."""

import pytest

from domain.campaign import Campaign, CampaignStatus, Strategy, Task, TaskStatus, TaskType
from domain.errors import ConflictError
from domain.ids import new_id

PLAN = Strategy(
    objective="awareness",
    content_types=("social_post",),
    posting_frequency=1.0,
    target_languages=("en",),
    target_platforms=(),
    calendar=(),
)


@pytest.fixture
async def campaign(store, now, workspace, new_thread):
    member, brand = workspace
    thread = await new_thread(member, brand)
    made = Campaign(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand.id,
        thread_id=thread.id,
        name="Chai",
        brief="",
        status=CampaignStatus.ACTIVE,
        strategy=PLAN,
        created_at=now,
    )
    out = task(made, TaskType.DISTRIBUTION, status=TaskStatus.IN_PROGRESS)
    async with store.writing() as unit:
        await unit.campaigns.add(made, (out, task(made, TaskType.ANALYTICS, depends_on=(out.id,))))
    return made


def task(campaign, kind, **more):
    return Task(
        id=new_id(),
        workspace_id=campaign.workspace_id,
        campaign_id=campaign.id,
        type=kind,
        **more,
    )


async def tasks_of(store, campaign):
    async with store.reading() as unit:
        return await unit.campaigns.tasks(campaign.workspace_id, campaign.id)


async def test_added_tasks_hold_the_distribution_back_from_its_end(store, now, campaign):
    place = (campaign.workspace_id, campaign.id)
    more = task(campaign, TaskType.CONTENT_CREATION, payload={"position": 1})
    wider = PLAN.model_copy(update={"skip_weekdays": (6,)})
    async with store.writing() as unit:
        assert await unit.campaigns.is_open(*place)
        await unit.campaigns.revise(*place, strategy=wider, tasks=(more,), at=now)
    out, told, added = await tasks_of(store, campaign)
    assert (out.status, out.depends_on) == (TaskStatus.PENDING, (more.id,))
    assert (added, told.type) == (more, TaskType.ANALYTICS)
    async with store.writing() as unit:
        assert (await unit.campaigns.get(*place)).strategy == wider
        assert not await unit.campaigns.end_distribution(*place, now)
        await unit.campaigns.set_task(place[0], out.id, TaskStatus.IN_PROGRESS, now)
        assert await unit.campaigns.end_distribution(*place, now)


async def test_a_plan_that_is_over_takes_no_change(store, now, campaign):
    place = (campaign.workspace_id, campaign.id)
    async with store.writing() as unit:
        assert await unit.campaigns.end_distribution(*place, now)
        assert not await unit.campaigns.is_open(*place)
    before = await tasks_of(store, campaign)
    more = task(campaign, TaskType.CONTENT_CREATION)
    with pytest.raises(ConflictError, match="new posts instead") as refused:
        async with store.writing() as unit:
            await unit.campaigns.revise(*place, strategy=PLAN, tasks=(more,), at=now)
    assert refused.value.code == "campaign_over"
    assert await tasks_of(store, campaign) == before
