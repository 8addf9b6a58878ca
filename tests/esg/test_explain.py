"""The sentence under a reference: it names the move, and it is true."""

import pytest

from esg.explain import Move, explain


def said(before, after, ers, average, similarity=0.62):
    return explain(Move(before, after, similarity, ers, average))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            said(3, 1, 54.1, 46.2),
            "3rd most similar (0.62), moved up 2 places because its ERS of 54.10 is above the "
            "group's average of 46.20",
        ),
        (
            said(2, 1, 40, 46.2),
            "2nd most similar (0.62), moved up 1 place because its ERS of 40.00, though not above "
            "the group's average of 46.20, beats that of posts more similar",
        ),
        (
            said(1, 4, 30, 46.2),
            "Most similar (0.62), moved down 3 places because its ERS of 30.00 is below the "
            "group's average of 46.20",
        ),
        (
            said(11, 12, 50, 46.2),
            "11th most similar (0.62), moved down 1 place because less similar posts have an even "
            "higher ERS than its 50.00 (group's average of 46.20)",
        ),
        (
            said(1, 1, 50, 46.2),
            "Most similar (0.62), kept its place with an ERS of 50.00 (group's average of 46.20)",
        ),
    ],
)
def test_every_kind_of_move_is_explained(sentence, expected):
    assert sentence == expected


@pytest.mark.parametrize(
    ("number", "word"),
    [(2, "2nd"), (3, "3rd"), (4, "4th"), (12, "12th"), (13, "13th"), (20, "20th")],
)
def test_places_are_spoken_as_ordinals(number, word):
    assert said(number, 1, 50, 40).startswith(f"{word} most similar")


def test_a_post_that_is_not_alike_at_all_is_not_called_the_most_similar():
    told = explain(Move(1, 1, 0.0, 54.1, 46.2, space="lexical"))
    assert told == (
        "Nothing in it is spelled alike; it stands here for its ERS of 54.10 (group's average of "
        "46.20)"
    )
    assert "most similar in spelling" in explain(Move(2, 1, 0.1, 54.1, 46.2, space="lexical"))
