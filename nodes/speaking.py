"""Speaks a text while an author writes it, piece by piece, to whoever streams the messages.

LangGraph passes on what a chat model says within a node; this is one that says what it is told.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Generic, TypeVar

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from llm.port import Told

ResultT = TypeVar("ResultT")


async def aloud(
    write: Callable[[Told], Awaitable[ResultT]], *, message_id: str
) -> tuple[ResultT, str]:
    """What is written, and the text that was told while it was.

    Args:
        write: Writes, and tells each piece.
        message_id: Of the message that the pieces are of.

    Raises:
        Whatever `write` raises.
    """
    voice = _Voice[ResultT](write=write, message_id=message_id)
    told = [str(piece.text) async for piece in voice.astream([])]
    return voice.result(), "".join(told)


class _Voice(BaseChatModel, Generic[ResultT]):
    write: Callable[[Told], Awaitable[ResultT]]
    message_id: str
    _written: list[ResultT] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "insta-media"

    def result(self) -> ResultT:
        return self._written[0]

    def _generate(
        self,
        messages: list[BaseMessage],  # noqa: ARG002
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        raise TypeError("it can only be streamed")

    async def _astream(
        self,
        messages: list[BaseMessage],  # noqa: ARG002 - the author has its own
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002
    ) -> AsyncIterator[ChatGenerationChunk]:
        pieces: asyncio.Queue[str | None] = asyncio.Queue()
        writing = asyncio.ensure_future(self.write(pieces.put_nowait))
        writing.add_done_callback(lambda _: pieces.put_nowait(None))
        try:
            while (piece := await pieces.get()) is not None:
                chunk = self._chunk(piece)
                if run_manager is not None:
                    await run_manager.on_llm_new_token(piece, chunk=chunk)
                yield chunk
            self._written.append(await writing)
            yield self._chunk("")  # LangChain wants a piece, also of what was not told
        finally:
            if not writing.done():
                writing.cancel()
                await asyncio.gather(writing, return_exceptions=True)

    def _chunk(self, text: str) -> ChatGenerationChunk:
        return ChatGenerationChunk(message=AIMessageChunk(content=text, id=self.message_id))
