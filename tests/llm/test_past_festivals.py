"""A post for a festival that is over is asked about; one made ahead of it is not. 18 Nov 2026."""

from datetime import UTC, date, datetime

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.intent import IntentKind, OpenDraft
from llm.tasks.reply import Problems, ReplyInputs

NOVEMBER = datetime(2026, 11, 18, 5, tzinfo=UTC)
"""Ten days after Diwali."""
ASKED = "दीवाली के लिए कल सुबह"
TOMORROW = date(2026, 11, 19)
DRAFT = OpenDraft(number=1, platform=Platform.LINKEDIN)


def codes(intent):
    return [problem.code for problem in intent.problems if problem.blocking]


@pytest.mark.parametrize(
    "message",
    [
        ASKED,
        "दीवाली के लिए कल सुबह पोस्ट करो",
        "Diwali ke liye kal ek post likho",
        "Diwali post for tomorrow morning",
        "2 posts for Diwali, now",
        "Diwali post at 7 pm",
        "Dhanteras ke liye kal post karo",
    ],
)
def test_a_day_after_the_festival_is_asked_about(asked, message):
    intent = read_intent(asked(message, now=NOVEMBER))
    assert (intent.kind, codes(intent)) == (IntentKind.CAMPAIGN, ["past_festival"])


@pytest.mark.parametrize(
    "message",
    [
        "Post for Diwali",
        "दीवाली के लिए पोस्ट लिखो",
        "a post on Diwali",
        "a belated Diwali post for tomorrow",
        "A post for tomorrow: thank you all for a great Diwali",
        "Diwali ke baad ki sale par kal subah post karo",
        "Christmas post for tomorrow",
        "Happy New Year post for tomorrow",
        "Holi ke liye kal post likho",
    ],
)
def test_what_looks_ahead_or_back_is_not(asked, message):
    intent = read_intent(asked(message, now=NOVEMBER))
    assert (intent.kind, codes(intent)) == (IntentKind.CAMPAIGN, [])


@pytest.mark.parametrize(
    ("message", "now"),
    [
        (ASKED, datetime(2026, 10, 14, 5, tzinfo=UTC)),
        (ASKED, datetime(2026, 11, 7, 5, tzinfo=UTC)),
        (ASKED, datetime(2026, 11, 9, 5, tzinfo=UTC)),
        ("Navratri post for tomorrow", datetime(2026, 10, 14, 5, tzinfo=UTC)),
    ],
)
def test_before_the_festival_and_while_it_lasts_nothing_is_asked(asked, message, now):
    assert codes(read_intent(asked(message, now=now))) == []


@pytest.mark.parametrize("drafts", [(), (DRAFT,)])
@pytest.mark.parametrize(
    "answer",
    ["yes", "Yes, post it", "go ahead", "हाँ", "हाँ, कल ही भेजो", "haan kar do", "phir bhi bhejo"],
)
def test_a_yes_lets_it_go_out_all_the_same(asked, answer, drafts):
    inputs = asked(answer, now=NOVEMBER, pending_request=ASKED, open_drafts=drafts)
    intent = read_intent(inputs)
    assert (intent.kind, codes(intent)) == (IntentKind.CAMPAIGN, [])
    assert (intent.occasion, intent.dates, intent.wall_times) == ("Diwali", (TOMORROW,), ("09:00",))


def test_another_day_answers_too_and_a_no_starts_nothing(asked):
    other = read_intent(asked("on 30 November", now=NOVEMBER, pending_request=ASKED))
    assert (other.dates, codes(other)) == ((date(2026, 11, 30),), [])
    refused = read_intent(asked("no", now=NOVEMBER, pending_request=ASKED))
    assert refused.kind is IntentKind.UNCLEAR


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Diwali was on Sun 8 Nov 2026", "Thu 19 Nov 2026 all the same")),
        ("hi", ("8 नवंबर", "29 अक्टूबर", "19 नवंबर", "फिर भी")),
        ("hi-Latn", ("8 November", "19 November", "phir bhi")),
    ],
)
def test_it_is_asked_in_the_persons_language(asked, language, words):
    problems = read_intent(asked(ASKED, now=NOVEMBER)).problems
    said = tell(ReplyInputs(language=language, situations=(Problems(problems=problems),))).text
    assert all(word in said for word in words)
    assert language == "en" or "all the same" not in said
