"""A server process that can be killed, a sandbox that outlives it, a person with a brand."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from langgraph_sdk import get_client

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from cli.main import app; app()")
PATIENCE_S = 60.0
BRAND = {
    "business_name": "Masala Chai Co.",
    "industry": "café",
    "location": "Pune",
    "timezone": "Asia/Kolkata",
    "languages": ["en"],
    "brand_voice": {"tone": ["warm"], "keywords": ["chai"], "avoid_words": ["cheap"]},
    "products": [
        {"name": "Masala chai", "description": "Ginger and cardamom", "price": "₹40"},
    ],
    "facts": [{"text": "We grind our spice mix every morning.", "source": "the owner"}],
}


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], what: str, *, seconds: float = PATIENCE_S) -> object:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds:.0f} s in vain for {what}")


@dataclass
class Server:
    """`insta-media serve` as its own process group, on a data folder that outlives it."""

    folder: Path
    sandbox_url: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        environment = {
            **os.environ,
            "INSTA_DATA_DIR": str(self.folder),
            "INSTA_SANDBOX_URL": self.sandbox_url,
            "INSTA_CLOCK": "sandbox",
            "INSTA_RATE_LIMITS": "off",
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port), "--no-sandbox", *options],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self._ready, "the server to be ready")

    def _ready(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError((self.folder / "server.log").read_text()[-3000:])
        try:
            answer = httpx.get(f"{self.url}/api/v1/health", trust_env=False, timeout=5)
        except httpx.HTTPError:
            return False
        return answer.status_code == 200

    def kill(self) -> None:
        """SIGKILL, at once: no goodbye, no flush."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def rows(self, query: str, *values: object) -> list[tuple]:
        """Read the database as it stands, from outside."""
        with closing(sqlite3.connect(f"file:{self.folder}/app.db?mode=ro", uri=True)) as database:
            return database.execute(query, values).fetchall()


@dataclass
class Twins:
    url: str
    site: str

    def get(self, path: str) -> dict:
        answer = httpx.get(f"{self.url}/control/{path}", trust_env=False, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, **body: object) -> dict:
        answer = httpx.post(f"{self.url}/control/{path}", json=body, trust_env=False, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def fault(self, operation: str, mode: str, *, platform: str = "linkedin") -> None:
        self.post("faults", platform=platform, operation=operation, mode=mode, count=1)

    def wait_until_held(self) -> None:
        wait_for(lambda: self.get("held?wait_s=5&count=1")["held"], "a call to be held")

    def effects(self) -> list[dict]:
        return self.get("effects")["effects"]

    def pass_first_look(self) -> None:
        """Move the clock past the age at which a post is first asked for its numbers (20 s)."""
        self.post("clock", advance_s=25)


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[Twins]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path / "twins")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        info = json.loads(process.stdout.readline())
        yield Twins(info["sandbox"], info["sites"]["chaighar"])
        process.kill()


@pytest.fixture
def server(tmp_path: Path, twins: Twins) -> Iterator[Server]:
    folder = tmp_path / "data"
    folder.mkdir()
    made = Server(folder, twins.url)
    made.start()
    yield made
    made.kill()


@dataclass
class Owner:
    """A person who signed up, with a brand and LinkedIn connected."""

    server: Server
    token: str
    thread_id: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def call(self, method: str, path: str, **more: object) -> httpx.Response:
        with httpx.Client(
            base_url=self.server.url, headers=self.headers, trust_env=False, timeout=60
        ) as http:
            return http.request(method, path, **more)

    def get(self, path: str) -> dict:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object) -> dict:
        answer = self.call("POST", path, json=body)
        assert answer.status_code in (200, 201, 202), answer.text
        return answer.json()

    def wait(self, condition: Callable[[], object], what: str) -> object:
        return wait_for(condition, what)

    def wait_for_publication(self, *states: str) -> dict:
        def check() -> dict | None:
            rows = self.publications()
            return rows[0] if rows and rows[0]["state"] in states else None

        return wait_for(check, f"a publication in {states}")

    def sdk(self):
        return get_client(url=self.server.url, headers=self.headers)

    def start_turn(self, message: str) -> str:
        async def begin() -> str:
            async with self.sdk() as client:
                run = await client.runs.create(
                    self.thread_id,
                    "insta-media",
                    input={"messages": [{"role": "user", "content": message}]},
                )
                return run["run_id"]

        return asyncio.run(begin())

    def say(self, message: str) -> None:
        run_id = self.start_turn(message)
        wait_for(lambda: self.run(run_id)["status"] in ("success", "error"), "the turn to end")
        assert self.run(run_id)["status"] == "success"

    def run(self, run_id: str) -> dict:
        return self.get(f"/threads/{self.thread_id}/runs/{run_id}")

    def state(self) -> dict:
        return self.get(f"/threads/{self.thread_id}/state")

    def messages(self) -> list[dict]:
        return self.state()["values"].get("messages", [])

    def approvals(self, status: str = "open") -> list[dict]:
        return self.get(f"/api/v1/approvals?status={status}")["items"]

    def decide(self, approval: dict, decision: str = "approve", **more: object) -> dict:
        body = {"decision": decision, "version": approval["version"], **more}
        return self.post(f"/api/v1/approvals/{approval['id']}/decision", body)

    def describe_brand(self, **more: object) -> None:
        answer = self.call("PUT", "/api/v1/profile", json={**BRAND, **more})
        assert answer.status_code == 200, answer.text

    def publications(self) -> list[dict]:
        return self.get("/api/v1/publications")["items"]

    def campaign(self) -> dict:
        return self.get("/api/v1/campaigns")["items"][0]


@pytest.fixture
def owner(server: Server) -> Owner:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as http:
        answer = http.post(
            "/api/v1/auth/register",
            json={"email": "asha@example.com", "password": "a-long-password", "name": "Asha"},
        )
        assert answer.status_code == 201, answer.text
    made = Owner(server, answer.json()["access_token"])
    made.describe_brand()
    started = made.post("/api/v1/platforms/connect", {"platform": "linkedin"})
    consent = httpx.post(started["authorize_url"], data={"action": "allow"}, trust_env=False)
    assert httpx.get(consent.headers["location"], trust_env=False, timeout=30).status_code == 200
    made.thread_id = made.post("/threads", {})["thread_id"]
    return made
