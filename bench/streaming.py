"""A reply streamed by the model author beside the same call by the bare LangChain client.

Both read the same answer from the same server, which runs as a process of its own and sends its
pieces without a pause: what is measured is what a token costs whoever reads it.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from bench.measure import Result, interleaved

TOKENS = 2_000
ROUNDS = 15
GOAL = 1 / 1.1
"""A tenth more than the bare client at most."""
_MODEL = "openai:bench"


def streaming_time() -> Iterator[Result]:
    """What a token takes through our layer and through the client below it."""
    with _serving() as address, asyncio.Runner() as loop:
        ours, bare = interleaved(
            _run(loop, _by_author(address)), _run(loop, _by_client(address)), rounds=ROUNDS
        )
    name = f"streaming a reply of {TOKENS:,} tokens, each"
    yield Result(name, "s", ours / TOKENS, bare / TOKENS, GOAL)


def _run(
    loop: asyncio.Runner, read: Callable[[], Coroutine[object, object, int]]
) -> Callable[[], None]:
    def run() -> None:
        if (pieces := loop.run(read())) < TOKENS:
            raise RuntimeError(f"{pieces} pieces came instead of {TOKENS}.")

    return run


def _by_author(address: str) -> Callable[[], Coroutine[object, object, int]]:
    from llm.build import build_author
    from llm.model.author import ModelAuthor
    from llm.model.options import Options
    from llm.model.paying import Payer, paid_by
    from llm.tasks.reply import REPLY, Notes, ReplyInputs

    author = build_author(Options(_MODEL, base_url=address, prices={_MODEL: (0.0, 0.0)}))
    assert isinstance(author, ModelAuthor)  # noqa: S101 - the options name a model
    inputs = ReplyInputs(situations=(Notes(lines=("Three drafts are ready.",)),))

    async def read() -> int:
        told: list[str] = []
        with paid_by(Payer("bench")):
            await author.write_aloud(REPLY, inputs, told.append)
        return len(told)

    return read


def _by_client(address: str) -> Callable[[], Coroutine[object, object, int]]:
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(model="bench", base_url=address, api_key=SecretStr("none"), stream_usage=True)

    async def read() -> int:
        pieces = chat.astream("Three drafts are ready.")
        return len([piece.text async for piece in pieces if piece.text])

    return read


@contextmanager
def _serving() -> Iterator[str]:
    server = subprocess.Popen(
        (sys.executable, "-m", "bench.streaming"), stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None  # noqa: S101 - it is a pipe
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
    finally:
        server.kill()
        server.wait()


def _answer() -> bytes:
    """OpenAI's stream of chat completion chunks, whole."""
    head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "bench"}
    deltas = ({"role": "assistant", "content": "ready "} for _ in range(TOKENS))
    chunks: list[dict[str, object]] = [
        {"choices": [{"index": 0, "delta": one, "finish_reason": None}]} for one in deltas
    ]
    ended: dict[str, object] = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    usage = {"prompt_tokens": 20, "completion_tokens": TOKENS, "total_tokens": TOKENS + 20}
    lines: list[dict[str, object]] = [*chunks, ended, {"choices": [], "usage": usage}]
    events = "".join(f"data: {json.dumps({**head, **line})}\n\n" for line in lines)
    return f"{events}data: [DONE]\n\n".encode()


async def _serve() -> None:
    body = _answer()
    head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    answer = f"{head}content-length: {len(body)}\r\n\r\n".encode() + body

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in asked.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                await reader.readexactly(length)
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answered, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
