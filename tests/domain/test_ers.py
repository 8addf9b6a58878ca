"""The emotional resonance score: the seed's formula, its bounds and what missing counts mean."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ers import combined, ers, ers_of_counts, reach_normalised_ers

counts = st.integers(min_value=0, max_value=10**9)
maybe = st.none() | counts


def test_the_seeds_example_follows_the_formula_not_its_printed_result():
    assert ers(3200, 412, 890) == 73.52


@pytest.mark.parametrize(
    ("likes", "comments", "shares", "expected"),
    [
        (0, 0, 0, 0.0),
        (1, 0, 0, 1.82),
        (0, 1, 0, 4.05),
        (0, 0, 1, 5.88),
        (162, 9, 5, 37.35),
        (10**9, 10**9, 10**9, 100.0),
    ],
)
def test_known_scores(likes, comments, shares, expected):
    assert ers(likes, comments, shares) == expected


@given(counts, counts, counts)
def test_score_is_the_formula_rounded_and_capped(likes, comments, shares):
    raw = 0.2 * likes + 0.5 * comments + 0.8 * shares
    assert ers(likes, comments, shares) == pytest.approx(
        min(math.log(1 + raw) * 10, 100), abs=0.005001
    )
    assert 0 <= ers(likes, comments, shares) <= 100


@given(counts, counts, counts)
def test_score_has_two_decimals(likes, comments, shares):
    score = ers(likes, comments, shares)
    assert round(score, 2) == score


@given(counts, counts, counts, st.integers(min_value=1, max_value=10**6))
def test_more_of_anything_never_lowers_the_score(likes, comments, shares, more):
    score = ers(likes, comments, shares)
    assert ers(likes + more, comments, shares) >= score
    assert ers(likes, comments + more, shares) >= score
    assert ers(likes, comments, shares + more) >= score


@given(st.integers(min_value=1, max_value=10**5))
def test_a_share_outweighs_a_comment_and_a_comment_a_like(n):
    share, comment, like = ers(0, 0, n), ers(0, n, 0), ers(n, 0, 0)
    assert share > comment > like or share == 100.0


@given(maybe, maybe, maybe)
def test_a_missing_count_is_zero_and_no_count_at_all_is_no_score(likes, comments, shares):
    score = ers_of_counts(likes, comments, shares)
    if likes is None and comments is None and shares is None:
        assert score is None
    else:
        assert score == ers(likes or 0, comments or 0, shares or 0)


@given(counts, counts, counts)
def test_at_a_reach_of_a_thousand_both_scores_agree(likes, comments, shares):
    assert reach_normalised_ers(likes, comments, shares, 1000) == ers(likes, comments, shares)


@given(counts, counts, counts, st.integers(min_value=1, max_value=10**9))
def test_reaching_more_people_for_the_same_response_never_scores_higher(
    likes, comments, shares, reach
):
    few = reach_normalised_ers(likes, comments, shares, reach)
    many = reach_normalised_ers(likes, comments, shares, reach * 2)
    assert few is not None
    assert many is not None
    assert 0 <= many <= few <= 100


@pytest.mark.parametrize("reach", [None, 0, -5])
def test_without_a_positive_reach_nothing_is_normalised(reach):
    assert reach_normalised_ers(10, 2, 1, reach) is None


def test_without_any_count_nothing_is_normalised():
    assert reach_normalised_ers(None, None, None, 500) is None


@given(
    st.floats(min_value=-1, max_value=1),
    st.floats(min_value=0, max_value=100),
)
def test_combined_weighs_similarity_and_score_and_clips_nothing(similarity, score):
    assert combined(similarity, score) == 0.4 * similarity + 0.6 * score / 100


def test_combined_of_opposite_texts_may_be_negative():
    assert combined(-1.0, 0.0) == -0.4
