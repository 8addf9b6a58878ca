"""What owners tell beside name and products: contact, hours, offers, places; no number is lost."""

from datetime import date

import pytest

from domain.brand import BrandProfile, Offer, Product
from domain.intake import OWNER, Topic
from llm.offline.intake.reading import read_intake
from llm.offline.intent.of_brand import states_of_brand
from llm.tasks.intake import IntakeInputs

TODAY = date(2026, 11, 30)
TERMS = "minimum 2 kg, not with other offers"
ALL = {
    "sentences": (
        "We are Chhappan Sweets, a sweet shop at 56 Dukan, New Palasia, Indore. Kaju katli 960/kg,"
        " gulab jamun 20 each, moong halwa 600 per kg. WhatsApp 9826012345. Offer: 15% off on gift"
        " boxes till 24 December (min. order ₹1,000). Closed on Tuesdays."
    ),
    "commas": (
        "We are Chhappan Sweets, a sweet shop at 56 Dukan, New Palasia, Indore, kaju katli 960/kg,"
        " gulab jamun 20 each, moong halwa 600 per kg, WhatsApp 9826012345, 15% off on gift boxes"
        " till 24 December, min. order ₹1,000, closed on Tuesdays"
    ),
    "lines": (
        "Chhappan Sweets\nsweet shop\n56 Dukan, New Palasia, Indore\nKaju katli 960/kg\n"
        "gulab jamun 20 each\nmoong halwa 600 per kg\nWhatsApp 9826012345\n"
        "15% off on gift boxes till 24 December (min. order ₹1,000)\nclosed on Tuesdays"
    ),
    "Hinglish": (
        "Hum Chhappan Sweets hain, mithai ki dukaan, 56 Dukan, New Palasia, Indore mein. Kaju"
        " katli 960 rupaye kilo, gulab jamun 20 ka ek, moong halwa 600 rupaye kilo. Hamara WhatsApp"
        " number 9826012345 hai. Gift box par 15% chhoot 24 December tak (minimum order ₹1,000)."
        " Mangalwar ko band."
    ),
}


def read(message: str, **more: object):
    inputs = {"profile": BrandProfile(), "today": TODAY, **more}
    return read_intake(IntakeInputs(message=message, **inputs))


@pytest.mark.parametrize("told", ALL)
def test_all_told_in_one_message_is_placed(told):
    found = read(ALL[told], asked="business_name")
    it = found.changes
    assert (it.business_name, it.location) == ("Chhappan Sweets", "New Palasia, Indore")
    assert it.industry in {"Sweet shop", "Mithai ki dukaan"}
    assert [p.name for p in it.products] == ["Kaju katli", "Gulab jamun", "Moong halwa"]
    assert [(p.price or "")[:4] for p in it.products] == ["₹960", "₹20 ", "₹600"]
    assert it.contact.whatsapp == "9826012345"
    assert it.contact.address == "56 Dukan, New Palasia, Indore"
    assert it.contact.hours in {"Closed on Tuesdays", "Mangalwar ko band"}
    (offer,) = it.offers
    assert offer.valid_until == date(2026, 12, 24)
    assert "15%" in offer.text
    assert "December" not in offer.text
    assert "order ₹1,000" in offer.terms
    assert found.unplaced == ()


@pytest.mark.parametrize("asked", [None, *Topic])
def test_contact_in_answer_to_any_question_is_contact(asked):
    found = read("Our WhatsApp number is 98260 12345 and we sit at 14 Sarafa Bazaar", asked=asked)
    reach = found.changes.contact
    assert (reach.whatsapp, reach.address) == ("98260 12345", "14 Sarafa Bazaar")
    assert found.changes.facts == ()
    assert found.changes.products == ()
    assert found.changes.business_name is None
    assert found.changes.location == ("14 Sarafa Bazaar" if asked is Topic.LOCATION else None)


@pytest.mark.parametrize("asked", [None, *Topic])
def test_an_offer_in_answer_to_any_question_is_an_offer(asked):
    it = read(f"10% off on kaju katli till 20 December ({TERMS})", asked=asked).changes
    assert it.offers == (
        Offer(
            text="10% off on kaju katli",
            valid_until=date(2026, 12, 20),
            terms=TERMS,
            source=OWNER,
        ),
    )
    assert (it.facts, it.products, it.tone, it.avoid_words) == ((), (), (), ())


def test_every_way_to_reach_a_business_has_its_place():
    reach = read(
        "Call us on 0731 2345678, our site is chhappan.in, mail hello@chhappan.in."
        " We are open 10 am to 9 pm, closed on Mondays",
        asked="facts",
    ).changes.contact
    assert (reach.phone, reach.website, reach.email) == (
        "0731 2345678",
        "chhappan.in",
        "hello@chhappan.in",
    )
    assert reach.hours == "Open 10 am to 9 pm; Closed on Mondays"


def test_what_is_told_beside_a_fact_leaves_the_fact():
    it = read("Family shop since 1962. Our website is www.chhappan.in.", asked="facts").changes
    assert [fact.text for fact in it.facts] == ["Family shop since 1962"]
    assert it.contact.website == "www.chhappan.in"


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("10% off till 24 December", date(2026, 12, 24)),
        ("10% off till 5 January", date(2027, 1, 5)),
        ("10% off till December 24, 2027", date(2027, 12, 24)),
        ("10% off till Sunday", date(2026, 12, 6)),
        ("10% off on all cakes", None),
    ],
)
def test_an_offer_ends_on_the_next_such_day(said, until):
    (offer,) = read(said, asked="facts").changes.offers
    assert offer.valid_until == until


@pytest.mark.parametrize("said", ["Chhappan Sweets", "We are Chhappan Sweets", "chhappan sweets"])
def test_the_own_name_is_nothing_to_sell(said):
    known = BrandProfile(business_name="Chhappan Sweets")
    assert read(said, asked="products", profile=known).changes.products == ()


def test_a_product_that_begins_like_the_name_is_sold():
    known = BrandProfile(business_name="Chhappan Sweets")
    found = read("Chhappan Sweets gift box 800", asked="products", profile=known)
    assert [p.name for p in found.changes.products] == ["Chhappan Sweets gift box"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("thali 120, delivery 40", ("delivery 40",)),
        ("thali 120, minimum order ₹500", ("minimum order ₹500",)),
        ("thali 120, parking for 30 cars", ("parking for 30 cars",)),
        ("thali 120, ready on 24 December", ("ready on 24 December",)),
        ("thali 120, dosa 60", ()),
    ],
)
def test_what_cannot_be_placed_is_said_back_and_never_sold(said, left):
    found = read(said, asked="products")
    assert found.unplaced == left
    assert {p.name for p in found.changes.products} <= {"Thali", "Dosa"}


@pytest.mark.parametrize(
    "said",
    [
        "Two Instagram posts about chai with 10% off till 24 December, call us on 9826012345",
        "Can you call us on 9826012345?",
        "see https://shop.example/item/960",
    ],
)
def test_what_a_request_or_a_question_names_is_not_of_the_brand(said):
    it = read(said).changes
    assert (it.offers, it.contact.phone, it.contact.website) == ((), None, None)


@pytest.mark.parametrize("said", ["Why do you need that?", "Hello", "Kaju katli 960/kg"])
def test_what_names_nothing_is_no_name(said):
    assert read(said, asked="business_name").changes.business_name is None


def test_a_list_with_its_sums_behind_commas_is_no_address():
    found = read("Thali, 120, Dosa, 60", asked="products").changes
    assert found.contact.address is None


def test_a_street_with_a_market_is_an_address():
    it = read("14, Johari Market, Jaipur", asked="location").changes
    assert it.location == "Johari Market, Jaipur"
    assert it.contact.address == "14, Johari Market, Jaipur"


SOLD = BrandProfile(
    business_name="Chhappan Sweets",
    products=(Product(name="Kaju katli", price="₹960/kg"), Product(name="Samosa", price="₹15")),
)


@pytest.mark.parametrize(
    ("said", "name", "price"),
    [
        ("Change our kaju katli price to 990 per kg in the brand", "Kaju katli", "₹990 per kg"),
        ("change our samosa price to 18 in our brand", "Samosa", "₹18"),
        ("add jalebi 400 per kg to our products", "Jalebi", "₹400 per kg"),
    ],
)
def test_a_price_stated_of_the_brand_is_read(said, name, price):
    assert states_of_brand(said)
    (product,) = read(said, profile=SOLD).changes.products
    assert (product.name, product.price) == (name, price)


@pytest.mark.parametrize("said", ["remove samosa from the products", "products se samosa hata do"])
def test_a_product_is_taken_off_what_is_sold(said):
    assert states_of_brand(said)
    found = read(said, profile=SOLD)
    assert (found.changes.dropped, found.changes.products, found.unplaced) == (("Samosa",), (), ())


@pytest.mark.parametrize(
    "said",
    [
        "Our WhatsApp number is 98260 12345",
        "our site is chhappan.in",
        "Our offer: 10% off on kaju katli till 20 December",
    ],
)
def test_what_is_ours_is_of_the_brand(said):
    assert states_of_brand(said)


@pytest.mark.parametrize(
    "said",
    [
        "our offer is 10% off, add it to the post",
        "change the price to 990",
        "remove the price",
        "write about our offer: 10% off",
        "add our whatsapp number 98260 12345",
        "Our website is down",
        "Our offer posts did well in the plan",
        "is our number 98260 12345?",
    ],
)
def test_what_speaks_of_posts_is_not_of_the_brand(said):
    assert not states_of_brand(said)


def test_a_market_behind_a_house_number_is_no_month():
    found = read("We are Rang, a saree shop at 56 Market Road, Pune.")
    assert found.changes.contact.address == "56 Market Road, Pune"
