"""A running system in this process, with the sandbox as a process of its own beside it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from config.settings import Settings
from domain.account import Member, User, Workspace
from domain.brand import Brand, BrandProfile, BrandVoice, Fact, Product
from domain.ids import new_id
from domain.platform import Platform
from domain.run import Run, Thread
from store.migrate import upgrade
from store.unit import Store
from tests.worker.world import Bench
from tools import connecting
from worker.system import System, open_system

ROOT = Path(__file__).parents[2]
CALLBACK = "http://127.0.0.1:8000/api/v1/platforms/callback/linkedin"


@dataclass
class Sandbox:
    """The twins, and their control routes."""

    url: str
    site: str
    http: httpx.Client

    def control(self, path: str, body: dict[str, object] | None = None) -> dict[str, object]:
        answer = self.http.request(
            "GET" if body is None else "POST", f"{self.url}/control/{path}", json=body
        )
        answer.raise_for_status()
        return answer.json()

    def fault(
        self,
        operation: str,
        mode: str,
        count: int = 1,
        platform: str = "linkedin",
        **more: object,
    ) -> None:
        fault = {"platform": platform, "operation": operation, "mode": mode, "count": count}
        self.control("faults", fault | more)

    def effects(self) -> list[dict[str, object]]:
        return self.control("effects")["effects"]

    def calls(self, operation: str) -> int:
        requests = self.control("requests")["requests"]
        return sum(1 for request in requests if request["operation"] == operation)


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("sandbox")
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        info = json.loads(process.stdout.readline())
        # a connection kept for long may be closed by the sandbox just as the next call takes it
        fresh = httpx.Limits(max_keepalive_connections=0)
        with httpx.Client(timeout=30, trust_env=False, limits=fresh) as http:
            yield Sandbox(info["sandbox"], info["sites"]["chaighar"], http)
        process.terminate()


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Sandbox:
    sandbox_process.control("reset", {})
    return sandbox_process


@pytest.fixture
def settings(tmp_path: Path, sandbox: Sandbox, fills_file: Callable[[Path], None]) -> Settings:
    made = Settings(_env_file=None, data_dir=tmp_path / "data", sandbox_url=sandbox.url)
    made.data_dir.mkdir()
    fills_file(made.data_dir / "app.db")
    return made


@pytest.fixture
async def system(settings: Settings) -> AsyncIterator[System]:
    async with open_system(settings) as opened:
        yield opened


@dataclass
class Shop:
    """A small business in the system: its owner, brand and conversation."""

    system: System
    member: Member
    brand: Brand
    thread: Thread

    async def turn(self, payload: dict[str, object]) -> Run:
        run = await self.system.turns.submit(
            workspace_id=self.member.workspace_id,
            thread_id=self.thread.id,
            payload=payload,
            user_id=self.member.user_id,
        )
        return await self.system.turns.join(self.member.workspace_id, run.id)

    async def say(self, text: str) -> str:
        """Send a message; returns the team's reply."""
        run = await self.turn({"messages": [{"role": "user", "content": text}]})
        assert run.error is None, run.error
        return (await self.messages())[-1]["content"]

    async def messages(self) -> list[dict[str, object]]:
        return (await self.system.states.latest(self.thread.id))["values"]["messages"]

    async def approvals(self, status=None):
        async with self.system.store.reading() as unit:
            return await unit.approvals.list(self.member.workspace_id, status=status)

    async def publications(self):
        async with self.system.store.reading() as unit:
            return await unit.publications.list(self.member.workspace_id)

    async def campaign(self):
        async with self.system.store.reading() as unit:
            return (await unit.campaigns.list(self.member.workspace_id))[0]


@pytest.fixture
async def shop(system: System) -> Shop:
    return await open_shop(system)


@pytest.fixture(scope="session")
def opens_shop() -> Callable[[System], Awaitable[Shop]]:
    """For a module that keeps one system open for all its tests."""
    return open_shop


async def open_shop(system: System) -> Shop:
    now = datetime.now(UTC)
    user = User(
        id=new_id(), email=f"{new_id()}@x.in", name="Asha", password_hash="-", created_at=now
    )
    workspace = Workspace(id=new_id(), name="w", subscription_tier="basic", created_at=now)
    profile = BrandProfile(
        business_name="Masala Chai Co.",
        industry="café",
        location="Pune",
        brand_voice=BrandVoice(tone=("warm",), avoid_words=("cheap",)),
        products=(Product(name="Masala chai", description="Ginger and cardamom", price="₹40"),),
        facts=(Fact(text="We grind our spice mix every morning.", source="the owner"),),
    )
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=profile, is_default=True)
    thread = Thread(
        id=new_id(), workspace_id=workspace.id, brand_id=brand.id, created_at=now, updated_at=now
    )
    async with system.store.writing() as unit:
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)
        await unit.threads.add(thread)
    async with system.store.reading() as unit:
        member = await unit.accounts.member(workspace.id, user.id)
    assert member is not None
    return Shop(system, member, brand, thread)


@pytest.fixture
async def connected(shop: Shop) -> Shop:
    """The shop with LinkedIn connected through the consent page."""
    return await connect_linkedin(shop)


@pytest.fixture
def reconnects() -> Callable[[Shop], Awaitable[Shop]]:
    """Takes a shop through LinkedIn's consent page once more."""
    return connect_linkedin


@pytest.fixture
async def neighbour(system: System) -> Shop:
    """Another business in the same system, connected too."""
    return await connect_linkedin(await open_shop(system))


async def connect_linkedin(shop: Shop) -> Shop:
    url, _ = await connecting.start(shop.system.services, shop.member, Platform.LINKEDIN, CALLBACK)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(url, data={"action": "allow"})
    query = httpx.URL(answer.headers["location"]).params
    await connecting.finish(shop.system.services, Platform.LINKEDIN, query["code"], query["state"])
    return shop


@pytest.fixture
def until() -> Callable[..., Awaitable[object]]:
    """Waits for a condition that the running system has to bring about."""

    async def wait(condition: Callable[[], Awaitable[object]], *, seconds: float = 60.0) -> object:
        # rows have no event to await
        for _ in range(int(seconds / 0.05)):
            if found := await condition():
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"waited {seconds:.0f} s in vain")

    return wait


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('windows') / 'app.db'}"
    upgrade(url)
    loop = asyncio.new_event_loop()
    made = Bench(loop, Store(url, secret_keys=("a-test-key",)))
    yield made
    loop.run_until_complete(made.store.close())
    loop.close()
