"""Which product a text names, in whichever script the name or the text is written.

बन मस्का is Bun Maska: Devanagari writes English sounds with its own vowels, so between the two
scripts consonants have to meet, and vowels only to be near each other. A short name has to stand
there as it is: too much sounds like Tea.
"""

import re
from collections.abc import Iterable
from functools import cache

from domain.brand import Product
from domain.devanagari import fold, has_devanagari
from domain.lettering import has_word
from llm.offline.tongue import typed

SHORT = 3
"""Letters of a folded name up to which no likeness counts."""
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = re.compile(r"([^aeiouy]?)([aeiouy]*)")
_NEAR = frozenset({"au", "ae", "ao", "ei", "iy", "ou", "ey"})
"""Vowels of two scripts for one sound: bun and बन, lemon and लेमन, burger and बर्गर."""
_SAME = ({"g", "j"}, {"s", "j"})
"""Veg is वेज, momos are मोमोज़."""


def names(text: str, name: str) -> bool:
    """Whether the text has the name as whole words, its plural or its other spelling."""
    name = name.strip()
    if has_word(text, name) or has_word(text, f"{name}s"):
        return True
    key, spelled = fold(name), fold(typed(name))
    told = (fold(text), fold(typed(text)))
    if any(k and has_word(said, k) for said in told for k in (key, spelled)):
        return True
    across = has_devanagari(name) != has_devanagari(text)
    return across and len(key) > SHORT and _sounds_in(told[1], spelled)


def named(text: str, products: Iterable[Product]) -> Product | None:
    """The product that the text names; the longest name first."""
    longest_first = sorted(products, key=lambda p: -len(p.name))
    return next((p for p in longest_first if names(text, p.name)), None)


def _sounds_in(text: str, name: str) -> bool:
    """Whether words of the text, one beside the other, sound like those of the name."""
    said, wanted = _WORD.findall(text), _WORD.findall(name)
    runs = (said[i : i + len(wanted)] for i in range(len(said) - len(wanted) + 1))
    return any(all(map(_alike, run, wanted)) for run in runs)


def _alike(one: str, other: str) -> bool:
    if one == other or one == f"{other}s":
        return True
    # a word of one consonant leaves too little to tell it by
    first, second = _sounds(one), _sounds(other)
    if not len(first) == len(second) > 1:
        return False
    pairs = zip(first, second, strict=True)
    return all((c == d or {c, d} in _SAME) and _near(v, w) for (c, v), (d, w) in pairs)


def _near(one: str, other: str) -> bool:
    if not one or not other:
        return (one or other or "a")[0] in "aeou"
    return one[0] == other[0] or "".join(sorted((one[0], other[0]))) in _NEAR


@cache
def _sounds(word: str) -> tuple[tuple[str, str], ...]:
    """Each consonant with the vowels after it; a silent e at the end is none."""
    plain = re.sub("c(?=[eiy])", "s", word)
    plain = re.sub("k+", "k", re.sub("c(?!h)", "k", plain))
    plain = re.sub("(?<=[^aeiouy])e$", "", plain)
    return tuple((c, v) for c, v in _SOUNDS.findall(plain) if c or v)
