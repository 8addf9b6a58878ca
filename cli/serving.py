"""A server for the duration of one command, as a child process that ends with it. Owns no data.

A process rather than a thread: Ctrl-C in a chat then stops the listening, not the server, and the
server is exactly the one that `insta-media serve` runs.
"""

import io
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

from domain.errors import InstaMediaError, UnavailableError

if TYPE_CHECKING:
    from config.settings import Settings

READY_WITHIN_S = 60.0
_STOPS_WITHIN_S = 15.0
_READY = "ready "
_ADDRESS = re.compile(r"https?://[^\s,;)]+")


@contextmanager
def serving(settings: "Settings", *, worker: bool = True, sandbox: bool = False) -> Iterator[str]:
    """Serve the data folder on a free port around the body; the server's address.

    Raises:
        UnavailableError: It does not start; carries the reason.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(settings, theirs, worker, sandbox))
    process.start()
    theirs.close()
    try:
        yield _address(ours)
    finally:
        _stop(process)


def _address(ours: Connection) -> str:
    """What the server says of itself once it is ready."""
    try:
        told = str(ours.recv()) if ours.poll(READY_WITHIN_S) else ""
    except EOFError:
        told = ""
    found = _ADDRESS.search(told)
    if told.startswith(_READY) and found:
        return found.group()
    raise UnavailableError(told or "The server did not start in time. Its reason stands above.")


def _stop(process: SpawnProcess) -> None:
    if process.pid and process.is_alive():
        # SIGINT, as Ctrl-C does: the server then also puts away what it opened
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGINT)
    process.join(_STOPS_WITHIN_S)
    if process.is_alive():
        process.kill()
        process.join()


def _serve(settings: "Settings", theirs: Connection, *parts: bool) -> None:
    """The child: the server itself, out of the terminal's reach, gone when the command is."""
    os.setsid()
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    sys.stdout = _ReadyLine(theirs)
    from cli.processes import serve

    worker, sandbox = parts
    try:
        serve(settings, port=0, with_worker=worker, with_sandbox=sandbox, quiet=True)
    except InstaMediaError as error:
        _say(theirs, error.message)
    except OSError as error:
        _say(theirs, f"{settings.data_dir}: {error.strerror or error}. Check INSTA_DATA_DIR.")
    except KeyboardInterrupt:
        pass


def _say(theirs: Connection, why: str) -> None:
    """Tell the parent why nothing is served; it stops this process, which is ending anyway."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    theirs.send(why)


class _ReadyLine(io.TextIOBase):
    """Takes the place of stdout: the line that says the server is ready goes to the parent."""

    def __init__(self, theirs: Connection) -> None:
        self._theirs: Connection | None = theirs

    def write(self, text: str) -> int:
        if self._theirs is not None:
            self._theirs.send(f"{_READY}{text}")
            self._theirs = None
        return len(text)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGINT)
