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
from domain.form import ORDINARY, Form
from domain.platform import Platform
from platforms.http import Http, Timeouts
from platforms.ports import (
    Capabilities,
    Grant,
    MediaItem,
    PlatformSettings,
    RenderedPost,
    Submitted,
)
from platforms.registry import Platforms, build_platforms
from platforms.waiting import Waiting
from tests.platforms.pictures import Pictures
from tests.platforms.specimens import clip, video_item

REDIRECT_URI = "http://127.0.0.1:9/api/v1/platforms/callback/linkedin"
QUICK = Timeouts(connect=2.0, read=2.0, total=5.0)
VERIFIER = "a-proof-key-of-forty-three-letters-or-more-as-rfc-7636-has-it"
PLATFORMS = tuple(Platform)


async def nap(seconds: float) -> None:
    """Pauses as the adapters ask for, but none longer than a test can wait."""
    await asyncio.sleep(min(seconds, 0.3))


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


def settings_for(base: str, platform: Platform = Platform.LINKEDIN) -> PlatformSettings:
    return PlatformSettings(
        api_base=base,
        auth_base=base,
        token_base=base,
        analytics_base=base,
        client_id=f"sandbox-{platform.value}",
        client_secret=SecretStr(f"sandbox-{platform.value}-secret"),
        is_sandbox=True,
    )


def platforms_at(base: str, http: Http, waiting: Waiting | None = None) -> Platforms:
    return build_platforms(
        {platform: settings_for(base, platform) for platform in PLATFORMS},
        http=http,
        now=lambda: datetime.now(UTC),
        waiting=waiting or Waiting(sleep=nap),
    )


@pytest.fixture
def pictures() -> Iterator[Pictures]:
    server = Pictures()
    yield server
    server.stop()


@pytest.fixture
def platforms_for(http: Http) -> Callable[[str], Platforms]:
    """Adapters that speak to whatever listens at a base."""
    return lambda base: platforms_at(base, http)


@pytest.fixture
def platforms_in_a_hurry(http: Http) -> Callable[[str], Platforms]:
    """Adapters whose every pause is over at once, as their own clock sees it."""

    class Hurry:
        now = 0.0

        async def sleep(self, seconds: float) -> None:
            self.now += seconds

    hurry = Hurry()
    waiting = Waiting(sleep=hurry.sleep, monotonic=lambda: hurry.now)
    return lambda base: platforms_at(base, http, waiting)


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
    media: tuple[MediaItem, ...] = ()
    """What every post carries that names none of its own."""

    async def keep(self, prepared: dict[str, str]) -> None:
        self.kept.append(dict(prepared))

    async def whole(self, sha256: str) -> bytes:
        return self.files[sha256]

    async def part(self, sha256: str, start: int, length: int) -> bytes:
        return self.files[sha256][start : start + length]

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
        self,
        text: str,
        *tags: str,
        kind: AccountKind = AccountKind.ORGANIZATION,
        media: tuple[MediaItem, ...] | None = None,
        form: Form = ORDINARY,
        **fields: object,
    ) -> RenderedPost:
        items = self.media if media is None else media
        hashes = tuple(item.sha256 for item in items)
        return self.can.renderer.render(
            version(text, *tags, media=hashes, form=form, **fields),
            account_id=self.account(kind),
            media=items,
        )

    async def prepare(self, post: RenderedPost, prepared: dict[str, str]) -> dict[str, str]:
        return await self.can.publisher.prepare(
            post, self.grant.tokens, prepared, files=self, keep=self.keep
        )

    async def submit(self, post: RenderedPost, prepared: dict[str, str]) -> Submitted:
        return await self.can.publisher.submit(post, self.grant.tokens, prepared, gate=lambda: True)


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


@pytest.fixture
async def instagram(sandbox: Sandbox, http: Http, pictures: Pictures) -> Signed:
    """Instagram with a person's grant; every post has one picture unless it says otherwise."""
    signed = await sign_in(sandbox, platforms_at(sandbox.url, http), Platform.INSTAGRAM)
    signed.media = (pictures.add(),)
    return signed


@pytest.fixture
async def x(sandbox: Sandbox, http: Http) -> Signed:
    return await sign_in(sandbox, platforms_at(sandbox.url, http), Platform.X)


@pytest.fixture
async def youtube(sandbox: Sandbox, http: Http) -> Signed:
    """YouTube with a person's grant; every post has one video unless it says otherwise."""
    signed = await sign_in(sandbox, platforms_at(sandbox.url, http), Platform.YOUTUBE)
    content = clip()
    signed.media = (video_item(content),)
    signed.files[signed.media[0].sha256] = content
    return signed


@pytest.fixture
async def facebook(sandbox: Sandbox, http: Http) -> Signed:
    """A Page with its own token, as the connection of it holds."""
    signed = await sign_in(sandbox, platforms_at(sandbox.url, http), Platform.FACEBOOK)
    page = signed.grant.accounts[0]
    signed.grant = signed.grant.model_copy(update={"tokens": page.tokens})
    return signed


async def sign_in(sandbox: Sandbox, platforms: Platforms, platform: Platform) -> Signed:
    can = platforms.get(platform)
    url = can.connector.authorize_url("state-1", REDIRECT_URI, verifier=VERIFIER)
    code = consent(sandbox, url).params["code"]
    grant = await can.connector.exchange(code, REDIRECT_URI, verifier=VERIFIER)
    return Signed(can, grant)


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


@dataclass
class Canned:
    """A server for what the twins leave open: answers by the beginning of "METHOD /path".

    The last of several is repeated.
    """

    url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def lines(self, beginning: str) -> list[str]:
        return [line for line in self.asked if line.startswith(beginning)]


@pytest.fixture
def canned(serve) -> Callable[[dict[str, list[tuple[int, object]]]], Awaitable[Canned]]:
    async def start(answers: dict[str, list[tuple[int, object]]]) -> Canned:
        server = Canned()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            line = head.partition(" HTTP/")[0]
            server.asked.append(line)
            server.heads.append(head)
            status, body = next(
                some.pop(0) if len(some) > 1 else some[0]
                for beginning, some in answers.items()
                if line.startswith(beginning)
            )
            content = json.dumps(body).encode()
            writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: {len(content)}\r\n\r\n".encode())
            writer.write(content)
            await writer.drain()

        server.url = await serve(handle)
        return server

    return start
