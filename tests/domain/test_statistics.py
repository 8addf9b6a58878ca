"""Means and differences with intervals, against values worked out elsewhere."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.statistics import difference, mean_of, t_975, variance


@pytest.mark.parametrize(
    ("freedom", "value"),
    [(1, 12.706), (9, 2.262), (30, 2.042), (40, 2.021), (60, 2.000), (120, 1.980), (10**6, 1.960)],
)
def test_students_t_is_the_tables(freedom, value):
    assert t_975(freedom) == pytest.approx(value, abs=6e-4)


def test_few_values_have_no_interval():
    assert mean_of([]).mean is None
    assert (mean_of([40.0]).low, mean_of([40.0, 50.0]).low) == (None, None)


def test_an_interval_as_in_any_textbook():
    told = mean_of([4.0, 6.0, 8.0, 10.0, 12.0])
    # mean 8, s = sqrt(10), t(4) = 2.776
    half = 2.776 * math.sqrt(10 / 5)
    assert (told.mean, told.low, told.high) == (
        8.0,
        pytest.approx(8 - half),
        pytest.approx(8 + half),
    )


def test_welchs_difference():
    # Welch (1947) as in common texts: unequal sizes and spreads
    a, b = [20.0, 22.0, 19.0, 24.0], [28.0, 30.0, 31.0, 27.0, 29.0]
    told = difference([(a, b)])
    assert told.value == pytest.approx(29.0 - 21.25)
    spread = variance(a) / 4 + variance(b) / 5
    freedom = spread**2 / ((variance(a) / 4) ** 2 / 3 + (variance(b) / 5) ** 2 / 4)
    assert told.high - told.value == pytest.approx(t_975(freedom) * math.sqrt(spread))
    assert told.is_clear


def test_groups_too_small_to_compare_are_left_out():
    assert difference([([1.0, 2.0], [3.0, 4.0, 5.0])]) is None
    only = difference([([1.0], [9.0]), ([1.0, 2.0, 3.0], [2.0, 3.0, 4.0])])
    assert only.value == pytest.approx(1.0)


def test_values_that_happen_to_be_equal_are_not_certain():
    """Three posts without a like, then three with one each: by ranks 1 in 10 such draws."""
    none, one = [0.0] * 3, [1.82] * 3
    assert difference([(none, one)]).is_clear, "as the textbook has it"
    assert not difference([(none, one)], grain=1.0).is_clear
    assert difference([(none * 10, one * 10)], grain=1.0).is_clear
    told = mean_of(one, grain=1.0)
    assert told.low < 1.82 < told.high
    varied = [4.0, 6.0, 8.0, 10.0, 12.0]
    assert mean_of(varied, grain=1.0) == mean_of(varied)


def test_a_change_of_platforms_is_no_change_of_quality():
    """Instagram scores high, LinkedIn low: moving to Instagram alone makes nothing better."""
    linkedin, instagram = [10.0, 11.0, 12.0, 9.0], [50.0, 51.0, 52.0, 49.0]
    told = difference([(linkedin * 5, linkedin), (instagram, instagram * 5)])
    assert told.value == pytest.approx(0.0)


@given(st.lists(st.floats(0, 100), min_size=3, max_size=60))
def test_the_mean_lies_in_its_interval_and_on_the_scale(values):
    told = mean_of(values)
    assert 0 <= told.low <= told.mean + 1e-9
    assert told.mean - 1e-9 <= told.high <= 100
