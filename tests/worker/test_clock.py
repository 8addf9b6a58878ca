"""The clock of posts follows the sandbox; sign-ins, states and runs stay in real time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from config.settings import Settings
from domain.errors import UnavailableError
from worker.clock import SandboxClock, open_clock, system_clock

NOON = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Told:
    """Answers that a sandbox could give, one after the other; the last one goes on."""

    def __init__(self, *offsets: timedelta | None) -> None:
        self.offsets = list(offsets)
        self.asked = 0

    async def __call__(self) -> timedelta | None:
        self.asked += 1
        return self.offsets.pop(0) if len(self.offsets) > 1 else self.offsets[0]


def clock_of(told: Told) -> SandboxClock:
    return SandboxClock(told, real=lambda: NOON)


async def followed(clock: SandboxClock, told: Told, looks: int) -> None:
    wanted = told.asked + looks
    task = asyncio.create_task(clock.follow(0.001))
    for _ in range(2000):
        if told.asked >= wanted:
            break
        await asyncio.sleep(0.001)
    assert told.asked >= wanted
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_it_knows_the_offset_from_the_first_reading():
    clock = clock_of(Told(DAY))
    await clock.learn()
    assert clock() == NOON + DAY


async def test_it_asks_again_before_it_gives_up():
    clock = clock_of(Told(None, None, DAY))
    await clock.learn(pause_s=0)
    assert clock() == NOON + DAY


async def test_a_sandbox_that_never_answers_stops_the_start_with_what_to_do():
    told = Told(None)
    with pytest.raises(UnavailableError, match="INSTA_CLOCK=system") as refused:
        await clock_of(told).learn(tries=3, pause_s=0)
    assert refused.value.code == "no_sandbox_clock"
    assert told.asked == 3


async def test_while_the_sandbox_is_away_the_last_offset_stays():
    told = Told(DAY, None)
    clock = clock_of(told)
    await clock.learn()
    await followed(clock, told, 3)
    assert clock() == NOON + DAY


async def test_it_goes_back_only_with_a_sandbox_that_was_reset():
    told = Told(DAY, None, 2 * DAY, timedelta())
    clock = clock_of(told)
    await clock.learn()
    await followed(clock, told, 2)
    assert clock() == NOON + 2 * DAY
    await followed(clock, told, 1)
    assert clock() == NOON


async def test_the_system_clock_asks_nobody(tmp_path):
    settings = Settings(_env_file=None, data_dir=tmp_path, sandbox_url="http://127.0.0.1:1")
    async with open_clock(settings) as clock:
        assert clock is system_clock


async def test_it_follows_a_sandbox_over_http(settings, sandbox):
    sandbox.control("clock", {"advance_s": 3600})
    ahead = settings.model_copy(update={"clock": "sandbox"})
    async with open_clock(ahead) as clock:
        assert clock() - system_clock() == pytest.approx(
            timedelta(hours=1), abs=timedelta(seconds=5)
        )
        sandbox.control("clock", {"advance_s": 86400})
        for _ in range(60):
            if clock() - system_clock() > DAY:
                break
            await asyncio.sleep(0.1)
        assert clock() - system_clock() > DAY


async def test_what_is_not_the_sandbox_tells_no_time(settings, sandbox):
    wrong = settings.model_copy(update={"clock": "sandbox", "sandbox_url": sandbox.site})
    clock = open_clock(wrong)
    with pytest.raises(UnavailableError, match="INSTA_SANDBOX_URL"):
        await clock.__aenter__()
