"""The port every author implements: a named task with typed inputs gives typed, traceable output.

Knows no provider and no task.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from domain.content import Provenance

OFFLINE_AUTHOR = "offline author"
"""The label of the author that needs no model."""

InT = TypeVar("InT", bound=BaseModel)
OutT = TypeVar("OutT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Task(Generic[InT, OutT]):
    """What is asked for: the prompt's name with the types that go in and come out."""

    prompt: str
    input_type: type[InT]
    output_type: type[OutT]


@dataclass(frozen=True, slots=True)
class Written(Generic[OutT]):
    """An author's answer with who wrote it and from which prompt."""

    output: OutT
    provenance: Provenance


class Author(Protocol):
    """Writes typed text. Two calls with equal inputs may differ, except for the offline author."""

    @property
    def label(self) -> str:
        """The author as shown beside its text: "offline author", or provider and model."""
        ...

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        """The task's output for these inputs.

        Raises:
            InvalidError: This author does not know the task.
            ModelOutputError: The answer did not fit the output type, even after one repair.
        """
        ...
