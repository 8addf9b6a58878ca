"""What a brand's posts say together, and what a draft may expect of them."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.platform import Platform
from domain.register import Register, RegisterReading
from esg.archetypes import UNKNOWN
from esg.brand import ScoredPost, model_of
from esg.epm import REGISTERS

START = datetime(2026, 1, 1, tzinfo=UTC)


def reading(register, confidence=0.9):
    return (RegisterReading(register=register, confidence=confidence),)


def history(scores, registers=(), platform=Platform.INSTAGRAM, dated=True):
    return [
        ScoredPost(
            id=f"{platform.value}-{i:04}",
            platform=platform,
            published_at=START + timedelta(days=i) if dated else None,
            ers=float(score),
            registers=registers[i] if registers else (),
        )
        for i, score in enumerate(scores)
    ]


def test_without_posts_there_is_no_level_and_nothing_is_expected():
    model = model_of([], UNKNOWN)
    assert model.level is None
    assert model.posts == 0
    assert model.expect(reading(Register.PRIDE), [], Platform.X) is None


def test_one_post_is_its_own_level_with_a_wide_range():
    expected = model_of(history([40.0]), UNKNOWN).expect((), [])
    assert expected.mean == pytest.approx(40.0)
    assert expected.high - expected.low > 15


def test_equal_scores_give_equal_expectations():
    model = model_of(history([30.0] * 20), UNKNOWN)
    assert model.expect((), [("instagram-0003", 0.9)]).mean == pytest.approx(30.0)
    assert np.allclose(model.posterior.effects, 0.0)


def planted(seed=0, count=160):
    """Posts in humour do 10 points better than the others."""
    rng = np.random.default_rng(seed)
    drawn = [REGISTERS[i] for i in rng.integers(0, 8, count)]
    scores = [40 + 10 * (r is Register.HUMOUR) + rng.normal(0, 4) for r in drawn]
    return history(scores, [reading(r) for r in drawn])


def test_what_moves_the_brand_is_found_and_expected_of_a_draft():
    model = model_of(planted(), UNKNOWN)
    assert REGISTERS[int(np.argmax(model.posterior.effects))] is Register.HUMOUR
    funny = model.expect(reading(Register.HUMOUR), [])
    proud = model.expect(reading(Register.PRIDE), [])
    assert funny.mean > proud.mean + 5


def test_four_of_five_fresh_posts_land_in_their_range():
    model = model_of(planted(1), UNKNOWN)
    rng = np.random.default_rng(99)
    hits = 0
    for _ in range(400):
        register = REGISTERS[int(rng.integers(0, 8))]
        came = 40 + 10 * (register is Register.HUMOUR) + rng.normal(0, 4)
        told = model.expect(reading(register), [])
        hits += told.low <= came <= told.high
    assert 0.70 <= hits / 400 <= 0.90


def test_similar_posts_that_did_better_than_explained_raise_the_expectation():
    scores = [30.0] * 20 + [60.0, 61.0, 59.0, 60.0, 30.0]
    model = model_of(history(scores), UNKNOWN)
    near = [(f"instagram-{i:04}", 0.9) for i in (20, 21, 22)]
    far = [(f"instagram-{i:04}", 0.9) for i in (5, 6, 7)]
    assert model.expect((), near).mean > model.expect((), far).mean + 3


def test_each_platform_has_its_own_level_once_it_has_posts():
    both = history([20.0] * 15) + history([60.0] * 15, platform=Platform.LINKEDIN)
    model = model_of(both + history([90.0] * 2, platform=Platform.X), UNKNOWN)
    assert model.expect((), [], Platform.INSTAGRAM).mean == pytest.approx(20.0, abs=1)
    assert model.expect((), [], Platform.LINKEDIN).mean == pytest.approx(60.0, abs=1)
    assert model.level_on(Platform.X) == model.level  # two posts have no level of their own


def test_the_order_of_the_posts_given_does_not_matter():
    some = planted()
    shuffled = [some[i] for i in np.random.default_rng(2).permutation(len(some))]
    one, other = model_of(some, UNKNOWN), model_of(shuffled, UNKNOWN)
    assert np.allclose(one.posterior.mean, other.posterior.mean)
    assert one.left == other.left


def test_growth_is_not_taken_for_a_register():
    """An account that grows and turned to pride late: pride did nothing by itself."""
    rng = np.random.default_rng(5)
    registers = [reading(Register.HUMOUR if i < 60 else Register.PRIDE) for i in range(120)]
    scores = [20 + 0.4 * i + rng.normal(0, 3) for i in range(120)]
    effects = model_of(history(scores, registers), UNKNOWN).posterior.effects
    gap = effects[REGISTERS.index(Register.PRIDE)] - effects[REGISTERS.index(Register.HUMOUR)]
    assert abs(gap) < 5  # the plain means differ by 24


def test_undated_posts_are_held_against_the_mean():
    model = model_of(history([10.0, 20.0, 30.0], dated=False), UNKNOWN)
    assert model.level == pytest.approx(20.0)
    assert sorted(model.left.values()) == pytest.approx([-10.0, 0.0, 10.0])


def test_posts_without_a_clear_feeling_are_counted_apart():
    registers = [reading(Register.PRIDE), reading(Register.PRIDE, 0.3), ()]
    model = model_of(history([40.0, 42.0, 44.0], registers), UNKNOWN)
    assert (model.scored, model.posts, model.unclear) == (3, 2, 2)
    assert model.carried.sum() == model.scored - model.unclear
