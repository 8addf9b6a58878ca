"""Calendars: what was asked for is kept, the rest is spread, nothing lies in the past."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import BrandProfile
from domain.intelligence import Finding
from domain.platform import Platform
from llm.offline.reply.voice import Voice
from llm.offline.strategy import plan
from llm.tasks.intent import Intent, IntentKind
from llm.tasks.strategy import StrategyInputs

NOW = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)
P = Platform


@pytest.fixture
def strategy(brands):
    def make(connected=(P.LINKEDIN,), left=None, references=(), findings=(), **intent):
        return plan(
            StrategyInputs(
                brand=brands["chai"],
                intent=Intent(kind=IntentKind.CAMPAIGN, **intent),
                now=NOW,
                timezone="Asia/Kolkata",
                connected_platforms=connected,
                posts_per_month_left=left,
                references=references,
                findings=findings,
            )
        )

    return make


def test_one_post_without_a_time_goes_out_as_soon_as_approved(strategy):
    (entry,) = strategy(topic="masala chai", count=1).calendar
    assert (entry.publish_at, entry.day, entry.wall_time) == (None, None, None)
    assert entry.platform is P.LINKEDIN


def test_the_asked_day_and_hour_become_an_instant(strategy):
    (entry,) = strategy(dates=(date(2026, 10, 19),), wall_times=("19:00",)).calendar
    assert entry.publish_at == datetime(2026, 10, 19, 13, 30, tzinfo=UTC)
    assert (entry.day, entry.wall_time) == (date(2026, 10, 19), "19:00")


def test_several_posts_are_spread_from_tomorrow(strategy):
    days = [entry.day for entry in strategy(count=4).calendar]
    assert days[0] == date(2026, 10, 15)
    assert all(later > earlier for earlier, later in pairwise(days))


def test_a_near_festival_is_the_last_day(strategy):
    assert strategy(count=3, occasion="Diwali").calendar[-1].day == date(2026, 11, 8)


def test_two_posts_on_one_day_follow_each_other_by_day(strategy):
    made = strategy(count=2, dates=(date(2026, 10, 19),), wall_times=("19:00",)).calendar
    assert [e.day for e in made] == [date(2026, 10, 19), date(2026, 10, 20)]


def test_one_entry_per_platform_and_own_numbers_are_kept(strategy):
    both = strategy(count=2, platforms=(P.LINKEDIN, P.INSTAGRAM)).calendar
    assert len(both) == 4
    own = strategy(
        count=2, platforms=(P.LINKEDIN, P.INSTAGRAM), per_platform={P.LINKEDIN: 2, P.INSTAGRAM: 1}
    ).calendar
    assert [e.platform for e in own].count(P.INSTAGRAM) == 1
    assert [e.number for e in own] == [1, 2, 3]


def test_a_platform_that_is_not_connected_stays_with_a_note(strategy):
    made = strategy(platforms=(P.X,))
    assert made.calendar[0].platform is P.X
    assert any("X is not connected" in note for note in made.notes)


def test_the_months_quota_cuts_the_plan_and_says_so(strategy):
    made = strategy(count=5, left=3)
    assert len(made.calendar) == 3
    assert any("3 posts left" in note for note in made.notes)
    assert strategy(count=2, left=0).calendar == ()


def test_an_hour_that_is_over_today_is_not_planned_for_today(strategy):
    (entry,) = strategy(dates=(date(2026, 10, 14),), wall_times=("07:00",)).calendar
    assert entry.publish_at > NOW


def test_reasons_rest_on_posts_and_pages(strategy, own_post):
    finding = Finding(
        text="None of the 3 pages read of Rival mentions “Masala Chai”.",
        kind="gap",
        evidence_id="e1",
        url="https://rival.example/menu",
        strength=0.7,
    )
    lines = " ".join(
        strategy(references=(own_post("A cup after rain", 61.5),), findings=(finding,)).rationale
    )
    assert "61.50" in lines
    assert "https://rival.example/menu" in lines


@given(
    count=st.integers(1, 30) | st.none(),
    dates=st.lists(st.dates(date(2026, 10, 14), date(2027, 3, 1)), max_size=5, unique=True),
    times=st.lists(st.times().map(lambda t: f"{t:%H:%M}"), max_size=3, unique=True),
    platforms=st.lists(st.sampled_from(P), max_size=3, unique=True),
    left=st.integers(0, 40) | st.none(),
)
def test_a_plan_never_lies_in_the_past_nor_over_the_quota(count, dates, times, platforms, left):
    made = plan(
        StrategyInputs(
            brand=BrandProfile(business_name="A"),
            intent=Intent(
                kind=IntentKind.CAMPAIGN,
                count=count,
                dates=tuple(sorted(dates)),
                wall_times=tuple(times),
                platforms=tuple(platforms),
            ),
            now=NOW,
            timezone="Asia/Kolkata",
            connected_platforms=(P.LINKEDIN,),
            posts_per_month_left=left,
        )
    )
    assert left is None or len(made.calendar) <= left
    assert all(e.publish_at is None or e.publish_at > NOW for e in made.calendar)
    assert [e.number for e in made.calendar] == list(range(1, len(made.calendar) + 1))
    assert all(
        e.publish_at is None or e.publish_at < NOW + timedelta(days=240) for e in made.calendar
    )


def test_more_posts_than_days_were_named_is_told(strategy):
    monday = date(2026, 10, 19)
    planned = strategy(dates=(monday,), count=3)
    assert [entry.day for entry in planned.calendar] == [
        monday + timedelta(days=later) for later in range(3)
    ]
    (note,) = planned.notes
    assert note.startswith("One post goes out a day from Mon 19 Oct 2026 on.")
    assert Voice("hi").told(note).startswith("सोमवार 19 अक्टूबर")
    assert strategy(dates=(monday,), count=2, wall_times=("09:00", "18:00")).notes == ()


def test_posts_that_multiply_over_platforms_and_languages_are_told_as_one_sum(strategy):
    both = (Platform.INSTAGRAM, Platform.LINKEDIN)
    planned = strategy(count=2, platforms=both, languages=("hi", "en"))
    assert len(planned.calendar) == 8
    (note,) = [note for note in planned.notes if "make 8" in note]
    assert note == (
        "2 posts each on Instagram and LinkedIn, each in Hindi and English, make 8. "
        "Reject what is too much."
    )
    assert Voice("hi").told(note).endswith("कुल 8। जो ज़्यादा हों, उन्हें मना कर दीजिए।")
    assert not any(" each on " in note for note in strategy(count=1, platforms=both).notes)
    assert not any(" each on " in note for note in strategy(count=3).notes)
