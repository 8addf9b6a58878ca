"""Days that a first request leaves out, and the day on which it ends. From Wed 14 Oct 2026."""

from datetime import date

import pytest

from llm.offline.intent.reading import read_intent
from llm.offline.reply.voice import Voice
from llm.offline.strategy import plan
from llm.tasks.intent import IntentKind
from llm.tasks.strategy import StrategyInputs
from tests.llm.conftest import CHAI, WEDNESDAY


@pytest.mark.parametrize(
    ("message", "free"),
    [
        ("Make 5 posts for LinkedIn next week, no posts on Sundays", (6,)),
        ("5 posts about chai, don't post on Saturdays or Sundays", (5, 6)),
        ("7 posts daily except weekends", (5, 6)),
        ("Masala chai ke 5 post banao LinkedIn ke liye, Sunday ko mat daalna", (6,)),
        ("5 post chahiye, shanivar aur ravivar ko nahi", (5, 6)),
        ("मसाला चाय पर 5 पोस्ट बनाओ, रविवार को नहीं", (6,)),
        ("Sunday ko nahi, Monday ko 2 post daalo", (6,)),
        ("A post that we are open daily except Sundays", ()),
        ("2 posts: we deliver every day, not on Sundays", ()),
        ("Sunday ko dukaan nahi khulegi, ek post banao", ()),
        ("5 posts about chai, not today", ()),
        ("3 posts on Sundays", ()),
    ],
)
def test_days_of_the_week_that_a_request_leaves_out(asked, message, free):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.skip_weekdays) == (IntentKind.CAMPAIGN, free)


@pytest.mark.parametrize(
    "message",
    [
        "9 posts about our chai, no posts on Sundays",
        "9 posts about our chai next week, no posts on Sundays",
        "9 posts about our chai by 26 October, no posts on Sundays",
        "9 posts about our chai daily, not on Sundays",
    ],
)
def test_the_plan_keeps_them_free_and_loses_no_post(asked, message):
    intent = read_intent(asked(message))
    inputs = StrategyInputs(
        brand=CHAI,
        intent=intent,
        now=WEDNESDAY,
        timezone="Asia/Kolkata",
        connected_platforms=("linkedin",),
    )
    days = [entry.day for entry in plan(inputs).calendar]
    assert len(set(days)) == 9
    assert not any(day.weekday() == 6 for day in days)


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("3 posts about our chai by 20 October", [15, 17, 20]),
        ("20 October tak 3 post chahiye masala chai ke", [15, 17, 20]),
        ("20 अक्टूबर तक मसाला चाय पर 3 पोस्ट चाहिए", [15, 17, 20]),
        ("20 tarikh tak 3 post banao masala chai ke", [15, 17, 20]),
        ("Sunday tak 3 post banao", [15, 17, 18]),
        ("a post about masala chai by 20 October", [20]),
        ("Sunday tak ek post banao", [18]),
        ("3 posts by 20 October, not on Sundays", [15, 17, 20]),
        ("Diwali offer 20 October tak 10% off, 3 post banao", []),
    ],
)
def test_posts_until_a_day_end_on_it(asked, message, days):
    assert list(read_intent(asked(message)).dates) == [date(2026, 10, day) for day in days]


def test_the_day_until_which_posts_go_out_is_no_part_of_their_topic(asked):
    assert read_intent(asked("5 posts about our chai until 20 December")).topic == "our chai"
    assert "20 Dec" in read_intent(asked("a post about our longer hours until 20 December")).topic


def test_no_post_goes_out_after_the_day_and_what_has_no_place_is_said(asked):
    intent = read_intent(asked("5 posts about chai by Friday"))
    assert (intent.count, intent.dates) == (2, (date(2026, 10, 15), date(2026, 10, 16)))
    (problem,) = intent.problems
    assert (problem.code, problem.blocking) == ("tight_stretch", False)
    assert problem.message == (
        "2 of the 5 posts fit in until Fri 16 Oct 2026, so I plan 2. Name more hours of the day "
        "to have the others by then, too."
    )
    assert Voice("hi").told(problem.message).startswith("शुक्रवार 16 अक्टूबर 2026 तक 5 में से 2 पोस्ट")
    more = read_intent(asked("2 posts about chai by tomorrow at 9 am and 5 pm"))
    assert (more.count, more.problems) == (2, ())


@pytest.mark.parametrize("told", ["we are open daily", "fresh daily, by hand", "daily wear sarees"])
def test_what_the_shop_does_daily_is_no_pace_of_posts(asked, told):
    assert read_intent(asked(f"2 LinkedIn posts: {told}")).dates == ()


def test_a_daily_pace_stays_one(asked):
    assert len(read_intent(asked("2 LinkedIn posts, daily")).dates) == 2
