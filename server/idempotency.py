"""Idempotency-Key on mutations: the same request again gets the same answer, done once.

A key is held by the process that works on its request. When that process is gone the request may
be made again: whoever repeats it is not sent away for a day.
"""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, field

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import UnauthenticatedError, UnavailableError
from server.problems import problem
from server.running import Running
from store.idempotency import Answered

MUTATIONS = ("POST", "PUT", "PATCH", "DELETE")
PREFIX = "/api/v1/"
_LEFT_OUT = (
    # answers that hold tokens or single-use secrets are never stored; an import repeats safely,
    # and so does a medium, which would be too large to hold for comparing
    "/api/v1/auth/",
    "/api/v1/platforms/connect",
    "/api/v1/posts/import",
    "/api/v1/media",
)
MAX_KEY = 200
TOLD_WITHIN_S = 2.0
"""How long an answer may wait for being kept; then it is told all the same."""
PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
Mark = tuple[str, str]
"""Actor and key."""
log = structlog.get_logger()


@dataclass
class _Kept:
    """The answer as it passes by; 500 until one began."""

    status: int = 500
    content_type: str = ""
    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False

    def note(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = dict(message.get("headers", []))
            self.content_type = headers.get(b"content-type", b"").decode("latin-1")
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.is_whole = not message.get("more_body", False)


class IdempotencyKeys:
    """Works on what carries the header; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._in_hand: set[Mark] = set()
        """What this process works on: another's is known by its holder, which lives or does not."""
        self._settling: set[asyncio.Task[None]] = set()

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
        mark = (actor, key)
        if mark in self._in_hand:
            async with running.system.store.reading() as unit:
                known = await unit.idempotency.look(*mark) or _at_work(fingerprint)
            await _again(scope, receive, send, known, fingerprint)
            return
        self._in_hand.add(mark)
        try:
            earlier = await _begin(running, mark, fingerprint)
        except BaseException:
            # the database may have taken the key before it went away
            self._settle(running, mark, _Kept())
            raise
        if earlier is not None:
            self._in_hand.discard(mark)
            await _again(scope, receive, send, earlier, fingerprint)
            return
        await self._first(scope, send, running, mark, body)

    async def _first(
        self, scope: Scope, send: Send, running: Running, mark: Mark, body: bytes
    ) -> None:
        """Let the request through and keep its answer; a failure of ours gives the key back."""
        kept = _Kept()
        settling: asyncio.Task[None] | None = None

        async def watched(message: Message) -> None:
            nonlocal settling
            kept.note(message)
            if kept.is_whole and settling is None:
                # kept before it is told, so that who repeats at once finds it
                settling = self._settle(running, mark, kept)
                await asyncio.wait({settling}, timeout=TOLD_WITHIN_S)
            await send(message)

        try:
            await self._app(scope, _replay(body), watched)
        finally:
            if settling is None:
                self._settle(running, mark, kept)

    def _settle(self, running: Running, mark: Mark, kept: _Kept) -> asyncio.Task[None]:
        """Write what became of the request, waiting for a database that is away.

        A task of its own: who asked may be gone, or need not wait for the database.
        """

        async def settle() -> None:
            try:
                await _keep_patiently(running, mark, kept)
            finally:
                self._in_hand.discard(mark)

        task = asyncio.create_task(settle())
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)
        return task


async def _begin(running: Running, mark: Mark, fingerprint: str) -> Answered | None:
    system = running.system
    now = system.services.real_clock()
    async with system.store.writing() as unit:
        return await unit.idempotency.begin(*mark, fingerprint, now, holder=system.owner)


def _at_work(fingerprint: str) -> Answered:
    return Answered(fingerprint=fingerprint, status=None, content_type=None, body=None)


async def _keep_patiently(running: Running, mark: Mark, kept: _Kept) -> None:
    pause_s = PAUSE_S
    while True:
        try:
            await _keep(running, mark, kept)
        except UnavailableError as error:
            log.warning("idempotency.not_kept_yet", code=error.code)
        else:
            return
        await asyncio.sleep(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


async def _keep(running: Running, mark: Mark, kept: _Kept) -> None:
    holder = running.system.owner
    async with running.system.store.writing() as unit:
        if kept.status >= 500 or not kept.is_whole:
            await unit.idempotency.forget(*mark, holder=holder)
        else:
            await unit.idempotency.finish(
                *mark,
                holder=holder,
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
