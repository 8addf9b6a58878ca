"""The brand's own offers: which one a text tells, in what words, and where its claim comes from."""

from datetime import date, timedelta

import pytest

from domain.brand import BrandProfile, BrandVoice, Contact, Offer
from domain.campaign import CalendarEntry
from domain.content import Claim
from domain.platform import Platform
from llm.tasks.social_post import SocialPostInputs
from tools.obeying import bounded
from tools.offering import ASKED, own_offer, sourced, subject_in, subject_of, told
from tools.safety import check

CAKES = Offer(
    text="20% off all cakes", valid_until=date(2026, 11, 30), source="https://chai.example/offers"
)
DIWALI = Offer(text="Diwali box: buy 1 get 1.", products=("Diwali box",))
BUN = Offer(text="Free bun with every masala chai", terms="Weekdays only.")
BRAND = BrandProfile(business_name="Chai Corner", offers=(DIWALI, BUN, CAKES))


@pytest.mark.parametrize(
    ("topic", "occasion", "offer"),
    [
        ("our masala chai", None, BUN),
        ("cakes", None, CAKES),
        ("our Diwali offer", "Diwali", DIWALI),
        ("gift ideas", "Diwali", DIWALI),
        ("plum cake and the new Diwali box", None, DIWALI),
        ("our offers this week", None, CAKES),
        ("हमारे ऑफ़र", None, CAKES),
        ("our monsoon offer", None, None),
        ("our team", None, None),
        ("", None, None),
    ],
)
def test_an_offer_is_told_where_the_subject_names_it_or_asks_for_one(topic, occasion, offer):
    assert own_offer(BRAND, topic, occasion, 1) == offer


def test_the_next_post_about_offers_tells_the_next_one_and_those_that_end_come_first():
    numbered = [own_offer(BRAND, "our offers", None, n) for n in (1, 2, 3, 4)]
    assert numbered == [CAKES, DIWALI, BUN, CAKES]


def test_what_does_not_hold_on_the_day_of_the_post_is_never_told():
    after = CAKES.valid_until + timedelta(days=1)
    assert own_offer(BRAND.as_told(after), "cakes", None, 1) is None


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (CAKES, "20% off all cakes till 30 November"),
        (DIWALI, "Diwali box: buy 1 get 1"),
        (BUN, "Free bun with every masala chai (Weekdays only)"),
        (BUN.model_copy(update={"terms": "x" * 81}), "Free bun with every masala chai (T&C apply)"),
        (CAKES.model_copy(update={"text": "20% off till Sunday"}), "20% off till Sunday"),
        (CAKES.model_copy(update={"text": "सब केक पर 20% छूट"}), "30 नवंबर तक सब केक पर 20% छूट"),
    ],
)
def test_an_offer_is_told_with_its_end_and_its_terms(offer, words):
    assert told(offer) == words


def test_a_text_about_our_offer_is_about_what_is_on_offer():
    assert subject_of(DIWALI, "our offer") == "Diwali box"
    assert subject_of(CAKES, "our offer") == ""
    assert subject_of(CAKES, "plum cakes") == "plum cakes"
    assert subject_in("this week", "E-mail about our offers this week") == "offers"
    assert subject_in("cakes", "An ad for the cakes on offer") == "cakes"


def test_a_claim_of_an_offer_names_the_page_it_stands_on_and_others_keep_their_source():
    claims = (
        Claim(text="20% off all cakes till 30 November", source=ASKED),
        Claim(text="We open at 8", source=ASKED),
        Claim(text="20% off all cakes", source="the owner"),
    )
    found = [claim.source for claim in sourced(claims, CAKES)]
    assert found == ["https://chai.example/offers", ASKED, "the owner"]
    assert sourced(claims[:1], BUN)[0].source == ASKED
    bun = (Claim(text=told(BUN), source=ASKED),)
    assert sourced(bun, BUN)[0].source == "your Brand DNA"
    assert sourced(claims, None) == claims


def test_style_notes_of_the_profile_are_handed_to_the_author_as_rules(now):
    voice = BrandVoice(style_notes=("Say “you”, not “customers”.",))
    inputs = SocialPostInputs(
        brand=BRAND.model_copy(update={"brand_voice": voice}),
        entry=CalendarEntry(number=1, platform=Platform.X, language="en", topic="chai"),
        max_chars=280,
        max_hashtags=2,
        now=now,
    )
    assert bounded(inputs, ()).rules == ("Say “you”, not “customers”.",)


def test_how_the_brand_is_reached_is_no_personal_data_of_somebody():
    reached = Contact(phone="+91 98290 12345", email="hello@chai.example")
    brand = BRAND.model_copy(update={"contact": reached})
    text = "Call +91 98290 12345 or write to hello@chai.example"
    assert check(text, (), brand).flags == ()
    (other,) = check("Call +91 98290 54321", (), brand).flags
    assert other.category == "personal_data"


@pytest.mark.parametrize(
    ("text", "terms", "words"),
    [
        ("10% off", "(minimum 2 kg)", "10% off till 20 December (minimum 2 kg)"),
        ("काजू कतली पर 10% छूट", "", "20 दिसंबर तक काजू कतली पर 10% छूट"),
    ],
)
def test_terms_have_one_pair_of_brackets_and_hindi_says_the_end_in_hindi(text, terms, words):
    assert told(Offer(text=text, terms=terms, valid_until=date(2026, 12, 20))) == words
