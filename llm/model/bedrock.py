"""Amazon Bedrock's Converse through langchain-aws, with calls that stop when they are cancelled.

boto3 is synchronous: an answer is read in a thread of its own, and giving up shuts its socket down.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import NoRegionError
from langchain_aws import ChatBedrockConverse
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk

from llm.model.providers import Endpoint, How

CONNECT_S = 10.0
_call = threading.local()


def bedrock(model: str, at: Endpoint, how: How) -> ChatBedrockConverse:
    """The chat model; without a Bedrock API key, keys come as AWS programs find theirs.

    Raises:
        NoRegionError: None is set; said here, since the package would bury it.
    """
    region = at.region or boto3.Session().region_name
    if not region:
        raise NoRegionError
    chat = StoppableConverse(
        model_id=model,
        endpoint_url=at.base_url or None,
        region_name=region,
        bedrock_api_key=at.api_key if at.api_key.get_secret_value() else None,
        temperature=None if how.is_plain else how.temperature,
        max_tokens=how.max_tokens,
        config=Config(
            connect_timeout=CONNECT_S,
            read_timeout=how.silence_s,
            retries={"total_max_attempts": 1},
        ),
    )
    events = chat.client.meta.events
    events.register("after-call.bedrock-runtime.ConverseStream", _remember)
    return chat


def forced(chat: BaseChatModel, how: How) -> dict[str, Any]:
    """The answer as the input of a tool that the model has to call, where it can be made to."""
    if "tool" not in (getattr(chat, "supports_tool_choice_values", None) or ()):
        return {}
    assert how.schema is not None  # noqa: S101 - asked for only then
    tool = {
        "toolSpec": {
            "name": how.schema_name,
            "description": "Give the answer.",
            "inputSchema": {"json": dict(how.schema)},
        }
    }
    choice = {"tool": {"name": how.schema_name}}
    return {"toolConfig": {"tools": [tool], "toolChoice": choice}}


def _remember(http_response: Any, **_rest: Any) -> None:
    """Keep the answer under way where the one who waits for it can stop it."""
    reading: _Reading | None = getattr(_call, "reading", None)
    if reading is not None:
        reading.hold(http_response.raw)


class _Reading:
    """One answer that a thread reads: it can be stopped from outside, at any time, for good."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._raw: Any = None
        self.is_stopped = False

    def hold(self, raw: Any) -> None:
        with self._lock:
            self._raw = raw
            if self.is_stopped:
                self._shut()

    def stop(self) -> None:
        with self._lock:
            self.is_stopped = True
            self._shut()

    def _shut(self) -> None:
        # an answer that was read to its end has given its connection back
        with suppress(ValueError, RuntimeError, OSError, AttributeError):
            self._raw.shutdown()


class StoppableConverse(ChatBedrockConverse):
    """As langchain-aws has it, but read in one thread that ends when nobody listens any more."""

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        reading = _Reading()

        def read(say: _Say) -> None:
            _call.reading = reading
            try:
                for piece in self._stream(messages, stop, **kwargs):
                    if reading.is_stopped:
                        return
                    say(piece)
                say(None)
            except Exception as error:  # noqa: BLE001 - raised again where it is waited for
                say(error)

        try:
            async for piece in _from_thread(read):
                if run_manager is not None:
                    await run_manager.on_llm_new_token(piece.text, chunk=piece)
                yield piece
        finally:
            reading.stop()


_Said = ChatGenerationChunk | Exception | None
"""A piece, what went wrong, or the end."""
_Say = Callable[[_Said], None]


async def _from_thread(read: Callable[[_Say], None]) -> AsyncIterator[ChatGenerationChunk]:
    """What a function says in a thread of its own, as it says it."""
    loop, said = asyncio.get_running_loop(), asyncio.Queue[_Said]()

    def say(what: _Said) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(said.put_nowait, what)

    threading.Thread(target=read, args=(say,), name="bedrock", daemon=True).start()
    while (what := await said.get()) is not None:
        if isinstance(what, Exception):
            raise what
        yield what
