"""Who pays for what is asked, and the purse that keeps count. Knows no database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Payer:
    """The workspace whose budget a call is counted in, and the run that it is made for."""

    workspace_id: str
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A call that is about to be made."""

    prompt: str
    model: str
    """As `provider:model`."""
    most_usd: float
    """What it costs if the answer is as long as it may be."""


@dataclass(frozen=True, slots=True)
class Bill:
    """A call that is over, answered or not."""

    input_tokens: int
    output_tokens: int
    cost_usd: float


class Purse(Protocol):
    """Keeps each workspace within its budget. What is reserved counts until it is settled."""

    async def reserve(self, payer: Payer, asking: Asking) -> str:
        """Put the most that the call can cost aside; its id.

        Raises:
            LimitError: `model_budget`; it would go beyond the month's budget.
        """
        ...

    async def settle(self, reservation: str, bill: Bill) -> None:
        """Count what it did cost instead. The second time does nothing."""
        ...


class OpenPurse:
    """Without a budget: for a person at a command line who pays for each call knowingly."""

    async def reserve(self, payer: Payer, asking: Asking) -> str:  # noqa: ARG002 - any may be made
        return ""

    async def settle(self, reservation: str, bill: Bill) -> None:
        """Nothing is kept."""


_payer: ContextVar[Payer | None] = ContextVar("payer", default=None)


@contextmanager
def paid_by(payer: Payer) -> Iterator[None]:
    """Whatever is asked within the body is counted to this payer."""
    token = _payer.set(payer)
    try:
        yield
    finally:
        _payer.reset(token)


def set_payer(payer: Payer) -> None:
    """For the rest of this task: where one task is one request."""
    _payer.set(payer)


def payer() -> Payer:
    """Who pays here.

    Raises:
        RuntimeError: Nobody was named; a call would be in nobody's budget.
    """
    found = _payer.get()
    if found is None:
        raise RuntimeError("a model is asked for, and no payer was named (llm.model.paying)")
    return found
