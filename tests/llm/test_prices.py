"""A price that is to say another sum: which one, what is said of it, what is left alone."""

import pytest

from domain.content import Claim
from domain.devanagari import has_devanagari
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.edit.prices import change_price
from llm.offline.intent.reading import read_intent
from llm.offline.reply.voice import Voice
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import EditAction, OpenDraft

ONE = "Masala Chai, ₹40. Ginger and leaf. Free delivery on orders above ₹500, ₹20 off."
TWO = f"{ONE} Bun Maska, ₹60."


@pytest.fixture
def given(brands, asked):
    def make(wish: str, text: str = ONE, **more) -> EditPostInputs:
        drafts = (OpenDraft(number=1, platform=Platform.INSTAGRAM, says=text),)
        edit = read_intent(asked(wish, open_drafts=drafts)).edit
        return EditPostInputs(
            brand=brands["chai"],
            platform=Platform.INSTAGRAM,
            current=CurrentPost(text=text, **more),
            instruction=wish,
            edit=edit,
            max_chars=2200,
            max_hashtags=6,
        )

    return make


@pytest.mark.parametrize(
    ("wish", "price"),
    [
        ("change the price to 45", "45"),
        ("make it ₹45", "45"),
        ("the price is 45 now", "45"),
        ("set the price to Rs. 1,250", "1,250"),
        ("price ₹45 kar do", "45"),
        ("daam 45 rupaye kar do", "45"),
        ("45 rupaye kar do", "45"),
        ("daam badha kar 45 kar do", "45"),
        ("पोस्ट 1 में दाम 45 रुपये कर दो", "45"),
        ("कीमत 50 रुपये लिखो", "50"),
        ("दाम ४५ रुपये कर दो", "45"),
        ("price 40 se 45 kar do", "45"),
    ],
)
def test_the_price_says_the_new_sum(given, wish, price):
    inputs = given(wish)
    assert inputs.edit.actions == (EditAction.CHANGE_PRICE,)
    assert inputs.edit.details.price == price
    post = edit_post(inputs)
    assert post.text == ONE.replace("₹40", f"₹{price}")
    assert post.not_done == ()
    assert post.done == (
        f"The price now says ₹{price} (it said ₹40). "
        "Under Brand, the price of Masala Chai is still ₹40.",
    )


def test_long_sums_are_grouped_as_in_india(given):
    assert "₹1,25,000" in edit_post(given("change the price to 125000")).text


def test_the_brands_own_price_needs_no_word_about_it(given):
    post = edit_post(given("change the price to 40", ONE.replace("₹40", "₹45")))
    assert post.done == ("The price now says ₹40 (it said ₹45).",)


@pytest.mark.parametrize(
    ("wish", "old", "new"),
    [
        ("change the price of bun maska to 65", "₹60", "₹65"),
        ("change the price from 40 to 45", "₹40", "₹45"),
        ("daam 60 se 65 kar do", "₹60", "₹65"),
    ],
)
def test_one_of_several_prices_is_changed_when_it_is_named(given, wish, old, new):
    assert edit_post(given(wish, TWO)).text == TWO.replace(old, new)


@pytest.mark.parametrize(
    ("wish", "text", "why"),
    [
        ("change the price to 45", TWO, "several prices in the text: ₹40, ₹60."),
        ("change the price to 45", "Come by.", "no price in the text to change"),
        ("change the price to 40", ONE, "says that already"),
        ("change the price from 70 to 45", ONE, "“₹70” is not in the text."),
    ],
)
def test_what_is_unclear_changes_nothing(given, wish, text, why):
    post = edit_post(given(wish, text))
    assert (post.text, post.done) == (text, ())
    assert why in post.not_done[0].why


def test_the_other_texts_and_the_claims_follow(given):
    own = Claim(text="Masala Chai ₹40", source="your Brand DNA")
    leaf = Claim(text="Ginger and leaf", source="your Brand DNA")
    inputs = given("make it ₹45", alt_text="A cup for ₹40", claims=(own, leaf))
    assert edit_post(inputs).alt_text == "A cup for ₹45"
    assert change_price(inputs).apply(inputs.current).claims == (leaf,)


def test_a_post_in_another_language_says_the_new_price(given):
    post = edit_post(given("make it ₹45 and translate to Hindi"))
    assert "₹45" in post.text
    assert "₹40" not in post.text


@pytest.mark.parametrize(
    ("wish", "action"),
    [
        ("add the price", EditAction.ADD_PRICE),
        ("daam hatao", EditAction.REMOVE_PRICE),
        ("make it ₹50 off", EditAction.ADD_OFFER),
        ("change ₹40 to ₹45", EditAction.REPLACE_TEXT),
    ],
)
def test_other_wishes_about_sums_stay_what_they_are(given, wish, action):
    assert given(wish).edit.actions == (action,)


def test_it_is_told_in_hindi(given):
    post = edit_post(given("make it ₹45"))
    assert all(has_devanagari(Voice("hi").told(said)) for said in post.done)
    assert "Under Brand" not in Voice("hi").told(post.done[0])
    unclear = edit_post(given("make it ₹45", TWO)).not_done[0]
    assert has_devanagari(Voice("hi").told(unclear.why))
