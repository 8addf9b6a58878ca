"""Emotional Resonance Score: the seed's formula (section 2.1), kept as written."""

import math

LIKE_WEIGHT = 0.2
COMMENT_WEIGHT = 0.5
SHARE_WEIGHT = 0.8
ERS_WEIGHT = 0.6
"""What the ERS counts in the combined score, seed section 2.2; similarity counts the rest."""


def ers(likes: int, comments: int, shares: int) -> float:
    """Score from 0 to 100, two decimals: min(round(ln(1 + 0.2 l + 0.5 c + 0.8 s) * 10, 2), 100).

    Source: seed design 2.1. (Its printed example 3200/412/890 -> 68.4 contradicts the formula,
    which gives 73.52; the formula stands.)
    """
    raw = likes * LIKE_WEIGHT + comments * COMMENT_WEIGHT + shares * SHARE_WEIGHT
    return min(round(math.log1p(raw) * 10, 2), 100.0)


def ers_of_counts(likes: int | None, comments: int | None, shares: int | None) -> float | None:
    """The score with missing counts as 0; None when all three are missing (design, section 7)."""
    if likes is None and comments is None and shares is None:
        return None
    return ers(likes or 0, comments or 0, shares or 0)


def reach_normalised_ers(
    likes: int | None, comments: int | None, shares: int | None, reach: int | None
) -> float | None:
    """ERS of the counts per 1,000 people reached; None without counts or a positive reach."""
    if not reach or reach < 0 or (likes is None and comments is None and shares is None):
        return None
    per = 1000 / reach
    raw = (
        (likes or 0) * LIKE_WEIGHT + (comments or 0) * COMMENT_WEIGHT + (shares or 0) * SHARE_WEIGHT
    ) * per
    return min(round(math.log1p(raw) * 10, 2), 100.0)


def combined(similarity: float, score: float, weight: float = ERS_WEIGHT) -> float:
    """0.4 * cosine similarity + 0.6 * ERS / 100 (seed 2.2); nothing is clipped or rounded.

    Args:
        similarity: Cosine.
        score: From 0 to 100.
        weight: Of the score, 0 to 1; similarity has the rest.
    """
    return (1 - weight) * similarity + weight * score / 100
