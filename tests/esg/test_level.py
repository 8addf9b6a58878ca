"""The level a brand's posts are at, from earlier posts only."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg.level import LEARNED_FROM, level_of

SCORES = st.lists(st.floats(0, 100), min_size=1, max_size=80)


def test_nothing_has_no_level():
    assert level_of([]) is None


@given(SCORES)
def test_a_level_lies_between_the_scores(scores):
    level = level_of(scores)
    assert min(scores) - 1e-9 <= level.now <= max(scores) + 1e-9
    assert all(min(scores) - 1e-9 <= value <= max(scores) + 1e-9 for value in level.before)


@given(SCORES, st.floats(0, 100), st.data())
def test_what_comes_later_changes_no_level_before_it(scores, other, data):
    place = data.draw(st.integers(0, len(scores) - 1))
    changed = [*scores[:place], other, *scores[place + 1 :]]
    before = level_of(scores).before
    # the first post's level is its own score, of which nothing else is known
    start = 0 if place else 1
    assert np.array_equal(before[start : place + 1], level_of(changed).before[start : place + 1])


@given(st.lists(st.floats(0, 100), min_size=1, max_size=LEARNED_FROM - 1))
def test_few_posts_have_the_plain_mean(scores):
    assert level_of(scores).now == pytest.approx(np.mean(scores))


def test_a_steady_account_keeps_the_mean_and_a_growing_one_follows_its_growth():
    rng = np.random.default_rng(1)
    steady = 40 + rng.normal(0, 5, 200)
    assert level_of(steady).now == pytest.approx(steady.mean(), abs=1.0)
    growing = np.linspace(10, 70, 200) + rng.normal(0, 3, 200)
    level = level_of(growing)
    assert level.now > 60  # the plain mean would say 40
    assert np.abs(level.before[100:] - growing[100:]).mean() < 6
