"""Proposed changes to a brand's profile, and what a profile is with one of them. Reads nothing."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from domain.brand import BrandProfile, Fact, Offer, Product
from domain.frozen import Frozen


class ProposalField(StrEnum):
    """What can be proposed: a place of the profile, or one entry of a list there."""

    BUSINESS_NAME = "business_name"
    INDUSTRY = "industry"
    LOCATION = "location"
    LANGUAGES = "languages"
    TONE = "brand_voice.tone"
    KEYWORDS = "brand_voice.keywords"
    AVOID_WORDS = "brand_voice.avoid_words"
    EMOJI = "brand_voice.emoji"
    STYLE_NOTES = "brand_voice.style_notes"
    COLOR_PALETTE = "brand_assets.color_palette"
    FONTS = "brand_assets.fonts"
    PRODUCTS = "products"
    OFFERS = "offers"
    FACTS = "facts"
    PHONE = "contact.phone"
    WHATSAPP = "contact.whatsapp"
    EMAIL = "contact.email"
    WEBSITE = "contact.website"
    ADDRESS = "contact.address"
    HOURS = "contact.hours"

    @property
    def is_list(self) -> bool:
        """Whether a proposal adds an entry; else it takes the place of what is there."""
        return self in _LISTS


F = ProposalField
_LISTS = frozenset(
    {F.LANGUAGES, F.TONE, F.KEYWORDS, F.AVOID_WORDS, F.STYLE_NOTES}
    | {F.COLOR_PALETTE, F.FONTS, F.PRODUCTS, F.OFFERS, F.FACTS}
)
RECORDS: dict[ProposalField, type[Product] | type[Offer] | type[Fact]] = {
    F.PRODUCTS: Product,
    F.OFFERS: Offer,
    F.FACTS: Fact,
}
"""Fields whose entries are records; of all others a value is a text."""


class Proposal(Frozen):
    id: str
    field: ProposalField
    value: JsonValue
    """A text, or the record of a product, an offer or a fact."""
    current: JsonValue = None
    """What would be replaced or completed; None where nothing is."""
    source: str
    """A web address, the name of a document, or "your own posts"."""
    asset_id: str | None = None
    """The document."""
    post_ids: tuple[str, ...] = ()
    """The posts it was seen in, some of them."""
    quote: str = ""
    """The words it rests on, as they stand in the source."""
    confidence: float


class DraftStatus(StrEnum):
    READING = "reading"
    READY = "ready"
    FAILED = "failed"


class BrandDraft(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    status: DraftStatus
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()
    """How the reading went, and what was seen that is no part of a profile."""
    problem: str | None = None
    """Why nothing came of it."""
    accepted: tuple[str, ...] = ()
    """Ids of the proposals that a person took over."""
    created_by: str
    created_at: datetime
    expires_at: datetime


def at(profile: BrandProfile, field: ProposalField) -> object:
    """What the profile has there."""
    found: object = profile
    for part in field.value.split("."):
        found = getattr(found, part)
    return found


def same(text: str) -> str:
    """By what two entries are told to be one: as people read them."""
    return " ".join(text.split()).casefold()


def applied(profile: BrandProfile, field: ProposalField, value: object) -> BrandProfile:
    """The profile with the proposal taken over; one that it holds already changes nothing.

    Args:
        profile: As it is.
        field: The place.
        value: A text, or the record of the field's type.
    """
    if isinstance(value, Product):
        return _put(profile, field, _with_product(profile.products, value))
    if isinstance(value, Offer):
        return _put(profile, field, _with_entry(profile.offers, value))
    if isinstance(value, Fact):
        return _put(profile, field, _with_fact(profile.facts, value))
    text = str(value).strip()
    if not field.is_list:
        return _put(profile, field, text)
    known = at(profile, field)
    words: tuple[str, ...] = tuple(known) if isinstance(known, tuple) else ()
    if same(text) in {same(word) for word in words}:
        return profile
    return _put(profile, field, (*words, text))


def _put(profile: BrandProfile, field: ProposalField, value: object) -> BrandProfile:
    first, _, second = field.value.partition(".")
    if not second:
        return profile.model_copy(update={first: value})
    inner = getattr(profile, first)
    return profile.model_copy(update={first: inner.model_copy(update={second: value})})


def _with_product(known: tuple[Product, ...], new: Product) -> tuple[Product, ...]:
    """A product of that name is completed and keeps what is not told anew."""
    told = {name: value for name, value in new.model_dump().items() if value and name != "name"}
    for n, product in enumerate(known):
        if same(product.name) == same(new.name):
            return (*known[:n], product.model_copy(update=told), *known[n + 1 :])
    return (*known, new)


def _with_fact(known: tuple[Fact, ...], new: Fact) -> tuple[Fact, ...]:
    """A fact that is known stays as it is, unless it could not be claimed before."""
    for n, fact in enumerate(known):
        if same(fact.text) == same(new.text):
            if fact.may_be_claimed:
                return known
            return (*known[:n], new, *known[n + 1 :])
    return (*known, new)


def _with_entry(known: tuple[Offer, ...], new: Offer) -> tuple[Offer, ...]:
    for n, offer in enumerate(known):
        if same(offer.text) == same(new.text):
            return (*known[:n], new, *known[n + 1 :])
    return (*known, new)
