"""What is found wrong with one post of a campaign, and what is not."""

from collections import Counter

import pytest

from evals.campaigns.faults import MEASURES, faults, likeness
from evals.campaigns.measuring import ABSOLUTE, measured
from evals.campaigns.words import words
from tests.evals.campaign_posts import draft, post, posts

FINE = (
    "Rain on the roof, and a pot that is in no hurry.",
    "Shimla wakes slowly. So does the kettle.",
    "Somebody always asks for the window seat first.",
)


def found(text: str, **fields) -> set[str]:
    """The measures by which the first of three variations fails."""
    return {fault.measure for fault in faults(post(text, *FINE[1:], **fields))}


def test_three_clean_and_different_variations_have_no_fault():
    assert found(FINE[0]) == set()


@pytest.mark.parametrize(
    ("text", "fields", "measure"),
    [
        ("☕☕☕", {}, "empty"),
        ("tea " * 400, {}, "over_limit"),
        ("Our Best pot of the year.", {"avoid": ["best"]}, "banned_words"),
        ("सस्ता और अच्छा, दोनों साथ यहाँ हैं।", {"avoid": ["सस्ता"], "language": "hi"}, "banned_words"),
        ("Not what fresh bites would pour.", {"rivals": ["Fresh Bites"]}, "competitors"),
        ("Come to {place} today.", {}, "placeholders"),
        ("Come to [shop name] today.", {}, "placeholders"),
        ("Rain on the roof and a pot.", {"language": "hi"}, "language"),
        ("बारिश है और चाय तैयार है।", {}, "language"),
        ("Rain on the roof..", {}, "punctuation"),
        ("Rain  on the roof.", {}, "punctuation"),
        ("Rain on the roof!.", {}, "punctuation"),
        (FINE[1], {}, "alike"),
    ],
)
def test_a_fault_is_found_under_its_name(text, fields, measure):
    assert measure in found(text, **fields)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("The bestseller of the year is rain.", {"avoid": ["best"]}),
        ("Some bites are fresh, and rain is too.", {"rivals": ["Fresh Bites"]}),
        ("Wait… is that rain? Yes!! Rs. 180 a pot.", {"avoid": ["sun"]}),
    ],
)
def test_what_only_looks_like_a_fault_is_none(text, fields):
    assert found(text, **fields) - {"punctuation"} == set()


def test_hashtags_are_looked_at_too():
    tagged = draft(FINE[0], hashtags=("#FreshBites", "#best", "#rain", "#Rain"))
    (one,) = posts(({"rivals": ["Fresh Bites"], "avoid": ["best"]}, (tagged,)))
    assert {f.measure for f in faults(one)} >= {"competitors", "banned_words", "over_limit"}


def test_a_variation_that_is_missing_is_told_once():
    assert [f.measure for f in faults(post(*FINE[:2]))] == ["empty"]


def test_likeness_is_the_share_of_the_shorter_texts_runs_of_three():
    assert likeness(words("a b c d"), words("a b c x y z")) == 0.5
    assert likeness(words("a b"), words("a b")) == 0.0


def test_every_measure_has_a_limit_of_none_and_says_its_first_case():
    run = measured((post("Our best pot.", *FINE[1:], avoid=["best"]),))
    counted = {measure.name: measure for measure in run.measures}
    assert set(ABSOLUTE) <= set(MEASURES) <= set(counted)
    assert Counter(m.name for m in run.missed) == Counter(["banned_words"])
    assert (counted["banned_words"].value, counted["banned_words"].limit) == (1, 0)
    assert counted["banned_words"].example == "tea-01-1: best"
