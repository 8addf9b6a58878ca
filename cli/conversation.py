"""One thread over the chat protocol: sends, streams, reads what changed. Shows and asks nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cli.api import Api, answered
from domain.errors import UpstreamError

if TYPE_CHECKING:
    from langgraph_sdk.client import SyncLangGraphClient
    from langgraph_sdk.schema import StreamMode

ASSISTANT = "insta-media"
_MODES: "list[StreamMode]" = ["custom", "messages-tuple", "values"]


@dataclass(frozen=True)
class Activity:
    """One step of work, in words for the person who waits."""

    text: str


@dataclass(frozen=True)
class Words:
    """More of a message as it is written; `begins` when it is a new message."""

    text: str
    begins: bool


@dataclass(frozen=True)
class ReportCard:
    """A report beside a message, to be drawn under its words."""

    card: dict[str, Any]


Event = Activity | Words | ReportCard


@dataclass
class Conversation:
    """A thread and what of it was already shown."""

    api: Api
    thread_id: str
    brand: str | None = None
    _client: "SyncLangGraphClient" = field(init=False)
    _seen: dict[str, str] = field(default_factory=dict)
    """Message id to the part of its text that was handed out."""
    _drawn: set[str] = field(default_factory=set)
    """Messages whose card was handed out."""

    def __post_init__(self) -> None:
        self._client = self.api.chat()

    @classmethod
    def begin(cls, api: Api, *, brand: str | None = None) -> "Conversation":
        with answered(api.url), api.chat() as client:
            thread = client.threads.create()
        return cls(api, str(thread["thread_id"]), brand)

    def send(self, message: str) -> Iterator[Event]:
        """Say something, and hear the team work and answer.

        Raises:
            UpstreamError: The turn ended in an error; says why.
        """
        given: dict[str, Any] = {"messages": [{"role": "user", "content": message}]}
        if self.brand:
            given["brand_id"] = self.brand
        return self._stream(input=given)

    def decide(self, interrupt_id: str, decisions: list[dict[str, Any]]) -> Iterator[Event]:
        """Answer this very question: one decision per action, in its order.

        Never what else may be asked meanwhile: nobody here has seen that.
        """
        return self._stream(command={"resume": {interrupt_id: {"decisions": decisions}}})

    def state(self) -> dict[str, Any]:
        with answered(self.api.url):
            return dict(self._client.threads.get_state(self.thread_id))

    def question(self) -> dict[str, Any] | None:
        """What waits for a person, in the contract's words; None when nothing does."""
        found = self.interrupt()
        return found[1] if found else None

    def interrupt(self) -> tuple[str, dict[str, Any]] | None:
        """The question's id and value; None when nothing waits for a person."""
        for task in self.state().get("tasks") or []:
            for waiting in task.get("interrupts") or []:
                value = waiting.get("value")
                if isinstance(value, dict) and value.get("action_requests"):
                    return str(waiting["id"]), value
        return None

    def messages(self) -> list[dict[str, Any]]:
        values = self.state().get("values")
        return list(values.get("messages") or []) if isinstance(values, dict) else []

    def news(self) -> list[str | ReportCard]:
        """What the team wrote since the last look, without what was streamed already."""
        messages = self.messages()
        texts = [text for text, _begins in self._unheard(messages)]
        return [*texts, *self._cards(messages)]

    def catch_up(self) -> list[dict[str, Any]]:
        """Take everything said so far as heard; returns the team's messages."""
        known = [message for message in self.messages() if _is_ours(message)]
        self._unheard(known)
        list(self._cards(known))
        return known

    def _stream(self, **request: Any) -> Iterator[Event]:
        with answered(self.api.url):
            parts = self._client.runs.stream(
                self.thread_id, ASSISTANT, stream_mode=_MODES, **request
            )
            for part in parts:
                yield from self._events(part.event, part.data)

    def _events(self, name: str, data: Any) -> Iterator[Event]:
        if name == "error":
            told = data if isinstance(data, dict) else {"message": data}
            raise UpstreamError(str(told.get("message") or told.get("error") or "It stopped."))
        if name == "custom" and isinstance(data, dict) and data.get("type") == "activity":
            yield Activity(str(data.get("text", "")))
        elif name == "messages" and isinstance(data, list) and data:
            yield from self._words([data[0]])
        elif name == "values" and isinstance(data, dict):
            messages = data.get("messages") or []
            yield from self._words(messages)
            yield from self._cards(messages)

    def _cards(self, messages: Iterable[Any]) -> Iterator[ReportCard]:
        """The cards of the team's messages that were not handed out yet."""
        for message in messages:
            if not isinstance(message, dict) or not _is_ours(message):
                continue
            card, key = (message.get("additional_kwargs") or {}).get("report"), message.get("id")
            if isinstance(card, dict) and str(key) not in self._drawn:
                self._drawn.add(str(key))
                yield ReportCard(card)

    def _words(self, messages: Iterable[Any]) -> Iterator[Words]:
        for text, begins in self._unheard(messages):
            yield Words(text, begins)

    def _unheard(self, messages: Iterable[Any]) -> list[tuple[str, bool]]:
        """The parts of the team's messages that were not handed out yet, whole or in pieces."""
        found = []
        for message in messages:
            if not isinstance(message, dict) or not _is_ours(message):
                continue
            text, key = text_of(message), str(message.get("id"))
            known = self._seen.get(key)
            if _is_piece(message):
                self._seen[key] = (known or "") + text
            else:
                self._seen[key] = text
                text = text.removeprefix(known or "") if known != text else ""
            if text:
                found.append((text, known is None))
        return found


def text_of(message: dict[str, Any]) -> str:
    """The words of a message, whether its content is text or a list of blocks."""
    content = message.get("content")
    if isinstance(content, list):
        return "".join(str(b.get("text", "")) for b in content if isinstance(b, dict))
    return str(content or "")


def _is_ours(message: dict[str, Any]) -> bool:
    return str(message.get("type", message.get("role"))) in ("ai", "assistant", "AIMessageChunk")


def _is_piece(message: dict[str, Any]) -> bool:
    return message.get("type") == "AIMessageChunk"
