"""A card says what the post says, shorter, and nothing that the post contradicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import BrandProfile, Product
from media.wording import LONGEST, alt_text, card_words, headline_of

SHOP = BrandProfile(
    business_name="Masala Chai Co.",
    location="Pune",
    products=(Product(name="Masala chai", price="₹40"), Product(name="Chai", price="₹20")),
)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Chai at four?\n\nCome by.", "Chai at four?"),
        ("Chai at four. Come by.", "Chai at four. Come by"),
        ("\n🎉🎉\nDiwali boxes are here!", "Diwali boxes are here!"),
        ("Meet us at #Pune with @asha https://x.in/a", "Meet us at Pune with asha"),
        (
            "We opened ten years ago with two kettles and one stove. Since then a lot has changed.",
            "We opened ten years ago with two kettles and one stove",
        ),
        ("आज की चाय।", "आज की चाय"),
        ("", ""),
    ],
)
def test_the_headline_is_the_first_line_that_says_something(text, headline):
    assert headline_of(text) == headline


def test_a_long_sentence_ends_at_a_clause_and_says_that_it_goes_on():
    text = (
        "We grind our own spice mix every single morning, long before the first customer "
        "of the day knocks on the door, and you can smell it"
    )
    assert headline_of(text) == "We grind our own spice mix every single morning…"


@given(st.text(max_size=400))
def test_no_headline_is_longer_than_it_may_be(text):
    assert len(headline_of(text)) <= LONGEST


def test_the_line_names_the_product_and_its_price():
    assert card_words("Rain outside.\nMasala chai inside.", SHOP).line == "Masala chai · ₹40"
    assert card_words("Rain outside.", SHOP).line == ""


def test_no_price_stands_beside_another_amount():
    assert card_words("Today only.\nMasala chai for ₹30.", SHOP).line == "Masala chai"
    assert card_words("Today only.\n20% off masala chai.", SHOP).line == "Masala chai"
    assert card_words("Today only.\nMasala chai, ₹40.", SHOP).line == "Masala chai · ₹40"


def test_the_alt_text_says_what_the_card_shows():
    words = card_words("Rain outside.\nMasala chai inside.", SHOP)
    assert alt_text(words) == "Text card of Masala Chai Co.: “Rain outside”. Masala chai · ₹40"


@pytest.mark.parametrize(
    ("text", "shows_price"),
    [
        ("हमारे गुरु की Chai, शुरु से", True),
        ("Chai बस 50रु में", False),
        ("Chai बस 50 रुपये में", False),
        ("Chai रु. 50", False),
    ],
)
def test_only_the_word_for_rupees_is_an_amount(text, shows_price):
    assert ("₹20" in card_words(f"आज\n{text}", SHOP).line) == shows_price
