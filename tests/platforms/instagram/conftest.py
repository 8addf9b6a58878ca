"""A server that answers as it is told, for what the twin's documents leave open."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest


@dataclass
class Canned:
    """Answers by the beginning of "METHOD /path"; the last of several is repeated."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def lines(self, beginning: str) -> list[str]:
        return [line for line in self.asked if line.startswith(beginning)]


@pytest.fixture
def canned(serve) -> Callable[[dict[str, list[tuple[int, object]]]], Awaitable[Canned]]:
    async def start(answers: dict[str, list[tuple[int, object]]]) -> Canned:
        server = Canned()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            line = head.partition(" HTTP/")[0]
            server.asked.append(line)
            server.heads.append(head)
            status, body = next(
                some.pop(0) if len(some) > 1 else some[0]
                for beginning, some in answers.items()
                if line.startswith(beginning)
            )
            content = json.dumps(body).encode()
            writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: {len(content)}\r\n\r\n".encode())
            writer.write(content)
            await writer.drain()

        server.url = await serve(handle)
        return server

    return start
