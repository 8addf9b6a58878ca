"""The paired bootstrap: right where the answer is known, the same for the same seed."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.bootstrap import FALSE_ALARMS, paired


def test_no_difference_is_no_interval():
    found = paired([0.0] * 20, scorers=3, seed=1)
    assert (found.mean, found.low, found.high) == (0.0, 0.0, 0.0)


def test_the_same_seed_gives_the_same_interval():
    values = [0.5, -0.25, 0.0, 1.0] * 5
    assert paired(values, scorers=1, seed=7) == paired(values, scorers=1, seed=7)


def test_many_differences_give_the_interval_of_the_normal_law():
    values = np.random.default_rng(3).normal(0.1, 1.0, 400)
    found = paired(values.tolist(), scorers=1, seed=3)
    half = NormalDist().inv_cdf(0.975) * values.std() / 20
    assert found.low == pytest.approx(values.mean() - half, abs=0.01)
    assert found.high == pytest.approx(values.mean() + half, abs=0.01)


def test_more_scorers_widen_each_interval():
    values = [1.0, 0.0, 0.0, -0.5, 0.0, 1.0, 0.25, 0.0] * 4
    one, ten = (paired(values, scorers=n, seed=1) for n in (1, 10))
    assert ten.low < one.low < one.high < ten.high
    assert ten.level == pytest.approx(1 - FALSE_ALARMS / 10)


@settings(max_examples=30)
@given(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=40))
def test_the_mean_lies_where_the_differences_are(values):
    found = paired(values, scorers=4, seed=0)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.mean == pytest.approx(float(np.mean(values)), abs=1e-9)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_samples_prove_nothing(count):
    found = paired([-1.0] * count, scorers=1, seed=0)
    assert (found.mean, found.low, found.high) == (-1.0, -1.0, 0.0)


@pytest.mark.parametrize("right", [0.5, 0.8])
@pytest.mark.parametrize("count", [2, 3, 4, 10, 40])
def test_chance_alone_seldom_raises_an_alarm(count, right):
    """200 comparisons of six scorers each; 5 in 100 are allowed, so 20 would be far too many."""
    chance = np.random.default_rng(5)

    def alarm(seed: int) -> bool:
        once, again = chance.random((2, 6, count)) < right
        differences = once.astype(float) - again
        found = [paired(row.tolist(), scorers=6, seed=seed) for row in differences]
        return any(i.high < 0 or i.low > 0 for i in found)

    assert sum(alarm(seed) for seed in range(200)) < 20
