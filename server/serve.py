"""Runs the server as a process: address, data folder, sandbox, migrations, then the application."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

import uvicorn

from config.secrets import demo_password, secret_keys
from config.settings import Settings
from domain.errors import InvalidError, UnavailableError
from server.auth.demo import EMAIL
from server.owner import Owner, find, in_use, new_token, owning
from server.stand_in import sandbox_at
from server.version import VERSION

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
STOPS_WITHIN_S = 5


def serve(
    settings: Settings,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    with_worker: bool = True,
    with_sandbox: bool = True,
) -> None:
    """Serve until told to stop; prints one line when ready. 0 takes a free port.

    Raises:
        InvalidError: `not_on_loopback`; a development server was to be reachable from outside.
        ConflictError: `folder_in_use`; another process serves this data folder.
        UnavailableError: The port is taken, the sandbox or the system does not start.
    """
    _require_loopback(settings, host)
    from worker.system import require_known  # what it loads is needed from here on only

    require_known(settings)
    # it holds what people wrote and granted: nobody else on this machine needs to read it
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(_stopped_gently())
        if settings.is_sqlite and (other := find(settings.data_dir)):
            # said before the port is tried: two servers usually want the same one
            raise in_use(settings.data_dir, other)
        listener = stack.enter_context(_listening(host, port))
        url = _url(host, listener)
        owner = Owner(pid=os.getpid(), url=url, token=new_token())
        if settings.is_sqlite:
            stack.enter_context(owning(settings.data_dir, owner))
        if with_sandbox and settings.all_sandbox:
            folder = settings.data_dir / "sandbox"
            stack.enter_context(sandbox_at(settings.sandbox_url, folder))
        _migrate(settings)
        _run(settings, owner, listener, with_worker=with_worker)


def _run(settings: Settings, owner: Owner, listener: socket.socket, *, with_worker: bool) -> None:
    # heavy: loaded once everything that can be refused was checked
    from server.app import create_app

    app = create_app(
        settings,
        with_worker=with_worker,
        owner_token=owner.token if settings.is_sqlite else None,
        listening_at=owner.url,
    )
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=STOPS_WITHIN_S,
    )
    server = _Server(config, ready_line(settings, owner.url))
    server.run([listener])
    if not server.was_ready:
        raise UnavailableError("The server could not start. The reason stands above.")


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, line: str) -> None:
        super().__init__(config)
        self._line = line
        self.was_ready = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.was_ready = self.started
        if self.was_ready:
            sys.stdout.write(self._line + "\n")
            sys.stdout.flush()


def ready_line(settings: Settings, url: str) -> str:
    """The one line of each start; the demo login is shown where it exists."""
    line = f"Insta Media AI {VERSION} on {url}"
    if settings.all_sandbox:
        line += f", sandbox on {settings.sandbox_url}"
    if settings.env != "development":
        return line
    return f"{line} (demo login {EMAIL}, password {demo_password(secret_keys(settings)[0])})"


def _require_loopback(settings: Settings, host: str) -> None:
    if settings.env == "development" and host not in _LOOPBACK:
        raise InvalidError(
            f"A development server listens on this machine only, not on {host}: it has a demo "
            "login. Leave --host out, or set INSTA_ENV=production.",
            code="not_on_loopback",
        )


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A bound socket, so that the address is known before anything else is opened.

    Raises:
        UnavailableError: `port_taken`.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise UnavailableError(
                f"Cannot listen on {host}:{port} ({error.strerror}). Choose another --port.",
                code="port_taken",
            ) from error
        yield listener


@contextmanager
def _stopped_gently() -> Iterator[None]:
    """Let a signal to stop unwind this process, so that lock and sandbox are let go of.

    uvicorn finishes its requests first and then raises the signal again for us.
    """
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _url(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


def _migrate(settings: Settings) -> None:
    from store.migrate import upgrade

    upgrade(settings.app_database_url)
