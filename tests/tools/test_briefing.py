"""A brief is read as the chat reads a message, and what it is about is never lost."""

from datetime import UTC, datetime

import pytest

from domain.brand import BrandProfile, Product
from domain.platform import Platform
from tests.parts import services_at
from tools.briefing import read_brief

OFFER = "10% off till Sunday"
NOW = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
BRAND = BrandProfile(
    business_name="Chai Corner",
    industry="cafe",
    location="Jaipur",
    products=(Product(name="Masala chai", price="₹40"), Product(name="Kaju katli")),
)


@pytest.fixture
def services():
    return services_at(lambda: NOW)


@pytest.mark.parametrize(
    ("text", "topic", "occasion", "offer"),
    [
        ("masala chai", "masala chai", None, None),
        ("Diwali offer on kaju katli, 10% off till Sunday", "Kaju katli", "Diwali", OFFER),
        ("Diwali gift boxes, 10% off till Sunday", "gift boxes", "Diwali", OFFER),
        ("20% off till Sunday", "", None, "20% off till Sunday"),
        ("A blog about choosing sweets for weddings", "choosing sweets for weddings", None, None),
        ("Why ginger chai helps on rainy days", "Why ginger chai helps on rainy days", None, None),
        ("मसाला चाय पर 10% की छूट रविवार तक", "मसाला चाय", None, "10% off till Sunday"),
    ],
)  # fmt: skip
async def test_a_brief_is_read_in_its_parts(services, text, topic, occasion, offer):
    found = await read_brief(services, BRAND, text, Platform.INSTAGRAM)
    assert (found.text, found.topic, found.occasion, found.offer) == (text, topic, occasion, offer)


async def test_a_long_brief_has_a_bounded_topic(services):
    found = await read_brief(services, BRAND, "our very long story " * 50, Platform.X)
    assert 0 < len(found.topic) <= 160
