"""Requests with several subjects, new prices, refused languages, impossible numbers and hours."""

from datetime import UTC, date, datetime

import pytest

from domain.campaign import CalendarEntry
from domain.platform import Platform
from domain.prices import without_prices
from llm.offline.intent.reading import read_intent
from llm.offline.post.writing import write_posts
from llm.offline.reply.voice import Voice
from llm.offline.strategy import plan
from llm.offline.tongue import typed
from llm.tasks.intent import IntentKind
from llm.tasks.social_post import SocialPostInputs
from llm.tasks.strategy import StrategyInputs
from tests.llm.conftest import CHAI, WEDNESDAY

KOLKATA = "Asia/Kolkata"


def planned(intent):
    made = plan(StrategyInputs(brand=CHAI, intent=intent, now=WEDNESDAY, timezone=KOLKATA,
                               connected_platforms=(Platform.LINKEDIN,)))  # fmt: skip
    return [(entry.topic, entry.day, entry.wall_time) for entry in made.calendar]


def codes(intent):
    return [problem.code for problem in intent.problems]


def written(topic, language="en", brand=CHAI, **more):
    entry = CalendarEntry(number=1, platform=Platform.LINKEDIN, language=language, topic=topic)
    inputs = SocialPostInputs(brand=brand, entry=entry, max_chars=1300, max_hashtags=6,
                              now=WEDNESDAY, **more)  # fmt: skip
    return [variation.text for variation in write_posts(inputs).variations]


@pytest.mark.parametrize(
    "message",
    [
        "Write 2 posts: one about masala chai, one about bun maska",
        "Write a post about chai and one about the bun maska",
        "ek post masala chai par aur ek bun maska par likho",
    ],
)
def test_each_product_gets_its_own_post(asked, message):
    intent = read_intent(asked(message))
    assert [topic for topic, *_ in planned(intent)] == ["Masala Chai", "Bun Maska"]
    assert (intent.count, codes(intent)) == (2, [])


def test_subjects_with_days_go_out_in_the_order_of_their_days(asked):
    intent = read_intent(
        asked(
            "Write a post about bun maska on Friday at 6pm and one about chai on Thursday at 10am"
        )
    )
    assert planned(intent) == [
        ("Masala Chai", date(2026, 10, 15), "10:00"),
        ("Bun Maska", date(2026, 10, 16), "18:00"),
    ]


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("Write a Christmas post and a New Year post for LinkedIn", "New Year"),
        ("Write a post about our new staff and one about monsoon evenings", "monsoon evenings"),
        ("write a LinkedIn post about masala chai and bun maska", "Bun Maska"),
        ("a post about chai on LinkedIn and one for Instagram about bun maska", "bun maska"),
    ],
)
def test_what_one_plan_cannot_hold_is_said(asked, message, left):
    intent = read_intent(asked(message))
    (problem,) = (p for p in intent.problems if p.code == "one_subject")
    assert (intent.kind, problem.blocking) == (IntentKind.CAMPAIGN, False)
    assert f"“{left}”" in problem.message
    assert Voice("hi").told(problem.message).startswith("अभी “")


@pytest.mark.parametrize(
    "message",
    [
        "Write a LinkedIn post: Masala chai is now ₹45 (was ₹40)",
        "masala chai ab 45 rupaye ki ho gayi hai, post banao",
        "मसाला चाय अब ₹45 की है, LinkedIn पोस्ट लिखो",
    ],
)
def test_a_price_told_as_news_is_the_posts_price(asked, message):
    intent = read_intent(asked(message))
    ((topic, *_),) = planned(intent)
    assert codes(intent) == ["price_differs"]
    assert "₹40" in Voice("hi").told(intent.problems[0].message)
    for language in ("en", "hi", "hi-Latn"):
        for text in written(topic, language):
            assert "₹45" in text
            assert "₹40" not in text or any(
                w in text for w in ("It was ₹40", "पहले ₹40", "ehle ₹40")
            )


def test_a_new_price_leaves_nothing_out():
    entry = CalendarEntry(number=1, platform=Platform.LINKEDIN, language="en",
                          topic="Masala Chai is now ₹45")  # fmt: skip
    inputs = SocialPostInputs(brand=CHAI, entry=entry, max_chars=1300, max_hashtags=6,
                              now=WEDNESDAY)  # fmt: skip
    assert write_posts(inputs).unused == ()


def test_the_price_that_is_known_is_no_news(asked):
    assert codes(read_intent(asked("Write a post about masala chai for ₹40"))) == []


@pytest.mark.parametrize(
    "message",
    [
        "Write a LinkedIn post about masala chai without mentioning the price",
        "Write a LinkedIn post about masala chai but no price",
        "masala chai par post likho bina daam ke",
    ],
)
def test_a_price_that_is_not_wanted_is_left_out(asked, message):
    intent = read_intent(asked(message))
    assert (intent.topic, intent.without_price) == ("masala chai", True)
    assert all("₹" not in text for text in written(intent.topic, brand=without_prices(CHAI)))


@pytest.mark.parametrize(
    ("message", "is_unwanted"),
    [
        ("Write a LinkedIn post about masala chai without any discount", True),
        ("Write a LinkedIn post about masala chai but no offers", True),
        ("Write a LinkedIn post about masala chai, don't mention the offer", True),
        ("Write a LinkedIn post about masala chai", False),
    ],
)
def test_an_offer_that_is_not_wanted_is_no_topic(asked, message, is_unwanted):
    intent = read_intent(asked(message))
    assert (intent.topic, intent.without_offer) == ("masala chai", is_unwanted)


def test_a_word_of_command_is_no_topic(asked):
    assert read_intent(asked("linkdin pe ek post daalo chai par")).topic == "chai"


@pytest.mark.parametrize(
    "message",
    [
        "do not write in hindi, a LinkedIn post about chai",
        "chai par post likho, hindi mein nahi english mein, linkedin ke liye",
        "a LinkedIn post about chai, in English, not in Hindi",
    ],
)
def test_a_refused_language_is_not_asked_for(asked, message):
    assert read_intent(asked(message)).languages == ("en",)


@pytest.mark.parametrize(
    ("message", "code", "hindi"),
    [
        ("Write 0 posts about chai", "no_posts", "ऐसे"),
        ("Write -3 posts", "no_posts", "ऐसे"),
        ("Write a post about chai at 25:00 tomorrow", "bad_time", "“25:00”"),
    ],
)
def test_numbers_that_cannot_be_are_asked_about(asked, message, code, hindi):
    (problem,) = read_intent(asked(message)).problems
    assert (problem.code, problem.blocking) == (code, True)
    assert Voice("hi").told(problem.message).startswith(hindi)


@pytest.mark.parametrize(
    "message", ["mujhe 5 post chahiye, roz ek", "5 posts about chai, one a day"]
)
def test_one_a_day_is_days_in_a_row(asked, message):
    days = [day for _, day, _ in planned(read_intent(asked(message)))]
    assert days == [date(2026, 10, 15 + step) for step in range(5)]


def test_a_festival_months_away_is_told(asked):
    far = asked("Write a LinkedIn post wishing Raksha Bandhan")
    (problem,) = read_intent(far).problems
    assert (problem.code, problem.blocking) == ("far_festival", False)
    assert Voice("hi").told(problem.message).startswith("रक्षाबंधन")
    assert codes(read_intent(asked("Write a LinkedIn post for Diwali"))) == []
    assert codes(read_intent(asked("Write a post for Holi on 22 March 2027"))) == []


def test_a_name_may_end_with_a_full_stop():
    brand = CHAI.model_copy(update={"business_name": "Masala Chai Co."})
    entry = CalendarEntry(number=1, platform=Platform.LINKEDIN, language="hi-Latn", topic="",
                          occasion="Christmas")  # fmt: skip
    for own in (entry, entry.model_copy(update={"language": "en"})):
        inputs = SocialPostInputs(brand=brand, entry=own,
                                  max_chars=1300, max_hashtags=6, variation_count=5,
                                  now=datetime(2026, 12, 1, tzinfo=UTC))  # fmt: skip
        text = "\n".join(v.text for v in write_posts(inputs).variations)
        assert "Co." in text
        assert "Co.." not in text
        assert "Co. Ki" not in text


def test_a_line_of_a_hindi_post_is_not_said_again_in_hinglish():
    latin = written("Masala Chai", "hi-Latn")
    hindi = written("Masala Chai", "hi", avoid=tuple(latin))
    again = written("Masala Chai", "hi-Latn", avoid=tuple(hindi))
    openers = {text.split("\n")[0] for text in hindi}
    assert {typed(line) for line in openers}.isdisjoint(t.split("\n")[0] for t in (*latin, *again))
