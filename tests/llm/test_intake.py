"""What an answer about a business is read as: much at once, corrections, refusals, any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import BrandProfile, Product
from domain.intake import ProfileChanges, Topic
from llm.offline.intake.reading import read_intake
from llm.tasks.intake import IntakeInputs

WORDS = ("we are", "960/kg", "₹", ",", "aur", "no", "the name is", "kaju")
TOLD = ProfileChanges(
    business_name="Gupta Sweets",
    products=(
        Product(name="Kaju katli", price="₹960/kg"),
        Product(name="Motichoor", price="₹520/kg"),
    ),
)


def read(message: str, **more: object):
    return read_intake(IntakeInputs(message=message, **{"profile": BrandProfile(), **more}))


def sold(message: str, **more: object) -> list[tuple[str, str | None]]:
    return [(p.name, p.price) for p in read(message, **more).changes.products]


def test_one_answer_may_say_all():
    found = read(
        "We are Gupta Sweets in Jaipur, kaju katli 960/kg, motichoor 520", asked="products"
    )
    assert (found.changes.business_name, found.changes.location) == ("Gupta Sweets", "Jaipur")
    assert [(p.name, p.price) for p in found.changes.products] == [
        ("Kaju katli", "₹960/kg"),
        ("Motichoor", "₹520"),
    ]
    assert found.understood[0] == "Gupta Sweets"
    assert found.next_question is Topic.FACTS


@pytest.mark.parametrize(
    ("message", "price"),
    [
        ("no, the price is 540", ("Motichoor", "₹540/kg")),
        ("Kaju katli ka daam 980 hai", ("Kaju katli", "₹980/kg")),
        ("960 nahi, 990", ("Kaju katli", "₹990/kg")),
        ("540, not 520", ("Motichoor", "₹540/kg")),
        ("aur samosa 15", ("Samosa", "₹15")),
        ("motichoor is 60 per piece", ("Motichoor", "₹60 per piece")),
    ],
)
def test_a_price_is_corrected_for_what_was_meant(message, price):
    assert sold(message, confirming=True, understood=TOLD) == [price]


def test_a_shop_that_counts_otherwise_keeps_its_prices_as_typed():
    london = BrandProfile(timezone="Europe/London")
    assert sold("scones 4.50, tea 3", asked="products", profile=london) == [
        ("Scones", "4.50"),
        ("Tea", "3"),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Two Instagram posts about chai for Monday at 7 pm with 10% off",
        "We opened in 1998",
        "call me on 9876543210",
        "see https://shop.example/item/960",
    ],
)
def test_a_number_that_is_no_price_makes_no_product(message):
    assert sold(message) == []
    assert sold(message, confirming=True, understood=ProfileChanges()) == []


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(WORDS)).map(" ".join),
    st.sampled_from([None, *Topic]),
    st.booleans(),
)
def test_no_text_whatever_makes_a_product_that_nobody_named(message, asked, confirming):
    found = read(message, asked=asked, confirming=confirming and asked is None, understood=TOLD)
    known = f"{message} {TOLD.model_dump_json()}".casefold()
    for product in found.changes.products:
        for word in re.findall(r"[^\W_]+", product.name.casefold()):
            assert word in known, f"{product.name} was said by nobody"


def test_a_very_long_answer_stays_within_what_a_profile_holds():
    many = ", ".join(f"item{'x' * (n % 7)}q {n + 10}" for n in range(900))
    assert 0 < len(sold(many, asked="products")) <= 200
    assert sold(f"chai ₹{'9' * 500}", asked="products") == []
