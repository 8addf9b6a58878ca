"""Whose server a command acts through: the one that owns the data folder, or one of its own."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

import httpx

from cli.api import Api, ProblemError
from cli.output import note
from domain.errors import InvalidError, UnavailableError

if TYPE_CHECKING:
    from config.settings import Settings
    from server.owner import Owner

_READY_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.2
_ELSEWHERE = (
    "For data that lies elsewhere, run this in its folder or set INSTA_DATA_DIR to its path."
)


def find(settings: "Settings") -> "Owner | None":
    """Who serves this data folder now. PostgreSQL has no owner: any number may serve it."""
    from server.owner import find as find_owner

    return find_owner(settings.data_dir)


def web_address() -> str | None:
    """Where people open the web app now; None where nobody serves it or it was not built."""
    from config.settings import load_settings

    settings = load_settings()
    owner = find(settings)
    is_built = files("server").joinpath("built", "index.html").is_file()
    address = settings.public_url or (owner.url if owner else "")
    return address.rstrip("/") if is_built and address else None


def await_ready(owner: "Owner") -> None:
    """Wait while it is still starting: its lock comes before its first answer.

    Raises:
        UnavailableError: It does not answer.
    """
    until = time.monotonic() + _READY_WITHIN_S
    while not _answers(owner.url):
        if time.monotonic() > until:
            raise UnavailableError(
                f"Process {owner.pid} holds the data folder, but {owner.url} does not answer. Stop "
                "that process, then run this again."
            )
        time.sleep(_LOOK_EVERY_S)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ok", timeout=5.0, trust_env=False).is_success
    except httpx.TransportError:
        return False


@contextmanager
def acting(workspace: str | None, *, worker: bool = False) -> Iterator[Api]:
    """The API as this machine's person, in that workspace or the demo one.

    Args:
        workspace: Its id.
        worker: Whether turns and publications are part of the command, so that a server of its own
            has to work on them.

    Raises:
        InvalidError, ConflictError, UnavailableError: There is no server to act through.
    """
    from cli.serving import serving
    from config.settings import load_settings

    settings = load_settings()
    owner = find(settings)
    with ExitStack() as stack:
        stack.enter_context(_named_here(settings, workspace))
        if owner is not None:
            await_ready(owner)
            url, token = owner.url, owner.token
        else:
            _announce(settings, workspace)
            url = stack.enter_context(serving(settings, worker=worker, sandbox=worker))
            token = _token(settings, url)
        yield stack.enter_context(Api(url, token, workspace=workspace))


def _announce(settings: "Settings", workspace: str | None) -> None:
    """Say which folder is served, and that it is begun where that is so.

    Raises:
        InvalidError: A workspace is named, and there is none in an empty folder.
    """
    folder = settings.data_dir
    if settings.begins_empty and workspace:
        raise InvalidError(
            f"There is no data in {folder} yet, so no workspace {workspace} either. {_ELSEWHERE}"
        )
    if settings.begins_empty:
        note(f"There is no data in {folder} yet: it is begun there. {_ELSEWHERE}")
    note(f"Nobody serves this data folder: serving it for this command ({folder})")


@contextmanager
def _named_here(settings: "Settings", workspace: str | None) -> Iterator[None]:
    """The server speaks of a header: a shell has an option and a setting."""
    try:
        yield
    except ProblemError as error:
        if error.code != "unknown_workspace":
            raise
        named = f"workspace {workspace}" if workspace else "demo workspace"
        where = settings.data_dir if settings.is_sqlite else "the database"
        raise InvalidError(
            f"There is no {named} in {where}. Name one of it with --workspace. {_ELSEWHERE}",
            code=error.code,
        ) from error


def _token(settings: "Settings", url: str) -> str:
    """What our own server takes: its local token, or on PostgreSQL the demo login's.

    Raises:
        InvalidError: On PostgreSQL in production, where there is neither.
    """
    owner = find(settings)
    if owner is not None and owner.url == url:
        return owner.token
    if settings.env != "development":
        raise InvalidError(
            "On PostgreSQL in production a command has no account of its own. Use the HTTP API "
            "with POST /api/v1/auth/login."
        )
    from config.secrets import demo_password, secret_keys

    login = {"email": _DEMO, "password": demo_password(secret_keys(settings)[0])}
    with Api(url) as anyone:
        return str(anyone.post("/api/v1/auth/login", login)["access_token"])


_DEMO = "demo@insta-media.local"
