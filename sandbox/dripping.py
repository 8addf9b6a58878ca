"""Sends an answer in drops, so that a client's patience with the whole of it is tested.

The head comes at once and the body drips. An answer without a body drips its head instead, since
nothing else of it would keep the client waiting. Chooses no answer.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Send

from sandbox.transport import connection, leave

# Shorter pauses than this are below what the event loop keeps to: a long body drips in pieces.
_SHORTEST_PAUSE_S = 0.01
Wait = Callable[[float], Awaitable[None]]


async def drip(
    request: Request, response: Response, send: Send, *, over_s: float, wait: Wait
) -> None:
    body = bytes(response.body)
    if not body:
        await _drip_head(request, _head(response), over_s, wait)
        return
    start = {"type": "http.response.start", "status": response.status_code}
    await send({**start, "headers": response.raw_headers})
    for piece, pause_s in _pieces(body, over_s):
        await wait(pause_s)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _drip_head(request: Request, head: bytes, over_s: float, wait: Wait) -> None:
    line: asyncio.Transport = connection(request)
    for piece, pause_s in _pieces(head, over_s):
        await wait(pause_s)
        if line.is_closing():
            break
        line.write(piece)
    line.close()
    await leave(request)


def _head(response: Response) -> bytes:
    phrase = HTTPStatus(response.status_code).phrase
    lines = [f"HTTP/1.1 {response.status_code} {phrase}".encode()]
    lines += [b": ".join(pair) for pair in response.raw_headers]
    return b"\r\n".join([*lines, b"connection: close", b"", b""])


def _pieces(content: bytes, over_s: float) -> Iterator[tuple[bytes, float]]:
    """Single bytes while the time allows it, and the pause before each."""
    size = max(1, round(len(content) * _SHORTEST_PAUSE_S / over_s)) if over_s else len(content)
    pause_s = over_s * size / len(content)
    for at in range(0, len(content), size):
        yield content[at : at + size], pause_s
