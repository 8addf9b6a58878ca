"""A report's figures: what is compared, what is not yet, and what imported history adds."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import COMPARED, analyse
from domain.ers import ers
from domain.expectation import around
from domain.measuring import Maturity
from domain.platform import Platform
from domain.report import PostFigures

START = datetime(2026, 10, 1, 13, tzinfo=UTC)
HISTORY_OF = 12


def post(place: int, score: float | None = 50.0, **more) -> PostFigures:
    told = {
        "key": f"p{place}",
        "publication_id": f"p{place}",
        "snapshot_id": f"s{place}" if score is not None else None,
        "platform": Platform.LINKEDIN,
        "register": ("pride", "humour")[place % 2],
        "hour": 18 + place % 2,
        "published_at": START + timedelta(days=place),
        "values": {"likes": 10} if score is not None else {},
        "ers": score,
        "maturity": Maturity.SETTLED if score is not None else Maturity.NONE,
    }
    return PostFigures.model_validate(told | more)


def old(number: int, score: float = 40.0, **more) -> PostFigures:
    dated = {"published_at": START - timedelta(days=200 - number)}
    return post(
        number,
        score,
        **{"key": f"h{number}", "source": "imported", "snapshot_id": None, "post_id": f"h{number}",
           "publication_id": None} | dated | more,
    )  # fmt: skip


def test_early_numbers_are_shown_and_never_judged():
    young = post(1, 12.0, maturity="early", expected=around(50.0, ()))
    told = analyse([young], [old(n) for n in range(9)])
    assert told.posts[0].verdict == "too_early"
    assert (told.maturity, told.measured, told.settled) == ("early", 1, 0)
    assert (told.best, told.trend.recent.n, told.predictions.n) == (None, 0, 0)
    assert told.predictions.waiting == 1
    assert all(group.here.n == 0 for group in told.registers)


def test_numbers_that_settled_without_a_score_are_not_called_early():
    """A platform that tells impressions alone: nothing more is to be waited for."""
    mute = post(1, None, maturity="settled", values={"impressions": 50}, snapshot_id="s1")
    told = analyse([mute], [])
    assert (told.maturity, told.measured, told.settled) == ("settled", 1, 0)
    assert analyse([mute, post(2, None)], []).maturity == "partly_settled"


@pytest.mark.parametrize(
    ("score", "verdict"), [(50.0, "hit"), (90.0, "above"), (10.0, "below"), (None, "no_numbers")]
)
def test_a_settled_score_is_held_against_its_range(score, verdict):
    told = analyse([post(1, score, expected=around(50.0, [48.0, 52.0]))], [])
    assert told.posts[0].verdict == verdict


def test_a_post_without_a_prediction_is_no_miss():
    assert analyse([post(1)], []).posts[0].verdict == "no_prediction"


def test_totals_say_how_many_posts_they_rest_on():
    posts = [post(1, values={"likes": 5, "shares": 1}), post(2, values={"likes": 7}), post(3, None)]
    told = {t.name: (t.value, t.n) for t in analyse(posts, []).totals}
    assert told == {"likes": (12, 2), "shares": (1, 1)}


def test_the_report_is_compared_with_what_came_just_before_it():
    history = [old(n, 20.0 if n < 100 else 41.0 + n % 3) for n in range(100 + COMPARED)]
    told = analyse([post(n, 60.0 + n) for n in range(5)], history).trend
    assert told.before.n == COMPARED == told.imported_before
    assert told.before.mean == pytest.approx(42.0, abs=0.1)
    assert told.direction == "better"
    assert 0 < told.low < told.difference < told.high


def test_two_posts_are_too_few_to_call_a_trend():
    told = analyse([post(1, 90.0), post(2, 95.0)], [old(n) for n in range(30)]).trend
    assert (told.direction, told.difference) == ("too_few", None)


def test_equal_scores_of_a_few_posts_are_no_trend():
    told = analyse([post(n, 1.82) for n in range(3)], [old(n, 0.0) for n in range(3)])
    assert (told.trend.direction, told.trend.difference) == ("no_clear_change", 1.82)
    assert told.trend.low < 0 < told.trend.high
    assert told.trend.recent.low < told.trend.recent.high


def test_noise_is_no_trend():
    history = [old(n, 30.0 + 20 * (n % 2)) for n in range(HISTORY_OF)]
    told = analyse([post(n, 32.0 + 20 * (n % 2)) for n in range(4)], history).trend
    assert told.direction == "no_clear_change"


def test_everything_is_compared_with_itself():
    told = analyse([post(n, 30.0 + n) for n in range(20)], [], is_all=True).trend
    assert (told.basis, told.before.n, told.recent.n, told.direction) == (
        "halves",
        10,
        10,
        "better",
    )


def test_other_platforms_history_is_no_yardstick():
    history = [old(n, platform=Platform.INSTAGRAM) for n in range(30)]
    told = analyse([post(n) for n in range(5)], history).trend
    assert (told.before.n, told.direction) == (0, "too_few")


def test_imported_posts_count_for_the_brand_and_are_marked():
    history = [old(n, register="pride") for n in range(4)]
    (pride,) = [g for g in analyse([post(2, 60.0)], history).registers if g.key == "pride"]
    assert (pride.here.n, pride.brand.n, pride.imported) == (1, 5, 4)
    assert pride.brand.mean == pytest.approx((60 + 4 * 40) / 5)


def test_a_post_that_is_in_the_history_too_counts_once_with_its_newer_numbers():
    known = post(1, 40.0)
    told = analyse([post(1, 55.0)], [known])
    assert [g.brand.n for g in told.registers] == [1]
    assert told.registers[0].brand.mean == 55.0
    assert told.history.n == 1


def test_what_stands_out_needs_enough_posts_and_a_real_distance():
    flat = [old(n, 40.0 + n % 2) for n in range(HISTORY_OF)]
    points = analyse([post(n, 41.0) for n in range(3)], flat).trend.points
    assert not any(p.is_unusual for p in points)
    points = analyse([post(1, 41.0), post(2, 95.0), post(3, 40.0)], flat).trend.points
    assert [p.key for p in points if p.is_unusual] == ["p2"]


def test_a_conversations_own_numbers_are_kept():
    posts = [post(1, number=3), post(2, number=1)]
    assert [p.number for p in analyse(posts, []).posts] == [3, 1]
    assert [p.number for p in analyse([post(1, number=2), post(2, number=2)], []).posts] == [1, 2]


_POSTS = st.lists(
    st.builds(
        post,
        st.integers(0, 40),
        st.none() | st.floats(0, 100),
        maturity=st.sampled_from(Maturity),
        platform=st.sampled_from(Platform),
        published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
        expected=st.none() | st.builds(around, st.floats(0, 100), st.just(())),
    ),
    max_size=20,
    unique_by=lambda p: p.key,
)


@given(posts=_POSTS, history=_POSTS, is_all=st.booleans())
def test_any_posts_give_figures_that_add_up(posts, history, is_all):
    told = analyse(posts, history, is_all=is_all)
    assert told.out == len(posts)
    assert told.settled <= told.out
    assert sorted(p.number for p in told.posts) == list(range(1, len(posts) + 1))
    p = told.predictions
    assert p.hits + p.above + p.below == p.n <= told.settled
    assert sum(g.here.n for g in told.registers) <= told.settled
    assert sum(g.brand.n for g in told.hours) <= told.history.n


def test_hours_of_a_real_page(shared_data):
    """facebook_brand has hours and counts: the busiest hours get the narrowest intervals."""
    with (shared_data / "facebook_brand" / "metrics.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    history = [
        old(
            place,
            ers(*(int(float(row[name] or 0)) for name in ("like", "comment", "share"))),
            hour=int(row["Hour"]) % 24,
            platform=Platform.FACEBOOK,
        )
        for place, row in enumerate(rows)
    ]
    told = analyse([], history)
    assert sum(g.brand.n for g in told.hours) == len(rows) == told.history.imported
    known = [g.brand for g in told.hours if g.brand.n >= 30]
    assert len(known) >= 3
    assert all(m.low < m.mean < m.high for m in known)
    widest, narrowest = (f(known, key=lambda m: m.n) for f in (min, max))
    assert narrowest.high - narrowest.low < widest.high - widest.low
