"""One call to a stand-in: read it, let its fault happen, do the work, answer or cut the line.

The work runs in a task of its own, so a client that hangs up does not take its effect back.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.dripping import drip
from sandbox.faults import Fault, Mode
from sandbox.fetching import Download
from sandbox.holds import AbandonedError
from sandbox.journal import Line
from sandbox.transport import cut
from sandbox.world import World

LARGEST_BODY = 256 * 1024
_WITH_EFFECT = frozenset(
    {
        Mode.HOLD_BEFORE_EFFECT,
        Mode.HOLD_AFTER_EFFECT,
        Mode.SLOW,
        Mode.LOST_RESPONSE_AFTER_EFFECT,
        Mode.HTTP_500_AFTER_EFFECT,
    }
)


@dataclass(frozen=True)
class Call:
    """A request as it came over the wire: `path_raw` and `query` are still percent-encoded."""

    method: str
    path: str
    path_raw: str
    query: str
    headers: Headers
    body: bytes
    params: Mapping[str, str] = field(default_factory=dict)
    download: Download | None = None
    """What a stand-in fetched from elsewhere before its work."""
    spool: Path | None = None
    """Where the body lies, of an operation that takes large ones; `body` is empty then."""
    is_cut: bool = False
    """The client left before it had sent all of the spooled body."""

    @property
    def content_type(self) -> str:
        """Lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class RefusalError(Exception):
    """Ends a handler with the vendor's answer; what was written before it stays written."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


Handler = Callable[[World, Call], Response]
Preparation = Callable[[World, Call], Awaitable[Call]]
"""What must be waited for before the work, which itself waits for nothing."""
FaultAnswer = Callable[[World, Call, Mode], Response]
"""How a stand-in words a fault in its own error shape."""


@dataclass(frozen=True)
class Operation:
    """One thing a stand-in can do, under the name that faults and the journal use."""

    platform: str | None
    name: str | None
    handle: Handler
    modes: frozenset[Mode] = frozenset()
    answer_fault: FaultAnswer | None = None
    site: str | None = None
    prepare: Preparation | None = None
    largest_body: int = LARGEST_BODY
    spools: bool = False
    """Whether a body goes to disk instead of memory, and counts also as far as it came when the
    client left: an upload that can be resumed."""


@dataclass(frozen=True)
class _Answer:
    """No response means that the connection must be cut."""

    response: Response | None
    drip_s: float = 0.0


class Exchange:
    """The ASGI endpoint of one operation."""

    def __init__(self, world: World, operation: Operation) -> None:
        self._world = world
        self._operation = operation
        self._tasks: set[asyncio.Task[_Answer]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if self._operation.spools:
            await self._spooled(request, scope, receive, send)
            return
        try:
            body = await read_body(request, self._operation.largest_body)
        except ClientDisconnect:
            return
        if body is None:
            await PlainTextResponse("Request too large", 413)(scope, receive, send)
            return
        await self._serve(request, as_call(request, body), scope, receive, send)

    async def _spooled(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        stash = self._world.stash
        key = stash.new()
        try:
            ending = await spool_body(request, stash.path(key), self._operation.largest_body)
            if ending is Ending.TOO_LARGE:
                await PlainTextResponse("Request too large", 413)(scope, receive, send)
                return
            call = replace(
                as_call(request, b""), spool=stash.path(key), is_cut=ending is Ending.CUT
            )
            if call.is_cut:
                await self._work(call)
            else:
                await self._serve(request, call, scope, receive, send)
        finally:
            stash.drop(key)

    async def _serve(
        self, request: Request, call: Call, scope: Scope, receive: Receive, send: Send
    ) -> None:
        task = asyncio.create_task(self._work(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        answer = await asyncio.shield(task)
        if answer.response is None:
            await cut(request)
        elif answer.drip_s:
            await self._drip(request, answer.response, answer.drip_s, send)
        else:
            await answer.response(scope, receive, send)

    async def _drip(self, request: Request, response: Response, over_s: float, send: Send) -> None:
        async def wait(seconds: float) -> None:
            await self._hold(Mode.SLOW, seconds)

        try:
            await drip(request, response, send, over_s=over_s, wait=wait)
        except AbandonedError:
            await cut(request)

    async def _work(self, call: Call) -> _Answer:
        operation, world = self._operation, self._world
        entry = world.journal.open(
            platform=operation.platform,
            site=operation.site,
            operation=operation.name,
            call=Line(call.method, call.path, call.query, call.headers.get("user-agent", "")),
        )
        fault = self._next_fault()
        mode = None if fault is None else fault.mode.value
        try:
            response = await self._answer(call, fault)
        except AbandonedError:
            return _Answer(None)
        status = None if response is None else response.status_code
        world.journal.close(entry, status=status, fault=mode)
        drip_s = fault.seconds if fault is not None and fault.drip else 0.0
        return _Answer(response, drip_s)

    def _next_fault(self) -> Fault | None:
        operation = self._operation
        if operation.platform is None or operation.name is None or not operation.modes:
            return None
        return self._world.faults.take(operation.platform, operation.name, operation.modes)

    async def _answer(self, call: Call, fault: Fault | None) -> Response | None:
        if fault is None:
            return self._effect(await self._prepared(call))
        if fault.mode not in _WITH_EFFECT:
            answer = self._fault_answer(call, fault.mode)
            if fault.mode is Mode.HTTP_429 and fault.seconds:
                # a burst that passes, where the vendor's own words do not say how long it lasts
                answer.headers.setdefault("retry-after", str(math.ceil(fault.seconds)))
            return answer
        # Before a hold, so that a released call goes on to its effect without a pause.
        return await self._answer_with_effect(await self._prepared(call), fault)

    async def _answer_with_effect(self, call: Call, fault: Fault) -> Response | None:
        if fault.mode is Mode.HOLD_BEFORE_EFFECT:
            await self._hold(fault.mode)
        response = self._effect(call)
        match fault.mode:
            case Mode.LOST_RESPONSE_AFTER_EFFECT:
                return None
            case Mode.HTTP_500_AFTER_EFFECT:
                return self._fault_answer(call, fault.mode)
            case Mode.HOLD_AFTER_EFFECT:
                await self._hold(fault.mode)
            case Mode.SLOW if not fault.drip:
                await self._hold(fault.mode, fault.seconds)
        return response

    async def _prepared(self, call: Call) -> Call:
        prepare = self._operation.prepare
        return call if prepare is None else await prepare(self._world, call)

    async def _hold(self, mode: Mode, seconds: float | None = None) -> None:
        operation = self._operation
        await self._world.holds.hold(
            operation.platform or "", operation.name or "", mode.value, seconds
        )

    def _effect(self, call: Call) -> Response:
        refusal: Response | None = None
        with self._world.state.transaction():
            try:
                return self._operation.handle(self._world, call)
            except RefusalError as error:
                refusal = error.response
        return refusal

    def _fault_answer(self, call: Call, mode: Mode) -> Response:
        if self._operation.answer_fault is None:
            msg = f"{self._operation.name} has no answer for {mode}"
            raise LookupError(msg)
        return self._operation.answer_fault(self._world, call, mode)


async def read_body(request: Request, limit: int) -> bytes | None:
    """The whole body, or nothing when it is longer than `limit` bytes.

    Raises:
        ClientDisconnect: the client left before it had sent everything.
    """
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > limit:
            return None
    return bytes(chunks)


class Ending(StrEnum):
    WHOLE = "whole"
    CUT = "cut"
    TOO_LARGE = "too_large"


async def spool_body(request: Request, file: Path, limit: int) -> Ending:
    """Writes the body to disk as it comes, and says how it ended."""
    written = 0
    with file.open("wb") as spool:
        try:
            async for chunk in request.stream():
                written += len(chunk)
                if written > limit:
                    return Ending.TOO_LARGE
                spool.write(chunk)
        except ClientDisconnect:
            return Ending.CUT
    return Ending.WHOLE


def as_call(request: Request, body: bytes) -> Call:
    scope = request.scope
    return Call(
        method=request.method,
        path=scope["path"],
        path_raw=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers=request.headers,
        body=body,
        params=dict(request.path_params),
    )
