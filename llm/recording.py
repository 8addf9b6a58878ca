"""Keeps an author's answers in a file, and answers from such a file. Writes no text of its own.

A model's answers cost money and a key; recorded once, they can be scored and compared anywhere.
"""

import hashlib
import json
from pathlib import Path

from pydantic import BaseModel, JsonValue, ValidationError

from domain.content import Provenance
from domain.errors import InvalidError, ModelOutputError, NotFoundError
from domain.frozen import Frozen
from llm.port import Author, InT, OutT, Task, Written
from prompts.loader import load


class _Kept(Frozen):
    prompt: str
    output: JsonValue
    provenance: Provenance


class _Recording(Frozen):
    label: str
    answers: dict[str, _Kept]


class Recorder:
    """An author that remembers what another one answers."""

    def __init__(self, author: Author, path: Path) -> None:
        self._author, self._path = author, path
        self._answers: dict[str, _Kept] = {}

    @property
    def label(self) -> str:
        return self._author.label

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        written = await self._author.write(task, inputs)
        self._answers[_key(task.prompt, inputs)] = _Kept(
            prompt=task.prompt,
            output=written.output.model_dump(mode="json"),
            provenance=written.provenance,
        )
        return written

    def save(self) -> None:
        """Write the file, whole or not at all."""
        kept = _Recording(label=self.label, answers=dict(sorted(self._answers.items())))
        text = json.dumps(kept.model_dump(mode="json"), ensure_ascii=False, indent=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(self._path.name + ".part")
        beside.write_bytes(text.encode("utf-8", "backslashreplace"))
        beside.replace(self._path)


class Replay:
    """An author that answers with what was recorded, under the recorded author's name."""

    def __init__(self, recording: _Recording, path: Path) -> None:
        self._recording, self._path = recording, path

    @classmethod
    def read(cls, path: Path) -> "Replay":
        """The author of a recorded file.

        Raises:
            InvalidError: `bad_recording`; the file is not one.
        """
        try:
            # not pydantic's own reader: a text may hold half an emoji
            return cls(_Recording.model_validate(json.loads(path.read_bytes())), path)
        except (OSError, ValueError) as error:
            raise InvalidError(
                f"{path} holds no recorded answers. Make it with: "
                "insta-media eval run --record FILE",
                code="bad_recording",
            ) from error

    @property
    def label(self) -> str:
        return self._recording.label

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        kept = self._recording.answers.get(_key(task.prompt, inputs))
        if kept is None:
            raise NotFoundError(
                f"{self._path.name} has no answer of {task.prompt} to these inputs and this "
                "prompt. Record it anew: insta-media eval run --record FILE",
                code="not_recorded",
            )
        try:
            output = task.output_type.model_validate(kept.output)
        except ValidationError as error:
            raise ModelOutputError(
                f"The recorded answer of {task.prompt} does not fit its output type: {error}"
            ) from error
        return Written(output=output, provenance=kept.provenance)


def _key(prompt: str, inputs: BaseModel) -> str:
    """What was asked: the prompt's words and the inputs; either changes, and it is another."""
    asked = json.dumps([load(prompt).hash, inputs.model_dump(mode="json")], sort_keys=True)
    return f"{prompt}/{hashlib.sha256(asked.encode()).hexdigest()[:24]}"
