"""A stop waits for what is under way, but not for ever, and nothing of it works on afterwards."""

import asyncio

from domain.publication import PublicationState
from tests.worker.conftest import connect_linkedin, open_shop
from tests.worker.test_publisher import ASK, approve_all, in_state
from worker.system import PATIENCE_S, open_system

LONGER_S = PATIENCE_S + 3.0


async def test_what_a_stop_does_not_wait_for_ends_with_it_and_is_settled_by_the_next_start(
    settings, sandbox, until
):
    before = asyncio.all_tasks()
    sandbox.fault("create_post", "slow", seconds=LONGER_S)

    async def is_asked():
        return sandbox.calls("create_post")

    async with open_system(settings) as first:
        shop = await connect_linkedin(await open_shop(first))
        await shop.say(ASK)
        await approve_all(shop)
        await until(is_asked)
    assert asyncio.all_tasks() == before
    async with open_system(settings) as second:
        shop.system = second
        await until(in_state(shop, PublicationState.PUBLISHED))
    assert len(sandbox.effects()) == sandbox.calls("create_post") == 1
