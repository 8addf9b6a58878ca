"""A server that speaks bedrock-runtime's InvokeModel for pictures, and fails as it is told to."""

import asyncio
import base64
import json
import struct
import time
import zlib
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.llm.in_thread import in_thread


def png(width: int = 64, height: int = 64, shade: int = 90) -> bytes:
    """A picture of one grey, as small as PNG makes it."""
    rows = (b"\x00" + bytes([shade]) * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def base64_of(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class Paint:
    """One answer, and how it goes wrong."""

    content: bytes | None = None
    """None: a grey picture of the size that was asked for, or of 64 x 64."""
    answer: object = None
    """The whole answer instead, as JSON; bytes as they are."""
    status: int = 200
    error: str = "it is so"
    headers: dict[str, str] = field(default_factory=dict)
    hold_s: float = 0.0
    cut: bool = False
    """Whether the connection is lost in the middle of the answer."""


class CutError(Exception):
    """The server goes away in the middle of an answer."""


@dataclass
class Asked:
    model: str
    headers: dict[str, str]
    body: dict[str, Any]
    is_gone: bool = False
    """Whether who asked hung up before the answer."""


class PictureServer:
    _CODES: ClassVar[dict[int, str]] = {
        400: "ValidationException",
        403: "AccessDeniedException",
        404: "ResourceNotFoundException",
        408: "ModelTimeoutException",
        424: "ModelErrorException",
        429: "ThrottlingException",
        500: "InternalServerException",
        503: "ServiceUnavailableException",
    }

    def __init__(self) -> None:
        self.script: deque[Paint] = deque()
        self.always: Paint | None = None
        self.asked: list[Asked] = []
        self.url = ""

    def will(self, *answers: Paint) -> None:
        self.script.extend(answers)

    def reset(self) -> None:
        self.script.clear()
        self.asked.clear()
        self.always = None

    async def answer(self, request: Request) -> Response:
        body = json.loads(await request.body())
        asked = Asked(unquote(request.path_params["model"]), dict(request.headers), body)
        self.asked.append(asked)
        paint = self.script.popleft() if self.script else self.always
        assert paint is not None, f"nothing is scripted for {asked.model}"
        until = time.monotonic() + paint.hold_s
        while time.monotonic() < until:
            if await request.is_disconnected():
                asked.is_gone = True
                return Response()
            await asyncio.sleep(0.02)
        if paint.status != 200:
            headers = {"x-amzn-errortype": self._CODES[paint.status], **paint.headers}
            return JSONResponse({"message": paint.error}, paint.status, headers=headers)
        content = self._content(paint, body)
        if paint.cut:
            length = {"content-length": str(len(content)), "content-type": "application/json"}
            return StreamingResponse(_half(content), headers=length)
        return Response(content, media_type="application/json")

    def _content(self, paint: Paint, body: dict[str, Any]) -> bytes:
        if isinstance(paint.answer, bytes):
            return paint.answer
        if paint.answer is not None:
            return json.dumps(paint.answer).encode()
        size = body.get("imageGenerationConfig", {})
        content = paint.content or png(size.get("width", 64), size.get("height", 64))
        stability = {"seeds": [1], "finish_reasons": [None]} if "prompt" in body else {}
        return json.dumps({"images": [base64_of(content)], **stability}).encode()

    async def gone(self, asked: Asked) -> bool:
        """Whether who asked hung up; waits a little for it."""
        for _ in range(500):
            if asked.is_gone:
                return True
            await asyncio.sleep(0.01)
        return False

    async def heard(self, questions: int = 1) -> bool:
        """Whether so many questions came; waits a little for them."""
        for _ in range(1_000):
            if len(self.asked) >= questions:
                return True
            await asyncio.sleep(0.01)
        return False


async def _half(content: bytes) -> AsyncIterator[bytes]:
    yield content[: len(content) // 2]
    await asyncio.sleep(0.05)
    raise CutError


@contextmanager
def painting() -> Iterator[PictureServer]:
    """The server on a free port of this machine, in a thread."""
    pictures = PictureServer()
    app = Starlette(routes=[Route("/model/{model:path}/invoke", pictures.answer, methods=["POST"])])
    with in_thread(app) as pictures.url:
        yield pictures
