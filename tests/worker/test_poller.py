"""A round makes the looks that find something, and misses nothing that became due meanwhile."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import date, time, timedelta

import pytest
from structlog.testing import capture_logs

from domain.publication import PublicationState
from domain.times import slot_of
from store.findings import Finding
from store.unit import Store
from tests.worker.world import Bench, World, approved
from tools.services import Services
from worker.dispatcher import Dispatcher
from worker.ending import Endings
from worker.poller import Look, Poller
from worker.prober import Prober
from worker.publisher import Publisher
from worker.sweeper import Sweeper
from worker.turns import Turns

ZONE = "Asia/Kolkata"
SLOT = slot_of(date(2026, 10, 20), time(16), ZONE)


@pytest.fixture
def world() -> World:
    return World(now=SLOT.at - timedelta(days=1))


@pytest.fixture
async def services(sqlite_url: str, world: World) -> AsyncIterator[Services]:
    store = Store(sqlite_url, secret_keys=("a-test-key",))
    yield Bench(asyncio.get_running_loop(), store).services(world)
    await store.close()


@pytest.fixture
async def polls(services: Services) -> AsyncIterator[Callable[..., Poller]]:
    """Makes pollers; the work of each beside it ends with the test."""
    made: list[Poller] = []

    def poller(looks: list[Look], beside: dict[str, Look]) -> Poller:
        endings = Endings(services)
        made.append(
            Poller(
                services,
                Turns(services, can_start=False),
                publisher=Publisher(services, endings, owner="me"),
                dispatcher=Dispatcher(services, is_alone=True),
                prober=Prober(services, endings, owner="me"),
                sweeper=Sweeper(services, owner="me"),
                looks=looks,
                beside=beside,
            )
        )
        return made[-1]

    yield poller
    for one in made:
        await one.stop()


class Count:
    """A look that only counts how often it was made."""

    def __init__(self) -> None:
        self.made = 0

    async def look(self) -> None:
        self.made += 1


async def test_a_look_is_made_when_it_finds_something_and_once_more_when_nothing_is_left(
    services, world, polls
):
    always, late, elsewhere, beside = Count(), Count(), Count(), Count()
    poller = polls(
        [
            Look(always.look),
            Look(late.look, Finding.PAST_WINDOW),
            Look(elsewhere.look, Finding.PARTS),
        ],
        {"measure": Look(beside.look, Finding.TO_MEASURE)},
    )
    await approved(services, SLOT, ZONE)
    made = []
    for hours in (0, 0, 30, 0, 0):
        world.jump(hours * 3600)
        await poller.round()
        made.append((always.made, late.made, elsewhere.made, beside.made))
    # the first is whole; in the third the window has closed, and the round ends the row
    assert made == [(1, 1, 1, 1), (2, 1, 1, 1), (3, 2, 1, 1), (4, 3, 1, 1), (5, 3, 1, 1)]


async def test_what_becomes_late_by_a_jump_of_the_clock_is_ended_by_the_next_round(
    services, world, polls
):
    poller = polls([], {})
    _, row = await approved(services, SLOT, ZONE)
    for _ in range(3):
        await poller.round()
    world.now = row.not_after + timedelta(seconds=1)
    await poller.round()
    async with services.store.reading() as unit:
        ended = await unit.publications.get(row.workspace_id, row.id)
    assert ended.state is PublicationState.MISSED


async def test_what_another_process_writes_is_found_by_the_next_round(
    services, world, polls, sqlite_url
):
    poller = polls([], {})
    for _ in range(3):
        await poller.round()
    other = Store(sqlite_url, secret_keys=("a-test-key",))
    _, row = await approved(Bench(asyncio.get_running_loop(), other).services(world), SLOT, ZONE)
    await other.close()
    world.now = row.not_after + timedelta(seconds=1)
    await poller.round()
    async with services.store.reading() as unit:
        ended = await unit.publications.get(row.workspace_id, row.id)
    assert ended.state is PublicationState.MISSED


async def test_a_round_is_whole_while_the_question_gets_no_answer(services, polls, sqlite_url):
    look = Count()
    poller = polls([Look(look.look, Finding.PARTS)], {})
    await poller.round()
    await poller.round()
    assert look.made == 1
    with closing(sqlite3.connect(sqlite_url.partition(":///")[2])) as file:
        file.execute("ALTER TABLE publication_parts RENAME TO away")
        with capture_logs() as told:
            await poller.round()
            await poller.round()
        assert look.made == 3
        assert {"event": "poll.failed", "look": "_ask"}.items() <= told[0].items()
        file.execute("ALTER TABLE away RENAME TO publication_parts")
    await poller.round()  # what the rounds without an answer found is looked for once more
    await poller.round()
    assert look.made == 4
