"""What a call costs: a kept table of list prices, and a person's own for what it does not know.

List prices come from the package genai-prices, as of its release; a bill may differ.
"""

from dataclasses import dataclass
from functools import cache

from domain.errors import InvalidError
from llm.model.spec import ModelName, Provider

_KNOWN_AS = {
    Provider.BEDROCK: "aws",
    Provider.OPENAI: "openai",
    Provider.GEMINI: "google",
    Provider.GROQ: "groq",
}
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """USD."""
        return (input_tokens * self.input + output_tokens * self.output) / MILLION


def price_of(name: ModelName, own: dict[str, Price], *, elsewhere: bool) -> Price:
    """What a model's tokens cost.

    Args:
        own: A person's prices by `provider:model`; they go before the table.
        elsewhere: Whether the provider's address is not the provider's own, so that the table of
            list prices says nothing of it.

    Raises:
        InvalidError: `unknown_price`; without a price no budget can be kept.
    """
    if name.spec in own:
        return own[name.spec]
    found = None if elsewhere else _listed(name)
    if found is None:
        raise InvalidError(
            f"What {name.label} costs is not known, so no budget could be kept. Say it in USD per "
            f'million tokens of input and output: INSTA_MODEL_PRICES=\'{{"{name.spec}": '
            "[0.15, 0.60]}' (a model of your own: [0, 0]).",
            code="unknown_price",
        )
    return found


@cache
def _listed(name: ModelName) -> Price | None:
    # half a second to load, and only an author that asks models needs it
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=1_000, output_tokens=1_000)
    try:
        found = calc_price(usage, name.model, provider_id=_KNOWN_AS[name.provider])
    except LookupError:
        return None
    # of a thousand tokens: tiered prices begin with the first tier
    return Price(float(found.input_price) * 1_000, float(found.output_price) * 1_000)
