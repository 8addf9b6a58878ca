"""The painter that asks image models: in order of a list, patiently, within a budget."""

import asyncio
from collections.abc import Mapping
from time import perf_counter
from typing import Any

import structlog

from domain.errors import InstaMediaError, LimitError
from llm.image.families import Family, family_of, given
from llm.image.faults import PictureError, picture_fault
from llm.image.invoking import AnswerUnreadableError, Invoker
from llm.image.port import Order, Painted
from llm.image.reading import Picture, read
from llm.image.spec import ImageLine
from llm.model.author import LONGEST_PAUSE_S, PAUSES_S
from llm.model.faults import Fault
from llm.model.paying import Asking, Bill, Purse, payer
from llm.model.providers import Endpoint
from llm.model.spec import ModelName

MOST_SILENCES = 3
"""An image model says nothing until its picture is done, which takes longer than a piece of text:
so many times the longest silence of a language model."""
ASKED_AS = "picture"
"""How a call stands in the list of what was paid for, where texts have their prompt."""

log = structlog.get_logger()


class ModelPainter:
    """Paints with the models of a list: the next one only when the one before could not."""

    def __init__(
        self,
        line: ImageLine,
        prices: Mapping[ModelName, float],
        purse: Purse,
        at: Endpoint,
        *,
        silence_s: float,
    ) -> None:
        """Args:
        line: At least one model.
        prices: USD per picture of each of them.
        at: Where Bedrock is asked, and as whom.
        """
        self._line, self._prices, self._purse = line, prices, purse
        self._invoker = Invoker(at, silence_s * MOST_SILENCES)

    @property
    def label(self) -> str:
        return self._line.models[0].label

    async def paint(self, order: Order) -> Painted:
        started, spent = perf_counter(), _Spent()
        last: InstaMediaError | None = None
        for name in self._line.models:
            family = _known(name)
            fitted = order.model_copy(update={"seed": order.seed % (family.most_seed + 1)})
            try:
                picture = await self._patiently(name, family.body(fitted), spent)
            except (PictureError, LimitError) as error:
                log.warning("picture.none", model=name.spec, why=error.code)
                last = error
                continue
            return Painted(
                content=picture.content,
                content_type=picture.content_type,
                model=name.spec,
                label=name.label,
                width=picture.width,
                height=picture.height,
                cost_usd=spent.usd,
                latency_ms=(perf_counter() - started) * 1000,
                seed=fitted.seed,
            )
        if last is None:
            raise RuntimeError("a painter has at least one model (llm.image.options)")
        raise last

    async def aclose(self) -> None:
        # not in a thread: the loop's are gone when a system has stopped
        self._invoker.close()

    async def _patiently(self, name: ModelName, body: dict[str, Any], spent: "_Spent") -> Picture:
        """One picture, after as many tries as that is worth."""
        for pause_s in PAUSES_S:
            try:
                return await self._call(name, body, spent)
            except PictureError as error:
                wait_s = max(pause_s, error.retry_after_s)
                if not error.fault.may_pass or wait_s > LONGEST_PAUSE_S:
                    raise
            await asyncio.sleep(wait_s)
        return await self._call(name, body, spent)

    async def _call(self, name: ModelName, body: dict[str, Any], spent: "_Spent") -> Picture:
        """One call, counted once whatever becomes of it."""
        price = self._prices[name]
        reservation = await self._purse.reserve(payer(), Asking(ASKED_AS, name.spec, price))
        # until it is known that nothing was painted: who gives up in the middle pays, too
        cost_usd = price
        try:
            return await self._asked(name, body)
        except PictureError as error:
            cost_usd = price if error.is_paid else 0.0
            raise
        finally:
            spent.usd += cost_usd
            await asyncio.shield(self._purse.settle(reservation, Bill(0, 0, cost_usd)))

    async def _asked(self, name: ModelName, body: dict[str, Any]) -> Picture:
        try:
            answer = await self._invoker.invoke(name.model, body)
        except AnswerUnreadableError:
            raise PictureError(name, Fault.UNREADABLE) from None
        except Exception as error:  # noqa: BLE001 - boto3 and what is below it have their own
            raise picture_fault(name, error) from None  # the cause may quote a header
        return _picture(name, answer)


class _Spent:
    """What a picture cost so far, over all its calls."""

    usd = 0.0


def _known(name: ModelName) -> Family:
    found = family_of(name.model)
    if found is None:
        raise RuntimeError(f"{name.spec} was not checked (llm.image.spec)")
    return found


def _picture(name: ModelName, answer: object) -> Picture:
    found = given(answer) if isinstance(answer, dict) else None
    if found is not None and found.is_filtered:
        raise PictureError(name, Fault.FILTERED)
    picture = read(found.pictures[0]) if found is not None and found.pictures else None
    if picture is None:
        raise PictureError(name, Fault.UNREADABLE)
    return picture
