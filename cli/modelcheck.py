"""`doctor --model`: one tiny call of each language model, and what is set about image models.

No picture is painted: the cheapest costs more than a thousand such calls.
"""

import asyncio
from typing import TYPE_CHECKING

from cli.doctor import Finding
from domain.errors import InstaMediaError

if TYPE_CHECKING:
    from config.settings import Settings
    from llm.model.hearing import Caller, Heard
    from llm.model.options import Chosen
    from llm.model.spec import ModelName

QUESTION = "Answer with the one word: ready"
MOST_TOKENS = 16
SHOWN_CHARS = 60


def examine_models(settings: "Settings") -> list[Finding]:
    """A finding for each model, in the order in which they are asked; costs next to nothing."""
    from llm.model.options import chosen
    from worker.models import model_options

    try:
        found = chosen(model_options(settings))
    except InstaMediaError as error:
        return [Finding("model", "fails", error.message)]
    if found.is_offline:
        return [Finding("model", "ok", "the offline author writes; there is no model to ask")]
    return asyncio.run(_ask_all(found, settings.model_timeout_s))


def examine_images(settings: "Settings") -> list[Finding]:
    """A finding for each image model: what it costs, and whether it has a region and keys."""
    from llm.image.options import images_chosen
    from worker.models import image_options

    options = image_options(settings)
    try:
        found = images_chosen(options)
    except InstaMediaError as error:
        return [Finding("pictures", "fails", error.message)]
    if not found.line.models:
        return [Finding("pictures", "ok", "cards, drawn here; there is no image model to ask")]
    from llm.image.bedrock import has_keys, region_of

    at, first = options.bedrock, found.line.models[0].label
    region = region_of(at)
    if not region:
        return [Finding("pictures", "fails", f"{first}: {_NO_REGION}")]
    if not has_keys(at):
        return [Finding("pictures", "fails", f"{first}: {_NO_KEYS}")]
    told = f"in {region}, with keys; not asked, since a picture costs"
    return [
        Finding("pictures", "ok", f"{name.label} {told} USD {usd:g}")
        for name, usd in found.prices.items()
    ]


_NO_REGION = "no region is set. Set INSTA_PROVIDERS__BEDROCK__REGION or AWS_DEFAULT_REGION."
_NO_KEYS = (
    "no keys were found. Set INSTA_PROVIDERS__BEDROCK__API_KEY, or keys as AWS programs find them "
    "(AWS_PROFILE, AWS_ACCESS_KEY_ID, a role)."
)


async def _ask_all(found: "Chosen", silence_s: float) -> list[Finding]:
    from llm.model.hearing import LiveCaller

    caller = LiveCaller(found.providers)
    try:
        return [await _ask(caller, found, name, silence_s) for name in found.prices]
    finally:
        await caller.aclose()


async def _ask(caller: "Caller", found: "Chosen", name: "ModelName", silence_s: float) -> Finding:
    from time import perf_counter

    from langchain_core.messages import HumanMessage

    from llm.model.hearing import Meter, Question
    from llm.model.providers import How

    how, meter = How(0.0, MOST_TOKENS, silence_s), Meter()
    started = perf_counter()
    try:
        heard = await caller.call(Question(name, [HumanMessage(QUESTION)], how), meter)
    except InstaMediaError as error:
        causes = error.extra.get("causes")
        why = f" [{' < '.join(causes)}]" if isinstance(causes, list) else ""
        return Finding("model", "fails", f"{error.message}{why}")
    usd = found.prices[name].of(meter.input_tokens, meter.output_tokens)
    cost = f"{meter.input_tokens} + {meter.output_tokens} tokens, USD {usd:.6f}"
    took_s = perf_counter() - started
    return _told(name, heard, f"{cost}, {took_s:.1f} s")


def _told(name: "ModelName", heard: "Heard", cost: str) -> Finding:
    said = " ".join(heard.text.split())
    if not said:
        return Finding("model", "fails", f"{name.label} answered without a word ({cost}).")
    shown = said if len(said) <= SHOWN_CHARS else said[: SHOWN_CHARS - 1] + "…"
    return Finding("model", "ok", f"{name.label} says “{shown}” ({cost})")
