"""Until when an offer lasts belongs to the offer: it asks for no post on that day."""

import time
from datetime import date

import pytest

from domain.language import ENGLISH, HINDI, HINGLISH
from llm.offline.intent.reading import read_intent
from llm.offline.post.rendering import fact_in, offer_in
from llm.tasks.intent import EditAction, IntentKind, OpenDraft


@pytest.mark.parametrize(
    ("message", "offer"),
    [
        ("10 % off till Sunday", "10 % off till Sunday"),
        ("Post about Masala Chai with 10 % off, valid till Sunday", "10 % off till Sunday"),
        ("post about chai, offer ends on Sunday, 10% off", "10% off till Sunday"),
        ("10% off till 31 October, make a post", "10% off till 31 October"),
        ("20% off every Tuesday, write one post", "20% off every Tuesday"),
        ("buy 1 get 1 free only till Friday, write a post", "buy 1 get 1 free only till Friday"),
        ("masala chai 20% off parso tak, ek post", "20% off till day after tomorrow"),
        ("10% off sunday tak, post bana do", "10% off till Sunday"),
        ("31 October tak 10% chhoot, post banao", "10% off till 31 October"),
        ("offer khatam Sunday ko, 10% off, post banao", "10% off till Sunday"),
        ("10% chhoot sirf Sunday ko, post banao", "10% off on Sunday"),
        ("free delivery sirf Friday tak, post banao", "free delivery till Friday"),
        ("raat 9 baje tak 20% off, insta post banao", "20% off till 9 pm"),
        ("रविवार तक 10 % की छूट, एक पोस्ट बनाओ", "10 percent off till Sunday"),
        ("रविवार तक मसाला चाय पर 10% छूट, पोस्ट बनाओ", "10% off till Sunday"),
        ("दिवाली तक 20% की छूट की पोस्ट बनाओ", "20% off till दिवाली"),
        ("मसाला चाय पर 50% तक की छूट, पोस्ट बनाओ", "up to 50% off"),
    ],
)
def test_the_end_of_an_offer_is_no_time_to_post(asked, message, offer):
    intent = read_intent(asked(message))
    assert intent.kind is IntentKind.CAMPAIGN
    assert intent.offer == offer
    assert (intent.dates, intent.wall_times) == ((), ())


@pytest.mark.parametrize(
    "message",
    [
        "20% off till Sunday. Post it on Instagram tomorrow at 9 am",
        "10% discount hai is sunday tak, fb pe post kal subah 9 baje",
        "रविवार तक 10% छूट, कल सुबह 9 बजे पोस्ट डालो",
    ],
)
def test_a_time_to_post_beside_it_stays_one(asked, message):
    intent = read_intent(asked(message))
    assert (intent.dates, intent.wall_times) == ((date(2026, 10, 15),), ("09:00",))
    assert "till" in (intent.offer or "")


def test_a_sale_that_ends_is_no_schedule_and_a_deadline_to_post_is(asked):
    assert read_intent(asked("Post about our Diwali sale, ends 12 November")).dates == ()
    assert read_intent(asked("kal tak chai ki post bana do")).dates == (date(2026, 10, 15),)


@pytest.mark.parametrize(
    "message",
    ["add 10% off till Sunday", "isme 10% chhoot ravivar tak daal do", "रविवार तक 10% छूट जोड़ दो"],
)
def test_added_to_a_draft_it_moves_nothing(asked, message):
    drafts = (OpenDraft(number=1, platform="linkedin"),)
    edit = read_intent(asked(message, open_drafts=drafts)).edit
    assert edit
    assert edit.actions == (EditAction.ADD_OFFER,)
    assert edit.details.offer == "10% off till Sunday"


@pytest.mark.parametrize(
    ("offer", "hindi", "hinglish"),
    [
        ("15% off till 31 October", "31 अक्टूबर तक 15% की छूट", "31 October tak 15% ki chhoot"),
        ("20% off till 9 pm", "रात 9 बजे तक 20% की छूट", "raat 9 baje tak 20% ki chhoot"),
        ("20% off every Tuesday", "हर मंगलवार 20% की छूट", "har Tuesday 20% ki chhoot"),
        ("free delivery till Friday", "शुक्रवार तक फ़्री डिलीवरी", "Friday tak free delivery"),
    ],
)
def test_its_end_is_said_in_the_language_of_the_post(offer, hindi, hinglish):
    assert (offer_in(offer, HINDI), offer_in(offer, HINGLISH)) == (hindi, hinglish)


@pytest.mark.parametrize(
    ("offer", "hindi"),
    [
        ("Buy 2 get 1 free (T&C apply)", "दो के साथ एक फ़्री (शर्तें लागू)"),
        (
            "Free home delivery till 15 January (within 5 km)",
            "15 जनवरी तक फ़्री डिलीवरी (5 किलोमीटर के भीतर)",
        ),
        ("15% off (minimum order ₹500)", "15% की छूट (कम से कम ₹500 के ऑर्डर पर)"),
        ("₹200 off (new customers only)", "₹200 की छूट (सिर्फ़ नए ग्राहकों के लिए)"),
        # terms bind: those not known stand as their owner wrote them, and none is left out
        (
            "10% off on kaju katli till 20 December (minimum 2 kg, not with other offers)",
            "20 दिसंबर तक काजू कतली पर 10% की छूट (कम से कम 2 किलो पर, दूसरे ऑफ़र के साथ नहीं)",
        ),
        ("20% off (only on the blue shelf)", "20% की छूट (only on the blue shelf)"),
        ("Strange thing happens (T&C apply)", "Strange thing happens (T&C apply)"),
    ],
)
def test_its_terms_stay_behind_it(offer, hindi):
    assert offer_in(offer, HINDI) == hindi


# each clause is known, so the whole is said: no wording needs the gender of a thing
COMPOSED = [
    ("free pickle with thali", "थाली के साथ अचार फ़्री"),
    ("Free lassi with every thali, till Sunday", "रविवार तक हर थाली के साथ लस्सी फ़्री"),
    ("buy 2 pizzas get 1 free", "दो पिज़्ज़ा के साथ एक फ़्री"),
    ("buy 1 kurta get 1 dupatta free", "एक कुर्ते के साथ एक दुपट्टा फ़्री"),
    ("20% off on sarees", "साड़ी पर 20% की छूट"),
    ("20% off on all cakes for students", "विद्यार्थियों के लिए सभी केक पर 20% की छूट"),
    ("flat ₹500 off on gold jewellery", "सोने के गहनों पर ₹500 की छूट"),
    ("first class free", "पहली क्लास फ़्री"),
    ("first consultation free for new patients", "नए मरीज़ों के लिए पहली सलाह फ़्री"),
    ("free gift on orders above ₹999", "₹999 से ऊपर के ऑर्डर पर साथ में एक तोहफ़ा फ़्री"),
    ("thali at ₹149 instead of ₹199", "थाली ₹199 की जगह ₹149 में"),
    ("haircut at ₹99", "हेयरकट ₹99 में"),
    ("masala dosa for just ₹60 this week", "इस हफ़्ते मसाला डोसा सिर्फ़ ₹60 में"),
    ("10% off, sunday only", "सिर्फ़ रविवार को 10% की छूट"),
    ("20% off from 3 to 6 september", "3 से 6 सितंबर तक 20% की छूट"),
    (
        "12% off on kosa for teachers, 3 to 6 september",
        "3 से 6 सितंबर तक शिक्षकों के लिए कोसा पर 12% की छूट",
    ),
    ("10% off on sarees above ₹2000", "₹2,000 से ऊपर साड़ी पर 10% की छूट"),
    ("5% off for senior citizens", "बुज़ुर्गों के लिए 5% की छूट"),
    ("free eye check-up on sunday", "रविवार को आँखों की जाँच फ़्री"),
    ("free blood test for women this month", "इस महीने महिलाओं के लिए ख़ून की जाँच फ़्री"),
    ("free notebook with every school bag", "हर स्कूल बैग के साथ नोटबुक फ़्री"),
    ("20% off on facial before 2 pm", "दोपहर 2 बजे से पहले फ़ेशियल पर 20% की छूट"),
    ("free delivery on orders of ₹500 or more", "₹500 या ज़्यादा के ऑर्डर पर फ़्री डिलीवरी"),
    ("AC service at ₹499 till 15 May", "15 मई तक AC सर्विस ₹499 में"),
    ("first month free for girls", "लड़कियों के लिए पहला महीना फ़्री"),
    ("10% off on your first order", "पहले ऑर्डर पर 10% की छूट"),
    ("Buy one burger and get one free, this friday", "इस शुक्रवार को एक बर्गर के साथ एक फ़्री"),
    ("free dental checkup, 10 am to 2 pm", "सुबह 10 बजे से दोपहर 2 बजे तक दाँतों की जाँच फ़्री"),
    ("20% off on breakfast", "नाश्ते पर 20% की छूट"),
    ("15% off on plants every Sunday", "हर रविवार पौधों पर 15% की छूट"),
    ("free home delivery, 10% off on cakes", "फ़्री डिलीवरी, केक पर 10% की छूट"),
    ("free yoga class on sundays", "हर रविवार योग क्लास फ़्री"),
    ("30% off on mehendi for brides", "दुल्हनों के लिए मेहंदी पर 30% की छूट"),
    ("free tea with samosa till stock lasts", "माल रहने तक समोसे के साथ चाय फ़्री"),
    ("10% off on oil change for drivers", "चालकों के लिए तेल बदलने पर 10% की छूट"),
    ("free installation with every geyser", "हर गीज़र के साथ इंस्टॉलेशन फ़्री"),
    ("free registration till 31 March", "31 मार्च तक रजिस्ट्रेशन फ़्री"),
    ("no joining fee this month", "इस महीने जॉइनिंग फ़ीस नहीं"),
    ("free parking", "पार्किंग फ़्री"),
    ("₹100 cashback on bookings above ₹1,000", "₹1,000 से ऊपर बुकिंग पर ₹100 कैशबैक"),
    ("10% off this diwali", "दिवाली पर 10% की छूट"),
    ("free haldi ceremony photos with wedding package", "वेडिंग पैकेज के साथ हल्दी सेरेमनी फ़ोटो फ़्री"),
    ("buy any two shirts, get a belt free", "दो शर्ट के साथ एक बेल्ट फ़्री"),
    ("free tea and biscuits with breakfast", "नाश्ते के साथ चाय और बिस्कुट फ़्री"),
    ("two samosas free with every tea", "हर चाय के साथ दो समोसे फ़्री"),
    ("buy any 2 shirts and get a belt free", "दो शर्ट के साथ एक बेल्ट फ़्री"),
    ("free cake", "केक फ़्री"),
    ("buy 3 get 1 free on all soaps", "सभी साबुन पर तीन के साथ एक फ़्री"),
    ("up to 40% off on winter wear till 31 January", "31 जनवरी तक गरम कपड़ों पर 40% तक की छूट"),
    ("free delivery within 5 km", "5 किलोमीटर तक डिलीवरी फ़्री"),
    (
        "free haircut with facial for ladies on Wednesdays",
        "हर बुधवार महिलाओं के लिए फ़ेशियल के साथ हेयरकट फ़्री",
    ),
    (
        "15% off on stationery for students with student ID",
        "विद्यार्थियों के लिए स्कूल-कॉलेज का ID दिखाने पर स्टेशनरी पर 15% की छूट",
    ),
    ("free puncture repair this sunday only", "सिर्फ़ इस रविवार को पंक्चर रिपेयर फ़्री"),
    ("half price on all books", "सभी किताबें आधे दाम में"),
    (
        "gym membership at ₹999 instead of ₹1,500, this month only",
        "सिर्फ़ इस महीने जिम मेंबरशिप ₹1,500 की जगह ₹999 में",
    ),
    ("free demo class every saturday", "हर शनिवार डेमो क्लास फ़्री"),
    ("10% discount for new customers till diwali", "दिवाली तक नए ग्राहकों के लिए 10% की छूट"),
    ("free umbrella on purchases above ₹2,000", "₹2,000 से ऊपर की ख़रीद पर छाता फ़्री"),
    ("free cleaning for farmers", "किसानों के लिए सफ़ाई फ़्री"),
    ("buy one get one free on all pizzas, every Tuesday", "हर मंगलवार सभी पिज़्ज़ा पर एक के साथ एक फ़्री"),
]


@pytest.mark.parametrize(("offer", "hindi"), COMPOSED)
def test_an_offer_is_put_together_clause_by_clause(offer, hindi):
    assert offer_in(offer, HINDI) == hindi


@pytest.mark.parametrize(
    ("offer", "hinglish"),
    [
        ("free pickle with thali", "thaali ke saath achaar free"),
        ("20% off on sarees", "sarees par 20% ki chhoot"),
        ("first class free", "pehli class free"),
        ("haircut at ₹99", "haircut ₹99 mein"),
        ("20% off from 3 to 6 september", "3 se 6 September tak 20% ki chhoot"),
        ("free notebook with every school bag", "har school bag ke saath notebook free"),
        ("free registration till 31 March", "31 March tak registration free"),
        ("free tea and biscuits with breakfast", "naashte ke saath chai aur biscuits free"),
        ("half price on all books", "sabhi kitabein aadhe daam mein"),
    ],
)
def test_in_hinglish_english_things_keep_their_spelling(offer, hinglish):
    assert offer_in(offer, HINGLISH) == hinglish


@pytest.mark.parametrize(
    "offer",
    [
        "free pickle with Rajdhani thali",
        "Masala Chai at ₹20",
        "sugar free",
        "oil free",
        "free sgraffito with thali",
        "thali at 99",
        "combo of pizza and coke at ₹99",
        "free tea with every thali, if it rains",
        "free thali on your fifth visit",
        "free delivery in Koregaon Park",
    ],
)
def test_a_strange_word_leaves_the_whole_as_its_owner_wrote_it(offer):
    assert offer_in(offer, HINDI) == offer


def test_a_fact_that_is_an_offer_is_said_as_one():
    said = "free pickle with every thali"
    assert fact_in(said, HINDI) == "हर थाली के साथ अचार फ़्री"
    assert (fact_in(said, ENGLISH), offer_in(said, ENGLISH)) == (said, said)


def test_a_long_text_takes_no_long_time():
    started = time.perf_counter()
    assert offer_in("free tea with a, " * 500, HINDI).startswith("free tea")
    assert time.perf_counter() - started < 3


def test_an_offer_typed_in_hindi_stands_in_latin_letters_in_an_english_post():
    assert offer_in("काजू कतली पर 10% छूट", ENGLISH) == "kaju katli par 10% chhoot"
