"""Starts the sandbox beside the server, as a process that outlives a killed server."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from domain.errors import UnavailableError

READY_WITHIN_S = 20.0
STOPS_WITHIN_S = 5.0
_LOOK_EVERY_S = 0.05
_ANSWERS_WITHIN_S = 2.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

log = structlog.get_logger()


@contextmanager
def sandbox_at(url: str, folder: Path) -> Iterator[None]:
    """Have a sandbox at this address around the body; one that runs already is used and left.

    Raises:
        UnavailableError: `no_sandbox`; it cannot be started, or something else answers there.
    """
    process = None if _answers(url) else _start(url, folder)
    try:
        if process is not None:
            _await_ready(url, process, folder)
        yield
    finally:
        if process is not None:
            _stop(process)


def _start(url: str, folder: Path) -> "subprocess.Popen[bytes] | None":
    parts = urlsplit(url)
    if parts.hostname not in _LOOPBACK or not parts.port:
        log.warning("sandbox.not_here", url=url, advice="start it there; nothing answers now")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "sandbox", "--host", parts.hostname, "--port", str(parts.port)]
    with _log_file(folder).open("ab") as output:
        # its own session and no pipe to us: it goes on when this process is killed
        return subprocess.Popen(  # noqa: S603 - our own module, our own arguments
            [*command, "--data", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _await_ready(url: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + READY_WITHIN_S
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise UnavailableError(
                f"The sandbox does not start at {url}. Its log is {_log_file(folder)}; another "
                "address is set with INSTA_SANDBOX_URL.",
                code="no_sandbox",
            )
        time.sleep(_LOOK_EVERY_S)


def _answers(url: str) -> bool:
    """Whether a sandbox answers there.

    Raises:
        UnavailableError: `no_sandbox`; something else does.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    made = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = made(parts.hostname or "", parts.port, timeout=_ANSWERS_WITHIN_S)
    try:
        connection.request("GET", "/control/info")
        answer = json.loads(connection.getresponse().read())
    except OSError:
        return False
    except (http.client.HTTPException, ValueError) as error:
        raise _something_else(url) from error
    finally:
        connection.close()
    if not isinstance(answer, dict) or "sandbox" not in answer:
        raise _something_else(url)
    return True


def _something_else(url: str) -> UnavailableError:
    return UnavailableError(
        f"Something that is not the sandbox answers at {url}. Stop it, or set INSTA_SANDBOX_URL.",
        code="no_sandbox",
    )


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _log_file(folder: Path) -> Path:
    return folder / "sandbox.log"
