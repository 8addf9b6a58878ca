"""Which kind of business a brand is most like, and that the shipped clusters are whole."""

import pytest

from domain.brand import BrandProfile, BrandVoice, Product
from domain.register import Register
from esg.archetypes import UNKNOWN, archetypes, nearest


def brand(industry="", tone=(), like=(), products=()):
    return BrandProfile(
        industry=industry,
        brand_voice=BrandVoice(tone=tone),
        reference_brands=like,
        products=tuple(Product(name=name) for name in products),
    )


@pytest.mark.parametrize(
    ("profile", "key"),
    [
        (brand("Tea stall", ("warm",)), "warm-cafe"),
        (brand("चाय की दुकान"), "warm-cafe"),
        (brand("software start-up", ("professional",)), "professional-software"),
        (brand("handmade pottery"), "handmade-craft"),
        (brand("data science tutorials"), "technology-teacher"),
        (brand(like=("FabIndia",)), "elegant-boutique"),
    ],
)
def test_the_nearest_cluster(profile, key):
    found = nearest(profile)
    assert found.archetype.key == key
    assert found.why.startswith("Recognised by ")


@pytest.mark.parametrize("profile", [brand(), brand("", ("warm",)), brand("qwxyz")])
def test_without_a_sign_of_the_trade_nothing_is_preferred(profile):
    found = nearest(profile)
    assert found.archetype is UNKNOWN
    assert set(found.archetype.priors.values()) == {0.0}
    assert "recognised" in found.why


def test_tone_decides_between_clusters_of_one_trade():
    exact, warm = nearest(brand("coffee", ("exacting",))), nearest(brand("coffee", ("homely",)))
    assert exact.archetype.key != warm.archetype.key


def test_the_order_of_what_a_profile_lists_does_not_matter():
    one = nearest(brand("bakery and coffee", ("warm", "funny"), ("Theobroma", "Blue Tokai")))
    other = nearest(brand("coffee and bakery", ("funny", "warm"), ("Blue Tokai", "Theobroma")))
    assert one.archetype is other.archetype


def test_every_cluster_is_whole():
    some = archetypes()
    assert len(some) >= 12
    for one in some:
        assert set(one.priors) == set(Register)
        assert all(-0.5 <= value <= 0.5 for value in one.priors.values())
        best = sorted(one.priors, key=lambda register: -one.priors[register])[:5]
        assert set(one.exemplars) == set(best)
        assert one.industries
        assert one.tones
        assert one.because
