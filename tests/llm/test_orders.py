"""Orders with a second part: news in words, days to keep free, one dropped and another asked."""

from datetime import date

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.voice import Voice
from llm.tasks.intent import EditAction, IntentKind, OpenDraft

DRAFTS = (
    OpenDraft(number=1, platform=Platform.LINKEDIN, about="Diwali", says="Diwali at our shop"),
    OpenDraft(number=2, platform=Platform.LINKEDIN, about="Bun Maska", says="Bun maska, warm"),
)


@pytest.mark.parametrize(
    ("message", "topic", "dates"),
    [
        (
            "Write a post that our cafe stays closed on Monday",
            "our cafe stays closed on Monday",
            (),
        ),
        ("Post that we open at 7 from now on", "we open at 7 from now on", ()),
        ("announce that we are closed on Monday", "we are closed on Monday", ()),
        (
            "2 LinkedIn posts saying that we open at 7 am from Monday",
            "we open at 7 am from Monday",
            (),
        ),
        (
            "Write a post saying we are closed on Monday, on Saturday at 6 pm",
            "we are closed on Monday",
            (date(2026, 10, 17),),
        ),
    ],
)
def test_news_is_the_topic_and_its_days_are_no_slots(asked, message, topic, dates):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.topic, intent.dates) == (IntentKind.CAMPAIGN, topic, dates)


@pytest.mark.parametrize(
    "message", ["make a post that is short and funny about chai", "a post that sells more chai"]
)
def test_what_a_post_shall_be_like_is_no_news(asked, message):
    assert read_intent(asked(message)).topic in {"chai", ""}


@pytest.mark.parametrize(
    "message", ["3 posts this week, don't post on Sunday", "2 posts, not Sunday"]
)
def test_a_day_to_keep_free_is_no_slot(asked, message):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.dates) == (IntentKind.CAMPAIGN, ())
    (problem,) = intent.problems
    assert intent.skip_weekdays == (6,)
    assert (problem.code, problem.blocking) == ("day_to_avoid", False)
    assert problem.message == "I plan no posts on Sundays from now on."
    assert Voice("hi").told(problem.message) == "अब से रविवार को कोई पोस्ट नहीं रखेंगे।"
    assert Voice("hi-Latn").told(problem.message) == "ab se Sunday ko koi post nahi rakhenge."


def test_a_day_that_is_no_day_of_the_week_is_left_to_a_person(asked):
    (problem,) = read_intent(asked("3 posts this week, not today")).problems
    assert (problem.code, problem.blocking) == ("day_to_avoid", False)
    assert Voice("hi").told(problem.message).startswith("कोई दिन")
    assert Voice("hi-Latn").told(problem.message).startswith("koi din")


def test_a_day_alone_to_keep_free_writes_nothing(asked):
    intent = read_intent(asked("don't post on Sunday", open_drafts=DRAFTS))
    assert (intent.kind, [p.code for p in intent.problems]) == (IntentKind.EDIT, ["unknown_draft"])


@pytest.mark.parametrize(
    "message",
    [
        "cancel the Diwali post and write one about Holi",
        "cancel the Diwali post. Write 2 posts about Holi instead",
        "diwali wali post cancel karo aur holi ki post banao",
        "दिवाली वाली पोस्ट हटाओ और होली पर पोस्ट बनाओ",
    ],
)
def test_one_is_dropped_on_its_card_and_another_is_written(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, intent.occasion) == (IntentKind.CAMPAIGN, "Holi")
    (problem,) = (p for p in intent.problems if p.code != "far_festival")
    assert (problem.code, problem.blocking) == ("decide_on_card", False)
    assert "post 1" in problem.message


def test_two_dropped_in_one_sentence_ask_for_nothing_new(asked):
    intent = read_intent(asked("cancel post 1 and post 2", open_drafts=DRAFTS))
    assert (intent.kind, intent.edit.targets) == (IntentKind.EDIT, (1, 2))


@pytest.mark.parametrize(
    "message", ["Diwali post ko 7 baje karo", "diwali wali post kal shaam 6 baje"]
)
def test_a_named_post_alone_is_moved(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.edit.targets, intent.edit.actions) == ((1,), (EditAction.CHANGE_TIME,))


def test_what_is_removed_ends_where_something_is_added(asked):
    message = "make it shorter, remove the price and add emoji"
    actions = set(read_intent(asked(message, open_drafts=DRAFTS)).edit.actions)
    assert actions == {EditAction.SHORTER, EditAction.REMOVE_PRICE, EditAction.ADD_EMOJI}


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("3 LinkedIn posts every Monday", ["10-19", "10-26", "11-02"]),
        ("3 posts on Mondays", ["10-19", "10-26", "11-02"]),
        ("3 posts, only on Monday", ["10-19", "10-26", "11-02"]),
        ("sirf somwar ko 3 post", ["10-19", "10-26", "11-02"]),
        ("सिर्फ़ सोमवार को 3 पोस्ट", ["10-19", "10-26", "11-02"]),
        ("4 posts on Mondays and Thursdays", ["10-15", "10-19", "10-22", "10-26"]),
        ("3 posts only on weekends", ["10-17", "10-18", "10-24"]),
        ("a LinkedIn post every Monday", ["10-19", "10-26", "11-02", "11-09"]),
        ("3 posts on Monday", ["10-19"]),
    ],
)
def test_days_that_return_are_kept_until_the_posts_are_out(asked, message, days):
    intent = read_intent(asked(message))
    assert [f"{day:%m-%d}" for day in intent.dates] == days
    assert intent.count == (4 if len(days) == 4 else 3)


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("3 posts, no, 5 posts for LinkedIn", 5),
        ("make it 3 posts, no 5, for LinkedIn", 5),
        ("3 LinkedIn posts. Sorry, 5.", 5),
        ("teen post banao, nahi paanch", 5),
        ("3 posts, no 2 alike", 3),
        ("3 posts, no 20% off", 3),
    ],
)
def test_a_number_that_is_taken_back_gives_way(asked, message, count):
    assert read_intent(asked(message)).count == count


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("3 posts from 10 January to 20 January", ["01-10", "01-15", "01-20"]),
        ("3 posts between 10 Jan and 20 Jan", ["01-10", "01-15", "01-20"]),
        ("3 posts from 10 to 20 January", ["01-10", "01-15", "01-20"]),
        ("10 जनवरी से 20 जनवरी तक 3 पोस्ट", ["01-10", "01-15", "01-20"]),
        ("3 posts Monday to Friday", ["10-19", "10-21", "10-23"]),
        ("3 posts until Sunday", ["10-15", "10-17", "10-18"]),
        ("3 posts until 17 October", ["10-15", "10-16", "10-17"]),
        ("3 posts on 10 January and 20 January", ["01-10", "01-20"]),
    ],
)
def test_posts_of_a_stretch_of_days_lie_in_it(asked, message, days):
    assert [f"{day:%m-%d}" for day in read_intent(asked(message)).dates] == days
