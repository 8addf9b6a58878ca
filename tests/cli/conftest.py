"""The command as its own process on an empty data folder, and a server on a free port."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
START_S = 60


@dataclass
class Commands:
    """Runs commands against one data folder."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        kept = {name: v for name, v in os.environ.items() if not name.startswith("INSTA_")}
        own = {"INSTA_DATA_DIR": str(self.folder / "data"), "NO_COLOR": "1"}
        return {**kept, "PYTHONWARNINGS": "error", **own, **self.settings}

    def run(
        self, *arguments: str, said: str | None = None, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli.main", *arguments],
            cwd=self.folder,
            env=self.environment() | {"PYTHONPATH": str(ROOT)},
            input=said,
            stdin=subprocess.DEVNULL if said is None else None,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def json(self, *arguments: str, timeout: float = 120) -> dict:
        """The one JSON value of a command that succeeds."""
        done = self.run(*arguments, "--json", timeout=timeout)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", *arguments],
            cwd=self.folder,
            env=self.environment() | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


@dataclass
class Sandbox:
    url: str

    def effects(self) -> list[dict]:
        answer = httpx.get(f"{self.url}/control/effects", timeout=60).raise_for_status()
        return answer.json()["effects"]


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox process on free ports."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path / "twins")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Sandbox(json.loads(process.stdout.readline())["sandbox"])
        process.terminate()


@pytest.fixture
def served(commands: Commands, sandbox: Sandbox) -> Iterator[Commands]:
    """Commands whose data folder is served by a process of its own, with the sandbox above."""
    commands.settings["INSTA_SANDBOX_URL"] = sandbox.url
    process = commands.start("serve", "--port", "0", "--no-sandbox")
    try:
        _wait_for_owner(commands, process)
        yield commands
    finally:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=30)
        assert process.returncode == 0, printed


def _wait_for_owner(commands: Commands, process: "subprocess.Popen[str]") -> None:
    lock = commands.folder / "data" / "owner.lock"
    until = time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        if lock.exists() and (text := lock.read_text()) and _answers(json.loads(text)["url"]):
            return
        time.sleep(0.2)
    process.kill()
    raise AssertionError(f"the server did not start:\n{process.communicate()[0]}")


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ok", timeout=60).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file into the test's folder."""

    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return file


@pytest.fixture
def some_posts(shared_data: Path, tmp_path: Path) -> Path:
    """The first 60 posts of a creator's real history: the whole takes long to embed."""
    with (shared_data / "instagram_creator" / "posts.csv").open(newline="") as whole:
        rows = list(islice(csv.reader(whole), 61))
    path = tmp_path / "some_posts.csv"
    with path.open("w", newline="") as part:
        csv.writer(part).writerows(rows)
    return path
