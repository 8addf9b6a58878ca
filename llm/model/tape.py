"""Records what models were asked and answered, and answers from such a record. Asks nobody itself.

A line of JSON per call. Keys are never in it: they are no part of what is recorded, and wherever
one stands in a text it is blotted out.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr, ValidationError

from domain.errors import InvalidError, NotFoundError
from domain.frozen import Frozen
from llm.model.hearing import Caller, Ending, Heard, Meter, Question

BLOT = "•••"


class _Call(Frozen):
    asked: str
    """The fingerprint of the question: model, parameters, messages."""
    model: str
    messages: tuple[tuple[str, str], ...]
    """Who spoke and what, for a person who reads the file."""
    text: str
    ending: Ending
    input_tokens: int
    output_tokens: int


class RecordingCaller:
    """Asks, and writes down each question with its answer. Calls without an answer are left out."""

    def __init__(self, caller: Caller, path: Path, secrets: Sequence[SecretStr]) -> None:
        self._caller, self._path, self._secrets = caller, path, secrets

    async def call(self, question: Question, meter: Meter) -> Heard:
        heard = await self._caller.call(question, meter)
        call = _Call(
            asked=_fingerprint(question),
            model=question.name.spec,
            messages=tuple((m.type, self._clean(str(m.content))) for m in question.messages),
            text=self._clean(heard.text),
            ending=heard.ending,
            input_tokens=meter.input_tokens,
            output_tokens=meter.output_tokens,
        )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # one write of one line: calls that end at once do not mix
        with self._path.open("ab") as file:
            file.write((json.dumps(call.model_dump(), ensure_ascii=True) + "\n").encode())
        return heard

    async def aclose(self) -> None:
        await self._caller.aclose()

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret.get_secret_value(), BLOT)
        return text


class ReplayingCaller:
    """Answers from a record. A question that is not in it is an error, never a call."""

    def __init__(self, calls: dict[str, _Call], path: Path) -> None:
        self._calls, self._path = calls, path

    @classmethod
    def read(cls, path: Path) -> "ReplayingCaller":
        """The caller of a recorded file.

        Raises:
            InvalidError: `bad_recording`; the file is not one.
        """
        try:
            calls = [
                _Call.model_validate(json.loads(line)) for line in path.read_bytes().splitlines()
            ]
        except (OSError, ValueError, ValidationError) as error:
            raise InvalidError(
                f"{path} is no record of model calls. Make it with INSTA_MODEL_RECORD={path}.",
                code="bad_recording",
            ) from error
        return cls({call.asked: call for call in calls}, path)

    async def call(self, question: Question, meter: Meter) -> Heard:
        call = self._calls.get(_fingerprint(question))
        if call is None:
            raise NotFoundError(
                f"{self._path.name} has no answer of {question.name.label} to this question. "
                "Record it: set INSTA_MODEL_RECORD instead of INSTA_MODEL_REPLAY, and ask again.",
                code="not_recorded",
            )
        meter.input_tokens, meter.output_tokens = call.input_tokens, call.output_tokens
        if question.told is not None:
            question.told(call.text)
        return Heard(call.text, call.ending)

    async def aclose(self) -> None:
        """Nothing is open."""


def _fingerprint(question: Question) -> str:
    how = question.how
    asked = {
        "model": question.name.spec,
        "temperature": None if how.is_plain else how.temperature,
        "max_tokens": how.max_tokens,
        "schema": how.schema,
        "messages": [(message.type, message.content) for message in question.messages],
    }
    text = json.dumps(asked, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
