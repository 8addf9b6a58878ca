"""The shipped Hindi lines: short, and in so many wordings that two shops do not say the same."""

import re

import pytest

from domain.brand import BrandProfile, Fact, Product
from domain.language import HINDI, HINGLISH
from domain.register import Register
from llm.offline import library
from llm.offline.post.leading import frames_for
from llm.offline.post.rendering import fact_in
from llm.offline.post.varying import every_wording, plainest
from llm.offline.post.writing import write_posts
from llm.offline.tongue import typed

LONGEST = 6
"""Words of a sentence that nothing of the brand's own stands in."""


def stock():
    for hooks in library.read("hi/hooks").values():
        for lines in hooks.values():
            yield from lines
    for family in library.read("hi/families").values():
        yield from family["moments"]
    for festival in library.read("hi/festivals").values():
        yield from festival["lines"]
    for lines in library.read("hi/phrases")["news"].values():
        yield from lines


def test_no_sentence_of_stock_is_so_long_that_two_shops_would_share_it():
    sentences = (s for line in stock() for said in every_wording(line) for s in cut(said))
    assert [s for s in sentences if len(s.split()) > LONGEST and "{" not in s] == []


def cut(said):
    return [s for s in re.split(r"[.!?।]+”?\s*", said) if s]


def test_every_kind_of_shop_has_lines_enough():
    for kind, family in library.read("hi/families").items():
        assert (len(family["moments"]) >= 8, len(family["asks"]) >= 5) == (True, True), kind
        assert len(family["acts"]) >= 4, kind
    for register, hooks in library.read("hi/hooks").items():
        assert register in set(Register)
        assert len(hooks["default"]) >= 9


def test_every_line_can_be_filled_when_little_is_known():
    for hooks in library.read("hi/hooks").values():
        for lines in hooks.values():
            assert any("{" not in line for line in lines)
    for family in library.read("hi/families").values():
        assert sum("{" not in line for line in family["moments"]) >= 6


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        ("सुबह 7 बजे से रात 11 बजे तक खुला।", "hours"),
        ("Subah 7 baje se raat 11 baje tak khula.", "hours"),
        ("3 किलोमीटर तक होम डिलीवरी फ़्री।", "delivery"),
        ("1998 से आपकी सेवा में।", "origin"),
        ("हर मरम्मत पर 90 दिन की वारंटी।", "assured"),
        ("Pehli jaanch free.", "trial"),
        ("पार्किंग की सुविधा है।", "coming"),
    ],
)
def test_a_fact_is_led_in_by_what_it_is_of(fact, kind):
    phrases = library.read("hi/phrases")
    assert frames_for(fact, phrases) == phrases["fact_of"][kind]["frames"]


def test_another_fact_stands_as_it_is_or_behind_the_name():
    phrases = library.read("hi/phrases")
    assert frames_for("दो डॉक्टर, एक नर्स।", phrases) == phrases["fact"]
    assert set(phrases["fact"]) == {"{fact}", "{name}: {fact}"}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("3 month warranty", "3 महीने की वारंटी"),
        ("5 year warranty", "5 साल की वारंटी"),
        ("FSSAI licensed kitchen", "FSSAI लाइसेंस के साथ"),
        ("RERA registered", "RERA रजिस्टर्ड"),
        ("Orders with 2 days notice", "ऑर्डर 2 दिन पहले"),
        ("Order 3 days ahead", "ऑर्डर 3 दिन पहले"),
        ("Free home delivery above ₹500", "₹500 से ऊपर के ऑर्डर पर होम डिलीवरी फ़्री"),
        ("In Johari Bazaar since 1962", "1962 से Johari Bazaar में"),
        ("Open from Monday to Saturday", "सोमवार से शनिवार खुला"),
        ("Exchange within 7 days", "7 दिन में बदल सकते हैं"),
        ("7 day exchange policy", "7 दिन में बदल सकते हैं"),
        ("100% eggless", "पूरी तरह बिना अंडे के"),
        ("Cash and UPI accepted", "कैश और UPI, दोनों"),
        ("Over 2,000 students", "2,000 से ज़्यादा विद्यार्थी"),
        ("Maximum 12 students per batch", "एक बैच में ज़्यादा से ज़्यादा 12 विद्यार्थी"),
        ("Ships all over India", "पूरे भारत में डिलीवरी"),
        ("Wholesale and retail", "थोक और फुटकर, दोनों"),
        ("By appointment only", "पहले समय लेकर"),
        ("Women only", "सिर्फ़ महिलाओं के लिए"),
    ],
)
def test_more_of_what_owners_type_is_said_in_hindi(fact, said):
    assert fact_in(fact, HINDI) == said
    assert fact_in(fact, HINGLISH) == typed(said)


def test_each_business_says_a_fact_in_its_own_words_and_always_the_same():
    names = [f"Shop {number}" for number in range(12)]
    said = [fact_in("Free home delivery", HINDI, name) for name in names]
    assert len(set(said)) > 1
    assert said == [fact_in("Free home delivery", HINDI, name) for name in names]
    assert fact_in("Free home delivery", HINDI) == plainest("(होम डिलीवरी फ़्री|और)")


@pytest.mark.parametrize("language", [HINDI, HINGLISH])
def test_a_draft_does_not_keep_naming_the_shop(each_brand, planned, language):
    for number in (1, 2, 3):
        for draft in write_posts(planned(each_brand, language=language, number=number)).variations:
            assert draft.text.count(each_brand.business_name) <= 2


def test_two_shops_of_a_kind_share_no_long_sentence_of_stock(planned):
    shops = [
        BrandProfile(
            business_name=name,
            industry="Bakery",
            location=f"{area}, Pune",
            products=(Product(name=f"{area} cake", price="₹400"),),
            facts=(Fact(text="Open every day"), Fact(text="No preservatives")),
        )
        for name, area in (("Oven Story", "Baner"), ("Meetha Ghar", "Aundh"), ("Crumbs", "Kothrud"))
    ]
    told = [sentences_of(shop, planned) for shop in shops]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            assert not {s for s in one & other if len(s.split()) > LONGEST}


def sentences_of(shop, planned):
    found = set()
    for number in (1, 2, 3, 4):
        for draft in write_posts(planned(shop, language=HINDI, number=number)).variations:
            body = draft.text.replace(draft.call_to_action, "")
            found |= {s.strip() for line in body.split("\n") for s in cut(line)}
    return found
