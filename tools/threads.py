"""Cuts a long text into the posts of a thread, each within the platform's limit. Posts nothing."""

import re
from collections.abc import Callable

_SENTENCE = re.compile(r"((?<=[.!?।…])\s+|\n+)")
Fits = Callable[[str], bool]
"""Whether a text is one post's."""


def chained(text: str, fits: Fits) -> tuple[str, ...]:
    """The parts in order: whole sentences as far as they fit, else whole words.

    Args:
        text: All that is to be said.
        fits: Of one part. The first part may have to hold more than its words; say so in it.
    """
    if fits(text.strip()):
        return (text.strip(),)
    parts: list[str] = []
    room = ""
    for gap, sentence in _sentences(text.strip()):
        longer = f"{room}{gap}{sentence}" if room else sentence
        if fits(longer):
            room = longer
            continue
        if room:
            parts.append(room)
        *whole, room = _words(sentence, fits)
        parts += whole
    return tuple([*parts, room] if room else parts)


def _sentences(text: str) -> list[tuple[str, str]]:
    """Each with what stands between it and the one before: a space, or the end of a line."""
    pieces = _SENTENCE.split(text)
    gaps = ["", *pieces[1::2]]
    return [(gap, one) for gap, one in zip(gaps, pieces[::2], strict=True) if one]


def _words(sentence: str, fits: Fits) -> list[str]:
    """A sentence that is too long for one part, cut between words; a word that is none is cut."""
    if fits(sentence):
        return [sentence]
    pieces, room = [], ""
    for word in sentence.split():
        if fits(f"{room} {word}".strip()):
            room = f"{room} {word}".strip()
            continue
        pieces += [room] if room else []
        room = word
        while room and not fits(room):  # where not even nothing fits, nothing is left at the end
            cut = _longest(room, fits)
            pieces.append(room[:cut])
            room = room[cut:]
    return [*pieces, room]


def _longest(word: str, fits: Fits) -> int:
    """How many letters of it fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(word[:middle]) else (low, middle - 1)
    return low
