"""The sandbox as a real process, raw servers for bad manners, and the adapter over real HTTP."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from domain.connection import AccountKind, Connection, ConnectionStatus
from domain.content import Provenance, Safety, Version
from domain.platform import Platform
from platforms.http import Http, Timeouts
from platforms.ports import Capabilities, Grant, PlatformSettings, RenderedPost
from platforms.registry import Platforms, build_platforms

REDIRECT_URI = "http://127.0.0.1:9/api/v1/platforms/callback/linkedin"
QUICK = Timeouts(connect=2.0, read=2.0, total=5.0)


@dataclass
class Sandbox:
    """The running stand-ins and their controls."""

    url: str
    site: str
    client: httpx.Client

    def control(self, path: str, **fields: object) -> dict[str, object]:
        answer = self.client.post(f"{self.url}/control/{path}", json=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fault(self, mode: str, operation: str = "create_post", **fields: object) -> None:
        platform = fields.pop("platform", "linkedin")
        self.control("faults", platform=platform, operation=operation, mode=mode, **fields)

    def effects(self) -> list[dict[str, object]]:
        return self.client.get(f"{self.url}/control/effects").json()["effects"]

    def requests(self, platform: str) -> list[dict[str, object]]:
        params = {"platform": platform}
        return self.client.get(f"{self.url}/control/requests", params=params).json()["requests"]


@pytest.fixture(scope="session")
def _sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data"]
    root = Path(__file__).parents[2]
    with (
        subprocess.Popen(
            [*command, str(tmp_path_factory.mktemp("sandbox"))], stdout=subprocess.PIPE, cwd=root
        ) as process,
        httpx.Client(trust_env=False, timeout=10) as client,
    ):
        assert process.stdout is not None
        places = json.loads(process.stdout.readline())
        yield Sandbox(places["sandbox"], places["sites"]["chaighar"], client)
        process.terminate()


@pytest.fixture
def sandbox(_sandbox_process: Sandbox) -> Iterator[Sandbox]:
    _sandbox_process.control("reset")
    yield _sandbox_process
    _sandbox_process.control("release")


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    async with Http(timeouts=QUICK) as way_out:
        yield way_out


def settings_for(base: str) -> PlatformSettings:
    return PlatformSettings(
        api_base=base,
        auth_base=base,
        token_base=base,
        client_id="sandbox-linkedin",
        client_secret=SecretStr("sandbox-linkedin-secret"),
        is_sandbox=True,
    )


def platforms_at(base: str, http: Http) -> Platforms:
    settings = {Platform.LINKEDIN: settings_for(base)}
    return build_platforms(settings, http=http, now=lambda: datetime.now(UTC))


@pytest.fixture
def platforms_for(http: Http) -> Callable[[str], Platforms]:
    """Adapters that speak to whatever listens at a base."""
    return lambda base: platforms_at(base, http)


@pytest.fixture
def redirect_uri() -> str:
    return REDIRECT_URI


def consent(sandbox: Sandbox, authorize_url: str, **form: str) -> httpx.URL:
    """Press a button on the consent page; where the browser is sent then."""
    answer = sandbox.client.post(authorize_url, data={"action": "allow", **form})
    assert answer.status_code == 303, answer.text
    return httpx.URL(answer.headers["location"])


@pytest.fixture
def press() -> Callable[..., httpx.URL]:
    return consent


@dataclass
class Signed:
    """An adapter with a person's grant: everything a test of publishing needs."""

    can: Capabilities
    grant: Grant
    texts: int = field(default=0)
    kept: list[dict[str, str]] = field(default_factory=list)
    """What was handed over to be persisted, in order."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The media that can be read, by sha256."""

    async def keep(self, prepared: dict[str, str]) -> None:
        self.kept.append(dict(prepared))

    async def bytes_of(self, sha256: str) -> bytes:
        return self.files[sha256]

    def account(self, kind: AccountKind = AccountKind.ORGANIZATION) -> str:
        return next(a.account_id for a in self.grant.accounts if a.kind is kind)

    def connection(self, kind: AccountKind = AccountKind.ORGANIZATION) -> Connection:
        return Connection(
            id="c1",
            workspace_id="w1",
            platform=self.can.platform,
            account_id=self.account(kind),
            account_name="",
            account_kind=kind,
            status=ConnectionStatus.ACTIVE,
            scopes=self.grant.scopes,
            created_at=datetime.now(UTC),
        )

    def post(
        self, text: str, *tags: str, kind: AccountKind = AccountKind.ORGANIZATION
    ) -> RenderedPost:
        return self.can.renderer.render(version(text, *tags), account_id=self.account(kind))


def version(text: str, *tags: str, **fields: object) -> Version:
    made = Provenance(author="test", prompt="p", prompt_version="1", prompt_hash="h")
    return Version(
        number=1,
        text=text,
        hashtags=tags,
        safety=Safety(passed=True),
        provenance=made,
        created_at=datetime.now(UTC),
        created_by="test",
        **fields,
    )


@pytest.fixture
def make_version() -> Callable[..., Version]:
    return version


@pytest.fixture
async def signed(sandbox: Sandbox, http: Http) -> Signed:
    return await sign_in(sandbox, platforms_at(sandbox.url, http), Platform.LINKEDIN)


async def sign_in(sandbox: Sandbox, platforms: Platforms, platform: Platform) -> Signed:
    can = platforms.get(platform)
    back = consent(sandbox, can.connector.authorize_url("state-1", REDIRECT_URI))
    return Signed(can, await can.connector.exchange(back.params["code"], REDIRECT_URI))


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Handler], Awaitable[str]]]:
    """Start a raw TCP server with any manners; returns its base URL."""
    servers: list[asyncio.Server] = []
    conversations: set[asyncio.Task[None]] = set()

    async def start(handle: Handler) -> str:
        async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            conversations.add(asyncio.current_task())
            try:
                await handle(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(guarded, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()
    for conversation in conversations:
        conversation.cancel()
    await asyncio.gather(*conversations, return_exceptions=True)
    await asyncio.sleep(0)
