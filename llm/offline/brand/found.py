"""One thing found in a source, as a proposal. Knows no kind of source."""

from domain.brand import Offer, Product
from domain.brand_draft import ProposalField
from llm.offline.sentences import clean
from llm.tasks.brand_draft import Proposed

LONGEST_QUOTE = 200
LONGEST_VALUE = 300
DATA, STATED, LIKELY, GUESSED = 0.9, 0.7, 0.55, 0.4
"""How sure: told in data for programs; in so many words; by its form; one of several readings."""


def found(
    field: ProposalField,
    value: str,
    source_id: str,
    quote: str,
    confidence: float,
) -> Proposed | None:
    """The proposal; None of what is empty or too long to be what it seems."""
    value = clean(value)
    if not value or len(value) > LONGEST_VALUE:
        return None
    return _proposed(field, value, source_id, quote, confidence)


def product(item: Product, source_id: str, quote: str, confidence: float) -> Proposed:
    made = _proposed(ProposalField.PRODUCTS, item.name, source_id, quote, confidence)
    return made.model_copy(update={"product": item})


def offer(item: Offer, source_id: str, quote: str, confidence: float) -> Proposed:
    made = _proposed(ProposalField.OFFERS, item.text, source_id, quote, confidence)
    return made.model_copy(update={"offer": item})


def _proposed(
    field: ProposalField, value: str, source_id: str, quote: str, confidence: float
) -> Proposed:
    return Proposed(
        field=field,
        value=value,
        source_id=source_id,
        quote=quote[:LONGEST_QUOTE],
        confidence=confidence,
    )
