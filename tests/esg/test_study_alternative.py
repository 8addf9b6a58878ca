"""Other weights are named only when they hold on drafts that they were not chosen on."""

import numpy as np

from esg.study import methods
from esg.study.alternative import alternative


def planted(seed, *, strength, n=160, only_in=slice(None)):
    """Predictions of all weights: noise, but for 0.2, which knows of what came."""
    chance = np.random.default_rng(seed)
    came = chance.normal(50, 8, size=n)
    told = {methods.RANDOM: chance.normal(50, 4, size=(5, n))}
    told |= {method.key: chance.normal(50, 4, size=(1, n)) for method in methods.WEIGHED}
    told["combined-0.2"][0, only_in] += strength * (came[only_in] - 50)
    return told, came


def test_what_is_better_in_both_halves_is_an_alternative():
    found = alternative({"ers": planted(1, strength=1.0)}, 1, is_timed=True)
    assert (found.method, found.weights.ers, found.weights.scale) == (
        "combined-0.2",
        0.2,
        "hundred",
    )
    assert (found.chosen_on, found.tried_on) == (80, 80)
    assert found.against_seed.verdict == "better"
    assert found.is_reliable


def test_what_was_good_only_where_it_was_chosen_is_none():
    found = alternative({"ers": planted(2, strength=1.0, only_in=slice(0, 80))}, 1, is_timed=True)
    assert found.method == "combined-0.2"
    assert found.first > 0.6
    assert not found.is_reliable


def test_the_best_of_many_in_noise_is_rarely_called_reliable():
    called = [
        alternative({"ers": planted(seed, strength=0.0)}, seed, is_timed=True).is_reliable
        for seed in range(40)
    ]
    assert sum(called) <= 3


def test_what_is_better_without_growth_counts_unless_it_is_worse_on_the_ers():
    noise, good = planted(5, strength=0.0), planted(6, strength=1.0)
    found = alternative({"ers": noise, "detrended": good}, 1, is_timed=True)
    assert (found.truth, found.is_reliable) == ("detrended", True)
    told, came = planted(7, strength=-1.0)
    told[methods.SEED] = told[methods.SEED] + (came - 50)
    found = alternative({"ers": (told, came), "detrended": good}, 1, is_timed=True)
    assert not found.is_reliable


def test_nothing_is_reliable_without_an_order_of_time():
    found = alternative({"ers": planted(1, strength=1.0)}, 1, is_timed=False)
    assert found.against_seed.verdict == "better"
    assert not found.is_reliable
    assert (
        alternative({"ers": ({methods.RANDOM: np.zeros((1, 9))}, np.zeros(9))}, 1, is_timed=True)
        is None
    )
