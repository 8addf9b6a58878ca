"""Shorter keeps what a post promises and asks for, and drops ornament first."""

import re

import pytest

from domain.brand import BrandProfile, Product
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.edit.shortening import shortened
from llm.offline.edit.wish import CannotError
from llm.offline.intent.reading import read_intent
from llm.offline.post.writing import write_posts
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import EditAction, OpenDraft

WISHES = {
    "en": ("make it shorter", "too long, only 2 lines pls", "in one line"),
    "hi": ("थोड़ा छोटा कर दीजिए", "सिर्फ़ दो लाइन में लिखो", "एक लाइन में कर दो"),
    "hi-Latn": ("thoda chhota karo yaar", "bas 2 line mein likho", "ek line mein kar do"),
}
LINES = (None, 2, 1)


@pytest.fixture
def short(asked):
    def make(brand, text, wish, language="en"):
        drafts = (OpenDraft(number=1, platform=Platform.INSTAGRAM, language=language),)
        edit = read_intent(asked(wish, brand=brand, open_drafts=drafts)).edit
        assert edit is not None
        assert EditAction.SHORTER in edit.actions
        return edit_post(
            EditPostInputs(
                brand=brand,
                platform=Platform.INSTAGRAM,
                language=language,
                current=CurrentPost(text=text),
                instruction=wish,
                edit=edit,
                max_chars=2200,
                max_hashtags=6,
            )
        )

    return make


@pytest.mark.parametrize("wish", range(3))
@pytest.mark.parametrize("language", sorted(WISHES))
def test_product_price_offer_end_and_call_survive(each_brand, planned, short, language, wish):
    inputs = planned(
        each_brand, language=language, offer="15% off till 31 October", objective="sales"
    )
    for draft in write_posts(inputs).variations:
        edited = short(each_brand, draft.text, WISHES[language][wish], language)
        names = [p.name for p in each_brand.products if p.name.lower() in draft.text.lower()]
        amounts = re.findall(r"₹[\d,]+|15%|31 (?:October|अक्टूबर)", draft.text)
        dear = [*names, *amounts, draft.call_to_action]
        assert [x for x in dear if x.lower() not in edited.text.lower()] == []
        assert len(edited.text) < len(draft.text)
        if LINES[wish]:
            assert len([line for line in edited.text.splitlines() if line]) <= LINES[wish]
        assert edited.done == ("Made it shorter.",)


CHAI = BrandProfile(business_name="Chai Sutra", products=(Product(name="Masala Chai"),))


def test_mood_goes_before_the_opening_and_facts():
    text = (
        "Rain on FC Road.\n\nCups up, phones down.\n\n"
        "Masala Chai, ₹20. Come on Friday at 7 pm. Write to hello@x or see chai.example."
    )
    assert shortened(text, CHAI, None) == text.replace("Cups up, phones down.\n\n", "").replace(
        "Rain on FC Road.\n\n", ""
    )


def test_where_everything_is_needed_it_says_so():
    with pytest.raises(CannotError, match="nothing left to cut"):
        shortened("Masala Chai, ₹20.\n\nOrder now.", CHAI, None)


def test_a_wish_to_add_lines_is_none_for_fewer(asked):
    drafts = (OpenDraft(number=1, platform=Platform.INSTAGRAM),)
    for wish in ("add 2 lines about the chai", "ek line aur jodo: hum Sunday ko khule hain"):
        edit = read_intent(asked(wish, open_drafts=drafts)).edit
        assert edit is None or EditAction.SHORTER not in edit.actions


OWN = (
    (
        "Evening hunger is real. Today we have 20% off on Masala Chai. Only on orders above ₹200. "
        "We are on FC Road, next to the bank. Come by after six.",
        ("20% off", "above ₹200", "FC Road", "Come by"),
    ),
    (
        "Holidays ahead! Snack box at ₹500 this week. Valid only with prior booking. "
        "You deserve it. Call 98765 43210.",
        ("₹500", "prior booking", "98765 43210"),
    ),
    (
        "Lights are coming. Our cakes smell of rose. Order three and get one free. "
        "Not valid with other offers. Message us.",
        ("get one free", "Not valid", "Message us"),
    ),
    (
        "बारिश हो रही है। आज मसाला चाय पर 20% की छूट। सिर्फ़ शाम 5 बजे के बाद। FC Road पर मिलिए। "
        "सड़कें भीगी हैं और मन भी।",
        ("20%", "5 बजे", "FC Road"),
    ),
    (
        "Baarish ho rahi hai. Aaj masala chai par 20% off. Sirf dine-in par. FC Road par miliye. "
        "Sadkein bheegi hain aur mann bhi.",
        ("20% off", "dine-in", "FC Road"),
    ),
)


@pytest.mark.parametrize(("text", "dear"), OWN)
def test_an_offer_keeps_its_condition_and_the_shop_its_place(text, dear):
    brand = CHAI.model_copy(update={"location": "FC Road, Pune"})
    short_text = shortened(text, brand, None)
    assert len(short_text) < len(text)
    assert [words for words in dear if words not in short_text] == []


def test_half_an_opening_does_not_stay():
    opening = "Not handy? Nobody is, until the tap leaks."
    text = f"{opening}\n\nMasala Chai, ₹20.\n\nOrder now at the till."
    short_text = shortened(text, CHAI, None)
    assert ("Not handy?" in short_text) == (opening in short_text)


def test_what_a_shop_sells_outlives_the_mood(each_brand, planned):
    for draft in write_posts(planned(each_brand, offer="15% off above ₹500")).variations:
        told = [f.text for f in each_brand.facts if f.text in draft.text]
        short_text = shortened(draft.text, each_brand, None)
        assert len(short_text) >= 0.35 * len(draft.text)
        if told and not each_brand.products:
            assert any(fact in short_text for fact in told)
