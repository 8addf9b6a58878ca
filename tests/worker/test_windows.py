"""Whatever a clock does between approving, claiming and sending: nothing leaves outside its window,
nothing by a paused account, nothing twice, and nothing is stuck.

The real decision, ledger and publisher on SQLite; only the clock and the network's end are given.
"""

import asyncio
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.account import Member, User, Workspace
from domain.approval import Approval, ApprovalStatus, Decision
from domain.brand import Brand, BrandProfile
from domain.connection import AccountKind, Connection, ConnectionStatus, Tokens
from domain.content import Content, ContentStatus, Provenance, Safety, Version, content_hash
from domain.errors import ErrorClass, PlatformError
from domain.ids import new_id
from domain.platform import Platform
from domain.publication import MAX_ATTEMPTS, TERMINAL, AttemptOutcome, Publication, PublicationState
from domain.times import Slot, columns, slot_of
from platforms.ports import (
    Capabilities,
    MediaItem,
    MediaProfile,
    ProbeResult,
    RenderedPost,
    Submitted,
)
from platforms.registry import Platforms
from store.migrate import upgrade
from store.unit import Store
from store.waiting import Due
from tools.decisions import Wanted, apply
from tools.services import Services
from worker.ending import Endings, miss
from worker.prober import Prober
from worker.publisher import Publisher

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


@dataclass
class World:
    """The clock in force, what still happens to it, and what left for the network when."""

    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    in_prepare_s: list[int] = field(default_factory=list)
    at_the_gate_s: list[int] = field(default_factory=list)
    sent_at: list[datetime] = field(default_factory=list)
    is_capped: bool = False

    def jump(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def clock(self) -> datetime:
        return self.now


class Network:
    """The end of the wire: notes when something leaves, and lets the clock jump on the way."""

    limit = 3000
    media = MediaProfile(content_types=(), max_bytes=0, most=0)

    def __init__(self, world: World) -> None:
        self._world = world

    def render(self, version, *, account_id, media=()) -> RenderedPost:
        return RenderedPost(
            platform=Platform.LINKEDIN,
            account_id=account_id,
            wire=version.text,
            text=version.text,
            character_count=len(version.text),
            limit=self.limit,
        )

    async def prepare(self, post, tokens, prepared, *, bytes_of, keep, in_doubt=False):
        if self._world.in_prepare_s:
            self._world.jump(self._world.in_prepare_s.pop())
        if self._world.is_capped:
            raise PlatformError(
                "The account posted as often as it may today.",
                error_class=ErrorClass.RATE_LIMIT_EXCEEDED,
                sent="no",
                retry_after_s=3600.0,
            )
        return {}

    async def submit(self, post, tokens, prepared, *, gate) -> Submitted:
        if self._world.at_the_gate_s:
            self._world.jump(self._world.at_the_gate_s.pop())
        if not gate():
            raise PlatformError(
                "Stopped at the gate.", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="no"
            )
        self._world.sent_at.append(self._world.now)
        return Submitted(platform_post_id=f"post-{len(self._world.sent_at)}", permalink="")


@dataclass
class Bench:
    """One database and one event loop for all examples; each makes its own workspace."""

    loop: asyncio.AbstractEventLoop
    store: Store

    def services(self, world: World) -> Services:
        network = Network(world)
        adapter = Capabilities(
            platform=Platform.LINKEDIN,
            is_sandbox=True,
            renderer=network,
            connector=cast("object", None),
            publisher=network,
        )
        return Services(
            store=self.store,
            author=None,
            esg=None,
            platforms=Platforms([adapter]),
            sites=None,
            blobs=None,
            clock=world.clock,
            real_clock=world.clock,
            sandbox_sites={},
        )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('windows') / 'app.db'}"
    upgrade(url)
    loop = asyncio.new_event_loop()
    made = Bench(loop, Store(url, secret_keys=("a-test-key",)))
    yield made
    loop.run_until_complete(made.store.close())
    loop.close()


async def approved(services: Services, slot: Slot | None, zone: str) -> tuple[Member, Publication]:
    """A person approves one post for that slot: the publication that this makes."""
    now = services.clock()
    user = User(
        id=new_id(), email=f"{new_id()}@x.in", name="Asha", password_hash="-", created_at=now
    )
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    profile = BrandProfile(business_name="Masala Chai Co.", timezone=zone)
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    connection = Connection(
        id=new_id(),
        workspace_id=workspace.id,
        platform=Platform.LINKEDIN,
        account_id="urn:li:organization:1",
        account_name="Masala Chai Co.",
        account_kind=AccountKind.ORGANIZATION,
        status=ConnectionStatus.ACTIVE,
        created_at=now,
    )
    version = Version(
        number=1,
        text="Chai at four.",
        safety=Safety(passed=True),
        provenance=Provenance(author="a", prompt="p", prompt_version="1", prompt_hash="h"),
        created_at=now,
        created_by="insta-media",
    )
    content = Content(
        id=new_id(),
        workspace_id=workspace.id,
        brand_id=brand.id,
        campaign_id=None,
        task_id=None,
        platform=Platform.LINKEDIN,
        language="en",
        status=ContentStatus.PENDING_REVIEW,
        version=version,
        **columns(slot),
    )
    approval = Approval(
        id=new_id(),
        workspace_id=workspace.id,
        campaign_id=None,
        thread_id=None,
        status=ApprovalStatus.OPEN,
        version=1,
        content_hash=content_hash(
            version,
            platform=Platform.LINKEDIN,
            connection_id=connection.id,
            publish_at=content.publish_at,
        ),
        content=content,
        platform=Platform.LINKEDIN,
        connection_id=connection.id,
        created_at=now,
        **columns(slot),
    )
    async with services.store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        await unit.connections.save(connection, Tokens(access_token="a-secret"), now)
        await unit.contents.add(content)
        await unit.approvals.open(approval)
        member = await unit.accounts.member(workspace.id, user.id)
        assert member is not None
        wanted = Wanted(decision=Decision.APPROVE, version=1)
        await apply(unit, services, member, approval.id, wanted, surface="test")
        (row,) = await unit.publications.list(workspace.id)
    return member, row


async def look(services: Services, row: Publication) -> Publication:
    """What the worker does in one look, for this row: ends what is late, sends what is due."""
    async with services.store.reading() as unit:
        late = [
            d
            for d in await unit.waiting.past_window(services.clock())
            if d.publication_id == row.id
        ]
    for due in late:
        await miss(services, due)
    await Publisher(services, Endings(services), owner="test").publish_next(row.connection_id)
    async with services.store.reading() as unit:
        return await unit.publications.get(row.workspace_id, row.id)


async def pause(services: Services, row: Publication, by: str | None) -> None:
    async with services.store.writing() as unit:
        await unit.connections.set_pause(
            row.workspace_id, row.connection_id, by=by, at=services.clock()
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


class Forgetful(Network):
    """Loses the answer of each call, looks unsent, and then forgets what was prepared."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.doubts: list[bool] = []
        self.calls = 0

    async def prepare(self, post, tokens, prepared, *, bytes_of, keep, in_doubt=False):
        self.doubts.append(in_doubt)
        if in_doubt:
            raise PlatformError(
                "It is gone.", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="unknown"
            )
        return {"container": "1"}

    async def submit(self, post, tokens, prepared, *, gate):
        self.calls += 1
        raise PlatformError("500", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="unknown")

    def confidence_for(self, connection):
        return "high"

    async def probe(self, *_, **__):
        return ProbeResult(
            found=None, confidence="high" if self.calls == len(self.doubts) else "low"
        )


def test_a_post_in_doubt_whose_preparation_is_gone_is_a_persons(bench):
    bench.loop.run_until_complete(_forget(bench))


async def _forget(bench) -> None:
    world = World()
    network = Forgetful(world)
    adapter = dataclasses.replace(
        bench.services(world).platforms.get(Platform.LINKEDIN),
        renderer=network,
        publisher=network,
        probe=network,
    )
    services = dataclasses.replace(bench.services(world), platforms=Platforms([adapter]))
    _, row = await approved(services, None, "Asia/Kolkata")
    publisher = Publisher(services, Endings(services), owner="t")
    prober = Prober(services, Endings(services), owner="t")
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    await publisher.publish_next(row.connection_id)
    for _ in range(6):
        world.jump(3600 if network.calls < len(network.doubts) else 3)
        await prober.probe(due)
        await publisher.publish_next(row.connection_id)
        world.jump(10)
        await publisher.publish_next(row.connection_id)
    async with services.store.reading() as unit:
        row = await unit.publications.get(row.workspace_id, row.id)
    assert (network.doubts, network.calls) == ([False, True], 1)
    assert row.state is S.UNKNOWN
    assert [a.outcome for a in row.attempts] == [AttemptOutcome.UNKNOWN]


class Fetching(Network):
    """A network that fetches the one picture of every post by its address."""

    media = MediaProfile(content_types=("image/jpeg",), max_bytes=9, fetches=True)

    def render(self, version, *, account_id, media=()) -> RenderedPost:
        picture = MediaItem(
            sha256="0" * 64,
            content_type="image/jpeg",
            width=1,
            height=1,
            size=1,
            url="/media/0.jpg",
        )
        post = super().render(version, account_id=account_id)
        return post.model_copy(update={"media": (picture,)})


def test_a_process_without_an_address_says_so_instead_of_sending_half_of_one(bench):
    world = World()
    network = Fetching(world)
    adapter = dataclasses.replace(
        bench.services(world).platforms.get(Platform.LINKEDIN), renderer=network, publisher=network
    )
    services = dataclasses.replace(bench.services(world), platforms=Platforms([adapter]))
    _, row = bench.loop.run_until_complete(approved(services, None, "UTC"))
    row = bench.loop.run_until_complete(look(services, row))
    assert (row.state, row.error.code) == (S.FAILED, "no_public_address")
    assert world.sent_at == []
