"""Brand DNA: what a business is, sells and may claim, and how it speaks."""

from pydantic import Field

from domain.frozen import Frozen
from domain.register import Register
from domain.tracking import Tracking


class Product(Frozen):
    name: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=4000)
    price: str | None = Field(default=None, max_length=80)
    """As the shop writes it, for example "₹120"; never computed with."""


class Fact(Frozen):
    """Something the brand may claim in public."""

    text: str = Field(min_length=1, max_length=1000)
    source: str | None = Field(default=None, max_length=1000)
    """Where the claim comes from: a page, a certificate, "the owner"."""


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


class BrandAssets(Frozen):
    logo_s3_key: str | None = None
    color_palette: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


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
    facts: tuple[Fact, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    reference_brands: tuple[str, ...] = ()
    registers_off: tuple[Register, ...] = ()
    """Emotional registers that this brand never wants; the others are chosen among."""

    def missing(self) -> tuple[str, ...]:
        """What a post about this brand cannot do without and is not known yet."""
        gaps = []
        if not self.business_name.strip():
            gaps.append("business_name")
        if not self.products and not self.facts:
            gaps.append("products")
        return tuple(gaps)


class Brand(Frozen):
    id: str
    workspace_id: str
    profile: BrandProfile
    is_default: bool = False
    tracking: Tracking = Tracking()
    """What is added to the links of its posts."""
    posts_version: int = 0
    """Rises with every change to the brand's posts or vectors; caches compare it."""
