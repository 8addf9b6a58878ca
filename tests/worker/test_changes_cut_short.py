"""A turn that changes a post and ends early: the post is asked about all the same."""

import asyncio

import psycopg
import pytest

from config.settings import Settings
from domain.approval import ApprovalStatus, Decision
from domain.publication import PublicationState
from llm.tasks.intent import EditAction, EditRequest
from store.migrate import upgrade
from tools import decisions
from tools.numbering import posts_of_thread
from tools.publishing import withdraw_content
from tools.revising import revise
from tools.services import Turn
from worker.system import open_system

ONE = "One LinkedIn post about our masala chai tomorrow at 7 pm"
SHORTER = EditRequest(targets=(1,), actions=(EditAction.SHORTER,), instruction="make it shorter")


async def decide(shop, decision=Decision.APPROVE, **more):
    (asked,) = await shop.approvals(ApprovalStatus.OPEN)
    await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        decision=decision,
        surface="test",
        **more,
    )


async def heard(shop, until):
    async def look():
        async with shop.system.store.reading() as unit:
            return not await unit.approvals.unheard(shop.member.workspace_id)

    await until(look)


async def turn_of(shop) -> Turn:
    """A turn whose next node never ran."""
    async with shop.system.store.reading() as unit:
        run = (await unit.runs.of_thread(shop.member.workspace_id, shop.thread.id))[-1]
    return Turn(
        services=shop.system.services,
        workspace_id=shop.member.workspace_id,
        brand_id=shop.brand.id,
        thread_id=shop.thread.id,
        run_id=run.id,
        tier="basic",
    )


async def first_post(shop):
    async with shop.system.store.reading() as unit:
        return (await posts_of_thread(unit, shop.member.workspace_id, shop.thread.id))[0]


async def interrupted_for(shop):
    state = await shop.system.states.latest(shop.thread.id)
    return [a["id"] for i in state["interrupts"] for a in i["value"]["approvals"]]


async def test_a_new_version_is_asked_about_as_soon_as_it_is_there(connected, until):
    await connected.say(ONE)
    await decide(connected)
    await heard(connected, until)
    revised = await revise(await turn_of(connected), await first_post(connected), SHORTER)
    assert revised.done
    (row,) = await connected.publications()
    assert row.state is PublicationState.CANCELLED
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    assert (asked.version, asked.thread_id) == (2, connected.thread.id)
    reply = await connected.say("What is waiting for me?")
    assert "Post 1" in reply
    assert await interrupted_for(connected) == [asked.id]


async def test_a_version_that_nobody_was_asked_about_is_asked_about_in_the_next_turn(
    connected, until
):
    await connected.say(ONE)
    await decide(connected)
    await heard(connected, until)
    services, post = connected.system.services, await first_post(connected)
    now = services.clock()
    async with services.store.writing() as unit:
        await withdraw_content(unit, post.content, now=now, why="Changed.")
        changed = {"number": 2, "text": "Chai, boiled twice.", "created_at": now}
        version = post.content.version.model_copy(update=changed)
        await unit.contents.next_version(post.content, version, slot=post.content.slot)
    reply = await connected.say("What is waiting for me?")
    assert "Chai, boiled twice." in reply
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    assert await interrupted_for(connected) == [asked.id]


async def test_a_change_elsewhere_meanwhile_is_not_called_handed_over(connected):
    await connected.say(ONE)
    as_read = await first_post(connected)
    await decide(connected, Decision.EDIT, edits={"text": "Somebody else's words, long enough."})
    revised = await revise(await turn_of(connected), as_read, SHORTER)
    assert not revised.too_late
    assert not revised.done
    assert "Somebody else changed it" in revised.not_done[0].why
    (asked,) = await connected.approvals(ApprovalStatus.OPEN)
    assert asked.content.version.text == "Somebody else's words, long enough."


@pytest.fixture
async def system(tmp_path, sandbox, request):
    """On PostgreSQL where a test asks for it: there two writers meet at one row."""
    settings = Settings(_env_file=None, data_dir=tmp_path, sandbox_url=sandbox.url)
    if "postgres_url" in request.fixturenames:
        url = request.getfixturevalue("postgres_url")
        settings = settings.model_copy(update={"database_url": url})
    upgrade(settings.app_database_url)
    async with open_system(settings) as opened:
        yield opened


async def test_meeting_the_publisher_at_the_row_is_not_called_handed_over(
    connected, postgres_url, until
):
    await connected.say(ONE)
    await decide(connected)
    await heard(connected, until)
    (row,) = await connected.publications()
    turn, post = await turn_of(connected), await first_post(connected)
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    url = postgres_url.replace("+psycopg", "")
    with psycopg.connect(url) as publisher, psycopg.connect(url, autocommit=True) as watcher:
        publisher.execute("UPDATE publications SET fence = fence + 1 WHERE id = %s", (row.id,))
        change = asyncio.create_task(revise(turn, post, SHORTER))

        async def met():
            return watcher.execute(waits).fetchone()[0]

        await until(met)
        publisher.commit()
        revised = await change
    assert not revised.too_late
    assert revised.done
    (row,) = await connected.publications()
    assert row.state is PublicationState.CANCELLED
