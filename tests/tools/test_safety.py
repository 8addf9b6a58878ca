"""The safety check: what a person is warned of before they approve."""

import pytest

from domain.brand import (
    BrandProfile,
    BrandVoice,
    Competitor,
    Contact,
    Fact,
    Offer,
    Product,
)
from llm.offline import library, tongue
from tools.safety import check

BRAND = BrandProfile(business_name="Chai Sutra")
GUARANTEES = {
    "We guarantee results in 7 days",
    "100% guarantee",
    "Money back if you do not like it",
    "guarantee ke saath",
    "गारंटी के साथ",
}


@pytest.mark.parametrize(
    "text",
    [
        "Guaranteed the cheapest chai",
        "We guarantee results in 7 days",
        "100% guarantee",
        "The cheapest chai in Pune",
        "India's best biryani in one bowl",
        "the best coffee in town",
        "No. 1 salon in Indore",
        "Number one gym",
        "#1 coaching",
        "lowest prices ever",
        "Unbeatable prices",
        "100% results",
        "100% selection",
        "cures diabetes",
        "no side effects",
        "cheaper than anyone",
        "Money back if you do not like it",
        "sabse sasti chai",
        "Pune ki sabse acchi chai",
        "guarantee ke saath",
        "100% asli ghee",
        "sabse kam daam",
        "no 1 mithai",
        "isse sasta kahin nahi",
        "सबसे सस्ती चाय",
        "गारंटी के साथ",
        "सबसे अच्छी मिठाई",
        "100% शुद्ध घी",
        "नंबर वन दुकान",
        "सबसे कम दाम",
        "सर्वश्रेष्ठ स्वाद",
        "Our city's finest sweets in every box",
        "world-class service",
        "always the lowest",
    ],
)
def test_claims_that_need_proof_are_flagged(text):
    safety = check(text, (), BRAND)
    assert {f.category for f in safety.flags} == {"claim"}
    assert all(f.term.lower() in text.lower() for f in safety.flags)
    # a guarantee is a term of sale, which a person looks at; the others are claims without a source
    severities = {f.severity for f in safety.flags}
    assert severities == {"warn"} if text in GUARANTEES else "block" in severities
    assert safety.passed is (text in GUARANTEES)


@pytest.mark.parametrize(
    "text",
    [
        "Best wishes from Chai Sutra",
        "Warm wishes and best regards",
        "At least try it once",
        "one of the best mornings",
        "Do your best today",
        "The best part of rain is chai",
        "the best time of the day",
        "best before 3 days",
        "No guarantee that you will leave early",
        "The only thing missing is you",
        "only ₹40",
        "Buy one get one",
        "first-class",
        "The best present is still the person who came.",
        "Only women stylists",
        "the biggest day of the year",
        "Open on Sundays only",
        "Sabse pehle aapko bata rahe hain",
        "सबसे पहले आपको बता रहे हैं।",
        "सबसे अच्छी बात: घर जैसा स्वाद",
        "Number of seats: 20",
        "हमारे यहाँ सब बराबर",
        "No one leaves hungry",
        "the only person in the room who knows",
        "Best friends get a table",
        "100% attendance",
        "sab kuch sasta nahi hota",
        "Guarantee card is inside",
        "3 mahine ki warranty",
        "in the best of times",
        "post no 1 of 3",
        "Class no. 10",
        "the best way to start",
    ],
)
def test_ordinary_words_are_not(text):
    assert check(text, (), BRAND).flags == ()


@pytest.mark.parametrize(
    "text",
    [
        "Our karela juice cures diabetes",
        "This oil cures every pain",
        "Reverse? It heals joint pain",
        "Treats acne in a week",
        "Weight loss guaranteed with our tea",
        "Lose 5 kg in 10 days",
        "Safe for diabetics",
        "Diabetes wale bhi kha sakte hain",
        "sugar ke mareez bhi kha sakte hain",
        "Har bimari theek kar de",
        "bimari jad se khatam",
        "Gathiya ka pakka ilaaj",
        "मधुमेह का इलाज हमारे काढ़े में",
        "डायबिटीज़ वाले भी खा सकते हैं",
        "हर बीमारी दूर करे",
    ],
)
def test_a_claim_to_cure_is_flagged_with_the_law(text):
    (flag,) = check(text, (), BRAND).flags
    assert (flag.category, flag.severity) == ("claim", "block")
    assert "Drugs and Magic Remedies Act 1954" in flag.message


@pytest.mark.parametrize(
    "text",
    [
        "Sweet treats for the whole family",
        "Chai that cures Monday blues",
        "Cured ham sandwich",
        "पहले बात, फिर इलाज।",
        "दाँतों का इलाज रविवार को भी",
        "Sugar wale laddoo taiyaar hain",
        "Thakaan door karne wali chai",
        "Healthy snacks for your weight goals",
    ],
)
def test_what_heals_nobody_is_not(text):
    assert check(text, (), BRAND).flags == ()


SWEETS = BRAND.model_copy(
    update={
        "products": (
            Product(name="Kaju katli", price="900"),
            Product(name="Kaju katli box", price="₹1,200"),
            Product(name="Samosa", price="Rs 15/-"),
            Product(name="Thali", price="from ₹150"),
            Product(name="Dosa", price="half ₹60, full ₹110"),
            Product(name="Ghee", price="₹700 per kg"),
            Product(name="Lassi"),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "says", "is_"),
    [
        ("Kaju katli at just ₹750 today!", "₹750 for Kaju katli", "₹900"),
        ("Come by. Our KAJU KATLI, Rs. 750 only.", "₹750 for Kaju katli", "₹900"),
        ("Kaju katli box 900/-, samosa ₹15", "₹900 for Kaju katli box", "₹1,200"),
        ("Samosa ₹15, Kaju katli ₹1,000", "₹1,000 for Kaju katli", "₹900"),
        ("Thali ₹99 only", "₹99 for Thali", "from ₹150"),
        ("Samosa सिर्फ़ ₹१२ में", "₹12 for Samosa", "₹15"),
    ],
)
def test_a_sum_by_a_products_name_that_is_not_its_price_is_flagged(text, says, is_):
    (flag,) = check(text, (), SWEETS).flags
    assert (flag.category, flag.severity) == ("price", "warn")
    assert flag.message == f"The text says {says}; your Brand page says {is_}."
    assert check(text, (), SWEETS).passed


@pytest.mark.parametrize(
    "text",
    [
        "Kaju katli ₹900, samosa ₹15, thali ₹220",
        "Kaju katli box Rs 1200",
        "2 samosa for ₹30",
        "Do samosa ₹30 mein",
        "Dosa ₹60 or ₹110",
        "500 g ghee for ₹350",
        "₹50 off on Kaju katli",
        "Kaju katli par ₹100 ki chhoot",
        "Free delivery of Kaju katli above ₹499",
        "Lassi ₹40",
        "Kaju katli is back. Everything from ₹20 today.",
        "Come for the Kaju katli, stay for the talk, and bring the cousins along: parking is ₹20",
    ],
)
def test_a_sum_that_is_the_price_or_another_thing_is_not(text):
    assert check(text, (), SWEETS).flags == ()


def test_each_claim_is_named_once():
    flags = check("Guaranteed the cheapest chai. Yes, guaranteed.", (), BRAND).flags
    assert [f.term for f in flags] == ["Guaranteed", "the cheapest"]


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_the_shipped_phrases_claim_nothing_unproven(language):
    for name in ("hooks", "families", "phrases", "festivals"):
        if (language, name) == ("en", "festivals"):
            data = library.read("festivals")["festivals"]
        else:
            data = tongue.words(language, name)
        flagged = [(line, check(line, (), BRAND).flags) for line in _lines(data)]
        assert [line for line, flags in flagged if any(f.category == "claim" for f in flags)] == []


def _lines(data):
    if isinstance(data, str):
        return [data]
    parts = (
        data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    )
    return [line for part in parts for line in _lines(part)]


def test_a_fact_that_may_not_be_claimed_clears_no_claim():
    text = "The cheapest chai in Pune"
    told, held_back = (
        check(text, (), BrandProfile(facts=(Fact(text=text, may_be_claimed=may),)))
        for may in (True, False)
    )
    assert [flag.severity for flag in told.flags] == ["info"]
    assert [flag.severity for flag in held_back.flags] == ["block"]


def test_how_customers_reach_the_brand_is_no_secret():
    text = "Call 98290 12345, write to chai@sutra.example, or ask on 98290 54321 for the offer"
    brand = BrandProfile(
        contact=Contact(phone="+91 98290 12345", email="chai@sutra.example"),
        offers=(Offer(text="Two for one", terms="Ask on 98290 54321"),),
    )
    assert {flag.category for flag in check(text, (), BRAND).flags} == {"personal_data"}
    assert check(text, (), brand).flags == ()


GUARDED = BrandProfile(
    business_name="Gupta Sweets",
    brand_voice=BrandVoice(avoid_words=("cheap", "sasta", "kam"), banned_hashtags=("#Viral",)),
    competitors=(
        Competitor(
            name="Rawat Mishthan",
            website="https://www.rawat.example/menu",
            handles={"instagram": "@rawat_sweets"},
        ),
    ),
)


@pytest.mark.parametrize(
    "text",
    ["so c h e a p", "so ch3ap", "so ch\u200beap", "सस्ता काजू कतली", "#CheapSweets today"],
)
def test_a_word_to_avoid_is_found_in_disguise(text):
    (flag,) = check(text, (), GUARDED).flags
    assert (flag.category, flag.severity) == ("brand", "block")


@pytest.mark.parametrize("text", ["Kaam aaj bhi haath se", "cheaper, they said", "cheapo", "हलवा"])
def test_another_word_is_none_to_avoid(text):
    assert not any(flag.category == "brand" for flag in check(text, (), GUARDED).flags)


def test_a_banned_hashtag_is_found_beside_the_text_and_in_it():
    for text, tags in (("Fresh today", ("viral",)), ("Fresh #VIRAL", ())):
        (flag,) = check(text, tags, GUARDED).flags
        assert (flag.term, flag.severity) == ("#Viral", "block")
    assert check("Viral fever going round, stay warm", (), GUARDED).passed


@pytest.mark.parametrize(
    "text",
    [
        "better than Rawat Mishthan",
        "रावत मिष्ठान से बेहतर",
        "ravat mishthaan jaisa nahi",
        "#RawatMishthan",
        "@rawatmishthan hello",
        "hello @rawat_sweets",
        "see rawat.example",
    ],
)
def test_a_competitor_is_found_however_it_is_named(text):
    assert [flag.term for flag in check(text, (), GUARDED).flags] == ["Rawat Mishthan"]


def test_half_a_name_is_no_competitor():
    assert check("Mr Rawat ordered mishthan bhandar style boxes", (), GUARDED).flags == ()
