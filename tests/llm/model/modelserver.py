"""A server that speaks the two protocols of language models, and fails as it is told to.

OpenAI's chat completions as server-sent events, and Bedrock's ConverseStream as
`application/vnd.amazon.eventstream` (prelude, typed headers, two CRCs: the format that botocore
itself checks). What it answers is scripted, call by call; what it was asked is kept.
"""

import asyncio
import json
import struct
from binascii import crc32
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.llm.in_thread import in_thread


@dataclass
class Say:
    """One answer, and how it goes wrong."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: str = "it is so"
    size: int = 7
    """Characters per piece."""
    pause_s: float = 0.0
    """Before each piece."""
    hold_s: float = 0.0
    """Before the answer begins."""
    cut_after: int | None = None
    """Pieces after which the connection is lost."""
    ending: str = "stop"
    """stop, length, refused, or throttled (told as an event of the stream)."""
    usage: tuple[int, int] | None = (100, 20)
    as_tool: bool | None = None
    """Bedrock: whether the text is a tool's input; None: as it was asked for."""

    @property
    def pieces(self) -> list[str]:
        return [self.text[i : i + self.size] for i in range(0, len(self.text), self.size)]


class CutError(Exception):
    """The server goes away in the middle of an answer."""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    sent: int = 0
    """Pieces that went out."""
    is_gone: bool = False
    """Whether who asked hung up before the end."""


class ModelServer:
    def __init__(self) -> None:
        self.script: deque[Say] = deque()
        self.always: Say | None = None
        self.asked: list[Asked] = []
        self.url = ""

    def will(self, *answers: Say) -> None:
        self.script.extend(answers)

    async def answer(self, request: Request) -> Response:
        body = json.loads(await request.body())
        asked = Asked(request.url.path, dict(request.headers), body)
        self.asked.append(asked)
        say = self.script.popleft() if self.script else self.always
        assert say is not None, f"nothing is scripted for {asked.path}"
        await asyncio.sleep(say.hold_s)
        protocol = _protocol(asked.path)
        if say.status != 200:
            return protocol.refusal(say)
        pieces = self._pieces(protocol, say, asked)
        return StreamingResponse(pieces, media_type=protocol.media_type, headers=say.headers)

    async def _pieces(self, protocol: "_Protocol", say: Say, asked: Asked) -> AsyncIterator[bytes]:
        is_over = False
        try:
            for piece in protocol.begin(say, asked):
                yield piece
            for number, text in enumerate(say.pieces):
                if number == say.cut_after:
                    is_over = True
                    raise CutError
                await asyncio.sleep(say.pause_s)
                yield protocol.piece(say, text, asked)
                asked.sent += 1
            for piece in protocol.end(say, asked):
                yield piece
            is_over = True
        finally:
            asked.is_gone = not is_over

    async def gone(self, asked: Asked) -> bool:
        """Whether who asked hung up; waits a little for it."""
        return await _soon(lambda: asked.is_gone)

    async def sent(self, pieces: int) -> bool:
        """Whether so many pieces of the first answer went out; waits a little for it."""
        return await _soon(lambda: bool(self.asked) and self.asked[0].sent >= pieces)


async def _soon(is_so: Callable[[], bool]) -> bool:
    """Whether it comes true: it does in another thread, which no event of this one tells."""
    for _ in range(1_000):
        if is_so():
            return True
        await asyncio.sleep(0.01)
    return False


class _Protocol:
    media_type = "text/event-stream"

    def refusal(self, say: Say) -> Response:
        return JSONResponse(
            {"error": {"message": say.error, "code": say.status, "status": "X"}},
            say.status,
            headers=say.headers,
        )

    def begin(self, say: Say, asked: Asked) -> list[bytes]:
        return []

    def piece(self, say: Say, text: str, asked: Asked) -> bytes:
        raise NotImplementedError

    def end(self, say: Say, asked: Asked) -> list[bytes]:
        raise NotImplementedError


class _OpenAI(_Protocol):
    def piece(self, say: Say, text: str, asked: Asked) -> bytes:
        return self._event({"role": "assistant", "content": text}, None)

    def end(self, say: Say, asked: Asked) -> list[bytes]:
        ending = {"refused": "content_filter"}.get(say.ending, say.ending)
        last = [self._event({}, ending)]
        if say.usage and asked.body.get("stream_options", {}).get("include_usage"):
            i, o = say.usage
            usage = {"prompt_tokens": i, "completion_tokens": o, "total_tokens": i + o}
            last.append(_sse({**self._head(), "choices": [], "usage": usage}))
        return [*last, b"data: [DONE]\n\n"]

    def _event(self, delta: dict[str, Any], ending: str | None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": ending}
        return _sse({**self._head(), "choices": [choice]})

    def _head(self) -> dict[str, Any]:
        return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}


class _Bedrock(_Protocol):
    media_type = "application/vnd.amazon.eventstream"
    _CODES: ClassVar[dict[int, str]] = {
        400: "ValidationException",
        403: "AccessDeniedException",
        404: "ResourceNotFoundException",
        429: "ThrottlingException",
        500: "InternalServerException",
        503: "ServiceUnavailableException",
    }

    def refusal(self, say: Say) -> Response:
        headers = {"x-amzn-errortype": self._CODES[say.status], **say.headers}
        return JSONResponse({"message": say.error}, say.status, headers=headers)

    def begin(self, say: Say, asked: Asked) -> list[bytes]:
        first = [_frame("messageStart", {"role": "assistant"})]
        if self._is_tool(say, asked):
            name = asked.body["toolConfig"]["tools"][0]["toolSpec"]["name"]
            start = {"toolUse": {"toolUseId": "t1", "name": name}}
            first.append(_frame("contentBlockStart", {"contentBlockIndex": 0, "start": start}))
        return first

    def piece(self, say: Say, text: str, asked: Asked) -> bytes:
        delta = {"toolUse": {"input": text}} if self._is_tool(say, asked) else {"text": text}
        return _frame("contentBlockDelta", {"contentBlockIndex": 0, "delta": delta})

    def end(self, say: Say, asked: Asked) -> list[bytes]:
        if say.ending == "throttled":
            return [_frame("throttlingException", {"message": "slow"}, kind="exception")]
        usual = "tool_use" if self._is_tool(say, asked) else "end_turn"
        stop = {"length": "max_tokens", "refused": "content_filtered"}.get(say.ending, usual)
        last = [
            _frame("contentBlockStop", {"contentBlockIndex": 0}),
            _frame("messageStop", {"stopReason": stop}),
        ]
        if say.usage:
            i, o = say.usage
            usage = {"inputTokens": i, "outputTokens": o, "totalTokens": i + o}
            last.append(_frame("metadata", {"usage": usage, "metrics": {"latencyMs": 1}}))
        return last

    def _is_tool(self, say: Say, asked: Asked) -> bool:
        return "toolConfig" in asked.body if say.as_tool is None else say.as_tool


def _protocol(path: str) -> _Protocol:
    return _Bedrock() if path.startswith("/model/") else _OpenAI()


def _sse(what: object) -> bytes:
    return f"data: {json.dumps(what)}\n\n".encode()


def _frame(event: str, payload: dict[str, Any], *, kind: str = "event") -> bytes:
    """A message of Amazon's event stream encoding."""
    name = ":exception-type" if kind == "exception" else ":event-type"
    told = ((":message-type", kind), (name, event), (":content-type", "application/json"))
    headers = b"".join(
        bytes([len(key)]) + key.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode()
        for key, value in told
    )
    body = json.dumps(payload).encode()
    prelude = struct.pack(">II", len(headers) + len(body) + 16, len(headers))
    prelude += struct.pack(">I", crc32(prelude))
    return prelude + headers + body + struct.pack(">I", crc32(prelude + headers + body))


@contextmanager
def serving() -> Iterator[ModelServer]:
    """The server on a free port of this machine, in a thread."""
    models = ModelServer()
    app = Starlette(routes=[Route("/{rest:path}", models.answer, methods=["POST"])])
    with in_thread(app) as models.url:
        yield models
