"""Brands to write for, from a well-described shop to a bare name with one fact, and helpers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.brand import BrandProfile, BrandVoice, Competitor, Fact, Product
from domain.campaign import CalendarEntry
from domain.platform import Platform
from domain.post import Reference
from llm.build import build_author
from llm.port import Author
from llm.tasks.intent import IntentInputs
from llm.tasks.social_post import SocialPostInputs

WEDNESDAY = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
"""10:30 in the morning in India."""

CHAI = BrandProfile(
    business_name="Chai Sutra",
    industry="Café",
    location="FC Road, Pune",
    products=(
        Product(
            name="Masala Chai",
            description="Ginger, cardamom and Assam leaf, boiled slowly",
            price="₹40",
        ),
        Product(name="Bun Maska", description="soft bun, salted butter", price="₹60"),
    ),
    facts=(
        Fact(text="Open since 1998 on FC Road", source="the owner"),
        Fact(text="Milk comes every morning from a dairy in Mulshi"),
        Fact(text="Every batch is ground by hand"),
    ),
    competitors=(Competitor(name="Rival Tea", website="https://rival.example"),),
    brand_voice=BrandVoice(tone=("warm",), keywords=("chai", "adda"), avoid_words=("cheap",)),
)
SAREES = BrandProfile(
    business_name="Meenakshi Silks",
    industry="Saree shop",
    location="T. Nagar, Chennai",
    products=(
        Product(
            name="Kanjivaram sarees",
            description="Pure silk with zari borders. Woven in Kanchipuram.",
            price="from ₹8,500",
        ),
    ),
    facts=(Fact(text="A family shop in its third generation"), Fact(text="Free fall and pico")),
)
EDUCATOR = BrandProfile(
    business_name="Clever Coder",
    industry="Data science education",
    location="India",
    products=(Product(name="Python for Data Analysis", description="A series of worked examples"),),
    facts=(Fact(text="More than 300 articles with source code", source="the blog"),),
)
SALON = BrandProfile(
    business_name="Bloom Studio",
    industry="Salon",
    location="Indiranagar, Bengaluru",
    products=(
        Product(name="haircut and styling", price="₹600"),
        Product(name="bridal make-up", description="Trial session included"),
    ),
    facts=(Fact(text="Only women stylists"),),
)
HARDWARE = BrandProfile(
    business_name="Gupta Hardware",
    industry="Hardware store",
    location="Lajpat Nagar, Delhi",
    products=(Product(name="Door locks"), Product(name="Wall paints", price="from ₹240 a litre")),
    facts=(Fact(text="Keys cut while you wait"), Fact(text="Open on Sundays till 2 pm")),
)
BARE = BrandProfile(business_name="Anaya", facts=(Fact(text="Handmade candles from soy wax"),))
BRANDS = {
    "chai": CHAI,
    "sarees": SAREES,
    "educator": EDUCATOR,
    "salon": SALON,
    "hardware": HARDWARE,
    "bare": BARE,
}


@pytest.fixture
def author() -> Author:
    return build_author("offline")


@pytest.fixture
def brands() -> dict[str, BrandProfile]:
    return BRANDS


@pytest.fixture(params=sorted(BRANDS))
def each_brand(request: pytest.FixtureRequest) -> BrandProfile:
    return BRANDS[request.param]


@pytest.fixture
def asked() -> Callable[..., IntentInputs]:
    def make(message: str, **more: Any) -> IntentInputs:
        given = {"now": WEDNESDAY, "timezone": "Asia/Kolkata", "brand": CHAI}
        given["connected_platforms"] = (Platform.LINKEDIN,)
        return IntentInputs(message=message, **{**given, **more})

    return make


@pytest.fixture
def planned() -> Callable[..., SocialPostInputs]:
    def make(
        brand: BrandProfile, platform: Platform = Platform.INSTAGRAM, **more: Any
    ) -> SocialPostInputs:
        entry = {
            name: more.pop(name)
            for name in ("number", "topic", "occasion", "language")
            if name in more
        }
        given = {"max_chars": 2200, "max_hashtags": 6, "now": WEDNESDAY}
        return SocialPostInputs(
            brand=brand,
            entry=CalendarEntry(
                **{"number": 1, "platform": platform, "language": "en", "topic": "", **entry}
            ),
            **{**given, **more},
        )

    return make


@pytest.fixture
def own_post() -> Callable[..., Reference]:
    def make(text: str, ers: float = 50.0, number: int = 1) -> Reference:
        return Reference(
            post_id=f"post-{number}",
            text=text,
            platform=Platform.LINKEDIN,
            similarity=0.5,
            ers=ers,
            combined=0.4 * 0.5 + 0.6 * ers / 100,
            rank_semantic=number,
            rank=number,
            why="near and strong",
        )

    return make
