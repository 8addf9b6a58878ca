"""Whatever a clock does between approving, claiming and sending: nothing leaves outside its window,
nothing by a paused account, nothing twice, and nothing is stuck.

The real decision, ledger and publisher on SQLite; only the clock and the network's end are given.
"""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.publication import MAX_ATTEMPTS, TERMINAL, Publication, PublicationState
from domain.times import slot_of
from tests.worker.world import World, approved, look, pause
from tools.services import Services

S = PublicationState
HOURS_2 = 2 * 3600
ZONES = (
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "America/Santiago",
    "Africa/Johannesburg",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/New_York",
    "America/St_Johns",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Beirut",
    "UTC",
)
CHANGES = tuple(
    date(2026, *day)
    for day in ((3, 8), (3, 29), (4, 5), (9, 6), (9, 27), (10, 4), (10, 25), (11, 1), (11, 12))
)


jumps = st.lists(st.integers(-HOURS_2, HOURS_2), max_size=3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("jump"), st.integers(-HOURS_2, HOURS_2)),
        st.tuples(st.just("pass"), st.integers(0, HOURS_2)),
        st.tuples(st.sampled_from(["look", "pause", "resume"]), st.just(0)),
    ),
    max_size=12,
)
slots = st.one_of(
    st.none(),
    st.tuples(
        st.sampled_from(CHANGES),
        st.times(max_value=time(4, 59)).map(lambda t: t.replace(second=0, microsecond=0)),
    ),
)


@settings(max_examples=60)
@given(slots, st.sampled_from(ZONES), steps, jumps, jumps, st.integers(-HOURS_2, 3 * HOURS_2))
def test_nothing_leaves_outside_its_window_and_nothing_is_stuck(
    bench, slot, zone, steps, in_prepare, at_the_gate, ahead_s
):
    world = World(in_prepare_s=list(in_prepare), at_the_gate_s=list(at_the_gate))
    services = bench.services(world)
    bench.loop.run_until_complete(_play(services, world, slot, zone, steps, ahead_s))


async def _play(services, world, slot, zone, steps, ahead_s) -> None:
    planned = slot_of(*slot, zone) if slot else None
    if planned:
        world.now = planned.at - timedelta(seconds=ahead_s)
    if planned and world.now >= planned.at + timedelta(hours=2):
        return  # nobody can approve that any more; decisions refuse it
    member, row = await approved(services, planned, zone)
    first = (row.not_before, row.not_after)
    assert first == (planned.at, planned.at + timedelta(hours=2)) if planned else True
    paused = False
    for what, seconds in steps:
        if what in ("jump", "pass"):
            world.jump(seconds)
        elif what == "look":
            before = len(world.sent_at)
            row = await look(services, row)
            assert not (paused and len(world.sent_at) > before)
        else:
            paused = what == "pause"
            await pause(services, row, member.name if paused else None)
    await pause(services, row, None)
    row = await _run_on(services, world, row)
    assert row.state in TERMINAL, row.timeline
    assert len(world.sent_at) == (row.state is S.PUBLISHED)
    assert all(first[0] <= at <= first[1] for at in world.sent_at)
    if row.state is S.MISSED:
        assert row.error is not None


async def _run_on(services: Services, world: World, row: Publication) -> Publication:
    """Time goes on as it does, with a look every half hour, until a day after the window."""
    while world.now <= row.not_after + timedelta(hours=1) and row.state not in TERMINAL:
        row = await look(services, row)
        world.jump(1800)
    return await look(services, row)


@settings(max_examples=20)
@given(st.sampled_from(CHANGES), st.times(), st.sampled_from(ZONES))
def test_without_any_jump_a_slot_goes_out_at_its_time(bench, day, clock, zone):
    world = World()
    services = bench.services(world)
    planned = slot_of(day, clock.replace(microsecond=0), zone)
    world.now = planned.at - timedelta(days=1)

    async def play() -> Publication:
        _, row = await approved(services, planned, zone)
        world.now = planned.at - timedelta(seconds=1)
        assert (await look(services, row)).state is S.SCHEDULED
        world.now = planned.at
        return await look(services, row)

    assert bench.loop.run_until_complete(play()).state is S.PUBLISHED
    assert world.sent_at == [planned.at]


def test_a_cap_is_waited_for_as_long_as_the_window_lasts(bench):
    world = World(is_capped=True)
    services = bench.services(world)

    async def play() -> Publication:
        _, row = await approved(services, None, "Asia/Kolkata")
        for _ in range(2 * MAX_ATTEMPTS):
            row = await look(services, row)
            assert (row.state, row.tries) == (S.SCHEDULED, 0)
            world.jump(3600)
        world.is_capped = False
        return await look(services, row)

    assert bench.loop.run_until_complete(play()).state is S.PUBLISHED
    assert len(world.sent_at) == 1


def test_a_slot_that_a_cap_outlasts_is_missed_and_says_why(bench):
    world = World(is_capped=True)
    services = bench.services(world)
    planned = slot_of(date(2026, 11, 12), time(19, 30), "Asia/Kolkata")
    world.now = planned.at

    async def play() -> Publication:
        _, row = await approved(services, planned, "Asia/Kolkata")
        return await _run_on(services, world, row)

    row = bench.loop.run_until_complete(play())
    assert row.state is S.MISSED
    assert row.error is not None
    assert "posted as often as it may" in row.error.message
    assert world.sent_at == []


def test_a_slot_that_nothing_took_up_is_missed_and_says_so_and_what_to_do(bench):
    world = World()
    services = bench.services(world)
    planned = slot_of(date(2026, 11, 12), time(19, 30), "Asia/Kolkata")
    world.now = planned.at - timedelta(days=1)

    async def play() -> Publication:
        _, row = await approved(services, planned, "Asia/Kolkata")
        world.now = planned.at + timedelta(days=1)
        return await look(services, row)

    row = bench.loop.run_until_complete(play())
    assert row.error is not None
    assert "Nothing took it up before Thu 12 Nov, 9:30 pm IST" in row.error.message
    assert row.error.message.endswith("Choose a new time for it.")
