"""One call of an image model, which ends when nobody waits for it any more.

boto3 is synchronous and an image model is silent until its picture is done: the connection is
held where the one who waits can shut it at any time.
"""

import asyncio
import json
import socket
import threading
from contextlib import suppress
from typing import Any

from llm.image.reading import MOST_BYTES
from llm.model.providers import Endpoint

MOST_ANSWER = 2 * MOST_BYTES
"""Bytes that are read of an answer: base64 is a third longer than its picture."""
_PIECE = 1024 * 1024
_call = threading.local()


class AnswerUnreadableError(Exception):
    """An answer that is no JSON, or longer than any picture."""


class Invoker:
    """One client of Bedrock, made at the first call; calls at once are fine."""

    def __init__(self, at: Endpoint, wait_s: float) -> None:
        """Args:
        at: Without a Bedrock API key, keys come as AWS programs find theirs.
        wait_s: The longest wait for a picture.
        """
        self._at, self._wait_s = at, wait_s
        self._client: Any = None
        self._lock = threading.Lock()

    async def invoke(self, model: str, body: dict[str, Any]) -> Any:
        """What the model answers, as JSON says it.

        Raises:
            AnswerUnreadableError: It is no JSON.
            TimeoutError: Nothing came in time.
            Exception: Whatever boto3 raises; `llm.image.faults` reads it.
        """
        held = _Held()
        # loading boto3 takes a second on a busy machine, and is no wait for the picture
        client = await asyncio.to_thread(self._made)
        try:
            async with asyncio.timeout(self._wait_s):
                asked = (client, model, json.dumps(body), held)
                content = await asyncio.to_thread(self._ask, *asked)
        finally:
            held.stop()
        try:
            return json.loads(content)
        except ValueError as error:
            raise AnswerUnreadableError from error

    def close(self) -> None:
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _ask(self, client: Any, model: str, body: str, held: "_Held") -> bytes:
        _call.held = held
        try:
            answer = client.invoke_model(
                modelId=model,
                body=body,
                contentType="application/json",
                accept="application/json",
            )
            return _whole(answer["body"])
        finally:
            _call.held = None
            held.let_go()

    def _made(self) -> Any:
        with self._lock:
            if self._client is None:
                from llm.image.bedrock import client  # boto3 is heavy

                self._client = client(self._at, self._wait_s)
            return self._client


def _whole(stream: Any) -> bytes:
    """All of it; only the last, empty piece shows that nothing is missing."""
    content = bytearray()
    while piece := stream.read(_PIECE):
        content += piece
        if len(content) > MOST_ANSWER:
            stream.close()
            raise AnswerUnreadableError
    return bytes(content)


def notice(connection: Any) -> None:
    """Tell the call of this thread which connection it uses."""
    held: _Held | None = getattr(_call, "held", None)
    if held is not None:
        held.hold(connection)


class _Held:
    """The connection of one call: it can be shut from outside, at any time, for good."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: Any = None
        self._is_stopped = False

    def hold(self, connection: Any) -> None:
        with self._lock:
            self._connection, connection.holder = connection, self
            if self._is_stopped:
                self._shut()

    def let_go(self) -> None:
        with self._lock:
            self._connection = None

    def stop(self) -> None:
        with self._lock:
            self._is_stopped = True
            self._shut()

    def _shut(self) -> None:
        connection = self._connection
        # one that was given back may be another call's by now
        if connection is None or connection.holder is not self or connection.sock is None:
            return
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
