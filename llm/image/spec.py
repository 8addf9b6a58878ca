"""Which image models paint, in words of a setting: "bedrock:amazon.nova-canvas-v1:0, cards"."""

from dataclasses import dataclass

from domain.errors import InvalidError
from llm.image.families import family_of
from llm.model.spec import ModelName, Provider

CARDS = "cards"
"""The drawn cards' name in a list of image models; only ever the last of it, or all of it."""
SETTING = "INSTA_IMAGE_MODEL"


@dataclass(frozen=True, slots=True)
class ImageLine:
    """The models that are asked in turn; none: every picture is a drawn card."""

    models: tuple[ModelName, ...]
    ends_with_cards: bool = False


def parse_images(setting: str) -> ImageLine:
    """The setting's models in their order; empty is `cards`.

    Raises:
        InvalidError: `unknown_image_model`; says what is wrong and what would be right.
    """
    entries = [entry.strip() for entry in setting.split(",") if entry.strip()]
    if not entries:
        return ImageLine((), ends_with_cards=True)
    ends = entries[-1].lower() == CARDS
    models = tuple(map(_model, entries[:-1] if ends else entries))
    if len(set(models)) < len(models):
        raise _bad(f"{SETTING} names a model twice.")
    return ImageLine(models, ends)


def _model(entry: str) -> ModelName:
    if entry.lower() == CARDS:
        raise _bad(f"{SETTING} goes on after “{CARDS}”, which are always drawn; put it last.")
    provider, colon, model = (part.strip() for part in entry.partition(":"))
    if provider.lower() != Provider.BEDROCK or not colon or not model:
        raise _bad(f"{SETTING} is “{entry}”.")
    if family_of(model) is None:
        raise _bad(f"{SETTING} names “{model}”, which is no image model that can be asked here.")
    return ModelName(Provider.BEDROCK, model)


def _bad(what: str) -> InvalidError:
    return InvalidError(
        f"{what} Use “{CARDS}”, or bedrock:model with one of Amazon Titan Image Generator, Amazon "
        "Nova Canvas, or Stability's Stable Image and SD3, for example "
        f"“bedrock:amazon.titan-image-generator-v2:0, {CARDS}”; several are asked in turn.",
        code="unknown_image_model",
    )
