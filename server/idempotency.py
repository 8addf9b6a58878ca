"""Idempotency-Key on mutations: the same request again gets the same answer, done once."""

import hashlib
import hmac
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import UnauthenticatedError
from server.problems import problem
from server.running import Running
from store.idempotency import Answered

MUTATIONS = ("POST", "PUT", "PATCH", "DELETE")
PREFIX = "/api/v1/"
_LEFT_OUT = (
    # answers that hold tokens or single-use secrets are never stored; an import repeats safely
    "/api/v1/auth/",
    "/api/v1/platforms/connect",
    "/api/v1/posts/import",
)
MAX_KEY = 200


class IdempotencyKeys:
    """Works on what carries the header; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        actor = _actor(scope) if key else None
        if not key or not actor:
            await self._app(scope, receive, send)
            return
        if len(key) > MAX_KEY:
            detail = f"The Idempotency-Key may have up to {MAX_KEY} characters."
            await problem(scope["path"], 422, "bad_idempotency_key", detail)(scope, receive, send)
            return
        body = await _whole(receive)
        running: Running = scope["app"].state.running
        fingerprint = _fingerprint(scope, body)
        async with running.system.store.writing() as unit:
            known = await unit.idempotency.begin(
                actor, key, fingerprint, running.system.services.real_clock()
            )
        if known is not None:
            await _again(scope, receive, send, known, fingerprint)
            return
        await self._first(scope, send, running, (actor, key), body)

    async def _first(
        self, scope: Scope, send: Send, running: Running, mark: tuple[str, str], body: bytes
    ) -> None:
        """Let the request through and keep its answer; a failure of ours gives the key back."""
        kept = _Kept()

        async def watched(message: Message) -> None:
            kept.note(message)
            await send(message)

        try:
            await self._app(scope, _replay(body), watched)
        finally:
            await _keep(running, mark, kept)


@dataclass
class _Kept:
    """The answer as it passes by; 500 until one began."""

    status: int = 500
    content_type: str = ""
    body: bytearray = field(default_factory=bytearray)

    def note(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = dict(message.get("headers", []))
            self.content_type = headers.get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


async def _keep(running: Running, mark: tuple[str, str], kept: _Kept) -> None:
    async with running.system.store.writing() as unit:
        if kept.status >= 500:
            await unit.idempotency.forget(*mark)
        else:
            await unit.idempotency.finish(
                *mark,
                status=kept.status,
                content_type=kept.content_type,
                body=bytes(kept.body),
            )


async def _again(
    scope: Scope, receive: Receive, send: Send, known: Answered, fingerprint: str
) -> None:
    if known.fingerprint != fingerprint:
        detail = "This Idempotency-Key was used for another request. Use a new one for this."
        await problem(scope["path"], 409, "idempotency_mismatch", detail)(scope, receive, send)
        return
    if known.status is None:
        detail = "The same request is still being worked on. Repeat it in a moment."
        answer = problem(scope["path"], 409, "in_progress", detail, headers={"Retry-After": "1"})
        await answer(scope, receive, send)
        return
    headers = [
        (b"content-type", (known.content_type or "application/json").encode("latin-1")),
        (b"content-length", str(len(known.body or b"")).encode()),
        (b"idempotent-replayed", b"true"),
    ]
    await send({"type": "http.response.start", "status": known.status, "headers": headers})
    await send({"type": "http.response.body", "body": known.body or b""})


def _key(scope: Scope) -> str:
    if scope["type"] != "http" or scope["method"] not in MUTATIONS:
        return ""
    path: str = scope["path"]
    if not path.startswith(PREFIX) or path.startswith(_LEFT_OUT):
        return ""
    return _header(scope, b"idempotency-key")


def _actor(scope: Scope) -> str | None:
    """Workspace and user of the token; None for whom nobody vouches: their request is refused."""
    running: Running = scope["app"].state.running
    token = _header(scope, b"authorization").partition(" ")[2].strip()
    try:
        bearer = running.accounts.tokens.read(token)
    except UnauthenticatedError:
        if running.owner_token and hmac.compare_digest(
            token.encode(), running.owner_token.encode()
        ):
            return f"local:{_header(scope, b'x-workspace-id')[:40]}"
        return None
    return f"{bearer.workspace_id}:{bearer.user_id}"


def _header(scope: Scope, name: bytes) -> str:
    found = next((value for header, value in scope["headers"] if header == name), b"")
    return str(found.decode("latin-1")).strip()


def _fingerprint(scope: Scope, body: bytes) -> str:
    seen = hashlib.sha256(f"{scope['method']} {scope['path']}\n".encode())
    seen.update(scope.get("query_string", b"") + b"\n" + body)
    return seen.hexdigest()


async def _whole(receive: Receive) -> bytes:
    parts = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes) -> Receive:
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
