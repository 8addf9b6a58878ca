"""What is asked next, and what an answer changes in a profile."""

from domain.brand import BrandProfile, BrandVoice, Fact, Product
from domain.brand_rules import MOST
from domain.intake import (
    MOST_PRODUCTS,
    Intake,
    ProfileChanges,
    Topic,
    changed,
    joined,
    next_topic,
)

CHAI = Product(name="Chai", description="Ginger", price="₹20")


def test_products_are_told_apart_by_name_and_keep_what_was_not_said_anew():
    before = BrandProfile(products=(CHAI,), brand_voice=BrandVoice(avoid_words=("cheap",)))
    said = ProfileChanges(
        products=(Product(name="chai", price="₹25"), Product(name="Bun")),
        avoid_words=("cheap", "deal"),
    )
    after = changed(before, said)
    assert after.products == (CHAI.model_copy(update={"price": "₹25"}), Product(name="Bun"))
    assert after.brand_voice.avoid_words == ("cheap", "deal")
    assert changed(before, ProfileChanges()) == before


def test_of_two_answers_the_later_word_wins():
    first = ProfileChanges(business_name="Gupta", products=(CHAI,), facts=(Fact(text="a"),))
    both = joined(first, ProfileChanges(business_name="Gupta Sweets", facts=(Fact(text="b"),)))
    assert both.business_name == "Gupta Sweets"
    assert both.products == (CHAI,)
    assert [fact.text for fact in both.facts] == ["a", "b"]


def test_essentials_are_asked_first_and_the_rest_only_when_it_is_wished():
    empty, known = BrandProfile(), BrandProfile(business_name="Gupta", products=(CHAI,))
    assert next_topic(empty, Intake()) is Topic.BUSINESS_NAME
    assert next_topic(empty, Intake(skipped=(Topic.BUSINESS_NAME,))) is Topic.PRODUCTS
    assert next_topic(empty, Intake(skipped=tuple(Topic), wants_all=True)) is None
    assert next_topic(known, Intake()) is None
    assert next_topic(known, Intake(wants_all=True)) is Topic.LOCATION
    placed = known.model_copy(update={"location": "Jaipur"})
    assert next_topic(placed, Intake(wants_all=True, skipped=(Topic.FACTS,))) is Topic.TONE


def test_a_yes_leaves_every_product_of_a_long_profile():
    wares = tuple(Product(name=f"Tea {n}") for n in range(MOST["products"]))
    after = changed(BrandProfile(products=wares), ProfileChanges(tone=("warm",)))
    assert after.products == wares
    assert changed(after, ProfileChanges(products=(CHAI,))).products == (*wares, CHAI)


def test_what_waits_for_a_yes_has_its_measure_however_often_it_is_added_to():
    wares = tuple(Product(name=f"Tea {n}") for n in range(MOST_PRODUCTS))
    facts = tuple(Fact(text=f"{n} years") for n in range(50))
    words = tuple(f"word {n}" for n in range(50))
    first = ProfileChanges(products=wares, facts=facts, avoid_words=words)
    more = ProfileChanges(products=(CHAI,), facts=(Fact(text="new"),), avoid_words=("deal",))
    assert joined(first, more) == first
