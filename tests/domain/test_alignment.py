"""The verdict is that of the score, at every edge, whatever an author says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.alignment import BANDS, BANNED_CAP, Verdict, verdict_of
from llm.tasks.align import Alignment

SCORES = st.floats(min_value=0, max_value=100, allow_nan=False)
ORDER = [Verdict.MISALIGNED, Verdict.FLAT, Verdict.CLOSE, Verdict.GREAT]


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (100, "great"),
        (80, "great"),
        (79.99, "close"),
        (math.nextafter(80, 0), "close"),
        (60, "close"),
        (math.nextafter(60, 0), "flat"),
        (40, "flat"),
        (math.nextafter(40, 0), "misaligned"),
        (0, "misaligned"),
    ],
)
def test_each_band_begins_where_it_is_said_to(score, verdict):
    assert verdict_of(score) == verdict


@given(SCORES, SCORES)
def test_a_higher_score_never_has_a_worse_verdict(one, other):
    low, high = sorted((one, other))
    assert ORDER.index(verdict_of(low)) <= ORDER.index(verdict_of(high))


@given(SCORES, st.sampled_from([*Verdict, "wonderful", "", None]))
def test_what_an_author_calls_a_score_does_not_count(score, said):
    told = Alignment.model_validate({"resonance_score": score, "verdict": said, "confidence": 0.5})
    assert told.verdict is verdict_of(score)
    assert Alignment.model_validate_json(told.model_dump_json()) == told


@pytest.mark.parametrize("score", [-0.01, 100.01, math.nan, math.inf, -math.inf, "high", None])
def test_a_score_that_is_none_does_not_fit_the_output(score):
    with pytest.raises(ValidationError, match="resonance_score"):
        Alignment.model_validate({"resonance_score": score, "verdict": "great", "confidence": 1})


def test_a_banned_word_never_lets_a_draft_be_close():
    least_close = next(least for least, verdict in BANDS if verdict is Verdict.CLOSE)
    assert least_close > BANNED_CAP
