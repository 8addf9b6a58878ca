"""One process of the product, as an operating system treats it: started, killed, frozen, thawed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crash.waiting import until

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "from cli.main import app; app()")
READY_S = 90.0


class NotStartedError(Exception):
    """A process ended before it was ready; carries the end of its log."""


@dataclass
class Process:
    """A command of the product in a process group of its own; its log outlives it."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    is_ready: Callable[["Process"], bool]
    running: "subprocess.Popen[bytes] | None" = None
    began_at: int = field(default=0)
    """Where the log of the present run begins."""

    @property
    def pid(self) -> int | None:
        return self.running.pid if self.running else None

    def start(self) -> None:
        """Start it without waiting; `wait` for it."""
        self.began_at = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [*COMMAND, *self.arguments],
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it is ready.

        Raises:
            NotStartedError: It ended instead.
        """
        until(self._ready, f"{self.name} to be ready", seconds=READY_S)

    def _ready(self) -> bool:
        if self.running is None or self.running.poll() is not None:
            raise NotStartedError(f"{self.name} ended: {self.tail()}")
        return self.is_ready(self)

    def said(self) -> str:
        """What the present run logged."""
        with self.log.open("rb") as log:
            log.seek(self.began_at)
            return log.read().decode(errors="replace")

    def tail(self, length: int = 4000) -> str:
        return self.log.read_text(errors="replace")[-length:] if self.log.exists() else ""

    def is_alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def kill(self) -> None:
        """SIGKILL to all of it, at once: no goodbye, no flush."""
        self._send(signal.SIGKILL)
        if self.running:
            self.running.wait()
        self.running = None

    def stop(self, seconds: float = 30) -> None:
        """As a person stops it; killed when it does not end in time."""
        self._send(signal.SIGCONT)
        self._send(signal.SIGTERM)
        if self.running:
            try:
                self.running.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self.running = None

    def freeze(self) -> None:
        """SIGSTOP: it stands still, its connections stay open."""
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self.running and self.running.poll() is None:
            try:
                os.killpg(self.running.pid, number)
            except ProcessLookupError:
                return
