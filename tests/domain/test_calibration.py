"""How good predictions were."""

import pytest

from domain.calibration import Scored, calibrate
from domain.expectation import Expected


def post(came, mean=40.0, level=30.0):
    return Scored(came=came, expected=Expected(mean=mean, low=mean - 5, high=mean + 5), level=level)


def test_nothing_was_predicted():
    told = calibrate([])
    assert told.n == 0
    assert told.within is told.error is told.gain is None


def test_share_error_and_gain_are_the_sums_written_out():
    told = calibrate([post(42.0), post(47.0), post(30.0), post(44.0)])
    assert told.n == 4
    assert told.within == pytest.approx(2 / 4)
    assert told.error == pytest.approx((2 + 7 + 10 + 4) / 4)
    assert told.mean_error == pytest.approx((12 + 17 + 0 + 14) / 4)
    assert told.gain == pytest.approx(1 - 23 / 43)


def test_the_gain_compares_the_same_posts():
    told = calibrate([post(42.0), post(90.0, level=None)])
    assert told.n == 2
    assert told.error == pytest.approx((2 + 50) / 2)
    assert told.gain == pytest.approx(1 - 2 / 12)


def test_a_mean_that_never_misses_leaves_no_gain_to_tell():
    assert calibrate([post(30.0, level=30.0)]).gain is None
