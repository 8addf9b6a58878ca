"""Days of mourning and solemn days: no joke, and nothing for sale."""

import re
from datetime import UTC, datetime

import pytest

from domain.campaign import CalendarEntry
from domain.platform import Platform
from domain.register import Register
from llm.offline import festivals
from llm.offline.edit.editing import edit_post
from llm.offline.intent.reading import read_intent
from llm.offline.post.writing import write_posts
from llm.offline.strategy import plan
from llm.tasks.edit_post import CurrentPost, EditPostInputs
from llm.tasks.intent import OpenDraft
from llm.tasks.strategy import StrategyInputs

MOURNED = [f.name for f in festivals.festivals().values() if f.mourning]
SELLING = r"₹|%|\boff\b|\border\b|\bbook\b|offer|छूट|chhoot|ऑर्डर|बुकिंग|free|फ़्री"
LIGHT = {Register.HUMOUR, Register.URGENCY}


@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
@pytest.mark.parametrize("day", MOURNED)
def test_on_a_day_of_mourning_nothing_is_sold(each_brand, planned, language, day):
    inputs = planned(
        each_brand,
        language=language,
        occasion=day,
        topic=each_brand.products[0].name if each_brand.products else "",
        offer="10% off till Sunday",
        tone="funny",
        objective="sales",
        variation_count=5,
    )
    posts = write_posts(inputs)
    assert len({v.text for v in posts.variations}) == 5
    assert not LIGHT & {v.register for v in posts.variations}
    for draft in posts.variations:
        assert not re.search(SELLING, draft.text, re.I)
        assert not any(p.name.lower() in draft.text.lower() for p in each_brand.products)
        assert not re.search("[\U0001f300-\U0001faff]", draft.text)
        assert draft.text.startswith(draft.hook)
        assert draft.call_to_action in draft.text
        assert draft.text[0] == draft.text[0].upper()
    assert posts.learned == (
        "It is a day of mourning: the posts say nothing of products, prices or offers.",
    )


@pytest.mark.parametrize(
    ("message", "occasion"),
    [
        ("Shaheed Diwas ki post banao", "Martyrs' Day"),
        ("शहीद दिवस पर पोस्ट लिखो", "Martyrs' Day"),
        ("a post for Martyrs' Day", "Martyrs' Day"),
        ("post on the 26/11 attacks anniversary", "26/11 Remembrance"),
        ("a post for Constitution Day", "Constitution Day"),
    ],
)
def test_such_days_are_known_by_their_names(asked, message, occasion):
    assert read_intent(asked(message)).occasion == occasion


def test_a_condolence_is_no_advertisement(brands, planned):
    posts = write_posts(planned(brands["chai"], topic="condolence for the flood victims"))
    assert not any("Masala" in v.text or "₹" in v.text for v in posts.variations)


def test_a_solemn_day_that_was_asked_for_alone_shows_no_goods(asked, brands, planned):
    intent = read_intent(asked("a post for Republic Day"))
    strategy = plan(
        StrategyInputs(
            brand=brands["chai"],
            intent=intent,
            now=datetime(2026, 10, 14, tzinfo=UTC),
            timezone="Asia/Kolkata",
            connected_platforms=(Platform.LINKEDIN,),
        )
    )
    assert {entry.topic for entry in strategy.calendar} == {"Republic Day"}
    posts = write_posts(planned(brands["chai"], topic="Republic Day", occasion="Republic Day"))
    assert not any("Masala" in v.text for v in posts.variations)
    assert all(
        "Republic Day" in " ".join((v.text, *v.hashtags)).replace("RepublicDay", "Republic Day")
        for v in posts.variations
    )


def test_what_goes_out_on_a_solemn_date_is_no_joke(brands, planned):
    inputs = planned(brands["hardware"], topic="Door locks", tone="funny", variation_count=5)
    at = datetime(2027, 1, 30, 6, 0, tzinfo=UTC)
    entry = CalendarEntry.model_validate({**inputs.entry.model_dump(), "publish_at": at})
    on_the_day = write_posts(inputs.model_copy(update={"entry": entry}))
    assert Register.HUMOUR in {v.register for v in write_posts(inputs).variations}
    assert not LIGHT & {v.register for v in on_the_day.variations}


@pytest.mark.parametrize("wish", ["make it funny", "add 10% off till Sunday"])
@pytest.mark.parametrize("language", ["en", "hi", "hi-Latn"])
def test_no_wish_makes_it_light(asked, brands, planned, wish, language):
    post = write_posts(planned(brands["chai"], occasion="Kargil Vijay Diwas", language=language))
    text = post.variations[0].text
    drafts = (OpenDraft(number=1, platform=Platform.INSTAGRAM, language=language),)
    edit = read_intent(asked(wish, open_drafts=drafts)).edit
    assert edit
    edited = edit_post(
        EditPostInputs(
            brand=brands["chai"],
            platform=Platform.INSTAGRAM,
            language=language,
            current=CurrentPost(text=text),
            instruction=wish,
            edit=edit,
            max_chars=2200,
            max_hashtags=6,
        )
    )
    assert edited.text == text
    assert "Kargil Vijay Diwas" in edited.not_done[0].why
