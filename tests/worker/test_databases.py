"""The same campaign on every database: rows, checkpoints and jobs."""

import psycopg
import pytest

from config.settings import Settings
from domain.publication import PublicationState
from store.migrate import upgrade
from tools import decisions
from worker.system import open_system


@pytest.fixture
async def system(tmp_path, sandbox, database_url):
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        sandbox_url=sandbox.url,
        database_url=database_url,
    )
    upgrade(database_url)
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
    connected, database_url
):
    if database_url.startswith("sqlite"):
        pytest.skip("a file cuts no connections")
    await connected.say("Hello")
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as database:
        database.execute(cut)
    await connected.say("What can you do?")
    said = [m["content"] for m in await connected.messages() if m["type"] == "human"]
    assert said == ["Hello", "What can you do?"]
