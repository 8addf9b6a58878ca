"""Commands that are processes of their own: server, worker, sandbox, migration."""

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cli.output import note
from domain.errors import InvalidError

if TYPE_CHECKING:
    from config.settings import Settings


def run_server(*, host: str, port: int, with_worker: bool, with_sandbox: bool) -> None:
    """Serve until stopped; Ctrl-C is how a person stops it, no failure."""
    from config.settings import load_settings

    with suppress(KeyboardInterrupt):
        serve(
            load_settings(),
            host=host,
            port=port,
            with_worker=with_worker,
            with_sandbox=with_sandbox,
        )


def serve(
    settings: "Settings",
    *,
    host: str = "127.0.0.1",
    port: int,
    with_worker: bool,
    with_sandbox: bool,
    quiet: bool = False,
) -> None:
    """Serve with logs on stderr; when quiet only what somebody has to look at."""
    from config.logs import configure_logging
    from server.serve import serve as run

    level = logging.WARNING if quiet else logging.INFO
    configure_logging(production=settings.env == "production", level=level)
    run(settings, host=host, port=port, with_worker=with_worker, with_sandbox=with_sandbox)


def run_worker() -> None:
    """Work on jobs until stopped.

    Raises:
        InvalidError: On SQLite, where one process owns the data folder.
    """
    from config.settings import load_settings

    settings = load_settings()
    if settings.is_sqlite:
        raise InvalidError(
            f"On SQLite one process owns the data folder ({settings.data_dir}), and that is the "
            "server, which runs the jobs too: insta-media serve. For workers of their own set "
            "INSTA_DATABASE_URL to a PostgreSQL database.",
            code="server_owns_the_folder",
        )
    from store.migrate import upgrade

    upgrade(settings.app_database_url)
    asyncio.run(_work(settings))


async def _work(settings: "Settings") -> None:
    from config.logs import configure_logging
    from worker.system import open_system

    configure_logging(production=settings.env == "production")
    asked_to_stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked_to_stop.set)
    async with open_system(settings):
        note("Working on turns and publications. Ctrl-C stops it.")
        await asked_to_stop.wait()


def run_sandbox(*, port: int, data: Path | None, faults: str | None) -> None:
    """Become the sandbox, which shares no code with us and so is started, not imported."""
    from config.settings import load_settings

    folder = data or load_settings().data_dir / "sandbox"
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--data", str(folder)]
    os.execv(sys.executable, [*command, *(["--faults", faults] if faults else [])])  # noqa: S606 - our own module, our own arguments


def migrate() -> None:
    from config.settings import load_settings
    from store.migrate import upgrade

    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    upgrade(settings.app_database_url)
    note("The database's tables are up to date.")
