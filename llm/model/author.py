"""The author that asks language models: in order of a list, mended once, within a budget."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import structlog
from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from domain.content import Provenance
from domain.errors import InstaMediaError, LimitError, ModelOutputError, UpstreamError
from llm.model.answers import MisfitError, again, asked, is_spoken, read, schema_of
from llm.model.faults import Fault, ModelCallError
from llm.model.hearing import Caller, Heard, Meter, Question
from llm.model.paying import Asking, Bill, Purse, payer
from llm.model.prices import Price
from llm.model.providers import How
from llm.model.spec import Line, ModelName
from llm.port import Author, InT, OutT, Task, Told, Written
from prompts.loader import Prompt, load

PAUSES_S = (1.0, 3.0)
"""Between tries of a call that may be answered a little later; longer where we are told to wait."""
LONGEST_PAUSE_S = 20.0
"""Who asks us to wait longer is not waited for: the next model is asked, or the person is told."""

log = structlog.get_logger()


@dataclass(slots=True)
class _Tally:
    """What an answer cost so far, over all its calls."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0

    def add(self, bill: Bill) -> None:
        self.input_tokens += bill.input_tokens
        self.output_tokens += bill.output_tokens
        self.cost_usd += bill.cost_usd


@dataclass(slots=True)
class _Order:
    """One answer that is wanted."""

    task: Task[Any, Any]
    prompt: Prompt
    told: Told | None
    tally: _Tally = field(default_factory=_Tally)


class ModelAuthor:
    """Writes with language models; with the offline author last, where the list ends so."""

    def __init__(
        self,
        lines: Mapping[str, Line],
        prices: Mapping[ModelName, Price],
        caller: Caller,
        purse: Purse,
        offline: Author,
        *,
        silence_s: float,
    ) -> None:
        """Args:
        lines: By role; each of the prompts' four roles.
        prices: Of every model in the lines.
        offline: Writes where a line ends with it and no model answered.
        silence_s: The longest wait for the next piece of an answer.
        """
        self._lines, self._prices = lines, prices
        self._caller, self._purse, self._offline = caller, purse, offline
        self._silence_s = silence_s
        self._plain: set[ModelName] = set()
        """Those that refused a parameter that not every model knows."""

    @property
    def label(self) -> str:
        models = self._lines["draft"].models
        return models[0].label if models else self._offline.label

    async def write(self, task: Task[InT, OutT], inputs: InT) -> Written[OutT]:
        """The task's output.

        Raises:
            ModelCallError: No model could be asked; why, of the last one.
            ModelOutputError: What was answered did not fit, after one repair.
            LimitError: `model_budget`; the workspace's budget is spent.
        """
        return await self._write(task, inputs, None)

    async def write_aloud(self, task: Task[InT, OutT], inputs: InT, told: Told) -> Written[OutT]:
        """As `write`, and each piece of a plain text is told while it is written."""
        return await self._write(task, inputs, told)

    async def aclose(self) -> None:
        await self._caller.aclose()

    async def _write(self, task: Task[InT, OutT], inputs: InT, told: Told | None) -> Written[OutT]:
        started, prompt = perf_counter(), load(task.prompt)
        order = _Order(task, prompt, told if is_spoken(task.output_type) else None)
        values = {name: getattr(inputs, name) for name in prompt.front.inputs}
        messages = asked(prompt.render(values), task.output_type)
        line = self._lines[prompt.front.role]
        last: InstaMediaError | None = None
        for name in line.models:
            try:
                output = await self._by(name, order, messages)
            except (UpstreamError, ModelOutputError, LimitError) as error:
                log.warning("model.no_answer", prompt=task.prompt, model=name.spec, why=error.code)
                last = error
                order.told = None  # half an answer is out: the next is shown when it is whole
                continue
            took_ms = (perf_counter() - started) * 1000
            return Written(output=output, provenance=_provenance(name, order, took_ms))
        if line.ends_offline or last is None:
            return await self._offline.write(task, inputs)
        raise last

    async def _by(self, name: ModelName, order: _Order, messages: list[BaseMessage]) -> Any:
        """One model's answer, mended once."""
        heard = await self._patiently(name, order, messages)
        try:
            return read(heard, order.task.output_type)
        except MisfitError as why:
            log.info("model.repair", prompt=order.task.prompt, model=name.spec)
            order.told = None
            heard = await self._patiently(name, order, again(messages, heard, why))
        try:
            return read(heard, order.task.output_type)
        except MisfitError as why:
            raise ModelOutputError(
                f"{name.label} did not answer in the form that was asked for, also when asked "
                "again. Nothing was kept of it. Try again, or choose another model.",
                extra={"prompt": order.task.prompt, "ending": heard.ending},
            ) from why

    async def _patiently(
        self, name: ModelName, order: _Order, messages: list[BaseMessage]
    ) -> Heard:
        """One call that is answered, after as many tries as that is worth."""
        for pause_s in PAUSES_S:
            try:
                return await self._call(name, order, messages)
            except ModelCallError as fault:
                if fault.fault is Fault.REJECTED and name not in self._plain:
                    self._plain.add(name)
                    order.told = None
                    continue
                wait_s = max(pause_s, fault.retry_after_s)
                if not fault.fault.may_pass or wait_s > LONGEST_PAUSE_S:
                    raise
                order.told = None
            await asyncio.sleep(wait_s)
        return await self._call(name, order, messages)

    async def _call(self, name: ModelName, order: _Order, messages: list[BaseMessage]) -> Heard:
        """One call, counted once whatever becomes of it."""
        question = Question(name, messages, self._how(name, order), order.told)
        price, meter = self._prices[name], Meter()
        most_usd = price.of(question.tokens, question.how.max_tokens)
        asking = Asking(order.task.prompt, name.spec, most_usd)
        reservation = await self._purse.reserve(payer(), asking)
        try:
            return await self._caller.call(question, meter)
        except asyncio.CancelledError:
            # the question was sent, and is paid for
            meter.input_tokens = meter.input_tokens or question.tokens
            raise
        finally:
            bill = _bill(price, meter)
            order.tally.add(bill)
            await asyncio.shield(self._purse.settle(reservation, bill))

    def _how(self, name: ModelName, order: _Order) -> How:
        parameters = order.prompt.front.parameters
        kind: type[BaseModel] = order.task.output_type
        return How(
            temperature=parameters.temperature,
            max_tokens=parameters.max_tokens,
            silence_s=self._silence_s,
            schema=None if is_spoken(kind) else schema_of(kind),
            schema_name=order.task.prompt,
            is_plain=name in self._plain,
        )


def _bill(price: Price, meter: Meter) -> Bill:
    cost_usd = price.of(meter.input_tokens, meter.output_tokens)
    return Bill(meter.input_tokens, meter.output_tokens, cost_usd)


def _provenance(name: ModelName, order: _Order, took_ms: float) -> Provenance:
    return Provenance(
        author=name.label,
        prompt=order.prompt.front.name,
        prompt_version=order.prompt.version,
        prompt_hash=order.prompt.hash,
        input_tokens=order.tally.input_tokens,
        output_tokens=order.tally.output_tokens,
        cost_usd=order.tally.cost_usd,
        latency_ms=took_ms,
    )
