"""The web app's built files: its pages, and assets that never change under their name.

`make web` builds them into `server/built`. Where they are missing nothing is mounted, and `/`
leads to the API's documentation instead.
"""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exception_handlers import http_exception_handler
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

BUILT = Path(__file__).parent / "built"
PAGES = (
    "/",
    "/sign-in",
    "/sign-up",
    "/chats",
    "/chats/{id}",
    "/approvals/{id}",
    "/posts",
    "/compose",
    "/brand",
    "/brand/try",
    "/accounts",
)
"""The app's addresses (web/src/app/router.tsx); a test compares the two."""
KEPT = frozenset(
    {
        *("api", "bots", "threads", "runs", "assistants", "store", "media", "assets"),
        *("docs", "openapi.json", "metrics", "ok", "info", "icon.svg", "favicon.ico"),
    }
)
"""What the server keeps for itself: no address of the app begins so."""
_PAGE_HEADERS = {
    # the page names its assets by their hash: looked at anew each time, it is never an old one
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


def install(app: FastAPI, built: Path = BUILT) -> None:
    """Mount the app where it was built; routes that were added before keep their addresses.

    Whoever opens an address that leads nowhere gets the app's page, which says so, as a 404.
    """
    if not (built / "index.html").is_file():
        return

    async def page(_request: Request) -> Response:
        return FileResponse(built / "index.html", headers=_PAGE_HEADERS)

    async def icon(_request: Request) -> Response:
        return FileResponse(built / "icon.svg", headers={"Cache-Control": "public, max-age=86400"})

    async def nowhere(request: Request, error: Exception) -> Response:
        if _is_lost_visitor(request):
            return FileResponse(built / "index.html", 404, headers=_PAGE_HEADERS)
        refused: Response = await refuse(request, error)
        return refused

    refuse: Any = app.exception_handlers.get(HTTPException, http_exception_handler)
    app.add_exception_handler(404, nowhere)
    for path in PAGES:
        app.add_route(path, page, methods=["GET"], include_in_schema=False)
    app.add_route("/icon.svg", icon, methods=["GET"], include_in_schema=False)
    app.mount("/assets", GZipMiddleware(_Assets(directory=built / "assets")), name="assets")


def _is_lost_visitor(request: Request) -> bool:
    """Whether a browser looks for a page, not a program for an address of the API."""
    if request.method not in {"GET", "HEAD"}:
        return False
    if "text/html" not in request.headers.get("accept", ""):
        return False
    return request.url.path.lstrip("/").partition("/")[0] not in KEPT


class _Assets(StaticFiles):
    """Files whose names carry the hash of their content."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def kept_forever(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] += [
                    (name.lower().encode(), value.encode())
                    for name, value in _ASSET_HEADERS.items()
                ]
            await send(message)

        await super().__call__(scope, receive, kept_forever)
