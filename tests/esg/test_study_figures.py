"""Figures of a study against scipy and against sums written out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from esg.study.bootstrap import Resamples, block_length
from esg.study.figures import ndcg, spearman

coarse = st.integers(min_value=0, max_value=6).map(float)
pairs = st.lists(st.tuples(coarse, coarse), min_size=3, max_size=40)


def known_spearman(x, y):
    if len(set(x)) == 1 or len(set(y)) == 1:
        return 0.0
    return spearmanr(x, y).statistic


@given(pairs, st.integers(min_value=0, max_value=99))
def test_rank_correlation_is_that_of_each_resample_written_out(values, seed):
    x, y = (np.array(column) for column in zip(*values, strict=True))
    rows = np.random.default_rng(seed).integers(0, len(x), size=(4, len(x)))
    counts = np.stack([np.bincount(row, minlength=len(x)) for row in rows]).astype(float)
    found = spearman(np.stack([x, -x]), y, counts)
    expected = [known_spearman(x[row], y[row]) for row in rows]
    assert found[0] == pytest.approx(expected, abs=1e-9)
    assert found[1] == pytest.approx([-value for value in expected], abs=1e-9)


def slow_ndcg(foretold, came):
    def percentile(value):
        lower = sum(v < value for v in came) + (sum(v == value for v in came) - 1) / 2
        return (lower + 0.5) / len(came)

    discounts = [1 / math.log2(rank + 1) for rank in range(1, 6)] + [0.0] * 15
    order = sorted(range(20), key=lambda i: -foretold[i])
    total = 0.0
    for place, draft in enumerate(order):
        tied = [p for p, other in enumerate(order) if foretold[other] == foretold[draft]]
        assert place in tied
        total += percentile(came[draft]) * sum(discounts[p] for p in tied) / len(tied)
    ideal = sorted((percentile(v) for v in came), reverse=True)
    return total / sum(d * g for d, g in zip(discounts, ideal, strict=True))


@given(st.lists(st.tuples(coarse, coarse), min_size=20, max_size=45))
def test_ndcg_is_the_sum_written_out_and_ties_share_their_places(values):
    x, y = (np.array(column) for column in zip(*values, strict=True))
    found = ndcg(x[None], y)
    starts = range(0, len(x) - 19, 20)
    expected = [slow_ndcg(x[s : s + 20].tolist(), y[s : s + 20].tolist()) for s in starts]
    assert found[0] == pytest.approx(expected)


def test_the_right_order_has_ndcg_1_and_none_at_all_that_of_chance():
    came = np.arange(20.0)
    right, none, wrong = ndcg(np.stack([came, came * 0, -came]), came)[:, 0]
    assert right == pytest.approx(1.0)
    assert none == pytest.approx(0.5 / 0.928, abs=0.03)
    assert wrong < 0.2


def test_blocks_are_drawn_evenly_and_each_resample_is_as_long_as_the_history():
    found = Resamples.of(150, seed=3)
    assert found.counts.shape == (1000, 150)
    assert set(found.counts.sum(axis=1)) == {150.0}
    assert found.counts.mean(axis=0) == pytest.approx(np.ones(150), abs=0.2)
    assert Resamples.of(150, seed=3).counts.tolist() == found.counts.tolist()
    assert (block_length(150), block_length(7), block_length(2500)) == (11, 1, 27)


@pytest.mark.parametrize("memory", [0.0, 0.6])
def test_intervals_hold_the_truth_about_as_often_as_they_say(memory):
    """A mean of 150 values, and a rank correlation of 0, also where neighbours are alike."""
    chance = np.random.default_rng(11)
    held_mean = held_rank = 0
    for run in range(100):
        noise = chance.normal(size=(2, 150))
        for at in range(1, 150):
            noise[:, at] += memory * noise[:, at - 1]
        how = Resamples.of(150, seed=run, times=300)
        mean = how.estimate(0.0, how.means(noise[:1])[0])
        held_mean += mean.low <= 0 <= mean.high and how.means(noise[:1])[0].min() < 0
        ranks = spearman(noise[:1], noise[1], how.counts)[0]
        low, high = np.quantile(ranks, [how.tail, 1 - how.tail])
        held_rank += low <= 0 <= high
    assert held_rank >= 86
    assert held_mean >= 86


def test_a_difference_is_called_better_or_worse_only_when_its_interval_leaves_out_zero():
    how = Resamples.of(100, seed=1)
    spread = np.linspace(-1, 1, 1000)
    assert how.contrast(0.0, spread).verdict == "not better"
    assert how.contrast(2.0, spread + 2).verdict == "better"
    assert how.contrast(-2.0, spread - 2).verdict == "worse"
