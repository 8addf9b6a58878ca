"""The sentence that tells a person why a post stands where it stands. Computes no scores."""

from functools import cache
from typing import NamedTuple

from domain.explanation import Space
from domain.ranking import SEED_WEIGHTS, RankWeights

NOTHING_ALIKE = 0.005
"""Similarity below which it is told as 0.00."""


class Move(NamedTuple):
    """A post's way from its place by similarity to its place by combined score."""

    before: int
    """Place by similarity, from 1."""
    after: int
    """Place by combined score, from 1."""
    similarity: float
    ers: float
    average_ers: float
    """Mean ERS of the shortlist it was compared in."""
    space: Space = "semantic"
    weights: RankWeights = SEED_WEIGHTS


def explain(move: Move) -> str:
    """A true sentence, for example "3rd most similar (0.62), moved up 2 places because its ERS of
    54.10 is above the group's average of 46.20". A similarity of spelling is called that, and
    weights other than the seed's are named.
    """
    said = _said(move)
    # most are weighed so, and to compare fields takes as long as the sentence
    if move.weights is SEED_WEIGHTS or move.weights == SEED_WEIGHTS:
        return said
    return f"{said}; weighed as {move.weights.told}"


def _said(move: Move) -> str:
    spelled = " in spelling" if move.space == "lexical" else ""
    if spelled and move.similarity < NOTHING_ALIKE:
        return (
            f"Nothing in it is spelled alike; it stands here for its ERS of {move.ers:.2f} "
            f"(group's average of {move.average_ers:.2f})"
        )
    return f"{_place(move.before)}{spelled} ({move.similarity:.2f}), {_moved(move)}"


@cache
def _place(number: int) -> str:
    return "Most similar" if number == 1 else f"{_ordinal(number)} most similar"


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _moved(move: Move) -> str:
    distance = _distance(abs(move.before - move.after))
    average = f"the group's average of {move.average_ers:.2f}"
    if move.after < move.before:
        return _rose(move, distance, average)
    if move.after > move.before:
        return _fell(move, distance, average)
    return f"kept its place with an ERS of {move.ers:.2f} ({average[4:]})"


@cache
def _distance(places: int) -> str:
    return f"{places} place" if places == 1 else f"{places} places"


def _rose(move: Move, distance: str, average: str) -> str:
    if move.ers > move.average_ers:
        return f"moved up {distance} because its ERS of {move.ers:.2f} is above {average}"
    return (
        f"moved up {distance} because its ERS of {move.ers:.2f}, though not above {average}, "
        "beats that of posts more similar"
    )


def _fell(move: Move, distance: str, average: str) -> str:
    if move.ers < move.average_ers:
        return f"moved down {distance} because its ERS of {move.ers:.2f} is below {average}"
    return (
        f"moved down {distance} because less similar posts have an even higher ERS than its "
        f"{move.ers:.2f} ({average[4:]})"
    )
