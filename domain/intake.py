"""What a team asks of a brand it knows too little of, and what an answer changes. Pure.

The essentials are what no post can be written without (`BrandProfile.missing`); the rest is
offered and can be skipped. Nothing here is saved before a person has seen it and said yes.
"""

from enum import StrEnum
from typing import TypeVar

from pydantic import Field

from domain.brand import BrandProfile, Contact, Fact, Offer, Product
from domain.frozen import Frozen

T = TypeVar("T")

OWNER = "the owner"
"""The source of a fact that a person told of their own business."""


class Topic(StrEnum):
    """What is asked for, one at a time."""

    BUSINESS_NAME = "business_name"
    PRODUCTS = "products"
    LOCATION = "location"
    LANGUAGES = "languages"
    TONE = "tone"
    FACTS = "facts"
    AVOID_WORDS = "avoid_words"


class Told(StrEnum):
    """What is not asked for and understood where somebody tells it."""

    INDUSTRY = "industry"
    OFFERS = "offers"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    WEBSITE = "website"
    ADDRESS = "address"
    HOURS = "hours"
    DROPPED = "dropped"


ESSENTIAL = (Topic.BUSINESS_NAME, Topic.PRODUCTS)
OFFERED = (Topic.LOCATION, Topic.FACTS, Topic.TONE, Topic.LANGUAGES, Topic.AVOID_WORDS)
MOST_PRODUCTS = 200
"""Of what waits for a yes; a profile may hold more (`brand_rules.MOST`)."""
MOST_FACTS = 50
MOST_AVOIDED = 50
MOST_OFFERS = 20


class ProfileChanges(Frozen):
    """What a person said of their brand, as changes; empty fields change nothing."""

    business_name: str | None = Field(default=None, max_length=200)
    location: str | None = Field(default=None, max_length=200)
    products: tuple[Product, ...] = Field(default=(), max_length=MOST_PRODUCTS)
    """New ones, and known ones by their name with another price or description."""
    facts: tuple[Fact, ...] = Field(default=(), max_length=MOST_FACTS)
    languages: tuple[str, ...] = Field(default=(), max_length=3)
    tone: tuple[str, ...] = Field(default=(), max_length=10)
    avoid_words: tuple[str, ...] = Field(default=(), max_length=MOST_AVOIDED)
    industry: str | None = Field(default=None, max_length=200)
    """The kind of business, as its owner calls it: "Sweet shop"."""
    contact: Contact = Contact()
    """How customers reach it and when; what is not told stays."""
    offers: tuple[Offer, ...] = Field(default=(), max_length=MOST_OFFERS)
    """New ones, and known ones by their text with another end or other terms."""
    dropped: tuple[str, ...] = Field(default=(), max_length=MOST_PRODUCTS)
    """Names of products that are sold no longer."""

    @property
    def is_empty(self) -> bool:
        return self == ProfileChanges()


class Intake(Frozen):
    """Where a conversation's questions about the brand stand."""

    asked: Topic | None = None
    """The question that waits for an answer; None while what was understood waits for a yes."""
    changes: ProfileChanges = ProfileChanges()
    """Understood and not saved."""
    skipped: tuple[Topic, ...] = ()
    wants_all: bool = False
    """The person asked to set the brand up: what is offered is asked for, too."""
    request: str = ""
    """What they had asked for before, to go on with."""
    is_open: bool = True
    heard_in: str = ""
    """The run that changed it last; its repetition after a crash changes nothing more."""
    told: tuple[dict[str, object], ...] = ()
    """What that run had to tell, as situations of the reply."""
    goes_on: str = ""
    """The request that that run went on with."""


def changed(profile: BrandProfile, changes: ProfileChanges) -> BrandProfile:
    """The profile with what was said; products are told apart by name, lists are added to."""
    voice = profile.brand_voice
    return profile.model_copy(
        update={
            "business_name": changes.business_name or profile.business_name,
            "location": changes.location or profile.location,
            "industry": changes.industry or profile.industry,
            "contact": _reached(profile.contact, changes.contact),
            "offers": _offered(profile.offers, changes.offers),
            "products": _products(_kept(profile.products, changes), changes.products),
            "facts": _added(profile.facts, changes.facts),
            "languages": changes.languages or profile.languages,
            "brand_voice": voice.model_copy(
                update={
                    "tone": changes.tone or voice.tone,
                    "avoid_words": _added(voice.avoid_words, changes.avoid_words),
                }
            ),
        }
    )


def joined(earlier: ProfileChanges, later: ProfileChanges) -> ProfileChanges:
    """Both in one, as much as waits for a yes at once; the later word wins."""
    return ProfileChanges(
        business_name=later.business_name or earlier.business_name,
        location=later.location or earlier.location,
        industry=later.industry or earlier.industry,
        contact=_reached(earlier.contact, later.contact),
        offers=_offered(earlier.offers, later.offers)[:MOST_OFFERS],
        products=_products(_kept(earlier.products, later), later.products)[:MOST_PRODUCTS],
        dropped=_added(earlier.dropped, later.dropped)[:MOST_PRODUCTS],
        facts=_added(earlier.facts, later.facts)[:MOST_FACTS],
        languages=later.languages or earlier.languages,
        tone=later.tone or earlier.tone,
        avoid_words=_added(earlier.avoid_words, later.avoid_words)[:MOST_AVOIDED],
    )


def next_topic(profile: BrandProfile, intake: Intake) -> Topic | None:
    """What to ask next: the essentials that are missing, then what is offered; None: nothing."""
    missing = profile.missing()
    essential = [t for t in ESSENTIAL if t.value in missing]
    if essential:
        return next((t for t in essential if t not in intake.skipped), None)
    if not intake.wants_all:
        return None
    return next((t for t in OFFERED if t not in intake.skipped and not _is_known(profile, t)), None)


def _is_known(profile: BrandProfile, topic: Topic) -> bool:
    voice = profile.brand_voice
    return {
        Topic.LOCATION: bool(profile.location),
        Topic.FACTS: bool(profile.facts),
        Topic.TONE: bool(voice.tone),
        # a profile begins with English, so only another or a further one was chosen
        Topic.LANGUAGES: profile.languages != ("en",),
        Topic.AVOID_WORDS: bool(voice.avoid_words),
    }.get(topic, True)


def _kept(products: tuple[Product, ...], changes: ProfileChanges) -> tuple[Product, ...]:
    gone = {name.casefold() for name in changes.dropped}
    return tuple(product for product in products if product.name.casefold() not in gone)


def _products(earlier: tuple[Product, ...], later: tuple[Product, ...]) -> tuple[Product, ...]:
    known = {product.name.casefold(): product for product in earlier}
    for product in later:
        before = known.get(product.name.casefold())
        known[product.name.casefold()] = (
            product
            if before is None
            else before.model_copy(
                update={
                    "price": product.price or before.price,
                    "description": product.description or before.description,
                }
            )
        )
    return tuple(known.values())


def _reached(earlier: Contact, later: Contact) -> Contact:
    told = {name: value for name, value in later.model_dump().items() if value}
    return earlier.model_copy(update=told)


def _offered(earlier: tuple[Offer, ...], later: tuple[Offer, ...]) -> tuple[Offer, ...]:
    known = {offer.text.casefold(): offer for offer in earlier}
    return tuple((known | {offer.text.casefold(): offer for offer in later}).values())


def _added(earlier: tuple[T, ...], later: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*earlier, *later)))
