"""Grants are renewed once, by whoever is first, and lost only when the platform says so."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from domain.account import User, Workspace
from domain.connection import AccountKind, Connection, ConnectionStatus, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.ids import new_id
from domain.platform import Platform
from platforms.ports import Capabilities
from platforms.registry import Platforms
from store.unit import Store
from tests.worker.world import Network, World
from tools.granting import fresh, in_force
from tools.services import Services
from worker.upkeep import Upkeep

NOW = datetime(2026, 11, 11, 5, tzinfo=UTC)
LIFE = timedelta(hours=2)


@dataclass
class Strict:
    """A platform that takes each refresh token once (RFC 6749, section 6), as X does."""

    world: World
    good: str = "refresh-0"
    asked: int = 0
    lose: int = 0
    """So many answers get lost after they took effect."""
    down: bool = False
    odd: bool = False
    """Refuses with a class that fits a dead grant, in words that say no such thing."""
    empty: bool = False
    forgets: bool = False
    """Answers without a refresh token: the old one stays good."""
    pause_s: float = 0.05
    began: asyncio.Event = field(default_factory=asyncio.Event)

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        self.asked += 1
        self.began.set()
        await asyncio.sleep(self.pause_s)
        if self.down:
            raise PlatformError("Down.", error_class=ErrorClass.TEMPORARY_UNAVAILABLE, sent="no")
        if self.odd:
            raise PlatformError("Denied.", error_class=ErrorClass.INVALID_TOKEN, sent="refused")
        if tokens.refresh_token != self.good:
            return None
        if not self.forgets:
            self.good = f"refresh-{self.asked}"
        if self.lose:
            self.lose -= 1
            raise PlatformError("Lost.", error_class=ErrorClass.TIMEOUT, sent="no")
        return Tokens(
            access_token="" if self.empty else f"access-{self.asked}",
            refresh_token=None if self.forgets else self.good,
            expires_at=self.world.now + LIFE,
        )


@dataclass
class Office:
    """Processes on one database, and the accounts of one consent."""

    world: World
    strict: Strict
    processes: list[Services]
    accounts: list[Connection]

    @property
    def services(self) -> Services:
        return self.processes[0]

    async def held(self, n: int = 0) -> tuple[Connection, Tokens]:
        one = self.accounts[n]
        async with self.services.store.reading() as unit:
            return await unit.connections.with_tokens(one.workspace_id, one.id)

    async def ask(self, services: Services | None = None, n: int = 0) -> Tokens:
        one = self.accounts[n]
        found = await in_force(services or self.services, one.workspace_id, one.id)
        return found[1]

    async def begun(self) -> "asyncio.Task[Tokens]":
        """Somebody who asks, once the platform is being asked."""
        caller = asyncio.create_task(self.ask())
        await self.strict.began.wait()
        return caller

    async def told(self) -> list[str]:
        async with self.services.store.reading() as unit:
            events = await unit.events.after(self.accounts[0].workspace_id, 0, limit=500)
        return [event.type for event in events if event.type.startswith("connection.")]

    async def connect(self, tokens: Tokens, **changes: object) -> None:
        """What a new consent writes."""
        async with self.services.store.writing() as unit:
            for one in self.accounts:
                await unit.connections.save(one.model_copy(update=changes), tokens, self.world.now)


def services_of(store: Store, world: World, strict: Strict, platform: Platform) -> Services:
    network = Network(world)
    adapter = Capabilities(
        platform=platform, is_sandbox=True, renderer=network, connector=strict, publisher=network
    )
    return Services(
        store=store,
        author=None,
        esg=None,
        platforms=Platforms([adapter]),
        sites=None,
        blobs=None,
        clock=world.clock,
        real_clock=world.clock,
        sandbox_sites={},
    )


async def make_office(database_url, platform: Platform) -> Office:
    world = World(now=NOW)
    strict = Strict(world)
    stores = [Store(database_url, secret_keys=("a-test-key",)) for _ in range(2)]
    processes = [services_of(store, world, strict, platform) for store in stores]
    user = User(id=new_id(), email=f"{new_id()}@x.in", name="A", password_hash="-", created_at=NOW)
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=NOW)
    accounts = [
        Connection(
            id=new_id(),
            workspace_id=workspace.id,
            platform=platform,
            account_id=f"account-{n}",
            account_name=f"Chai {n}",
            account_kind=AccountKind.ORGANIZATION,
            status=ConnectionStatus.ACTIVE,
            scopes=("write",),
            created_at=NOW,
        )
        for n in range(2)
    ]
    async with stores[0].writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
    office = Office(world, strict, processes, accounts)
    first = Tokens(
        access_token="access-0", refresh_token="refresh-0", expires_at=NOW + timedelta(seconds=30)
    )
    await office.connect(first)
    return office


# a platform whose refresh tokens serve once is one more name here
@pytest.fixture(params=[Platform.LINKEDIN, Platform.X])
async def office(request, database_url):
    made = await make_office(database_url, request.param)
    yield made
    for services in made.processes:
        await services.store.close()


async def test_fifty_callers_in_two_processes_renew_once_and_share_it(office):
    callers = [office.ask(office.processes[n % 2], n % 2) for n in range(50)]
    given = await asyncio.gather(*callers)
    assert office.strict.asked == 1
    assert {tokens.access_token for tokens in given} == {"access-1"}
    for n in range(2):
        connection, tokens = await office.held(n)
        assert (tokens.refresh_token, connection.expires_at) == ("refresh-1", NOW + LIFE)
    assert await office.ask() == given[0]
    assert office.strict.asked == 1


async def test_only_a_recognised_end_disconnects(office):
    office.strict.odd = True
    await fresh(office.services, *await office.held())
    assert office.strict.asked == 1
    assert [(await office.held(n))[0].status for n in range(2)] == [ConnectionStatus.ACTIVE] * 2
    assert "connection.needs_reconnect" not in await office.told()


async def test_a_lost_answer_is_asked_for_once_more_and_then_ends_in_one_notice(office):
    office.strict.lose = 1
    for services in office.processes * 2:
        with pytest.raises(PlatformError) as refused:
            await fresh(services, *await office.held())
        assert refused.value.error_class is ErrorClass.INVALID_TOKEN
    assert office.strict.asked == 2, "the same token twice, then never again"
    statuses = [(await office.held(n))[0].status for n in range(2)]
    assert statuses == [ConnectionStatus.NEEDS_RECONNECT] * 2
    assert (await office.told()).count("connection.needs_reconnect") == 1, "one consent"


async def test_a_lost_answer_costs_nothing_where_the_token_still_serves(office):
    office.strict.lose, office.strict.forgets = 1, True
    assert (await office.ask()).access_token == "access-2"
    _, tokens = await office.held()
    assert tokens.refresh_token == "refresh-0", "what an answer leaves out stays"


@pytest.mark.parametrize("trouble", ["down", "empty"])
async def test_trouble_disconnects_nobody_is_told_once_and_not_hammered(office, trouble):
    setattr(office.strict, trouble, True)
    assert (await office.ask()).access_token == "access-0", "still in force"
    await office.ask()
    assert office.strict.asked == 1, "it was asked a moment ago"
    for _ in range(5):
        office.world.jump(3600)
        if trouble == "empty":
            office.strict.good = "refresh-0"
        with pytest.raises(PlatformError) as refused:
            await office.ask()
        assert refused.value.passes
        assert refused.value.sent == "no"
    connection, tokens = await office.held()
    assert connection.status is ConnectionStatus.ACTIVE
    assert (tokens.access_token, tokens.refresh_token) == ("access-0", "refresh-0")
    assert (await office.told()).count("connection.renewal_failed") == 1
    setattr(office.strict, trouble, False)
    office.strict.good = "refresh-0"
    office.world.jump(3600)
    assert (await office.ask()).access_token == f"access-{office.strict.asked}"


async def test_a_winner_that_died_is_followed_by_another(office):
    connection, tokens = await office.held()
    async with office.services.store.writing() as unit:
        await unit.grants.begin(
            connection, tokens, flight="dead", now=NOW, at=NOW, until=NOW + timedelta(seconds=90)
        )
    waiting = asyncio.create_task(office.ask())
    await asyncio.sleep(0.3)
    assert office.strict.asked == 0
    office.world.jump(91)
    assert (await waiting).access_token == "access-1"


async def test_a_caller_who_is_cut_off_does_not_lose_the_answer(office):
    office.strict.pause_s = 0.3
    caller = await office.begun()
    caller.cancel()
    await office.services.flights.land(10)
    assert (await office.held())[1].access_token == "access-1"


async def test_who_connects_again_meanwhile_is_not_overwritten(office):
    office.strict.pause_s = 0.3
    caller = await office.begun()
    mine = Tokens(access_token="mine", refresh_token="my-own", expires_at=NOW + LIFE)
    await office.connect(mine)
    assert (await caller).access_token == "mine"
    assert (await office.held())[1] == mine


async def test_a_refused_token_is_renewed_and_one_refused_again_is_over(office):
    connection, tokens = await office.held()
    async with office.services.store.writing() as unit:
        await unit.grants.refused(connection.workspace_id, connection.id, tokens, NOW)
    renewed = await office.ask()
    assert renewed.access_token == "access-1"
    async with office.services.store.writing() as unit:
        await unit.grants.refused(connection.workspace_id, connection.id, tokens, NOW)
    assert (await office.held())[0].status is ConnectionStatus.ACTIVE, "those were the old ones"
    async with office.services.store.writing() as unit:
        await unit.grants.refused(connection.workspace_id, connection.id, renewed, NOW)
    assert (await office.held(1))[0].status is ConnectionStatus.NEEDS_RECONNECT


async def test_a_new_consent_keeps_what_it_does_not_say(office):
    await office.connect(Tokens(access_token="again", expires_at=NOW + LIFE), scopes=())
    connection, tokens = await office.held()
    assert (tokens.access_token, tokens.refresh_token) == ("again", "refresh-0")
    assert connection.scopes == ("write",)


async def test_what_ends_soon_is_renewed_ahead(office):
    upkeep = Upkeep(office.services)
    await upkeep.renew_due()
    assert office.strict.asked == 1
    await upkeep.renew_due()
    for n in range(2):
        assert (await office.held(n))[1].refresh_token == office.strict.good


async def test_what_only_a_person_renews_is_warned_of_once_and_then_ends(office):
    ends = NOW + timedelta(days=5)
    async with office.services.store.writing() as unit:
        for one in office.accounts:
            await unit.connections.disconnect(one.workspace_id, one.id, NOW)
    await office.connect(Tokens(access_token="short", expires_at=ends))
    upkeep = Upkeep(office.services)
    for _ in range(3):
        await upkeep.renew_due()
    assert (await office.told()).count("connection.expires_soon") == 2, "one per account"
    assert (await office.held())[0].status is ConnectionStatus.ACTIVE
    assert (await office.held())[0].lasts_until == ends
    office.world.now = ends
    await upkeep.renew_due()
    assert (await office.held())[0].status is ConnectionStatus.NEEDS_RECONNECT
    assert office.strict.asked == 0


async def test_a_platform_that_gives_short_tokens_is_not_asked_at_every_use(office):
    for _ in range(5):
        await office.ask()
    assert office.strict.asked == 1
    office.world.jump(LIFE.total_seconds() * 0.99)
    await office.ask()
    assert office.strict.asked == 2
