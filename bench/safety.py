"""All safety checks of a post beside one pass over it for the dictionaries' words alone."""

from collections.abc import Iterator

import regex

from bench.corpus import captions
from bench.measure import Result, interleaved
from domain.brand import BrandProfile
from safety.library import lexicon
from tools.safety import check

LENGTH, POSTS = 1_300, 60
"""Characters of a post, and how many posts are read in a round."""
ROUNDS = 7
LIMIT_S = 0.002
"""For one post on a core of its own."""
FLOOR_GOAL = 3.0


def check_time() -> Iterator[Result]:
    """Every step without a model, against its limit and against what a list of words costs.

    The list is one pattern of all the dictionaries' terms, letter by letter, which `regex`
    compiles; it finds no disguise, no sentence, no claim and no number.
    """
    posts = list(_posts())
    terms = {
        " ".join(phrase)
        for table in (lexicon().plain, lexicon().folded)
        for phrases in table.values()
        for phrase, _ in phrases
    }
    listed = regex.compile(r"\b\L<terms>\b", regex.IGNORECASE, terms=terms)
    brand = BrandProfile()
    ours, floor = interleaved(
        lambda: [check(post, (), brand) for post in posts],
        lambda: [listed.findall(post) for post in posts],
        rounds=ROUNDS,
    )
    name = f"safety of {LENGTH:,} characters"
    yield Result(name, "s", ours / POSTS, LIMIT_S, goal=1)
    yield Result(f"{name} against a list of words", "s", ours / POSTS, floor / POSTS, FLOOR_GOAL)


def _posts() -> Iterator[str]:
    """Captions one after the other, cut to the length."""
    text = "\n".join(captions())
    step = len(text) // POSTS
    return (text[at : at + LENGTH] for at in range(0, step * POSTS, step))
