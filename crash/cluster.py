"""A PostgreSQL cluster of our own, made to be stopped hard; never the machine's.

Runs as the user `postgres` when we are root, which PostgreSQL refuses to be.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from crash.free import free_port

STARTS_WITHIN_S = 60
SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 200
# the connections of a cluster that was stopped hard are refused while it recovers, as in real life
log_min_messages = warning
"""


class NoClusterError(Exception):
    """There is no PostgreSQL installed that could be started; says what is missing."""


class Cluster:
    """One data folder and the server over it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tools = _tools()
        self._port = free_port()

    @property
    def admin_url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        """Initialise the folder; everybody on this machine's loopback is trusted."""
        self._folder.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-N")
        config = self._data / "postgresql.conf"
        sockets = f"port = {self._port}\nunix_socket_directories = '{self._folder}'\n"
        config.write_text(config.read_text() + SETTINGS + sockets)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Start it and wait until it answers, recovery included."""
        self._control("start", "-l", str(self._folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is a crash: no checkpoint, no goodbye to those connected."""
        self._control("stop", "-m", mode)

    def stand_by(self) -> None:
        """Come back as a standby does: it can be read, and refuses every write."""
        self.stop("fast")
        signal = self._data / "standby.signal"
        signal.touch()
        if os.geteuid() == 0:
            shutil.chown(signal, "postgres")
        self.start()

    def promote(self) -> None:
        """Take writes again."""
        self._control("promote")

    def database(self, name: str) -> str:
        """Make a database; its address for the product."""
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{name}"

    def _control(self, action: str, *options: str) -> None:
        wait = ("-w", "-t", str(STARTS_WITHIN_S))
        self._run("pg_ctl", action, "-D", str(self._data), *wait, *options)

    def _run(self, tool: str, *arguments: str) -> None:
        as_postgres = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
        command = (*as_postgres, str(self._tools / tool), *arguments)
        with (self._folder / "tools.log").open("ab") as log:
            # a file, not a pipe: the server that pg_ctl starts keeps it open
            done = subprocess.run(command, cwd=self._folder, stdout=log, stderr=log, check=False)
        if done.returncode:
            told = (self._folder / "tools.log").read_text(errors="replace")[-2000:]
            raise NoClusterError(f"{tool} failed: {told}")


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """A fresh cluster, stopped at the end.

    Raises:
        NoClusterError: PostgreSQL's server is not installed here.
    """
    cluster = Cluster(folder)
    cluster.make()
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


def _tools() -> Path:
    """The folder of initdb and pg_ctl: Debian keeps them off the path."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    on_path = shutil.which("initdb")
    found = [*homes, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in reversed(found):
        if (folder / "pg_ctl").exists() and (folder / "postgres").exists():
            return folder
    raise NoClusterError(
        "No PostgreSQL server is installed (initdb and pg_ctl were looked for). On Debian: "
        "apt-get install postgresql."
    )


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
