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


async def cut(request: Request) -> None:
    """Closes the socket at once; the client sees the connection end where a response should be."""
    transport: asyncio.Transport = getattr(request.state, _TRANSPORT)
    transport.abort()
    # uvicorn would write a 500 if the application returned before it learnt of the disconnect.
    while (await request.receive())["type"] != "http.disconnect":
        pass
