"""Questions about results: how they are asked, and the days that they name."""

from datetime import date

import pytest

from domain.days import Days
from domain.period import Period
from llm.offline.intent.reading import read_intent
from llm.offline.reply.voice import Voice
from llm.offline.report.hi.speech import title
from llm.tasks.intent import IntentKind, OpenDraft

K = IntentKind


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> Days:
    return Days(first=date(*first), last=date(*last))


@pytest.mark.parametrize(
    "message",
    [
        "Which of my posts worked best, and why?",
        "which post did best",
        "mere post kaise chale?",
        "मेरी पोस्ट कैसी रहीं?",
        "meri kaunsi post sabse achhi chali hai?",
        "how did the post about masala chai do",
    ],
)
def test_a_question_about_results_is_one_without_any_draft(asked, message):
    assert read_intent(asked(message)).kind is K.REPORT


def test_what_worked_names_its_time(asked):
    intent = read_intent(asked("what worked in the last 7 days"))
    assert (intent.kind, intent.report.period) == (K.REPORT, Period.LAST_7_DAYS)


@pytest.mark.parametrize("message", ["who approved post 2?", "post 2 kisne approve ki"])
def test_who_approved_a_post_is_its_history(asked, message):
    drafts = tuple(OpenDraft(number=n, platform="linkedin") for n in (1, 2))
    intent = read_intent(asked(message, open_drafts=drafts))
    assert (intent.kind, intent.about) == (K.HISTORY, (2,))


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("How did my posts do in January?", days((2026, 1, 1), (2026, 1, 31))),
        ("How did my posts do in November?", days((2025, 11, 1), (2025, 11, 30))),
        (
            f"how did my posts do in {'February'.replace('r', '', 1)}",
            days((2026, 2, 1), (2026, 2, 28)),
        ),
        ("how did they do between 1 March and 31 March", days((2026, 3, 1), (2026, 3, 31))),
        ("report for 1 to 15 March", days((2026, 3, 1), (2026, 3, 15))),
        ("report from 2025-12-20 to 2026-01-05", days((2025, 12, 20), (2026, 1, 5))),
        ("report from December to January", days((2025, 12, 1), (2026, 1, 31))),
        ("report for March 2025", days((2025, 3, 1), (2025, 3, 31))),
        ("how did my posts do in 2025", days((2025, 1, 1), (2025, 12, 31))),
        ("how did my posts do last year", days((2025, 1, 1), (2025, 12, 31))),
        ("report since 1 October", days((2026, 10, 1), (2026, 10, 14))),
        ("report for the last 14 days", days((2026, 10, 1), (2026, 10, 14))),
        ("how did my posts do on Monday", days((2026, 10, 12), (2026, 10, 12))),
        ("parso ki report", days((2026, 10, 12), (2026, 10, 12))),
        ("mere post janvari mein kaise rahe", days((2026, 1, 1), (2026, 1, 31))),
        ("जनवरी में मेरी पोस्ट कैसी रहीं", days((2026, 1, 1), (2026, 1, 31))),
    ],
)
def test_a_report_is_of_the_days_that_are_named(asked, message, named):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.report.days, intent.problems) == (K.REPORT, named, ())


@pytest.mark.parametrize(
    "message",
    [
        "how did my posts do in 2999",
        "report for 31 February",
        "report from 5 May to 1 May",
        "show the report for last quarter",
        "how did my posts do next week",
    ],
)
def test_days_that_nobody_can_tell_are_asked_about(asked, message):
    intent = read_intent(asked(message))
    (problem,) = intent.problems
    assert (intent.kind, problem.code, problem.blocking) == (K.REPORT, "unknown_period", True)
    assert Voice("hi").told(problem.message).startswith("“")


def test_days_stand_in_the_title_of_a_report():
    assert days((2026, 3, 1), (2026, 3, 31)).spoken == "from 1 Mar 2026 to 31 Mar 2026"
    named = title("your posts on LinkedIn from 1 Mar 2026 to 31 Mar 2026")
    assert named == "आपकी LinkedIn की पोस्ट (1 मार्च 2026 से 31 मार्च 2026 तक)"
