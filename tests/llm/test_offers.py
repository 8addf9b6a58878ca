"""Until when an offer lasts belongs to the offer: it asks for no post on that day."""

from datetime import date

import pytest

from domain.language import HINDI, HINGLISH
from llm.offline.intent.reading import read_intent
from llm.offline.post.rendering import offer_in
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
