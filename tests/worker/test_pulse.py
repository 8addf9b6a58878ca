"""Liveness without clocks: silence is heard by who listens; work of the dead is anybody's."""

import pytest

from worker import pulse
from worker.publisher import GATE_S
from worker.pulse import DEAD_AFTER_S, Pulse


@pytest.fixture
async def two(system):
    """Two processes on one database, neither beating by itself."""

    def make(owner: str) -> Pulse:
        return Pulse(system.store, owner=owner, is_alone=False, now=system.services.clock)

    async with system.store.writing() as unit:
        for owner in ("a", "b"):
            await unit.executors.register(owner, host="h", at=system.services.clock())
    return make("a"), make("b")


def seconds(watcher: Pulse, by: float) -> None:
    """Let time pass for the watcher, as if it had looked all the while."""
    for seen in watcher._seen.values():
        seen.at_s -= by


async def test_silence_for_long_enough_is_death_and_a_beat_is_life(two):
    a, _ = two
    assert a.silent({"a": 1, "b": 5}) == {}
    seconds(a, DEAD_AFTER_S + 1)
    assert a.silent({"a": 1, "b": 6}) == {}
    seconds(a, DEAD_AFTER_S + 1)
    assert a.silent({"a": 1, "b": 6}) == {"b": 6}
    assert a.silent({"a": 1}) == {}


async def test_who_was_frozen_itself_judges_nobody(two):
    a, _ = two
    a.silent({"b": 5})
    seconds(a, DEAD_AFTER_S + 1)
    a._looked_s -= 60
    assert a.silent({"b": 5}) == {}


async def test_taken_for_dead_it_comes_back_under_its_name(system, two):
    a, _ = two
    async with system.store.writing() as unit:
        await unit.executors.bury("a")
    await a.beat()
    async with system.store.reading() as unit:
        assert "a" in await unit.executors.beats()


def test_nobody_taken_for_dead_can_still_pass_the_gate():
    assert GATE_S < DEAD_AFTER_S - 2 * pulse.BEAT_S
