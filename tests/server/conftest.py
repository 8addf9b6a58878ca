"""A real server and a real sandbox, shared by all tests here; every test has its own people."""

import json
import os
import re
import secrets
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from langgraph_sdk import get_client, get_sync_client
from langgraph_sdk.client import LangGraphClient, SyncLangGraphClient

from tests.server.landlord import Landlord, furnished

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery"
RUN_SERVER = """
import sys
import time
from config.settings import load_settings
from server.serve import serve
serve(load_settings(), port=0, with_sandbox={with_sandbox}, with_worker={with_worker})
"""
RUN_WORKER = [sys.executable, "-c", "from cli.main import app; app(['worker'])"]
RUN_SANDBOX = [sys.executable, "-m", "sandbox", "--port", "0", "--data"]
PROFILE: dict[str, Any] = {
    "business_name": "Chai Corner",
    "industry": "cafe",
    "location": "Jaipur",
    "timezone": "Asia/Kolkata",
    "languages": ["en"],
    "brand_voice": {"tone": ["warm"], "keywords": ["chai"], "avoid_words": ["cheap"]},
    "products": [
        {"name": "Masala chai", "description": "Slow-brewed with ginger", "price": "₹40"},
        {"name": "Bun maskas", "description": "Fresh buns with white butter", "price": "₹60"},
    ],
    "facts": [{"text": "We have brewed every cup to order since 1998.", "source": "the owner"}],
}
POSTS_CSV = """Date,Caption,Likes,Comments,Shares
2026-01-05,Our first cup of masala chai went out at six this morning.,120,14,9
2026-01-12,Thank you to everyone who queued in the rain for chai.,340,51,40
2026-02-02,New on the counter: bun maskas with white butter.,88,6,2
2026-02-20,Ten years ago today we opened with two kettles and a borrowed stove.,610,94,120
2026-03-04,Chai tastes better when somebody else has brewed it.,205,22,31
"""


@dataclass
class Process:
    """A process of ours that says in its first line where it listens."""

    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    line: str = ""

    def start(self) -> "Process":
        self.popen = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.env},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.popen.stdout is not None
        self.line = self.popen.stdout.readline()
        assert self.line, "it ended before it was ready"
        return self

    def stop(self, *, kill: bool = False) -> None:
        self.popen.kill() if kill else self.popen.terminate()
        self.popen.wait(30)
        assert self.popen.stdout is not None
        self.popen.stdout.close()


class Server(Process):
    """`serve` on a free port, with the sandbox that is given or its own."""

    def __init__(
        self,
        folder: Path,
        sandbox_url: str,
        *,
        with_sandbox: bool = False,
        with_worker: bool = True,
        **env: str,
    ):
        code = RUN_SERVER.format(with_sandbox=with_sandbox, with_worker=with_worker)
        super().__init__(
            [sys.executable, "-c", code],
            {"INSTA_DATA_DIR": str(folder), "INSTA_SANDBOX_URL": sandbox_url, **env},
        )
        self.folder = folder

    @property
    def url(self) -> str:
        found = re.search(r"http://[\w.]+:\d+", self.line)
        assert found, self.line
        return found.group()

    @property
    def demo_password(self) -> str:
        return self.line.rsplit("password ", 1)[1].rstrip(")\n")

    @property
    def owner_token(self) -> str:
        return str(json.loads((self.folder / "owner.lock").read_text())["token"])


@dataclass
class Person:
    """Somebody signed in: their own HTTP client and chat clients."""

    http: httpx.Client
    pair: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.pair['access_token']}"}

    @property
    def url(self) -> str:
        return str(self.http.base_url)

    def chat(self) -> LangGraphClient:
        return get_client(url=self.url, api_key=None, headers=self.headers)

    def sync_chat(self) -> SyncLangGraphClient:
        return get_sync_client(url=self.url, api_key=None, headers=self.headers)

    def get(self, path: str, **query: Any) -> Any:
        return self._read(self.http.get(path, params=query))

    def post(self, path: str, body: object = None) -> Any:
        return self._read(self.http.post(path, json=body))

    def put(self, path: str, body: object) -> Any:
        return self._read(self.http.put(path, json=body))

    def import_posts(self, content: str = POSTS_CSV, **fields: str) -> Any:
        files = {"file": ("posts.csv", content.encode(), "text/csv")}
        data = {"platform": "instagram", **fields}
        return self._read(self.http.post("/api/v1/posts/import", files=files, data=data))

    def hand_in(self, kind: str, content: bytes, **fields: str) -> Any:
        files = {"file": (fields.pop("name", "file"), content)}
        data = {"kind": kind, **fields}
        return self._read(self.http.post("/api/v1/profile/assets", files=files, data=data))

    def connect_linkedin(self) -> list[dict[str, Any]]:
        return self.connect("linkedin")

    def connect(self, platform: str) -> list[dict[str, Any]]:
        """Through the sandbox's consent page, as a browser would."""
        begun = self.post("/api/v1/platforms/connect", {"platform": platform})
        with httpx.Client(timeout=60) as browser:
            agreed = browser.post(begun["authorize_url"], data={"action": "allow"})
            assert agreed.has_redirect_location, agreed.text
            back = browser.get(agreed.headers["location"])
        assert back.status_code == 200, back.text
        return list(self.get("/api/v1/platforms")["items"])

    @staticmethod
    def _read(answer: httpx.Response) -> Any:
        assert answer.is_success, f"{answer.status_code} {answer.text}"
        return answer.json() if answer.content else None


class Starts:
    """Processes for a module that needs its own."""

    @staticmethod
    def sandbox(folder: Path) -> Process:
        return Process([*RUN_SANDBOX, str(folder)]).start()

    @staticmethod
    def server(folder: Path, sandbox_url: str, *, with_worker: bool = True, **env: str) -> "Server":
        running = Server(folder, sandbox_url, with_worker=with_worker, **env)
        running.start()
        return running

    @staticmethod
    def worker_of(server: "Server") -> "subprocess.Popen[bytes]":
        """A worker process on the database of a server that has none."""
        return subprocess.Popen(RUN_WORKER, cwd=ROOT, env={**os.environ, **server.env})


@pytest.fixture(scope="session")
def starts() -> type[Starts]:
    return Starts


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base address of a sandbox process."""
    folder = tmp_path_factory.mktemp("sandbox")
    running = Process([*RUN_SANDBOX, str(folder)]).start()
    yield json.loads(running.line)["sandbox"]
    running.stop()


@pytest.fixture(scope="session")
def server(sandbox: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("data"), sandbox)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that goes by the clock of a sandbox of its own, so that a test may move it."""
    folder = tmp_path_factory.mktemp("sandbox-ahead")
    twins = Process([*RUN_SANDBOX, str(folder)]).start()
    url = json.loads(twins.line)["sandbox"]
    running = Server(tmp_path_factory.mktemp("data-ahead"), url, INSTA_CLOCK="sandbox")
    running.start()
    yield running
    running.stop()
    twins.stop()


@pytest.fixture
def anyone(server: Server) -> Iterator[httpx.Client]:
    """A client without a token."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


@pytest.fixture
def register(server: Server) -> Iterator[Callable[..., Person]]:
    """Makes people, each the owner of a workspace of their own."""
    made: list[Person] = []

    def run(at: str = "", **more: str) -> Person:
        http = httpx.Client(base_url=at or server.url, timeout=60)
        body = {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD, **more}
        answer = http.post("/api/v1/auth/register", json=body)
        assert answer.status_code == 201, answer.text
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        made.append(Person(http, answer.json()))
        return made[-1]

    yield run
    for person in made:
        person.http.close()


@pytest.fixture
def person(register: Callable[..., Person]) -> Person:
    return register()


@pytest.fixture
def profile() -> dict[str, Any]:
    """A brand that can be written about."""
    return PROFILE


@pytest.fixture
def shop(person: Person) -> Person:
    """Somebody with a filled-in brand and a connected page."""
    person.put("/api/v1/profile", PROFILE)
    person.connect_linkedin()
    return person


@pytest.fixture(scope="session")
def landlord(server: Server) -> Iterator[Landlord]:
    """Somebody whose workspace holds one of everything."""
    with ExitStack() as stack:
        http = stack.enter_context(httpx.Client(base_url=server.url, timeout=60))
        body = {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD}
        answer = http.post("/api/v1/auth/register", json=body)
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        person = Person(http, answer.json())
        chat = stack.enter_context(person.sync_chat())
        yield furnished(person, chat, server.folder / "app.db", PROFILE, wait_for)


def long_file(rows: int) -> str:
    """A history of so many posts with few different texts, so that embedding takes no time."""
    lines = (f"2025-01-01 {n // 60 % 24:02}:{n % 60:02}:00,Chai {n % 7},{n}\n" for n in range(rows))
    return "Date,Caption,Likes\n" + "".join(lines)


def wait_for(look: Callable[[], Any], *, within_s: float = 30) -> Any:
    """What `look` answers, as soon as it is something."""
    until = time.monotonic() + within_s
    while not (found := look()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)
    return found


@pytest.fixture
def eventually() -> Callable[..., Any]:
    return wait_for


@pytest.fixture
def as_role(server):
    """Gives somebody another role in their own workspace."""

    def change(person, role: str) -> None:
        with closing(sqlite3.connect(server.folder / "app.db", timeout=60)) as database:
            user = (role, person.pair["user"]["id"])
            database.execute("update members set role = ? where user_id = ?", user)
            database.commit()

    return change


@pytest.fixture
def chat(shop):
    with shop.sync_chat() as client:
        yield client
