"""A price typed in any usual way is one price; what may be no price is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import BrandProfile, Product
from domain.prices import in_rupees, with_rupees


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("30", "₹30"),
        ("30/-", "₹30"),
        ("Rs 30", "₹30"),
        ("Rs.30/-", "₹30"),
        ("rs. 1,200", "₹1,200"),
        ("INR 30", "₹30"),
        ("30 rs", "₹30"),
        ("30rs.", "₹30"),
        ("30 rupees", "₹30"),
        ("₹ 30", "₹30"),
        ("₹30", "₹30"),
        ("₹30/-", "₹30"),
        ("30.50", "₹30.50"),
        ("३०", "₹30"),
        ("30 रुपये", "₹30"),
        ("रु 30", "₹30"),
        ("from 30", "from ₹30"),
        ("starting at 450", "starting at ₹450"),
        ("30 per plate", "₹30 per plate"),
        ("Rs 30 per plate", "₹30 per plate"),
        ("30/plate", "₹30/plate"),
        ("30/- per plate", "₹30 per plate"),
        ("500 onwards", "₹500 onwards"),
        ("30-40", "₹30-40"),
        ("Half 120, full 200", "Half ₹120, full ₹200"),
        ("from ₹8,500", "from ₹8,500"),
    ],
)
def test_one_form_for_every_way_of_typing(typed, written):
    assert in_rupees(typed) == written
    assert in_rupees(written) == written


@pytest.mark.parametrize(
    "typed",
    ["$30", "30 AED", "2 for 100", "500 ml 40", "on request", "ask us", "", "10% off", "30 days"],
)
def test_what_is_no_sum_in_rupees_for_certain_stays(typed):
    assert in_rupees(typed) == typed


def test_a_brand_abroad_keeps_its_numbers():
    tea = Product(name="Tea", price="30")
    abroad = BrandProfile(business_name="A", timezone="Europe/London", products=(tea,))
    assert with_rupees(abroad) == abroad
    assert with_rupees(BrandProfile(business_name="A", products=(tea,))).products[0].price == "₹30"


@given(st.text(max_size=40))
def test_any_text_is_settled_after_one_reading(text):
    once = in_rupees(text)
    assert in_rupees(once) == once


@pytest.mark.parametrize(
    ("price", "unit", "written"),
    [
        ("960", "kg", "₹960/kg"),
        ("₹960", "per kg", "₹960 per kg"),
        ("₹960", "/kg", "₹960/kg"),
        ("₹120", "250 g", "₹120/250 g"),
        ("₹120", "(250 g)", "₹120/250 g"),
        ("₹15", "each", "₹15 each"),
        ("₹520", "प्रति किलो", "₹520 प्रति किलो"),
        ("from ₹500", "person", "from ₹500/person"),
        ("₹960/kg", "kg", "₹960/kg"),
        ("₹960 onwards", "kg", "₹960 onwards"),
        ("on request", "kg", "on request"),
    ],
)
def test_what_a_price_is_for_is_said_with_it(price, unit, written):
    sweet = Product(name="Kaju katli", price=price, unit=unit)
    once = with_rupees(BrandProfile(business_name="A", products=(sweet,)))
    assert once.products[0].price == written
    assert with_rupees(once) == once


def test_a_brand_abroad_says_what_a_price_is_for_too():
    tea = Product(name="Tea", price="£4", unit="per pot")
    abroad = BrandProfile(business_name="A", timezone="Europe/London", products=(tea,))
    assert with_rupees(abroad).products[0].price == "£4 per pot"
