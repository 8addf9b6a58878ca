"""A uvicorn HTTP protocol whose connection an application may cut without an answer."""

import asyncio

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_TRANSPORT = "sandbox_transport"


class CuttableProtocol(H11Protocol):
    """Puts the connection into the request's state; ASGI itself has no way to drop one."""

    def connection_made(  # type: ignore[override]  # uvicorn narrows the argument the same way
        self, transport: asyncio.Transport
    ) -> None:
        self.app_state = {**self.app_state, _TRANSPORT: transport}
        super().connection_made(transport)


def connection(request: Request) -> asyncio.Transport:
    found: asyncio.Transport = getattr(request.state, _TRANSPORT)
    return found


async def cut(request: Request) -> None:
    """Closes the socket at once; the client sees the connection end where a response should be."""
    connection(request).abort()
    await leave(request)


async def leave(request: Request) -> None:
    """Waits until uvicorn knows that the connection is closed: it would write a 500 otherwise."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
