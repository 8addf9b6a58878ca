"""How soon the server is ready, and what it costs while nobody asks for anything."""

import os
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.command import COMMAND
from bench.measure import Result

READY_LIMIT_S = 5.0
MEMORY_LIMIT_MB = 350.0
"""Design, section 10."""
IDLE_LIMIT = 0.01
"""Of a core."""
IDLE_GOAL = 0.5
"""The job engine by itself looks for work so often that it takes about that much."""
ROUNDS = 3
PATIENCE_S = 60.0
IDLE_S = 10.0
SETTLE_S = 75.0
"""The job engine looks more often than it does for good during its first minute."""
REST_S = 60.0


def ready_time() -> Iterator[Result]:
    """Seconds from the command to the first healthy answer, in an empty data folder."""
    taken = []
    for _ in range(ROUNDS):
        with _serving("--no-sandbox") as (_, ready_s):
            taken.append(ready_s)
    yield Result("server ready", "s", statistics.median(taken), READY_LIMIT_S, goal=1)


def idle_memory() -> Iterator[Result]:
    """Proportional memory of all processes of the served default, a while after it is ready."""
    with _serving() as (pid, _):
        time.sleep(IDLE_S)
        used = sum(_memory_mb(process) for process in _tree(pid))
    yield Result("idle memory", "MB", used, MEMORY_LIMIT_MB, goal=1)


def idle_cost() -> Iterator[Result]:
    """Processor time of the served default at rest, by the clock: the server's, the sandbox's."""
    with _serving() as (pid, _):
        time.sleep(SETTLE_S)
        begun_s = time.perf_counter()
        before = {process: _cpu_s(process) for process in _tree(pid)}
        time.sleep(REST_S)
        used = {process: _cpu_s(process) - spent for process, spent in before.items()}
        taken_s = time.perf_counter() - begun_s
    server = used.pop(pid) / taken_s
    yield Result("idle server", "cores", server, IDLE_LIMIT, goal=IDLE_GOAL)
    yield Result("idle sandbox", "cores", sum(used.values()) / taken_s, IDLE_LIMIT, goal=1)


@contextmanager
def _serving(*arguments: str) -> Iterator[tuple[int, float]]:
    """A server on free ports in a folder of its own: its process id, and seconds until healthy."""
    port, sandbox = _free_port(), _free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {
            **os.environ,
            "INSTA_DATA_DIR": folder,
            "INSTA_SANDBOX_URL": f"http://127.0.0.1:{sandbox}",
        }
        log = Path(folder) / "server.log"
        command = [COMMAND, "serve", "--port", str(port), *arguments]
        begun = time.perf_counter()
        with log.open("w") as output:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, env=environment, stdout=output, stderr=output, cwd=folder
            )
        try:
            _wait_until_healthy(process, f"http://127.0.0.1:{port}/api/v1/health", log)
            yield process.pid, time.perf_counter() - begun
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_healthy(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=5, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"the server did not get ready: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _tree(pid: int) -> list[int]:
    """The process and all below it (Linux)."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    below = [int(child) for file in children for child in file.read_text().split()]
    return [pid, *(process for child in below for process in _tree(child))]


def _cpu_s(pid: int) -> float:
    """Seconds that the process has spent on a processor, in its own code and the system's (Linux).

    The fields are those of proc_pid_stat(5): 14 and 15, the 12th and 13th after the name.
    """
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_mb(pid: int) -> float:
    """Proportional set size: shared pages count once over all processes (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
