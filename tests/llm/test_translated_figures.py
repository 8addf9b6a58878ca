"""Another language keeps every figure, and brings in none."""

import re
import unicodedata

import pytest

from domain.brand import BrandProfile, Fact, Product
from domain.platform import Platform
from llm.offline.edit.editing import edit_post
from llm.offline.edit.stated import plain_facts
from llm.offline.intent.hindi import in_english
from llm.offline.intent.offers import offer_in as read_offer
from llm.offline.post import rendering
from llm.offline.post.writing import write_posts
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import EditAction, EditDetails, EditRequest

LANGUAGES = ("en", "hi", "hi-Latn")


def translated(brand, text, language, to):
    edit = EditRequest(
        instruction=f"in {to}", actions=(EditAction.TRANSLATE,), details=EditDetails(language=to)
    )
    return edit_post(
        EditPostInputs(
            brand=brand,
            platform=Platform.INSTAGRAM,
            language=language,
            current=CurrentPost(text=text),
            instruction=edit.instruction,
            edit=edit,
            max_chars=2200,
            max_hashtags=6,
        )
    )


def figures(text):
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return {n.replace(",", "") for n in re.findall(r"\d[\d,]*\d|\d", plain)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offer", [None, "10% off till Sunday", "₹100 off on orders above ₹999"])
def test_what_the_author_wrote_keeps_its_figures(each_brand, planned, language, offer):
    for number in (1, 2, 3):
        inputs = planned(each_brand, language=language, offer=offer, number=number)
        for draft in write_posts(inputs).variations:
            for to in (other for other in LANGUAGES if other != language):
                edited = translated(each_brand, draft.text, language, to)
                assert edited.not_done == ()
                assert figures(edited.text) == figures(draft.text)


CHAI = BrandProfile(
    business_name="Chai Sutra",
    location="Sector 17, Chandigarh",
    products=(Product(name="Masala Chai", description="Ginger and milk", price="₹40"),),
    facts=(Fact(text="Open since 1998"), Fact(text="12 cups at once")),
)


@pytest.mark.parametrize(
    ("text", "language", "to", "has"),
    [
        (
            "Masala Chai, ₹20.\n\nWe are open from 6 am to 11 pm. Come by.",
            "en",
            "hi",
            "सुबह 6 बजे",
        ),
        ("Masala Chai ₹20. Call 98220 12345.", "en", "hi-Latn", "98220 12345"),
        (
            "Masala Chai sirf ₹25 mein.\n\nSubah 6 se raat 11 baje tak.",
            "hi-Latn",
            "en",
            "Open from 6 am to 11 pm",
        ),
        ("मसाला चाय ₹२५ में। रविवार तक 10% की छूट।", "hi", "en", "₹25"),
        ("Masala Chai. 5% off till 31 October.", "en", "hi-Latn", "31 October tak 5% ki chhoot"),
    ],
)
def test_a_price_that_a_person_changed_and_their_facts_stay(text, language, to, has):
    edited = translated(CHAI, text, language, to)
    assert edited.not_done == ()
    assert figures(edited.text) == figures(text)
    assert has in "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in edited.text)


@pytest.mark.parametrize(
    ("text", "language", "to", "why"),
    [
        ("Masala Chai. 7 logon ne 3 baar manga.", "hi-Latn", "en", "3, 7"),
        ("Masala Chai. Jo 15% cashback le, use 2 free.", "hi-Latn", "hi", "offer"),
    ],
)
def test_where_a_figure_would_be_lost_nothing_changes_and_it_says_so(text, language, to, why):
    edited = translated(CHAI, text, language, to)
    assert edited.text == text
    assert why in edited.not_done[0].why


@pytest.mark.parametrize(
    "offer",
    [
        "10% off till Sunday",
        "15% off till 31 October",
        "₹ 50 off till the 20 th",
        "up to 50% off till month end",
        "free delivery on orders above ₹500",
        "20% off every Tuesday",
        "half price",
        "₹100 off on orders above ₹999 till 31 October",
    ],
)
def test_an_offer_comes_back_from_hindi_as_it_was(offer):
    for language in ("hi", "hi-Latn"):
        assert read_offer(in_english(f"{rendering.offer_in(offer, language)}, dekhiye na")) == offer


def test_hours_years_and_warranties_are_plain_facts():
    assert plain_facts("रविवार को भी 10 से 1 बजे तक खुला है।") == ["Open from 10 am to 1 pm"]
    assert plain_facts("Har repair par 3 mahine ki warranty") == ["3 months warranty"]
    assert plain_facts("1962 से जौहरी बाज़ार में।") == ["Since 1962"]
    assert plain_facts("Teen dost, ek pyala") == []
