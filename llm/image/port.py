"""The port every painter implements: an order in words gives one picture. Knows no provider."""

from typing import Protocol

from pydantic import Field

from domain.frozen import Frozen

MOST_WORDS = 512
"""Characters of a prompt, and of what is kept out: what Titan takes; the others take more.
https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-image.html
"""


class Order(Frozen):
    """One picture that is wanted."""

    prompt: str = Field(min_length=1, max_length=MOST_WORDS)
    """What is to be seen, in English."""
    negative: str = Field(default="", max_length=MOST_WORDS)
    """What is not to be seen, as a list of things; a "no" in it would be read as the thing."""
    width: int = Field(default=1024, ge=1)
    """Pixels, as the height: only their ratio counts. A model paints the nearest that it can."""
    height: int = Field(default=1024, ge=1)
    seed: int = Field(ge=0)
    """The same order with the same seed gives much the same picture; brought within a model's
    own bounds."""


class Painted(Frozen):
    """A picture as a model gave it."""

    content: bytes = Field(repr=False)
    content_type: str
    """image/png or image/jpeg, by its bytes."""
    model: str
    """As `provider:model`."""
    label: str
    """Provider and model as shown beside the picture."""
    width: int
    """Pixels, as for the height: what was really painted."""
    height: int
    cost_usd: float
    """Of all calls that the picture took."""
    latency_ms: float
    seed: int
    """As the model was given it."""


class Painter(Protocol):
    """Paints pictures. Whoever is named as payer (`llm.model.paying`) pays for them."""

    @property
    def label(self) -> str:
        """The first model of the list, as shown beside a picture."""
        ...

    async def paint(self, order: Order) -> Painted:
        """One picture.

        Raises:
            PictureError: No model gave one; why, of the last that was asked.
            LimitError: `model_budget`; the workspace's budget does not reach.
        """
        ...

    async def aclose(self) -> None:
        """Hang up for good."""
        ...
