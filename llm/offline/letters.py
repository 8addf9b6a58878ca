"""Hinglish put back into Devanagari, where every word of it is known; else not at all.

What is typed in Latin letters can be spelled in several ways in Devanagari, and a wrong one looks
careless. Only words of a list and of this author's own Hindi are put over: their spelling is
certain. Acronyms, spellings of brands (iPhone) and names told by the caller stay in Latin letters.
"""

import re
from functools import cache

from domain.devanagari import has_devanagari
from domain.language import HINGLISH, language_of
from llm.offline import library
from llm.offline.vocabulary import known, stated, stressed, tells_hindi

_TYPED_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SUM = re.compile(r"\bRs\.? ?(?=\d)", re.IGNORECASE)
_DATED = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?= ([a-z]{3,9})\b)", re.IGNORECASE)
_PHRASE = 3
"""So many words at most tell each other."""


def in_letters(text: str, names: tuple[str, ...] = ()) -> str:
    """The text in Devanagari; as it is where it has some; empty where a word is not known."""
    if has_devanagari(text) or not _TYPED_WORD.search(text):
        return text
    kept = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if name) or r"(?!)")
    if not _is_hinglish(kept.sub(" ", text)):
        return ""
    told = _figured(text.lower() if text.isupper() else text)
    said, place = "", 0
    for name in (*kept.finditer(told), None):
        part = _put_over(told[place : name.start() if name else len(told)], is_first=not place)
        if part is None:
            return ""
        said += part + (name.group() if name else "")
        place = name.end() if name else place
    return re.sub(r"(?<=[\u0900-\u097f])\.(?=\s|$)", "।", said)


def _is_hinglish(text: str) -> bool:
    """By its small words, or by a word that only Hindi has: “facial par cleanup free”."""
    telling = re.sub(r"\b(?:on|at|above|below) par\b", " ", text)
    return language_of(text) == HINGLISH or any(map(tells_hindi, _TYPED_WORD.findall(telling)))


def _figured(text: str) -> str:
    """Sums with their sign, a date as a bare number, a school year as Hindi writes it."""
    months = library.read("en/reading")["months"]
    text = _DATED.sub(lambda m: "" if m[1].lower() in months else m.group(), _SUM.sub("₹", text))
    return _year_of_school().sub(r"\1वीं", text)


@cache
def _year_of_school() -> re.Pattern[str]:
    """10th ki taiyari: a feminine word however it goes on."""
    after = library.read("hi/words")["after_a_year"].replace(" ", "|")
    return re.compile(rf"\b([5-9]|1[0-2])th(?=,| (?:{after})\b)", re.IGNORECASE)


def _put_over(text: str, *, is_first: bool) -> str | None:
    """The stretch in Devanagari; None where a word in it is not known."""
    found = list(_TYPED_WORD.finditer(text))
    # where all words have capitals, they tell nothing
    tells = not all(m.group()[0].isupper() for m in found)
    said, end, place = "", 0, 0
    while place < len(found):
        count, word = _together(text, found, place)
        first = found[place]
        opens = (is_first and not place) or re.search(r"[.!?:]\s*$", text[: first.start()])
        word = word if count else _one(text, first, is_named=tells and not opens)
        if not word:
            return None
        gap = text[end : first.start()]
        parted = gap[-1:].isdigit() and has_devanagari(word)
        said += gap + (" " if parted else "") + word
        place += count or 1
        end = found[place - 1].end()
    return said + text[end:]


def _together(text: str, found: list[re.Match[str]], place: int) -> tuple[int, str]:
    """How many words from here tell each other, if any, and what they are in Devanagari."""
    for count in range(min(_PHRASE, len(found) - place), 1, -1):
        stretch = text[found[place].start() : found[place + count - 1].end()]
        said = library.read("hi/words")["together"].get(stretch.lower())
        if said is not None:
            return count, str(said)
    return 0, ""


def _one(text: str, match: re.Match[str], *, is_named: bool) -> str:
    """One word of the text; as it is where Hindi leaves it so, empty where it is not known."""
    word = match.group()
    if re.search("[a-z][A-Z]", word):
        return stated(word) or word
    if word.isupper() and _is_short_form(text, match):
        return stressed(word) or word
    if is_named and word[0].isupper():
        # a word of a name is no loose spelling of another; Gupta Sweets is no sweet
        beside = re.search(r"[A-Z][a-z]+ $", text[: match.start()])
        return "" if beside or re.match(" [A-Z][a-z]", text[match.end() :]) else stated(word)
    return known(word)


def _is_short_form(text: str, match: re.Match[str]) -> bool:
    """2 to 6 capitals; one beside a figure: A2, 3D."""
    if len(match.group()) > 1:
        return len(match.group()) <= 6
    beside = text[match.end() : match.end() + 1] + text[max(match.start() - 1, 0) : match.start()]
    return any(c.isdigit() for c in beside)
