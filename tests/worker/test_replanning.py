"""Whole turns that change a plan: what is added, what moves, what it may cost, and what stays."""

from dataclasses import replace
from datetime import timedelta

from domain.approval import ApprovalStatus, Decision
from domain.campaign import TaskStatus, TaskType
from domain.platform import Platform
from domain.publication import PublicationState
from llm.tasks.intent import PlanRevision
from tools import decisions
from tools.amending import amend
from tools.replanning import replan
from tools.services import Turn

ASK = "Two LinkedIn posts about our masala chai"
OPEN = ApprovalStatus.OPEN
DAY = timedelta(days=1)


async def approve(shop, approval):
    await decisions.decide(
        shop.system.services,
        shop.member,
        approval.id,
        version=approval.version,
        decision=Decision.APPROVE,
        surface="test",
    )


async def slots(shop):
    return {a.content.id: a.publish_at for a in await shop.approvals(OPEN)}


async def tasks_of(shop):
    campaign = await shop.campaign()
    async with shop.system.store.reading() as unit:
        return await unit.campaigns.tasks(campaign.workspace_id, campaign.id)


def distribution(tasks):
    return next(task for task in tasks if task.type is TaskType.DISTRIBUTION)


async def entered_again(shop, run_id, wish):
    """The same step of the same run once more, as after a crash before its checkpoint."""
    turn = Turn(
        services=shop.system.services,
        workspace_id=shop.member.workspace_id,
        brand_id=shop.brand.id,
        thread_id=shop.thread.id,
        run_id=run_id,
        tier="basic",
    )
    return await replan(turn, (await shop.campaign()).id, wish)


async def test_posts_added_by_chat_are_asked_about_and_go_out_in_the_same_campaign(
    connected, sandbox, until
):
    await connected.say("One LinkedIn post about our masala chai")
    first = await connected.campaign()
    reply = await connected.say("Two more posts please")
    assert reply.startswith("Added to the plan: 2 posts.\n- Post 2 on LinkedIn")
    campaign, tasks = await connected.campaign(), await tasks_of(connected)
    assert campaign.id == first.id
    assert [entry.number for entry in campaign.strategy.calendar] == [1, 2, 3]
    assert distribution(tasks).status is TaskStatus.IN_PROGRESS
    assert len(distribution(tasks).depends_on) == 3

    run_id = tasks[-1].payload["added_in"]
    again = await entered_again(connected, run_id, PlanRevision(more=2))
    assert [post.number for post in again.told.added] == [2, 3]
    assert (await connected.campaign(), await tasks_of(connected)) == (campaign, tasks)

    asked = await connected.approvals(OPEN)
    assert [a.publish_at is None for a in asked] == [True, False, False]
    for approval in asked:
        await approve(connected, approval)

    async def first_is_out():
        rows = await connected.publications()
        return {row.state for row in rows} == {
            PublicationState.PUBLISHED,
            PublicationState.SCHEDULED,
        }

    await until(first_is_out)
    assert len(await connected.publications()) == 3
    assert sandbox.calls("create_post") == 1
    assert distribution(await tasks_of(connected)).status is TaskStatus.IN_PROGRESS


async def test_a_plan_moves_as_a_whole_and_never_behind_now_and_loses_no_post(connected):
    await connected.say(ASK)
    before = await slots(connected)
    approved, _ = await connected.approvals(OPEN)
    await approve(connected, approved)
    reply = await connected.say("move everything one day later")
    assert reply.startswith("Moved:\n- Post 1 on LinkedIn, now ")
    assert "its approval starts over" in reply
    moved = {id_: at + DAY for id_, at in before.items()}
    assert await slots(connected) == moved
    (row,) = await connected.publications()
    assert row.state is PublicationState.CANCELLED
    calendar = (await connected.campaign()).strategy.calendar
    assert {entry.publish_at for entry in calendar} == {*moved.values()}

    assert "Not changed: post 1 earlier" in await connected.say("move everything a week earlier")
    assert "A message drops no post" in await connected.say("make it 1 post instead of 2")
    assert await slots(connected) == moved


async def test_another_platform_and_a_budget_in_one_message_and_then_in_hindi(connected):
    await connected.say(ASK)
    reply = await connected.say("Add Instagram too, and change the budget to ₹8,000")
    assert "Added to the plan: 2 posts." in reply
    assert "The budget is ₹8,000: LinkedIn ₹4,000, Instagram ₹4,000." in reply
    assert "Instagram is not connected yet" in reply
    days = [(e.platform, e.day) for e in (await connected.campaign()).strategy.calendar]
    there = [day for platform, day in days if platform is Platform.LINKEDIN]
    assert [day for platform, day in days if platform is Platform.INSTAGRAM] == there
    assert "बजट अब ₹6,000 है" in await connected.say("बजट 6000 कर दो")
    assert (await connected.campaign()).strategy.budget.amount == 6000


async def test_the_budget_is_told_when_asked_for_and_named_in_words_and_no_question_sets_it(
    connected,
):
    unset = "No budget is set."
    assert (await connected.say("what is my budget?")).startswith(unset)
    await connected.say(ASK)
    assert (await connected.say("is the budget 5000?")).startswith(unset)
    assert (await connected.campaign()).strategy.budget is None
    assert "Budget ab ₹1,00,000 hai" in await connected.say("budget ek lakh kar do")
    assert "The budget is ₹1,00,000: LinkedIn" in await connected.say("What's my budget?")
    assert "बजट अब ₹2,50,000 है" in await connected.say("बजट ढाई लाख करो")
    assert "Budget ab ₹2,50,000 hai" in await connected.say("budget kitna hai?")
    assert (await connected.campaign()).strategy.budget.amount == 250_000


async def test_days_left_free_in_the_first_request_stay_free_when_posts_are_added(connected):
    reply = await connected.say("9 LinkedIn posts about our masala chai, no posts on Sundays")
    assert "I plan no posts on Sundays from now on." in reply
    strategy = (await connected.campaign()).strategy
    assert strategy.skip_weekdays == (6,)
    assert not any(entry.day.weekday() == 6 for entry in strategy.calendar)
    await connected.say("4 more posts please")
    strategy = (await connected.campaign()).strategy
    assert len(strategy.calendar) == 13
    assert not any(entry.day.weekday() == 6 for entry in strategy.calendar)


class Meanwhile:
    """The system's author; while it writes, something else happens."""

    def __init__(self, author, happens) -> None:
        self.author, self.label, self.happens = author, author.label, happens

    async def write(self, task, inputs):
        await self.happens()
        return await self.author.write(task, inputs)


async def test_a_budget_that_is_set_while_the_author_writes_is_kept(connected):
    await connected.say(ASK)
    campaign, services = await connected.campaign(), connected.system.services
    async with connected.system.store.reading() as unit:
        runs = await unit.runs.of_thread(campaign.workspace_id, connected.thread.id)

    async def budget() -> None:
        given = {"name": None, "budget": 6_000.0, "surface": "test"}
        await amend(services, connected.member, campaign.id, **given)

    turn = Turn(
        services=replace(services, author=Meanwhile(services.author, budget)),
        workspace_id=campaign.workspace_id,
        brand_id=connected.brand.id,
        thread_id=connected.thread.id,
        run_id=runs[0].id,
        tier="basic",
    )
    done = await replan(turn, campaign.id, PlanRevision(more=1))
    kept = (await connected.campaign()).strategy
    assert (done.told.budget.amount, kept.budget.amount) == (6_000, 6_000)
    assert len(kept.calendar) == 3
