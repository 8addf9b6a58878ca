"""The profile: what an author may use of it on a day, and what it has to be like to be saved."""

from datetime import UTC, date, datetime

import pytest

from domain.brand import BrandProfile, Fact, Offer, Product
from domain.brand_rules import misfits

DIWALI = Offer(
    text="20% off all sweets", valid_from=date(2026, 11, 1), valid_until=date(2026, 11, 8)
)
ENDLESS = Offer(text="Free refill on Wednesdays")


def found(before=None, **fields):
    profile = BrandProfile.model_validate(fields)
    return {
        ".".join(map(str, m.place)): m.message
        for m in misfits(profile, BrandProfile.model_validate(before) if before else None)
    }


def test_a_profile_stored_before_the_new_fields_reads_back_as_it_was():
    stored = {
        "business_name": "Chai Corner",
        "products": [{"name": "Chai", "description": "", "price": "₹20"}],
        "facts": [{"text": "Since 1998", "source": "the owner"}],
        "brand_voice": {"tone": ["warm"], "keywords": [], "avoid_words": []},
    }
    dumped = BrandProfile.model_validate(stored).model_dump(mode="json")
    assert {name: dumped[name] for name in stored} == stored
    assert (dumped["offers"], dumped["contact"]["phone"]) == ([], None)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 11, 8), True),
        (date(2026, 11, 9), False),
    ],
)
def test_an_offer_holds_from_its_first_day_to_its_last(day, holds):
    profile = BrandProfile(offers=(DIWALI, ENDLESS))
    assert profile.offers_on(day) == ((DIWALI, ENDLESS) if holds else (ENDLESS,))


def test_an_author_is_told_neither_what_ended_nor_what_is_kept_to_ourselves():
    kept = Fact(text="We lost money in 2020", may_be_claimed=False)
    found_on_site = Fact(
        text="Since 1998", approved_by="u1", approved_at=datetime(2026, 11, 1, tzinfo=UTC)
    )
    profile = BrandProfile(
        business_name="Chai Corner", offers=(DIWALI, ENDLESS), facts=(kept, found_on_site)
    )
    told = profile.as_told(date(2026, 12, 1))
    assert told.offers == (ENDLESS,)
    assert told.facts == (Fact(text="Since 1998"),)
    assert profile.model_copy(update={"facts": (kept,)}).missing() == ("products",)


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"products": [{"name": "  "}]}, "products.0.name", "blank"),
        ({"products": [{"name": "Chai"}, {"name": " chai "}]}, "products.1.name", "already"),
        ({"facts": [{"text": "A"}, {"text": "a"}]}, "facts.1.text", "entry 1"),
        ({"brand_voice": {"keywords": ["chai", "Chai"]}}, "brand_voice.keywords.1", "already"),
        ({"brand_voice": {"tone": ["x" * 201]}}, "brand_voice.tone.0", "200"),
        ({"reference_brands": ["b"] * 51}, "reference_brands", "at most 50"),
        ({"brand_assets": {"color_palette": ["teal"]}}, "brand_assets.color_palette.0", "#A3400F"),
        ({"languages": ["en", "h1!"]}, "languages.1", "language"),
        (
            {"offers": [{"text": "x", "valid_from": "2026-11-08", "valid_until": "2026-11-01"}]},
            "offers.0.valid_until",
            "ends on 1 November 2026, before it begins on 8 November 2026",
        ),
        ({"products": [{"name": "A", "url": "javascript:alert(1)"}]}, "products.0.url", "address"),
        ({"contact": {"phone": "call me"}}, "contact.phone", "telephone"),
        ({"contact": {"email": "asha at chai"}}, "contact.email", "e-mail"),
        ({"contact": {"website": "data:text/html,x"}}, "contact.website", "address"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(fields, place, words):
    assert words in found(**fields)[place]


def test_a_full_profile_of_an_indian_shop_fits():
    assert not found(
        business_name="राजवाड़ी चाय",
        languages=["hi", "hi-Latn", "en", "Marathi"],
        products=[{"name": "Chai", "unit": "per cup", "url": "rajwadi.in/chai?x=1"}],
        offers=[DIWALI.model_dump(), {**DIWALI.model_dump(), "valid_until": None}],
        brand_assets={"color_palette": ["#a3400f"]},
        contact={
            "phone": "098220 12345",
            "whatsapp": "+91-98220-12345",
            "email": "asha@rajwadi.in",
            "website": "https://rajwadi.in:8443/",
            "hours": "Mon–Sat 7 am to 9 pm",
        },
    )


def test_what_was_odd_before_does_not_stand_in_the_way_of_another_change():
    before = {"brand_assets": {"color_palette": ["teal"]}}
    assert not found(before, business_name="Chai", **before)
    assert found(before, brand_assets={"color_palette": ["teal", "mauve"]})


def test_names_are_compared_as_people_read_them():
    products = (Product(name="Masala  chai"), Product(name="masala chai"))
    assert len(misfits(BrandProfile(products=products))) == 1
