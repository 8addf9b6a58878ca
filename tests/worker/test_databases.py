"""The same campaign on every database: rows, checkpoints and jobs."""

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
