"""Messages that ask for ideas or pick one, and those that only sound like it."""

from datetime import UTC, date, datetime

import pytest

from domain.brand import BrandProfile, Product
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import IntentInputs, IntentKind, OfferedIdea, OpenDraft

NOW = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
BRAND = BrandProfile(business_name="Gupta Chai", products=(Product(name="Masala Chai"),))
OFFERED = tuple(OfferedIdea(number=n, title=f"Idea {n}") for n in (1, 2, 3))
DRAFTS = (OpenDraft(number=1, platform=Platform.LINKEDIN),)


def read(message, *, offered=(), drafts=()):
    return read_intent(
        IntentInputs(
            message=message,
            now=NOW,
            timezone="Asia/Kolkata",
            brand=BRAND,
            offered_ideas=offered,
            open_drafts=drafts,
        )
    )


@pytest.mark.parametrize(
    ("message", "n"),
    [
        ("Give me five ideas", 5),
        ("I need some content ideas please", None),
        ("Any ideas for Holi?", None),
        ("brainstorm 50 ideas", 12),
        ("what to post on instagram?", None),
        ("mujhe 4 idea chahiye", 4),
        ("Holi ke liye aidiya", None),
        ("क्या पोस्ट करूँ?", None),
        ("दो आइडिया दीजिए", 2),
        ("कुछ सुझाव दो", None),
    ],
)
def test_a_wish_for_ideas(message, n):
    intent = read(message)
    assert (intent.kind, intent.ideas.pick, intent.ideas.n) == (IntentKind.IDEAS, None, n)


@pytest.mark.parametrize(
    "message",
    [
        "That is a great idea",
        "The idea is to post on Friday",
        "I have no idea",
        "Any idea why it failed?",
        "Write 2 posts with new ideas",
        "What should I post it as?",
        "ye idea accha hai",
        "Two LinkedIn posts about our masala chai",
    ],
)
def test_no_wish_for_ideas(message):
    assert read(message).kind is not IntentKind.IDEAS


@pytest.mark.parametrize(
    ("message", "pick"),
    [
        ("take 2", 2),
        ("3", 3),
        ("ok, let's do number 1 please", 1),
        ("the third one", 3),
        ("I'll take the first", 1),
        ("idea two", 2),
        ("#3", 3),
        ("2 number wala", 2),
        ("pehla wala le lo", 1),
        ("नंबर 2", 2),
        ("तीसरा वाला ठीक है", 3),
        ("take 9", 9),
    ],
)
def test_a_pick(message, pick):
    intent = read(message, offered=OFFERED)
    assert (intent.kind, intent.ideas.pick) == (IntentKind.IDEAS, pick)


@pytest.mark.parametrize("message", ["take 2", "the second one", "2 number wala"])
def test_nothing_is_picked_where_nothing_was_offered_or_drafts_wait(message):
    assert read(message).kind is not IntentKind.IDEAS
    assert read(message, offered=OFFERED, drafts=DRAFTS).kind is not IntentKind.IDEAS


@pytest.mark.parametrize(
    ("message", "start", "end"),
    [
        ("ideas for next week", date(2026, 10, 19), date(2026, 10, 25)),
        ("ideas for this month", date(2026, 10, 14), date(2026, 10, 31)),
        ("ideas for January", date(2027, 1, 1), date(2027, 1, 31)),
        ("some ideas for October", date(2026, 10, 14), date(2026, 10, 31)),
        ("agle hafte ke liye idea do", date(2026, 10, 19), date(2026, 10, 25)),
        ("what may I do? give me ideas", None, None),
    ],
)
def test_the_days_that_ideas_are_for(message, start, end):
    asked = read(message).ideas
    assert (asked.start, asked.end) == (start, end)


def test_a_number_alone_answers_the_question_that_is_open():
    asked = IntentInputs(
        message="2",
        now=NOW,
        timezone="Asia/Kolkata",
        brand=BRAND,
        offered_ideas=OFFERED,
        pending_request="posts about our masala chai",
    )
    assert read_intent(asked).kind is not IntentKind.IDEAS
    named = asked.model_copy(update={"message": "take idea 2"})
    assert read_intent(named).ideas.pick == 2


@pytest.mark.parametrize(
    ("message", "n", "start", "end"),
    [
        ("ideas for 30 Jan", None, date(2027, 1, 30), date(2027, 1, 30)),
        ("5 ideas for 20 December please", 5, date(2026, 12, 20), date(2026, 12, 20)),
        ("ideas for 10 to 20 December", None, date(2026, 12, 10), date(2026, 12, 20)),
        ("20 December ke liye 4 idea do", 4, date(2026, 12, 20), date(2026, 12, 20)),
        ("20 दिसंबर के लिए आइडिया दो", None, date(2026, 12, 20), date(2026, 12, 20)),
        ("In May 5 ideas", 5, date(2027, 5, 1), date(2027, 5, 31)),
        ("ideas for our 25th anniversary", None, None, None),
        ("ideas for a 50% off sale", None, None, None),
    ],
)
def test_the_dates_that_ideas_are_for(message, n, start, end):
    asked = read(message).ideas
    assert (asked.n, asked.start, asked.end) == (n, start, end)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("ideas for 31 February", "“31 February” is not a day of the calendar."),
        ("31 February ke liye ideas do", "“31 February” is not a day of the calendar."),
        ("31 फरवरी के लिए आइडिया दो", "“31 February” is not a day of the calendar."),
        ("ideas for 29 February", "The next 29 February is in 2028."),
        ("ideas for 3 March 2020", "Tue 3 Mar 2020 has already passed."),
    ],
)
def test_ideas_for_a_day_that_is_none_are_asked_for_again(message, why):
    (problem,) = read(message).problems
    assert problem.message == (
        f"{why} Ask again with the day you mean, for example “ideas for 28 February”."
    )
