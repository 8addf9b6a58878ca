"""The product as installed: one server on SQLite, or a server and workers on PostgreSQL.

Knows which processes there are and where their database is; decides nothing about faults.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from crash.free import free_port
from crash.process import Process
from crash.rows import PostgresRows, Rows, SqliteRows
from store.migrate import upgrade
from store.unit import Store

SECRET_KEY = "a-key-for-crash-tests-only"  # noqa: S105 - opens nothing but their throw-away data
WORKERS = 3


@dataclass
class Installation:
    database: str
    """sqlite or postgresql."""
    folder: Path
    """Logs, and whatever else belongs to this installation."""
    data_dir: Path
    database_url: str
    url: str
    server: Process
    workers: tuple[Process, ...]
    """The processes that publish; on SQLite the server is the only one."""
    rows: Rows
    owners: dict[str, Process] = field(default_factory=dict)
    """Executor id to the process that goes by it, where there are several."""

    @property
    def processes(self) -> tuple[Process, ...]:
        return self.workers if self.server in self.workers else (self.server, *self.workers)

    def start(self) -> None:
        """Start what does not run, and wait until all of it is ready."""
        for process in self.processes:
            if not process.is_alive():
                process.start()
                process.wait()
                self._learn_name(process)

    def _learn_name(self, process: Process) -> None:
        """Of several processes, remember under which id this one has just begun."""
        if len(self.processes) > 1:
            ids = {str(row["id"]) for row in self.rows.all("SELECT id FROM executors")}
            for fresh in ids - self.owners.keys():
                self.owners[fresh] = process

    def kill_all(self) -> None:
        for process in self.processes:
            process.kill()

    def tail(self) -> str:
        return "\n".join(f"== {one.name}\n{one.tail()}" for one in self.processes)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The database through the product's own repositories, from this process."""
        store = Store(self.database_url, secret_keys=(SECRET_KEY,))
        try:
            yield store
        finally:
            await store.close()


@contextmanager
def on_sqlite(
    folder: Path, sandbox_url: str, *, data_dir: Path | None = None
) -> Iterator[Installation]:
    """One `serve` process with its worker, running; killed at the end.

    Args:
        data_dir: Where the database is; logs stay in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = data_dir or folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    url = f"sqlite+aiosqlite:///{data / 'app.db'}"
    upgrade(url)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = _server(folder, port, _environment(data, sandbox_url, address), "--no-sandbox")
    rows = SqliteRows(data / "app.db")
    yield from _running(Installation("sqlite", folder, data, url, address, server, (server,), rows))


@contextmanager
def on_postgres(
    folder: Path, sandbox_url: str, database_url: str, *, workers: int = WORKERS
) -> Iterator[Installation]:
    """A server without a worker and some workers, running; killed at the end."""
    data = folder / "data"
    data.mkdir(parents=True)
    upgrade(database_url)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **_environment(data, sandbox_url, address),
        "INSTA_DATABASE_URL": database_url,
    }
    server = _server(folder, port, environment, "--no-sandbox", "--no-worker")
    team = tuple(
        Process(
            name=f"worker {number}",
            arguments=("worker",),
            environment=environment,
            log=folder / f"worker{number}.log",
            is_ready=lambda process: "Working on turns" in process.said(),
        )
        for number in range(1, workers + 1)
    )
    yield from _running(
        Installation(
            "postgresql",
            folder,
            data,
            database_url,
            address,
            server,
            team,
            PostgresRows(database_url),
        )
    )


def _running(installation: Installation) -> Iterator[Installation]:
    try:
        installation.start()
        yield installation
    finally:
        installation.kill_all()
        installation.rows.close()


def _server(folder: Path, port: int, environment: Mapping[str, str], *options: str) -> Process:
    health = f"http://127.0.0.1:{port}/api/v1/health"

    def is_ready(_process: Process) -> bool:
        try:
            return httpx.get(health, trust_env=False, timeout=5).is_success
        except httpx.HTTPError:
            return False

    return Process(
        name="server",
        arguments=("serve", "--port", str(port), *options),
        environment=environment,
        log=folder / "server.log",
        is_ready=is_ready,
    )


def _environment(data: Path, sandbox_url: str, address: str) -> dict[str, str]:
    return {
        # a worker elsewhere cannot know where the server is that hands out pictures
        "INSTA_PUBLIC_URL": address,
        "INSTA_DATA_DIR": str(data),
        "INSTA_SANDBOX_URL": sandbox_url,
        "INSTA_SECRET_KEY": SECRET_KEY,
        "INSTA_RATE_LIMITS": "off",
    }
