"""A product is meant by its name in either script; a likeness of short names is none."""

import re

import pytest

from domain.brand import BrandProfile, Product
from domain.content import Claim
from llm.offline.intent.asks import products_in
from llm.offline.post.topic import named_in
from llm.offline.post.writing import write_posts
from llm.offline.products import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a post about bun maska", "बन मस्का"),
        ("बन मस्का पर पोस्ट लिखो", "Bun Maska"),
        ("Write about our Masala Chai", "मसाला चाय"),
        ("मसाला चाय के बारे में पोस्ट", "Masala Chai"),
        ("post about vada pav", "वड़ा पाव"),
        ("paneer tikka par post", "पनीर टिक्का"),
        ("a post on the veg burger", "वेज बर्गर"),
        ("a post about butter chicken", "बटर चिकन"),
        ("lemon soda ki post", "लेमन सोडा"),
        ("समोसा पर पोस्ट", "Samosa"),
        ("kaju katli ke liye post", "काजू कतली"),
        ("two posts about cold coffee", "कोल्ड कॉफ़ी"),
        ("post about haircuts", "Haircut"),
        ("a cup of tea", "Tea"),
    ],
)
def test_the_name_is_meant_in_either_script(text, name):
    assert names(text, name)
    brand = BrandProfile(business_name="A", products=(Product(name=name),))
    assert products_in(text, brand) == (name,)
    found = named_in(text, brand)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a post about our team", "Tea"),
        ("post about masala pav", "मिसल पाव"),
        ("a post about the bus stand", "बन"),
        ("a post on chairs", "चाय"),
        ("post about the cake", "कुकी"),
        ("open the pantry", "Pan"),
        ("a post about our people", "पोहा"),
        ("the bread", "बिरयानी"),
    ],
)
def test_another_word_is_not_the_product(text, name):
    brand = BrandProfile(business_name="A", products=(Product(name=name),))
    assert not names(text, name)
    assert products_in(text, brand) == ()


def test_of_two_names_the_longer_one_is_meant():
    products = (Product(name="चाय"), Product(name="मसाला चाय"))
    found = named_in("a post about masala chai", BrandProfile(business_name="A", products=products))
    assert found == products[1]


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
@pytest.mark.parametrize(
    ("typed", "written"), [("30", "₹30"), ("30/-", "₹30"), ("Rs 30", "₹30"), ("30 rs", "₹30")]
)
def test_a_price_is_in_rupees_however_it_was_typed(planned, language, typed, written):
    brand = BrandProfile(
        business_name="Irani Café", products=(Product(name="Bun Maska", price=typed),)
    )
    posts = write_posts(planned(brand, language=language, topic="Bun Maska", variation_count=5))
    for draft in posts.variations:
        assert written in draft.text
        assert not re.search(r"(?<!₹)30|30/-|\b[Rr]s\b", draft.text)
        assert Claim(text=f"Bun Maska: {written}", source="your Brand DNA") in draft.claims
