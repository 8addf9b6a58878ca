"""What an evaluated task is: samples, an answer through the author's port, named scorers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, Field

from domain.brand import BrandProfile
from domain.content import Provenance
from domain.frozen import Frozen
from llm.port import Author, InT, Task
from llm.port import OutT as WrittenT

Language = Literal["en", "hi", "hi-Latn"]
"""English, Hindi in Devanagari, Hindi and English mixed in Latin letters ("Hinglish")."""


class Sample(Frozen):
    """One case: what goes in. Each task adds its own inputs and what is expected."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    language: Language
    about: str = ""
    """What makes it worth having, where the inputs do not say so themselves."""
    brand: BrandProfile
    now: AwareDatetime = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
    timezone: str = "Asia/Kolkata"


class Score(Frozen):
    """A judgement from 0 (wrong) to 1 (right)."""

    value: float = Field(ge=0, le=1)
    why: str = ""
    """What is wrong, in words; empty at 1."""


SampleT = TypeVar("SampleT", bound=Sample)
OutT = TypeVar("OutT", bound=BaseModel)
Scorer = Callable[[SampleT, OutT], Score | None]
"""None: this sample gives nothing to judge here. That is not a zero."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[OutT]):
    """What the author said, with the provenance of every prompt that took part."""

    output: OutT
    provenances: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class EvalTask(Generic[SampleT, OutT]):
    name: str
    prompts: tuple[str, ...]
    """The prompts that take part, in the order in which they are asked."""
    sample_type: type[SampleT]
    output_type: type[OutT]
    answer: Callable[[Author, SampleT], Awaitable[Answer[OutT]]]
    scorers: Mapping[str, Scorer[SampleT, OutT]]
    shown: Callable[[SampleT], str]
    """The input in the few words that a person needs in order to judge the output."""

    def judged(self, sample: SampleT, output: OutT) -> dict[str, Score]:
        """What every scorer says that has something to judge here."""
        given = {name: scorer(sample, output) for name, scorer in self.scorers.items()}
        return {name: score for name, score in given.items() if score is not None}


AnyTask = EvalTask[Any, Any]


def one_prompt(
    task: Task[InT, WrittenT], inputs: Callable[[SampleT], InT]
) -> Callable[[Author, SampleT], Awaitable[Answer[WrittenT]]]:
    """The answer to a task that one prompt does by itself, asked as production asks it."""

    async def answer(author: Author, sample: SampleT) -> Answer[WrittenT]:
        written = await author.write(task, inputs(sample))
        return Answer(output=written.output, provenances=(written.provenance,))

    return answer


def passed() -> Score:
    return Score(value=1.0)


def share(faults: list[str], of: int) -> Score:
    """The share of `of` checks that hold, with every fault told."""
    return Score(value=max(0.0, 1 - len(faults) / of), why="; ".join(faults)) if of else passed()


def all_or_nothing(faults: list[str]) -> Score:
    """For what must not happen even once."""
    return Score(value=0.0, why="; ".join(faults)) if faults else passed()
