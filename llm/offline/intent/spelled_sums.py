"""Sums said in words, put into figures: “ek lakh”, “ढाई लाख”, “fifty thousand”. Decides nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from domain.devanagari import LETTERS, fold
from llm.offline import library
from llm.offline.tongue import typed

_WORD = re.compile(rf"[\w{LETTERS}]+(?:[.,]\d+)*")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TENS, _ONES = range(20, 100, 10), range(1, 10)


@dataclass(frozen=True, slots=True)
class _Said:
    word: str
    start: int
    end: int


def in_figures(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The text once for each sum in words, that one in figures, and where its figures stand.

    A sum of one figure and one unit (“2 lakh”) is none in words.
    """
    words = [_Said(fold(typed(m.group())), *m.span()) for m in _WORD.finditer(text)]
    place = 0
    while place < len(words):
        amount, after = _sum(text, words, place)
        if amount is None:
            place += 1
            continue
        start, end = words[place].start, words[after - 1].end
        figures = f"{amount:.2f}".removesuffix(".00")
        yield f"{text[:start]}{figures}{text[end:]}", (start, start + len(figures))
        place = after


def _sum(text: str, words: list[_Said], place: int) -> tuple[float | None, int]:
    """The sum that begins with this word, and the place of the word after it."""
    total, smallest, parts, first = 0.0, float("inf"), 0, place
    while place < len(words) and (place == first or _touch(text, words, place)):
        value, after = _number(text, words, place)
        unit = _units().get(words[after].word) if value is not None and after < len(words) else None
        if value is None or unit is None or unit >= smallest or not _touch(text, words, after):
            break
        total, smallest, parts, place = total + value * unit, unit, parts + 1, after + 1
    in_words = parts > 1 or (parts == 1 and not _FIGURE.fullmatch(words[first].word))
    return (total, place) if in_words else (None, first + 1)


def _number(text: str, words: list[_Said], place: int) -> tuple[float | None, int]:
    """What is counted: 2, “do”, “dedh”, “saadhe teen”, “twenty five”, “one and a half”."""
    word = words[place].word
    ahead = [said.word for said in words[place + 1 : place + 4]]
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", "")), place + 1
    if word in _added() and ahead and ahead[0] in _numbers() and _touch(text, words, place + 1):
        return _numbers()[ahead[0]] + _added()[word], place + 2
    if word in _halves():
        is_of_a = word == "half" and ahead[:1] == ["a"]
        return _halves()[word], place + 1 + is_of_a
    base = _numbers().get(word)
    if base is None:
        return None, place
    if ahead == ["and", "a", "half"]:
        return base + 0.5, place + 4
    if base in _TENS and ahead and _numbers().get(ahead[0]) in _ONES:
        return base + _numbers()[ahead[0]], place + 2
    return base, place + 1


def _touch(text: str, words: list[_Said], place: int) -> bool:
    """Whether nothing but a space or a hyphen stands before this word."""
    return text[words[place - 1].end : words[place].start] in {" ", "-"}


@cache
def _numbers() -> dict[str, float]:
    return _spelled("numbers")


@cache
def _units() -> dict[str, float]:
    return _spelled("units")


@cache
def _halves() -> dict[str, float]:
    return {fold(word): float(value) for word, value in library.read("hi/sums")["halves"].items()}


@cache
def _added() -> dict[str, float]:
    return {fold(word): float(value) for word, value in library.read("hi/sums")["added"].items()}


def _spelled(kind: str) -> dict[str, float]:
    told = library.read("hi/sums")[kind]
    return {fold(word): float(value) for value, words in told.items() for word in words}
