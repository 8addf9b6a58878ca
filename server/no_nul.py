"""Refuses the NUL character in addresses, on both databases alike and before anybody asks them.

PostgreSQL stores none, so an id with one is known nowhere. In bodies `store.failures` says so.
"""

from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from server.problems import problem


class NoNul:
    """Answers 404 to a path with a NUL, as to any unknown id, and 422 to a query with one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if "\0" in path:
                words = "There is nothing at this address: it has a NUL character. Leave it out."
                await problem(path, 404, "not_found", words)(scope, receive, send)
                return
            if b"\0" in unquote_to_bytes(scope["query_string"]):
                words = "The query has a NUL character, which no value has. Leave it out."
                await problem(path, 422, "invalid", words)(scope, receive, send)
                return
        await self._app(scope, receive, send)
