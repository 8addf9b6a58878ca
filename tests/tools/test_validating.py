from datetime import UTC, date, datetime

import pytest

from domain.budget import Budget, BudgetLine
from domain.campaign import CalendarEntry, Strategy
from domain.platform import Platform
from llm.tasks.intent import Intent, IntentKind
from tools.validating import validated

NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
P = Platform


def entry(number=1, platform=P.INSTAGRAM, language="en", **more):
    return CalendarEntry(number=number, platform=platform, language=language, topic="chai", **more)


def plan(*calendar, **more):
    return Strategy(
        objective="awareness",
        content_types=("social_post",),
        posting_frequency=99.0,
        target_languages=(),
        target_platforms=(),
        calendar=calendar,
        **more,
    )


def held(strategy, left=None, **asked):
    intent = Intent(kind=IntentKind.CAMPAIGN, **asked)
    return validated(strategy, intent, now=NOW, timezone="Asia/Kolkata", posts_left=left)


def test_a_plan_that_keeps_everything_stays_as_it_is():
    sound = plan(entry(day=date(2026, 12, 2), wall_time="19:00"))
    once = held(sound, left=3)
    assert once.calendar[0].publish_at == datetime(2026, 12, 2, 13, 30, tzinfo=UTC)
    assert once.notes == ()
    assert held(once, left=3) == once


def test_more_posts_than_the_subscription_has_left_are_cut_and_said():
    cut = held(plan(*(entry(n) for n in range(1, 6))), left=2)
    assert [e.number for e in cut.calendar] == [1, 2]
    assert cut.notes == (
        "Your plan has 2 posts left this month; 3 of these 5 had to be left out. A larger plan, or "
        "next month, has room.",
    )


def test_no_post_goes_where_nobody_asked_for_one():
    asked = held(
        plan(entry(1), entry(2, P.X), entry(3, language="hi")),
        platforms=(P.INSTAGRAM,),
        languages=("en",),
    )
    assert [(e.number, e.platform, e.language) for e in asked.calendar] == [(1, P.INSTAGRAM, "en")]
    assert asked.notes == ("2 posts that nobody asked for were taken out of the plan.",)


def test_a_slot_that_is_over_waits_for_approval_instead():
    late = held(plan(entry(day=date(2026, 11, 30), wall_time="11:30")))
    assert (late.calendar[0].day, late.calendar[0].publish_at) == (None, None)
    assert late.notes == ("The slot of post 1 is over, so it goes out as soon as you approve it.",)


def test_the_wall_time_decides_where_the_instant_says_otherwise():
    wrong = entry(
        day=date(2026, 12, 2), wall_time="19:00", publish_at=datetime(2026, 12, 2, 19, tzinfo=UTC)
    )
    assert held(plan(wrong)).calendar[0].publish_at == datetime(2026, 12, 2, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "planned",
    [
        None,
        Budget(amount=9999, lines=(BudgetLine(platform=P.INSTAGRAM, amount=9999),)),
        Budget(amount=900, lines=(BudgetLine(platform=P.INSTAGRAM, amount=1),)),
        Budget(amount=900, lines=(BudgetLine(platform=P.LINKEDIN, amount=900),)),
    ],
)
def test_the_sum_is_the_one_that_was_named(planned):
    found = held(plan(entry(1), entry(2), entry(3, P.X), budget=planned), budget=900.0).budget
    assert (found.amount, found.currency) == (900.0, "INR")
    assert [(line.platform, line.amount) for line in found.lines] == [
        (P.INSTAGRAM, 600),
        (P.X, 300),
    ]


def test_nobody_named_a_sum_so_there_is_none():
    assert held(plan(entry(), budget=Budget(amount=500))).budget is None


def test_the_frequency_is_that_of_the_calendar():
    days = [date(2026, 12, day) for day in (1, 3, 5, 7)]
    calendar = (entry(n, day=day, wall_time="19:00") for n, day in enumerate(days, 1))
    assert held(plan(*calendar)).posting_frequency == 4.0
