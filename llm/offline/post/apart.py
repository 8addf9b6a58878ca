"""How much two texts say in the same words, so that no variation is another one again. Pure."""

import regex

ALIKE = 0.45
"""Share of the shorter text's runs of three words from which a reader sees one post twice."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_RUN = 3


def likeness(one: str, other: str) -> float:
    """Common runs of three words as a share of the shorter text's, 0 to 1."""
    left, right = _runs(one), _runs(other)
    return len(left & right) / max(min(len(left), len(right)), 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
