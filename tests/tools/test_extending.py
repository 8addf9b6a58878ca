"""Which posts are added to a plan, and on which days. Seen from Mon 30 Nov 2026, in India."""

from datetime import UTC, date, datetime

import pytest

from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry, Strategy
from domain.errors import NotFoundError
from domain.platform import Platform
from llm.tasks.intent import Intent, IntentKind, PlanRevision
from tools.extending import MOST_ADDED, Plan, as_added, asked_of, wanted

NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
P = Platform
BRAND = BrandProfile(
    business_name="Chai Sutra",
    products=(Product(name="Masala Chai"), Product(name="Bun Maska")),
    timezone="Asia/Kolkata",
)


def entry(number, day=None, platform=P.LINKEDIN, topic="Masala Chai", **more):
    at = {"day": date(2026, 12, day), "wall_time": "10:00"} if day else {}
    return CalendarEntry(
        number=number, platform=platform, language="en", topic=topic, **(at | more)
    )


def plan(*calendar, free=(), **asked):
    return Plan(
        strategy=Strategy(
            objective="awareness",
            content_types=("social_post",),
            posting_frequency=1.0,
            target_languages=("en",),
            target_platforms=(P.LINKEDIN,),
            calendar=calendar,
        ),
        calendar=calendar,
        asked=Intent(kind=IntentKind.CAMPAIGN, **asked),
        free=frozenset(free),
        brand=BRAND,
        now=NOW,
    )


def days(found):
    return [day.day for day in found.intent.dates]


EVERY_OTHER = plan(entry(1, 2), entry(2, 4), entry(3, 6))


def test_more_posts_go_on_after_the_last_one_as_far_apart():
    found = wanted(EVERY_OTHER, PlanRevision(more=2))
    assert days(found) == [8, 10]
    assert (found.intent.count, found.intent.platforms) == (2, (P.LINKEDIN,))


def test_more_posts_keep_off_the_weekdays_that_stay_free():
    held = plan(entry(1, 2), entry(2, 4), free=(5, 6))
    assert days(wanted(held, PlanRevision(more=3))) == [7, 8, 10]


def test_in_a_plan_without_days_more_posts_have_none_either():
    found = wanted(plan(entry(1)), PlanRevision(more=1))
    assert found.intent.dates == ()


def test_for_an_occasion_days_before_it_come_first_and_later_posts_are_not_for_it():
    holi = plan(entry(1, 1, occasion="Diwali"), entry(2, 4, occasion="Diwali"), occasion="Diwali")
    found = wanted(holi, PlanRevision(more=3))
    assert days(found) == [2, 3, 7]
    made = tuple(entry(n, d, occasion="Diwali") for n, d in ((1, 2), (2, 3), (3, 7)))
    added = as_added(made, found, holi)
    assert [(e.number, e.occasion) for e in added] == [(3, "Diwali"), (4, "Diwali"), (5, None)]


def test_a_number_in_all_is_filled_up_on_each_platform():
    both = plan(entry(1, 2), entry(2, 4), entry(3, 2, P.INSTAGRAM))
    found = wanted(both, PlanRevision(posts=3))
    assert (found.intent.per_platform, found.intent.count) == ({P.LINKEDIN: 1, P.INSTAGRAM: 2}, 2)


def test_fewer_posts_than_there_are_drop_none_and_say_where_a_person_does():
    found = wanted(EVERY_OTHER, PlanRevision(posts=1))
    assert found.intent is None
    assert found.not_done[0].why.startswith("a message drops no post. Press Reject, or Call off,")
    same = wanted(EVERY_OTHER, PlanRevision(posts=3))
    assert (same.intent, same.notes) == (None, ("The plan has 3 posts already.",))


def test_until_a_day_the_plan_goes_on_as_often_as_it_does():
    assert days(wanted(EVERY_OTHER, PlanRevision(until=date(2026, 12, 13)))) == [8, 10, 12]
    over = wanted(EVERY_OTHER, PlanRevision(until=date(2026, 12, 7)))
    assert (over.intent, over.not_done[0].wish) == (None, "posts until Mon 7 Dec 2026")


def test_no_more_are_added_at_once_than_a_person_can_read():
    found = wanted(EVERY_OTHER, PlanRevision(until=date(2027, 12, 13)))
    assert (found.intent.count, len(found.intent.dates)) == (MOST_ADDED, MOST_ADDED)
    assert wanted(EVERY_OTHER, PlanRevision(more=99)).notes[0].startswith("More than 30 posts")


def test_on_another_platform_each_post_to_come_is_repeated_on_its_day():
    there = plan(
        entry(1, 2, topic="Rain"), entry(2, 4), entry(3, topic="Later"), objective="awareness"
    )
    found = wanted(there, PlanRevision(platforms=(P.FACEBOOK,)))
    assert (found.intent.platforms, days(found)) == ((P.FACEBOOK,), [2, 4, 4])
    made = tuple(entry(n, d, P.FACEBOOK, wall_time="18:30") for n, d in ((1, 2), (2, 4), (3, 4)))
    added = as_added(made, found, there)
    assert [(e.number, e.topic, e.day and e.day.day, e.wall_time) for e in added] == [
        (4, "Rain", 2, "18:30"),
        (5, "Masala Chai", 4, "18:30"),
        (6, "Later", None, None),
    ]
    known = wanted(there, PlanRevision(platforms=(P.LINKEDIN,)))
    assert (known.intent, known.notes) == (None, ("The plan is on LinkedIn already.",))


def test_added_posts_go_out_at_the_hour_of_the_others_there():
    (added,) = as_added(
        (entry(1, 8, wall_time="17:00"),), wanted(EVERY_OTHER, PlanRevision(more=1)), EVERY_OTHER
    )
    assert added.wall_time == "10:00"
    assert added.publish_at == datetime(2026, 12, 8, 4, 30, tzinfo=UTC)


def test_what_has_no_post_yet_comes_before_what_has_one():
    assert wanted(EVERY_OTHER, PlanRevision(more=1)).intent.products == ("Bun Maska", "Masala Chai")
    named = plan(entry(1, 2, topic="Rain"), topic="Rain")
    assert wanted(named, PlanRevision(more=1)).intent.products == ()


def test_more_posts_keep_off_days_of_mourning():
    january = [date(2027, 1, day) for day in (26, 28)]
    held = plan(*(entry(n, day=None) for n in (1, 2))).model_copy(
        update={
            "calendar": tuple(
                entry(n).model_copy(update={"day": day, "wall_time": "10:00"})
                for n, day in enumerate(january, 1)
            ),
            "quiet": frozenset({date(2027, 1, 30)}),
        }
    )
    assert wanted(held, PlanRevision(more=2)).intent.dates == (date(2027, 1, 31), date(2027, 2, 1))


def test_a_campaign_without_a_planned_post_cannot_be_extended():
    with pytest.raises(NotFoundError):
        asked_of(())
