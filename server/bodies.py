"""Caps the size of request bodies, counted as they arrive. Reads none of them."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.problems import problem

DEFAULT_CAP = 1024 * 1024
IMPORT_CAP = 50 * 1024 * 1024
UPLOAD_CAP = 1024 * 1024 * 1024 + 64 * 1024
"""A video, and what a form puts around it."""
ASSET_CAP = 21 * 1024 * 1024
"""A style guide of 20 MB, and what a form puts around it."""
_CAPS = dict.fromkeys(("/api/v1/posts/import", "/api/v1/posts/import/preview"), IMPORT_CAP) | {
    "/api/v1/media": UPLOAD_CAP,
    "/api/v1/profile/assets": ASSET_CAP,
}
_WORDS = "This address takes bodies up to {megabytes} MB. Send less, or split it into parts."


class BodyCap:
    """Refuses a body over the cap with 413: at once when its length is told, else as it grows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cap = _CAPS.get(scope["path"], DEFAULT_CAP)
        if _told_length(scope) > cap:
            detail = _WORDS.format(megabytes=cap // DEFAULT_CAP)
            answer = problem(
                scope["path"], 413, "body_too_large", detail, headers={"Connection": "close"}
            )
            await answer(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > cap:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _told_length(scope: Scope) -> int:
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(told) if told.isdigit() else 0
