"""The port every author implements: a named task with typed inputs gives typed, traceable output.

Knows no provider and no task.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

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


Told = Callable[[str], None]
"""Is given each piece of a text as it is written."""


@runtime_checkable
class Speaker(Protocol):
    """An author whose plain texts can be shown while it writes them."""

    async def write_aloud(self, task: Task[InT, OutT], inputs: InT, told: Told) -> Written[OutT]:
        """As `Author.write`; told are the pieces of a plain text's first try and nothing else."""
        ...


@runtime_checkable
class Closable(Protocol):
    """An author with connections to others."""

    async def aclose(self) -> None:
        """Hang up for good."""
        ...


async def close(author: Author) -> None:
    if isinstance(author, Closable):
        await author.aclose()
