"""How each family of image models is asked for one picture, and how its answer is read.

Sizes, bounds and fields:
https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-image.html
https://docs.aws.amazon.com/nova/latest/userguide/image-gen-req-resp-structure.html
https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-diffusion-3-text-image.html
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from llm.image.port import Order

_TITAN_SIZES = (
    (1024, 1024), (768, 1152), (1152, 768), (768, 1280), (1280, 768), (896, 1152), (1152, 896),
    (768, 1408), (1408, 768), (640, 1408), (1408, 640), (1152, 640), (1173, 640),
)  # fmt: skip
"""Those priced like 1024 x 1024; Titan knows smaller ones, and no other."""
_STEP, _BASE = 16, 1024
"""Nova Canvas takes sides of 320 to 4096 pixels by sixteens and up to 1:4."""
_ASPECTS = {
    "1:1": 1.0,
    "16:9": 16 / 9,
    "21:9": 21 / 9,
    "2:3": 2 / 3,
    "3:2": 3 / 2,
    "4:5": 4 / 5,
    "5:4": 5 / 4,
    "9:16": 9 / 16,
    "9:21": 9 / 21,
}
_LEAST_NEGATIVE = 3
"""Characters; Titan refuses fewer."""


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are asked in the same way."""

    name: str
    most_seed: int
    body: Callable[[Order], dict[str, Any]]
    """The request's JSON; the order's seed is within bounds."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer holds."""

    pictures: tuple[object, ...]
    """Base64, if it is as it should be."""
    is_filtered: bool = False
    """A filter kept back what was painted, or what was asked for."""


def family_of(model: str) -> Family | None:
    """The family of a model's id, with or without a region's prefix; None: none is known."""
    return next((family for form, family in _FAMILIES.items() if re.match(form, model)), None)


def bare(model: str) -> str:
    """A model's id without the prefix of an inference profile ("us.", "apac.")."""
    return re.sub(r"^[a-z]{2,6}\.(?=amazon\.|stability\.)", "", model)


def given(answer: Mapping[str, Any]) -> Given:
    """Any family's answer.

    Titan and Nova tell of a filter in `error`, Stability in `finish_reasons`: null where all is
    well, else "Filter reason: prompt" (or output image) or "Inference error".
    """
    reasons = answer.get("finish_reasons")
    said = [str(one) for one in reasons if one] if isinstance(reasons, list) else []
    said += [str(answer["error"])] if answer.get("error") else []
    pictures = answer.get("images")
    found = tuple(one for one in pictures if one) if isinstance(pictures, list) else ()
    filtered = any("filter" in one.lower() or "polic" in one.lower() for one in said)
    return Given(() if said else found, filtered)


def _amazon(size: Callable[[Order], tuple[int, int]]) -> Callable[[Order], dict[str, Any]]:
    def body(order: Order) -> dict[str, Any]:
        words = {"text": order.prompt}
        if len(order.negative) >= _LEAST_NEGATIVE:
            words["negativeText"] = order.negative
        width, height = size(order)
        return {
            "taskType": "TEXT_IMAGE",
            "textToImageParams": words,
            "imageGenerationConfig": {
                "numberOfImages": 1,
                "width": width,
                "height": height,
                "cfgScale": 8.0,
                "seed": order.seed,
                "quality": "standard",
            },
        }

    return body


def _titan_size(order: Order) -> tuple[int, int]:
    return min(_TITAN_SIZES, key=lambda size: _apart(order, size[0] / size[1]))


def _nova_size(order: Order) -> tuple[int, int]:
    """1024 on the long side, so that the least is paid for."""
    long = max(order.width, order.height)
    width, height = (
        max(320, round(side / long * _BASE / _STEP) * _STEP) for side in (order.width, order.height)
    )
    return width, height


def _stability(order: Order) -> dict[str, Any]:
    body: dict[str, Any] = {
        "prompt": order.prompt,
        "mode": "text-to-image",
        "aspect_ratio": min(_ASPECTS, key=lambda name: _apart(order, _ASPECTS[name])),
        "output_format": "png",
        "seed": order.seed,
    }
    if order.negative:
        body["negative_prompt"] = order.negative
    return body


def _apart(order: Order, ratio: float) -> float:
    """How much would have to be cut off, on a scale on which wide and high weigh the same."""
    return abs(log(ratio) - log(order.width / order.height))


_PREFIX = r"(?:[a-z]{2,6}\.)?"
_FAMILIES = {
    rf"{_PREFIX}amazon\.titan-image-generator-v": Family(
        "Titan", 2_147_483_646, _amazon(_titan_size)
    ),
    rf"{_PREFIX}amazon\.nova-canvas-v": Family("Nova Canvas", 858_993_459, _amazon(_nova_size)),
    # not its older Stable Diffusion XL nor its editing tools, which are asked otherwise
    rf"{_PREFIX}stability\.(?:sd3|stable-image-(?:core|ultra))-": Family(
        "Stability", 4_294_967_294, _stability
    ),
}
