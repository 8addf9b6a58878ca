"""Brand DNA: what a business is, sells, offers and may claim, and how it speaks. No I/O."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from domain.frozen import Frozen
from domain.look import Style
from domain.register import Register
from domain.tracking import Tracking

EmojiUse = Literal["none", "sparing", "free"]


def _unsaid(value: object) -> bool:
    """Whether to leave a field out: a record reads back as it was written before the field came."""
    return not value


class Product(Frozen):
    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=4000)
    price: str | None = Field(default=None, max_length=80)
    """As the shop writes it, for example "₹120"; never computed with."""
    unit: str | None = Field(default=None, max_length=60, exclude_if=_unsaid)
    """What the price is for, for example "per kg"."""
    url: str | None = Field(default=None, max_length=2000, exclude_if=_unsaid)
    picture: str | None = Field(default=None, max_length=64, exclude_if=_unsaid)
    """The hash of a medium of the workspace."""


class Offer(Frozen):
    """Something on special terms, for a while or until it is taken out."""

    text: str = Field(min_length=1, max_length=300)
    """As customers are told it: "20% off all cakes"."""
    valid_from: date | None = None
    """The first day, in the brand's zone; None: already."""
    valid_until: date | None = None
    """The last day; None: no end is known."""
    products: tuple[str, ...] = ()
    """Names of the products it is about; none: whatever its text says."""
    terms: str = Field(default="", max_length=1000)
    source: str | None = Field(default=None, max_length=1000)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Fact(Frozen):
    """Something known of the brand, and whether it may be said in public."""

    text: str = Field(min_length=1, max_length=1000)
    source: str | None = Field(default=None, max_length=1000)
    """Where the claim comes from: a page, a certificate, "the owner"."""
    may_be_claimed: bool = Field(default=True, exclude_if=bool)
    """Left out where it is true."""
    approved_by: str | None = Field(default=None, max_length=36, exclude_if=_unsaid)
    """The user who let a fact be claimed that was found or held back; None: nobody had to."""
    approved_at: AwareDatetime | None = Field(default=None, exclude_if=_unsaid)


class Competitor(Frozen):
    name: str = Field(min_length=1, max_length=200)
    website: str | None = Field(default=None, max_length=2000)
    handles: dict[str, str] = Field(default_factory=dict)
    """Platform name to public handle."""


class TargetAudience(Frozen):
    age_range: str = ""
    interests: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()


class BrandVoice(Frozen):
    tone: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    avoid_words: tuple[str, ...] = ()
    emoji: EmojiUse | None = Field(default=None, exclude_if=_unsaid)
    """None: the brand has not said."""
    banned_hashtags: tuple[str, ...] = Field(default=(), exclude_if=_unsaid)
    style_notes: tuple[str, ...] = Field(default=(), exclude_if=_unsaid)
    """How to write and how not, one thing each, as a style guide says it."""


class BrandAssets(Frozen):
    logo_s3_key: str | None = None
    """The hash of a medium of the workspace (`POST /api/v1/profile/assets`)."""
    color_palette: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    style: Style | None = Field(default=None, exclude_if=_unsaid)
    """How its pictures are drawn; None: modern."""


class Contact(Frozen):
    """How customers reach the brand: what may be printed."""

    phone: str | None = Field(default=None, max_length=40)
    whatsapp: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    website: str | None = Field(default=None, max_length=2000)
    address: str | None = Field(default=None, max_length=500)
    hours: str | None = Field(default=None, max_length=300)
    """As a door sign says it: "Mon–Sat 10 am to 8 pm"."""


class BrandProfile(Frozen):
    """The seed's BrandProfile in snake_case, with what the contracts add."""

    business_name: str = Field(default="", max_length=200)
    industry: str = Field(default="", max_length=200)
    location: str = Field(default="", max_length=200)
    timezone: str = "Asia/Kolkata"
    languages: tuple[str, ...] = ("en",)
    target_audience: TargetAudience = TargetAudience()
    brand_voice: BrandVoice = BrandVoice()
    brand_assets: BrandAssets = BrandAssets()
    products: tuple[Product, ...] = ()
    offers: tuple[Offer, ...] = ()
    facts: tuple[Fact, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    reference_brands: tuple[str, ...] = ()
    contact: Contact = Contact()
    registers_off: tuple[Register, ...] = ()
    """Emotional registers that this brand never wants; the others are chosen among."""

    def missing(self) -> tuple[str, ...]:
        """What a post about this brand cannot do without and is not known yet."""
        gaps = []
        if not self.business_name.strip():
            gaps.append("business_name")
        if not self.products and not self.claimable():
            gaps.append("products")
        return tuple(gaps)

    def claimable(self) -> tuple[Fact, ...]:
        """The facts that may be said in public."""
        return tuple(fact for fact in self.facts if fact.may_be_claimed)

    def offers_on(self, day: date) -> tuple[Offer, ...]:
        """The offers that hold on that day of the brand's zone."""
        return tuple(offer for offer in self.offers if offer.holds_on(day))

    def as_told(self, day: date) -> "BrandProfile":
        """What an author may use in a post of that day: what may be claimed, and what holds.

        Who let a fact be claimed is nobody's business there.
        """
        facts = tuple(
            fact.model_copy(update={"approved_by": None, "approved_at": None})
            for fact in self.claimable()
        )
        return self.model_copy(update={"facts": facts, "offers": self.offers_on(day)})


class Brand(Frozen):
    id: str
    workspace_id: str
    profile: BrandProfile
    is_default: bool = False
    tracking: Tracking = Tracking()
    """What is added to the links of its posts."""
    posts_version: int = 0
    """Rises with every change to the brand's posts or vectors; caches compare it."""
    removed_at: AwareDatetime | None = None
    """When its people took it away; its published posts and their numbers stay."""
