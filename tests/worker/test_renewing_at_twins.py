"""A grant that many want at once is renewed once, by the platforms' own rules over real HTTP."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from pydantic import SecretStr

from domain.account import User, Workspace
from domain.connection import AccountKind, Connection, ConnectionStatus
from domain.errors import ErrorClass, PlatformError
from domain.ids import new_id
from domain.platform import Platform
from platforms.http import Http
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms
from store.unit import Store
from tools.granting import in_force
from tools.services import Services

CALLERS = 50
RETURN = "http://127.0.0.1:8000/api/v1/platforms/callback/"
TOKEN_CALL = {Platform.X: "/2/oauth2/token", Platform.LINKEDIN: "/oauth/v2/accessToken"}
LIFE = {Platform.X: timedelta(hours=2), Platform.LINKEDIN: timedelta(days=60)}


@dataclass
class Moment:
    """The clock of both processes, which runs beside the twins'."""

    ahead: timedelta = timedelta()

    def now(self):
        return datetime.now(UTC) + self.ahead


@dataclass
class Signed:
    """Processes on one database with one consent of a person at a twin."""

    platform: Platform
    processes: list[Services]
    connection: Connection
    moment: Moment
    sandbox: object

    def move(self, by):
        self.moment.ahead += by
        self.sandbox.control("clock", {"advance_s": by.total_seconds()})

    def renewals(self):
        """What the twin was asked for on the token route."""
        asked = self.sandbox.control(f"requests?platform={self.platform}")["requests"]
        return [one for one in asked if one["path"] == TOKEN_CALL[self.platform]]

    async def held(self):
        async with self.processes[0].store.reading() as unit:
            return await unit.connections.with_tokens(
                self.connection.workspace_id, self.connection.id
            )

    async def ask_all(self):
        return await asyncio.gather(
            *(
                in_force(
                    self.processes[n % len(self.processes)],
                    self.connection.workspace_id,
                    self.connection.id,
                )
                for n in range(CALLERS)
            ),
            return_exceptions=True,
        )


def settings_for(sandbox, platform, client_id):
    return PlatformSettings(
        api_base=sandbox.url,
        auth_base=sandbox.url,
        token_base=sandbox.url,
        client_id=client_id,
        client_secret=SecretStr("a-secret"),
        is_sandbox=True,
    )


@asynccontextmanager
async def process(database_url, sandbox, platform, client_id, moment):
    """What a process of its own has: its adapter, its line and its connection to the database."""
    async with Http() as http:
        settings = {platform: settings_for(sandbox, platform, client_id)}
        store = Store(database_url, secret_keys=("a-test-key",))
        yield Services(
            store=store,
            author=None,
            esg=None,
            platforms=build_platforms(settings, http=http, now=moment.now),
            sites=None,
            blobs=None,
            clock=moment.now,
            real_clock=lambda: datetime.now(UTC),
            sandbox_sites={},
        )
        await store.close()


async def consent(services, platform, redirect_uri):
    """A person presses "Allow"; the grant."""
    connector, verifier = services.platforms.get(platform).connector, "proof-" * 10
    url = connector.authorize_url("state", redirect_uri, verifier=verifier)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(url, data={"action": "allow"})
    code = httpx.URL(answer.headers["location"]).params["code"]
    return await connector.exchange(code, redirect_uri, verifier=verifier)


async def connected(services, platform, grant, now):
    user = User(id=new_id(), email=f"{new_id()}@x.in", name="A", password_hash="-", created_at=now)
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    account = grant.accounts[0]
    made = Connection(
        id=new_id(),
        workspace_id=workspace.id,
        platform=platform,
        account_id=account.account_id,
        account_name=account.name,
        account_kind=AccountKind(account.kind),
        status=ConnectionStatus.ACTIVE,
        scopes=grant.scopes,
        created_at=now,
    )
    async with services.store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.connections.save(made, grant.tokens, now)
    return made


@pytest.fixture(params=[Platform.X, Platform.LINKEDIN])
async def signed(request, database_url, sandbox):
    """Two processes, and an app whose people's grants come with refresh tokens."""
    platform, moment, client_id = request.param, Moment(), f"app-{request.param}"
    redirect_uri = RETURN + platform
    client = {
        "platform": platform,
        "client_id": client_id,
        "client_secret": "a-secret",
        "redirect_uris": [redirect_uri],
        "refresh_tokens": True,
    }
    sandbox.control("clients", client)
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(
                process(database_url, sandbox, platform, client_id, moment)
            )
            for _ in range(2)
        ]
        grant = await consent(processes[0], platform, redirect_uri)
        made = await connected(processes[0], platform, grant, moment.now())
        yield Signed(platform, processes, made, moment, sandbox)


@pytest.mark.parametrize("is_over", [False, True], ids=["near its end", "over"])
async def test_fifty_users_of_one_grant_ask_its_platform_once(signed, is_over):
    _, first = await signed.held()
    before = len(signed.renewals())
    signed.move(LIFE[signed.platform] + timedelta(minutes=1 if is_over else -2))
    given = await signed.ask_all()
    assert len(signed.renewals()) == before + 1
    _, kept = await signed.held()
    assert {tokens.access_token for _, tokens in given} == {kept.access_token}
    assert kept.access_token != first.access_token
    assert (kept.refresh_token != first.refresh_token) is (signed.platform is Platform.X)
    # what was kept serves once more, and the platform accepts it
    signed.move(LIFE[signed.platform])
    again = await signed.ask_all()
    assert len(signed.renewals()) == before + 2
    assert len({tokens.access_token for _, tokens in again}) == 1


async def test_fifty_users_of_a_grant_that_was_taken_back_ask_once_and_tell_once(signed):
    connector = signed.processes[0].platforms.get(signed.platform).connector
    _, tokens = await signed.held()
    other = tokens.model_copy(update={"access_token": tokens.refresh_token})
    await connector.revoke(tokens)
    await connector.revoke(other)
    before = len(signed.renewals())
    signed.move(LIFE[signed.platform] + timedelta(minutes=1))
    given = await signed.ask_all()
    assert len(signed.renewals()) == before + 1
    for one in given:
        if isinstance(one, PlatformError):
            assert (one.error_class, one.sent) == (ErrorClass.INVALID_TOKEN, "no")
        else:
            # who looked only afterwards is shown an account to connect again
            assert one[0].status is ConnectionStatus.NEEDS_RECONNECT
    async with signed.processes[0].store.reading() as unit:
        events = await unit.events.after(signed.connection.workspace_id, 0, limit=500)
    assert [e.type for e in events].count("connection.needs_reconnect") == 1
