"""The schedule of looks, and when numbers may be judged."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.measuring import (
    LAGS,
    WATCHED,
    Maturity,
    is_overdue,
    look_again,
    looks,
    maturity,
    next_look,
    settles_after,
)
from domain.platform import Platform

OUT = datetime(2026, 11, 1, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVERY = pytest.mark.parametrize("platform", Platform)


@EVERY
def test_looks_begin_within_minutes_grow_rarer_and_end_after_thirty_days(platform):
    ages = looks(platform)
    assert ages[0] < timedelta(minutes=5)
    assert ages[-1] == WATCHED
    assert settles_after(platform) in ages
    after = [b - a for a, b in itertools.pairwise(ages) if a >= settles_after(platform)]
    assert after == sorted(after)
    assert len(ages) < 40


def test_a_platform_with_a_lag_settles_with_it_and_is_looked_at_while_it_lasts():
    assert settles_after(Platform.INSTAGRAM) == 48 * HOUR
    assert settles_after(Platform.YOUTUBE) == 72 * HOUR
    assert settles_after(Platform.LINKEDIN) == 48 * HOUR
    late = [a for a in looks(Platform.YOUTUBE) if 48 * HOUR < a < LAGS[Platform.YOUTUBE]]
    assert len(late) > len([a for a in looks(Platform.X) if 48 * HOUR < a < 72 * HOUR])


@EVERY
def test_a_post_is_overdue_when_it_is_old_and_its_numbers_are_not(platform):
    old = OUT + settles_after(platform)
    for told in (Maturity.NONE, Maturity.EARLY):
        assert is_overdue(platform, OUT, told, old)
        assert not is_overdue(platform, OUT, told, old - HOUR)
    assert not is_overdue(platform, OUT, Maturity.SETTLED, old)


@EVERY
def test_slept_through_looks_are_not_made_up_for(platform):
    late = OUT + timedelta(days=6, hours=1)
    assert next_look(platform, OUT, late) == OUT + timedelta(days=7)
    assert next_look(platform, OUT, OUT + WATCHED) is None


@given(
    platform=st.sampled_from(Platform),
    age_s=st.floats(0, 40 * 86_400),
    failures=st.integers(1, 60),
    wait_s=st.none() | st.floats(0, 100_000),
)
def test_after_a_failure_a_look_always_follows_while_the_post_is_watched(
    platform, age_s, failures, wait_s
):
    now = OUT + timedelta(seconds=age_s)
    again = look_again(platform, OUT, now, failures=failures, wait_s=wait_s)
    if now - OUT > WATCHED:
        assert again is None
        return
    assert again is not None
    assert now < again <= now + max(6 * HOUR, timedelta(seconds=wait_s or 0))
    assert again >= now + timedelta(seconds=wait_s or 0)


def test_numbers_mature_with_the_age_at_which_they_were_read():
    assert maturity(Platform.LINKEDIN, OUT, OUT + 47 * HOUR) is Maturity.EARLY
    assert maturity(Platform.LINKEDIN, OUT, OUT + 48 * HOUR) is Maturity.SETTLED
    assert maturity(Platform.YOUTUBE, OUT, OUT + 48 * HOUR) is Maturity.EARLY
    assert maturity(Platform.X, None, OUT) is Maturity.SETTLED
