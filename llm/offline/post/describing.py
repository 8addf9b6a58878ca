"""A product's description in Hindi, when every part of it is known; else not at all.

Descriptions of small shops are lists of nouns: what is in it, what comes with it. They are said
part by part; one strange word leaves the whole as the owner wrote it.
"""

import re
from functools import cache
from typing import Any

from llm.offline import library
from llm.offline.sentences import split

_PART = re.compile(r"(, and |, | and | with )", re.IGNORECASE)
_SLOT = re.compile(r"\{([a-z]?)(\d)\}")


def in_hindi(text: str) -> str:
    """The description in Hindi, one stop after each sentence; empty when a part is not known."""
    said = [_sentence(sentence.strip().rstrip(".! ")) for sentence in split(text)]
    return " ".join(f"{sentence}।" for sentence in said) if said and all(said) else ""


def _sentence(text: str) -> str:
    whole = _known(text)
    if whole:
        return whole
    comes_with = re.fullmatch(r"(.+?),? (?:included|is included|are included)", text, re.IGNORECASE)
    listed = _list(comes_with[1] if comes_with else text)
    return f"{listed} शामिल" if listed and comes_with else listed


def _list(text: str) -> str:
    """ginger, cardamom and milk: the parts with their joints, the longest known part first."""
    pieces = _PART.split(text)
    said = _known(pieces[0])
    place = 1
    while said and place < len(pieces):
        joint, taken, part = _next(pieces, place)
        said = f"{said}{_joint(joint)}{part}" if part else ""
        place += 1 + taken
    return said


def _next(pieces: list[str], place: int) -> tuple[str, int, str]:
    """The joint at this place, how many pieces the known part after it takes, and that part."""
    for taken in range(len(pieces) - place - 1, 0, -2):
        if part := _known("".join(pieces[place + 1 : place + 1 + taken])):
            return pieces[place], taken, part
    return pieces[place], 1, ""


def _joint(joint: str) -> str:
    if joint.strip().lower() == "with":
        return ", साथ में "
    return " और " if "and" in joint.lower() else ", "


def _known(piece: str) -> str:
    key = piece.strip().lower()
    known = library.read("hi/glossary")["words"].get(key)
    if known:
        return str(known)
    found = ((p.fullmatch(key), said) for p, said in _patterns())
    return next((_filled(said, match) for match, said in found if match), "")


def _filled(said: str, match: re.Match[str]) -> str:
    filled = [_slot(kind, match[int(place)]) for kind, place in _SLOT.findall(said)]
    words = iter(filled)
    return _SLOT.sub(lambda _: next(words), said) if all(filled) else ""


def _slot(kind: str, word: str) -> str:
    if kind == "c":
        return str(_cities().get(word.lower(), ""))
    return str(library.read("hi/glossary")["words"].get(word, "")) if kind == "g" else word


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows: list[Any] = library.read("hi/glossary")["patterns"]
    return tuple((re.compile(pattern), said) for pattern, said in rows)


@cache
def _cities() -> dict[str, str]:
    return {k.lower(): v for k, v in library.read("hi/renderings")["cities"].items()}
