"""One call to a stand-in: read it, let its fault happen, do the work, answer or cut the line.

The work runs in a task of its own, so a client that hangs up does not take its effect back.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.faults import Fault, Mode
from sandbox.holds import AbandonedError
from sandbox.journal import Line
from sandbox.transport import cut
from sandbox.world import World

LARGEST_BODY = 256 * 1024


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


class RefusalError(Exception):
    """Ends a handler with the vendor's answer; what was written before it stays written."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


Handler = Callable[[World, Call], Response]
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


class Exchange:
    """The ASGI endpoint of one operation."""

    def __init__(self, world: World, operation: Operation) -> None:
        self._world = world
        self._operation = operation
        self._tasks: set[asyncio.Task[Response | None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = await read_body(request, LARGEST_BODY)
        except ClientDisconnect:
            return
        if body is None:
            await PlainTextResponse("Request too large", 413)(scope, receive, send)
            return
        task = asyncio.create_task(self._work(as_call(request, body)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        response = await asyncio.shield(task)
        if response is None:
            await cut(request)
        else:
            await response(scope, receive, send)

    async def _work(self, call: Call) -> Response | None:
        """The response, or nothing when the connection must be cut."""
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
            return None
        status = None if response is None else response.status_code
        world.journal.close(entry, status=status, fault=mode)
        return response

    def _next_fault(self) -> Fault | None:
        operation = self._operation
        if operation.platform is None or operation.name is None or not operation.modes:
            return None
        return self._world.faults.take(operation.platform, operation.name, operation.modes)

    async def _answer(self, call: Call, fault: Fault | None) -> Response | None:
        if fault is None:
            return self._effect(call)
        match fault.mode:
            case Mode.HOLD_BEFORE_EFFECT:
                await self._hold(fault.mode)
                return self._effect(call)
            case Mode.HOLD_AFTER_EFFECT:
                response = self._effect(call)
                await self._hold(fault.mode)
                return response
            case Mode.SLOW:
                response = self._effect(call)
                await self._hold(fault.mode, fault.seconds)
                return response
            case Mode.LOST_RESPONSE_AFTER_EFFECT:
                self._effect(call)
                return None
            case Mode.HTTP_500_AFTER_EFFECT:
                self._effect(call)
        return self._fault_answer(call, fault.mode)

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
