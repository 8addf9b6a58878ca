"""Media that were handed to a platform: kept by their hash and shown to whoever asks for it."""

import hashlib

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.exchange import Call, Exchange, Operation
from sandbox.state import State
from sandbox.world import World

_PATH = "/files"


def keep(state: State, content: bytes, content_type: str) -> str:
    """Stores the bytes once; returns their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    state.run(
        "INSERT OR IGNORE INTO files (sha256, content_type, content) VALUES (?, ?, ?)",
        (sha256, content_type, content),
    )
    return sha256


def keep_stashed(world: World, key: str, content_type: str) -> str:
    """As `keep`, of a file that grew on disk and stays there."""
    sha256 = world.stash.sha256(key)
    known = world.state.row("SELECT sha256 FROM files WHERE sha256 = ?", (sha256,))
    if known is None:
        world.state.run(
            "INSERT INTO files (sha256, content_type, content, stashed) VALUES (?, ?, ?, ?)",
            (sha256, content_type, b"", key),
        )
    return sha256


def path_of(sha256: str) -> str:
    return f"{_PATH}/{sha256}"


def routes(world: World) -> list[Route]:
    exchange = Exchange(world, Operation(None, None, show))
    return [Route(f"{_PATH}/{{sha256}}", exchange, methods=["GET"])]


def show(world: World, call: Call) -> Response:
    row = world.state.row("SELECT * FROM files WHERE sha256 = ?", (call.params["sha256"],))
    if row is None:
        return PlainTextResponse("There is no such file.\n", 404)
    headers = {"cache-control": "private, max-age=86400", "x-content-type-options": "nosniff"}
    if row["stashed"]:
        return FileResponse(world.stash.path(row["stashed"]), 200, headers, row["content_type"])
    return Response(row["content"], 200, headers, media_type=row["content_type"])
