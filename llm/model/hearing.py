"""One call of one model: its answer, piece by piece, within the times that it is given."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal, Protocol

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langgraph.constants import TAG_NOSTREAM

from llm.model.faults import fault_of
from llm.model.providers import How, Providers
from llm.model.spec import ModelName
from llm.port import Told

Ending = Literal["whole", "cut", "refused"]
LETTERS_PER_TOKEN = 2.5
"""Of ASCII with the spaces between; less than the tokenizer of a small English model takes for
English and Hinglish (tests/local_model). Digits, signs and bytes of other scripts are one each.
"""
_LETTERS = re.compile(r"[A-Za-z\s]+")
MOST_SILENCES = 6
"""A whole answer may take so many times the longest wait for its next piece."""
_ENDINGS: dict[str, Ending] = {
    "length": "cut",
    "max_tokens": "cut",
    "model_context_window_exceeded": "cut",
    "content_filter": "refused",
    "content_filtered": "refused",
    "guardrail_intervened": "refused",
    "refusal": "refused",
    "safety": "refused",
    "recitation": "refused",
    "prohibited_content": "refused",
    "blocklist": "refused",
    "spii": "refused",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer to its end, whatever the end was."""

    text: str
    ending: Ending


@dataclass(slots=True)
class Meter:
    """What a call has used so far: it can be read however the call ends."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked, and how."""

    name: ModelName
    messages: list[BaseMessage]
    how: How
    told: Told | None = None
    """Given each piece of text as it comes."""

    @property
    def tokens(self) -> int:
        """About how many it has; rather too many."""
        return sum(guessed(str(message.content)) for message in self.messages)


class Caller(Protocol):
    """Asks a model once: the live ones, or a tape of them."""

    async def call(self, question: Question, meter: Meter) -> Heard:
        """The answer; the meter runs with it.

        Raises:
            ModelCallError: There was none.
        """
        ...

    async def aclose(self) -> None:
        """Hang up for good."""
        ...


class LiveCaller:
    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def call(self, question: Question, meter: Meter) -> Heard:
        listener, how = _Listener(question, meter), question.how
        try:
            # the first of a provider loads its package, and its keys may come from a file
            chat, given = await asyncio.to_thread(self._providers.chat, question.name, how)
            await _listen(_pieces(chat, question.messages, given), how.silence_s, listener)
        except Exception as error:  # noqa: BLE001 - every library has its own
            raise fault_of(question.name, error) from None  # the cause may quote a header
        return listener.heard()

    async def aclose(self) -> None:
        await self._providers.aclose()


def _pieces(
    chat: BaseChatModel, messages: list[BaseMessage], given: dict[str, Any]
) -> AsyncIterator[AIMessageChunk]:
    # what the graph shows of an answer is chosen where it is written, not where it is heard
    return chat.astream(messages, {"tags": [TAG_NOSTREAM]}, **given)


async def _listen(
    pieces: AsyncIterator[AIMessageChunk], silence_s: float, listener: "_Listener"
) -> None:
    clock = asyncio.get_running_loop().time
    latest = clock() + silence_s * MOST_SILENCES
    # one timer that is set on with each piece: one for every piece took a tenth of its time
    async with (
        asyncio.timeout(silence_s) as timer,
        aclosing(pieces) as stream,  # type: ignore[type-var]  # it is a generator
    ):
        async for piece in stream:
            listener.hear(piece)
            timer.reschedule(min(clock() + silence_s, latest))


class _Listener:
    """What has been heard so far."""

    def __init__(self, question: Question, meter: Meter) -> None:
        self._question, self._meter = question, meter
        self._text: list[str] = []
        self._given: list[str] = []
        """The input of a tool that it was made to call: the answer, where there is one."""
        self._ending: Ending = "whole"
        self._is_counted = False

    def hear(self, piece: AIMessageChunk) -> None:
        text, calls = str(piece.text), piece.tool_call_chunks
        given = "".join(call["args"] or "" for call in calls) if calls else ""
        if given:
            self._given.append(given)
        if text:
            self._text.append(text)
            if self._question.told is not None:
                self._question.told(text)
        self._count(piece, given + text)
        if piece.response_metadata or piece.additional_kwargs:
            self._end(piece)

    def _count(self, piece: AIMessageChunk, text: str) -> None:
        """By the provider's own numbers once it gives them; until then by a guess."""
        meter, usage = self._meter, piece.usage_metadata
        if usage:
            before = (meter.input_tokens, meter.output_tokens) if self._is_counted else (0, 0)
            meter.input_tokens = before[0] + usage["input_tokens"]
            meter.output_tokens = before[1] + usage["output_tokens"]
            self._is_counted = True
        elif not self._is_counted:
            meter.input_tokens = meter.input_tokens or self._question.tokens
            meter.output_tokens += guessed(text)

    def _end(self, piece: AIMessageChunk) -> None:
        said = piece.response_metadata
        for key in ("finish_reason", "stopReason", "stop_reason"):
            if found := _ENDINGS.get(str(said.get(key, "")).lower()):
                self._ending = found
        if piece.additional_kwargs.get("refusal"):
            self._ending = "refused"

    def heard(self) -> Heard:
        return Heard("".join(self._given) or "".join(self._text), self._ending)


def guessed(text: str) -> int:
    """About how many tokens a text has where nobody counted them; rather too many."""
    rest = _LETTERS.sub("", text)
    letters = len(text) - len(rest)
    return ceil(letters / LETTERS_PER_TOKEN) + len(rest.encode("utf-8", "surrogatepass"))
