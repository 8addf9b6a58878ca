"""Where posts go when their plan moves as a whole. Seen from Mon 30 Nov 2026, in India."""

from datetime import UTC, date, datetime, time

import pytest

from domain.content import Content, ContentStatus
from domain.platform import Platform
from domain.publication import Publication, PublicationState
from domain.times import columns, slot_of
from llm.tasks.intent import PlanRevision
from tests.parts import a_version
from tools.moving import can_move, moved
from tools.numbering import Numbered

NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
INDIA = "Asia/Kolkata"
NONE = frozenset()
P = Platform


def post(number, day, platform=P.LINKEDIN, status=ContentStatus.PENDING_REVIEW, clock="10:00"):
    slot = slot_of(date(2026, 12, day), time.fromisoformat(clock), INDIA) if day else None
    version = a_version("Chai.", NOW, register="belonging")
    content = Content(
        id=f"c{number}",
        workspace_id="w",
        brand_id="b",
        campaign_id="k",
        task_id=f"t{number}",
        platform=platform,
        language="en",
        status=status,
        version=version,
        **columns(slot),
    )
    return Numbered(number=number, content=content)


def days(posts, free=NONE, **wish):
    found = moved(tuple(posts), PlanRevision(**wish), free, NOW)
    assert found.not_done == ()
    return {move.number: move.day.day for move in found.moves}


def test_all_move_by_as_much_at_the_hour_that_each_has():
    posts = (post(1, 2), post(2, 4, clock="19:30"))
    found = moved(posts, PlanRevision(shift_days=3), NONE, NOW).moves
    assert [move.slot.wall for move in found] == ["2026-12-05T10:00:00", "2026-12-07T19:30:00"]


def test_from_another_first_day_on_the_others_keep_their_distance():
    assert days([post(2, 6), post(1, 2)], start=date(2026, 12, 7)) == {1: 7, 2: 11}


def test_three_a_week_are_days_two_or_three_apart_and_what_shared_a_day_goes_on_sharing():
    posts = [post(1, 2), post(2, 2, P.INSTAGRAM), post(3, 3), post(4, 4), post(5, 5)]
    assert days(posts, per_week=3.0) == {3: 4, 4: 6, 5: 9}


def test_off_a_free_weekday_a_post_goes_to_the_next_day_that_its_platform_has_free():
    sunday = [post(1, 6), post(2, 7), post(3, 6, P.INSTAGRAM), post(4, 9)]
    assert days(sunday, frozenset({6}), skip_weekdays=(6,)) == {1: 8, 3: 7}


def test_where_every_open_day_is_taken_a_day_is_shared():
    week = [post(n, n) for n in range(1, 8)]  # Tuesday 1 to Monday 7
    only_tuesdays = frozenset(range(7)) - {1}
    assert days(week, only_tuesdays, skip_weekdays=tuple(only_tuesdays)) == dict.fromkeys(
        range(2, 8), 8
    )


def test_nothing_moves_behind_now_and_that_is_said():
    found = moved((post(1, 2), post(2, 9)), PlanRevision(shift_days=-7), NONE, NOW)
    assert [(move.number, move.day) for move in found.moves] == [(2, date(2026, 12, 2))]
    (left,) = found.not_done
    assert left.wish == "post 1 earlier"
    assert left.why == (
        "Wed 25 Nov, 10:00 am IST has passed, so it stays at Wed 2 Dec, 10:00 am IST."
    )


def test_a_post_without_a_day_or_turned_down_or_on_its_way_stays():
    gone = post(3, 5).model_copy(
        update={
            "publication": Publication.model_construct(state=PublicationState.SUBMITTED),
        }
    )
    stays = (post(1, None), post(2, 3, status=ContentStatus.REJECTED), gone)
    assert [can_move(p) for p in stays] == [True, False, False]
    found = moved(stays, PlanRevision(shift_days=1), NONE, NOW)
    assert found.moves == ()
    assert "can still change" in found.not_done[0].why


@pytest.mark.parametrize("wish", [{"more": 2}, {"budget": 100.0}, {"platforms": (P.X,)}])
def test_a_wish_that_says_nothing_of_time_moves_nothing(wish):
    assert days([post(1, 6)], frozenset({6}), **wish) == {}


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"shift_days": 2}, {1: 5, 2: 6}),
        ({"per_week": 7}, {2: 3}),
        ({"skip_weekdays": (2,)}, {1: 3}),
        ({"start": date(2026, 12, 4)}, {1: 4, 2: 6}),
    ],
)
def test_posts_are_not_moved_onto_a_day_of_mourning(wish, found):
    quiet, free = frozenset({date(2026, 12, 4)}), frozenset(wish.get("skip_weekdays", ()))
    posts = (post(1, 2), post(2, 4))
    moves = moved(posts, PlanRevision(**wish), free, NOW, quiet).moves
    assert {move.number: move.day.day for move in moves} == found
