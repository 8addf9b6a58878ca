"""The same campaign on every database: rows, checkpoints and jobs."""

import asyncio

import psycopg
import pytest

from config.settings import Settings
from domain.approval import ApprovalStatus
from domain.errors import ConflictError
from domain.publication import PublicationState
from store.migrate import upgrade
from tools import decisions
from tools.publishing import withdraw_content
from worker.system import open_system


@pytest.fixture
async def system(tmp_path, sandbox, bare_database_url):
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        sandbox_url=sandbox.url,
        database_url=bare_database_url,
    )
    upgrade(bare_database_url)
    async with open_system(settings) as opened:
        yield opened


async def test_a_campaign_runs_on_either_database(connected, sandbox, until):
    await connected.say("One LinkedIn post about our masala chai")
    (approval,) = await connected.approvals()
    await decisions.decide(
        connected.system.services,
        connected.member,
        approval.id,
        version=approval.version,
        decision="approve",
        surface="test",
    )

    async def out():
        rows = await connected.publications()
        return rows and rows[0].state is PublicationState.PUBLISHED

    await until(out)
    assert len(sandbox.effects()) == 1
    state = await connected.system.states.latest(connected.thread.id)
    assert [m["type"] for m in state["values"]["messages"]][:2] == ["human", "ai"]


async def test_a_conversation_goes_on_after_its_database_cut_every_connection(
    connected, bare_database_url
):
    if bare_database_url.startswith("sqlite"):
        pytest.skip("a file cuts no connections")
    await connected.say("Hello")
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(bare_database_url.replace("+psycopg", ""), autocommit=True) as database:
        database.execute(cut)
    await connected.say("What can you do?")
    said = [m["content"] for m in await connected.messages() if m["type"] == "human"]
    assert said == ["Hello", "What can you do?"]


async def approve(shop, approval) -> bool:
    try:
        await decisions.decide(
            shop.system.services,
            shop.member,
            approval.id,
            version=approval.version,
            decision="approve",
            surface="test",
        )
    except ConflictError:
        return False
    return True


async def change(shop, content, text) -> bool:
    """What a wish in the chat does to a post, without the author's time."""
    now = shop.system.services.clock()
    changed = {"number": content.version.number + 1, "text": text}
    try:
        async with shop.system.store.writing() as unit:
            await withdraw_content(unit, content, now=now, why="Changed.")
            await unit.contents.next_version(
                content, content.version.model_copy(update=changed), slot=content.slot
            )
    except ConflictError:
        return False
    return True


async def test_a_yes_and_a_change_at_once_never_leave_the_old_words_on_their_way(connected):
    for number in range(4):
        await connected.say(f"One LinkedIn post about our masala chai tomorrow at {number + 1} pm")
        asked = (await connected.approvals(ApprovalStatus.OPEN))[-1]
        said_yes, changed = await asyncio.gather(
            approve(connected, asked), change(connected, asked.content, f"Other words {number}")
        )
        async with connected.system.store.reading() as unit:
            approval = await unit.approvals.get(asked.workspace_id, asked.id)
            rows = await unit.publications.list(asked.workspace_id, content_id=asked.content.id)
        assert changed
        assert approval.status == "superseded"
        assert [row.state for row in rows] == [PublicationState.CANCELLED] * said_yes
