"""Posts in Hindi and Hinglish: whole, within limits, of one script, true to the owner's facts."""

import re
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.brand import BrandProfile, Fact, Product
from domain.campaign import CalendarEntry
from domain.devanagari import MARKS, has_devanagari
from domain.language import HINDI, HINGLISH
from domain.platform import Platform
from domain.register import Register
from llm.offline import library
from llm.offline.counting import caption, length
from llm.offline.festivals import festivals, spoken_in
from llm.offline.post.rendering import description_in, fact_in, offer_in, price_in, sum_of
from llm.offline.post.writing import write_posts
from llm.offline.times import said_in
from llm.offline.tongue import typed, words
from llm.tasks.social_post import SocialPostInputs

P = Platform
LIMITS = {P.INSTAGRAM: 2200, P.FACEBOOK: 3000, P.LINKEDIN: 3000, P.X: 280, P.YOUTUBE: 5000}
BOTH = (HINDI, HINGLISH)


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("platform", P)
def test_every_brand_gets_whole_posts_within_the_limits(each_brand, planned, platform, language):
    asked = planned(
        each_brand,
        platform,
        language=language,
        occasion="Diwali",
        max_chars=LIMITS[platform],
        variation_count=5,
    )
    for v in write_posts(asked).variations:
        assert length(caption(v.text, v.hashtags), platform) <= LIMITS[platform]
        assert v.text.startswith(v.hook)
        assert v.call_to_action in v.text
        assert not re.search(r"\{|\}|  |\.\.|।।|\s[.,।]|\bNone\b", v.text)
        assert has_devanagari(v.text) == (language == HINDI)
        assert all(re.fullmatch(rf"#(?:[^\W_]|[{MARKS}])+", tag) for tag in v.hashtags)


def test_a_hashtag_in_hindi_keeps_its_vowel_signs(brands, planned):
    posts = write_posts(planned(brands["chai"], language=HINDI, occasion="Diwali"))
    assert "#दिवाली" in posts.variations[0].hashtags


@pytest.mark.parametrize("language", BOTH)
def test_all_eight_registers_are_written(each_brand, planned, language):
    seen = {}
    for tone in ("warm", "funny", "inspiring", "urgent", "proud"):
        posts = write_posts(
            planned(each_brand, language=language, tone=tone, offer="10% off", variation_count=5)
        )
        seen |= {v.register: v.hook for v in posts.variations}
    assert set(seen) == set(Register)
    assert len(set(seen.values())) == len(seen)


@pytest.mark.parametrize("language", BOTH)
def test_variations_and_posts_in_a_row_do_not_read_the_same(each_brand, planned, language):
    texts = [
        v.text
        for v in write_posts(planned(each_brand, language=language, variation_count=5)).variations
    ]
    assert max(SequenceMatcher(None, a, b).ratio() for a, b in combinations(texts, 2)) < 0.85
    written: list[str] = []
    for number in range(1, 13):
        asked = planned(each_brand, language=language, number=number, avoid=tuple(written))
        written.append(write_posts(asked).variations[0].text)
    assert len({text.split("\n")[0] for text in written}) >= 10


@pytest.mark.parametrize("language", BOTH)
def test_figures_come_from_the_brand_or_the_request(each_brand, planned, language):
    asked = planned(each_brand, language=language, offer="10% off above ₹500", variation_count=5)
    known = each_brand.model_dump_json() + "10% off above ₹500"
    for v in write_posts(asked).variations:
        assert all(figure in known for figure in re.findall(r"\d[\d,.]*\d|\d", v.text))
        assert "10%" in v.text


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Open since 1998", "1998 से आपकी सेवा में"),
        ("Open on Sundays till 2 pm", "रविवार को दोपहर 2 बजे तक खुला रहता है"),
        ("Open from 9:30 am to 8 pm", "सुबह 9:30 बजे से रात 8 बजे तक खुला"),
        ("A family shop in its third generation", "परिवार की तीसरी पीढ़ी यह दुकान चला रही है"),
        ("Free home delivery within 3 km", "3 किलोमीटर तक होम डिलीवरी फ़्री"),
        ("6 month warranty on all repairs", "हर मरम्मत पर 6 महीने की वारंटी"),
        ("Doubt sessions every Saturday", "हर शनिवार डाउट क्लास"),
    ],
)
def test_what_shops_say_of_themselves_is_said_in_hindi(fact, said):
    assert fact_in(fact, HINDI) == said
    assert fact_in(fact, HINGLISH) == typed(said)


@pytest.mark.parametrize(
    "fact",
    [
        "Open since 1998 and closed since 2001",
        "Open till 45 pm",
        "Voted best in 2019",
        "हर रोज़ ताज़ा",
    ],
)
def test_a_fact_that_fits_no_pattern_stands_as_the_owner_wrote_it(fact):
    assert fact_in(fact, HINDI) == fact


def test_an_offer_never_loses_its_condition():
    assert offer_in("10% off on orders above ₹500", HINDI) == "₹500 से ऊपर की ख़रीद पर 10% की छूट"
    assert offer_in("20% off till Diwali", HINDI) == "दिवाली तक 20% की छूट"
    assert offer_in("buy 1 get 1 free", HINGLISH) == "ek ke saath ek free"
    odd = "10% off for members with a card"
    assert "members with a card" in offer_in(odd, HINDI)


def test_prices_are_grouped_as_in_india_and_ranges_said():
    assert price_in("₹125000", HINDI) == "₹1,25,000"
    assert price_in("from ₹8,500", HINDI) == "₹8,500 से शुरू"
    assert price_in("₹1200 a month", HINGLISH) == "₹1,200 per month"
    assert (sum_of("₹40"), sum_of("from ₹40")) == ("₹40", "")


def test_days_and_hours_are_said_in_local_words():
    assert said_in("Thu 12 Nov, 7:30 pm IST", HINDI) == "गुरुवार 12 नवंबर, शाम 7:30 बजे"
    assert said_in("Thu 12 Nov, 7:00 am CET", HINGLISH) == "Thursday 12 November, subah 7 baje CET"


def test_hindi_facts_come_first_and_what_is_left_out_is_told(planned):
    brand = BrandProfile(
        business_name="शर्मा स्वीट्स",
        industry="Sweet shop",
        facts=(
            Fact(text="Our jalebi won hearts at a fair"),
            Fact(text="हर सुबह ताज़ा"),
            Fact(text="दूध अपनी डेयरी का"),
        ),
    )
    posts = write_posts(planned(brand, language=HINDI, variation_count=5))
    assert not any("jalebi" in v.text for v in posts.variations)
    assert any("हर सुबह ताज़ा" in v.text for v in posts.variations)
    assert any("won hearts" in line for line in posts.unused)


def test_a_product_is_known_in_either_script_and_keeps_its_name(planned):
    brand = BrandProfile(
        business_name="X", products=(Product(name="Masala Chai", price="₹40"), Product(name="लस्सी"))
    )
    for topic in ("मसाला चाय", "masala chay"):
        posts = write_posts(planned(brand, language=HINDI, topic=topic))
        assert all("Masala Chai" in v.text for v in posts.variations)
    posts = write_posts(planned(brand, language=HINGLISH, topic="lassi"))
    assert all("लस्सी" in v.text for v in posts.variations)


def test_every_festival_has_its_name_and_greeting_in_hindi():
    assert set(library.read("hi/festivals")) <= set(festivals())
    for festival in festivals().values():
        own = spoken_in(festival, HINDI)
        assert has_devanagari(own.name)
        assert has_devanagari(own.greeting)


@pytest.mark.parametrize("name", ["hooks", "phrases", "families", "tones", "replies", "festivals"])
def test_hinglish_holds_no_devanagari_and_hindi_no_stray_latin(name):
    def strings(data):
        if isinstance(data, dict):
            return [s for value in data.values() for s in strings(value)]
        return (
            [s for item in data for s in strings(item)] if isinstance(data, list) else [str(data)]
        )

    assert not [s for s in strings(words(HINGLISH, name)) if has_devanagari(s)]
    if name == "hooks":
        bare = [re.sub(r"\{\w+\}", "", s) for s in strings(words(HINDI, name))]
        assert not [s for s in bare if re.search("[a-zA-Z]", s)]


def test_no_sentence_agrees_with_the_gender_of_a_slot():
    """A slot right before a word that agrees in gender would be wrong for half of the names."""
    lines = str(library.read("hi/hooks")) + str(library.read("hi/phrases"))
    assert not re.search(r"\{(?:product|place|name)\} (?:अच्छ|बन[ातीे]|आय[ाी]|गय[ाी]|थ[ाी]\b)", lines)


_WORDS = st.text(min_size=1, max_size=50).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(
    name=_WORDS,
    fact=_WORDS,
    product=_WORDS,
    price=st.none() | st.text(max_size=20),
    topic=st.text(max_size=60),
    offer=st.none() | st.text(max_size=60),
    audience=st.none() | st.text(max_size=30),
    language=st.sampled_from(BOTH),
    platform=st.sampled_from(P),
    room=st.integers(60, 400),
)
def test_any_words_of_a_brand_stay_within_the_limit(
    name, fact, product, price, topic, offer, audience, language, platform, room
):
    brand = BrandProfile(
        business_name=name,
        facts=(Fact(text=fact),),
        products=(Product(name=product, description=fact, price=price),),
    )
    posts = write_posts(
        SocialPostInputs(
            brand=brand,
            entry=CalendarEntry(number=3, platform=platform, language=language, topic=topic),
            offer=offer,
            audience=audience,
            max_chars=room,
            max_hashtags=5,
            now=datetime(2026, 10, 14, tzinfo=UTC),
        )
    )
    for v in posts.variations:
        assert 0 < length(caption(v.text, v.hashtags), platform) <= room


@pytest.mark.parametrize(
    ("description", "said"),
    [
        (
            "Ginger, cardamom and Assam leaf, boiled slowly",
            "अदरक, इलायची और असम की पत्ती, धीमी आँच पर।",
        ),
        (
            "Pure silk with zari borders. Woven in Kanchipuram.",
            "प्योर सिल्क, साथ में ज़री का बॉर्डर। कांचीपुरम की बुनाई।",
        ),
        ("4 nights, breakfast and bus from Delhi included", "4 रात, नाश्ता और दिल्ली से बस शामिल।"),
        ("Georgette and silk, tied and dyed by hand", "जॉर्जेट और सिल्क, हाथ की बँधाई और रंगाई।"),
    ],
)
def test_a_description_of_known_nouns_is_said_in_hindi(description, said):
    assert description_in(description, HINDI) == said
    assert description_in(description, HINGLISH) == description


@pytest.mark.parametrize(
    "description", ["Ginger, cardamom and moonlight", "milk,, milk", "", "and"]
)
def test_one_strange_word_leaves_the_whole_description_out_of_a_hindi_post(description):
    assert description_in(description, HINDI) == ""
    assert description_in(description, HINGLISH) == description


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We have made mithai in Sarafa since 1978.", "1978 से आपकी सेवा में"),
        ("We're open till 11 pm", "रात 11 बजे तक खुला"),
        ("Our shop is closed on Mondays", "सोमवार को छुट्टी रहती है"),
        ("We use only pure desi ghee", "सिर्फ़ देसी घी में बनता है"),
        ("We use only ghee", "We use only ghee"),
        ("We have not raised prices since 2019", "We have not raised prices since 2019"),
    ],
)
def test_what_owners_say_as_we_is_said_in_hindi_or_left_as_it_is(text, said):
    assert fact_in(text, "hi") == said


def test_a_hindi_post_about_a_product_holds_no_english_sentence(planned):
    fact = Fact(text="Milk comes every morning from a dairy in Mulshi")
    product = Product(name="मसाला चाय", price="₹40")
    brand = BrandProfile(business_name="चाय सूत्र", products=(product,), facts=(fact,))
    for number in range(1, 7):
        made = write_posts(planned(brand, number=number, language="hi", topic="मसाला चाय"))
        assert all("dairy" not in post.text for post in made.variations)
        assert any("dairy" in note for note in made.unused)
