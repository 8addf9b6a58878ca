"""What a person set about image models, checked as a whole, and the painter of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.errors import InvalidError
from llm.image.families import bare
from llm.image.port import Painter
from llm.image.spec import CARDS, ImageLine, parse_images
from llm.model.options import SILENCE_S
from llm.model.paying import OpenPurse, Purse
from llm.model.providers import Endpoint
from llm.model.spec import ModelName

LISTED = {
    "amazon.titan-image-generator-v1": 0.01,
    "amazon.titan-image-generator-v1:0": 0.01,
    "amazon.titan-image-generator-v2:0": 0.01,
    "amazon.nova-canvas-v1:0": 0.04,
    "stability.sd3-large-v1:0": 0.08,
    "stability.sd3-5-large-v1:0": 0.08,
    "stability.stable-image-core-v1:0": 0.04,
    "stability.stable-image-core-v1:1": 0.04,
    "stability.stable-image-ultra-v1:0": 0.14,
    "stability.stable-image-ultra-v1:1": 0.14,
}
"""USD per picture, by the model's id: on demand, standard quality, at most about 1024 x 1024,
https://aws.amazon.com/bedrock/pricing/ as of 2025. A bill may differ by region and day."""


@dataclass(frozen=True, slots=True)
class ImageOptions:
    model: str = CARDS
    prices: Mapping[str, float] = field(default_factory=dict)
    """By `provider:model`: USD per picture; they go before the table."""
    bedrock: Endpoint = field(default_factory=Endpoint)
    silence_s: float = SILENCE_S
    """Of which a picture may take `painter.MOST_SILENCES`."""


@dataclass(frozen=True, slots=True)
class ImagesChosen:
    """Options that fit together."""

    line: ImageLine
    prices: Mapping[ModelName, float]
    """Of every model in the line: USD per picture."""


def images_chosen(options: ImageOptions) -> ImagesChosen:
    """The options, checked.

    Raises:
        InvalidError: `unknown_image_model` or `unknown_price`; says what would be right.
    """
    line = parse_images(options.model)
    return ImagesChosen(line, {name: _price(name, options.prices) for name in line.models})


def build_painter(options: ImageOptions, purse: Purse | None = None) -> Painter | None:
    """The painter of these options; None where every picture is a drawn card.

    Args:
        purse: Keeps the budgets; None: there is none to keep.

    Raises:
        InvalidError: As `images_chosen`.
    """
    found = images_chosen(options)
    if not found.line.models:
        return None
    from llm.image.painter import ModelPainter

    return ModelPainter(
        found.line,
        found.prices,
        purse or OpenPurse(),
        options.bedrock,
        silence_s=options.silence_s,
    )


def _price(name: ModelName, own: Mapping[str, float]) -> float:
    price = own.get(name.spec, LISTED.get(bare(name.model)))
    if price is None:
        raise InvalidError(
            f"What a picture of {name.label} costs is not known, so no budget could be kept. Say "
            f"it in USD per picture: INSTA_IMAGE_PRICES='{{\"{name.spec}\": 0.04}}'.",
            code="unknown_price",
        )
    return price
