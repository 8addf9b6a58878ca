"""Which language and script a text is in: English, Hindi, or Hindi in Latin letters."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from evals.task import Language

_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u097f]+)*")
FOREIGN_SHARE = 0.05
"""Of an English text's words that may be Hindi: names of dishes, a greeting."""
HINGLISH_SHARE = 0.12
DEVANAGARI_SHARE = 0.6
"""Of a Hindi text's letters; brand and product names are often kept in Latin."""


def fault(text: str, language: Language, names: tuple[str, ...] = ()) -> str:
    """What is wrong with the text's language; empty when it is right.

    Args:
        text: Without hashtags.
        language: What it should be in.
        names: Words that belong to no language: the brand, its products, its place.
    """
    if not any(c.isalpha() for c in text):
        return "there are no words"
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE) if name.strip() else text
    # vowel signs are half of what is written in Devanagari, and no letters to Unicode
    letters = [c for c in text if unicodedata.category(c)[0] in "LM"]
    if not letters:
        return ""
    devanagari = sum("\u0900" <= c <= "\u097f" for c in letters) / len(letters)
    words = [w.lower() for w in _WORD.findall(text)]
    hindi = sum(w in _roman_hindi() for w in words) / max(len(words), 1)
    if language == "hi":
        small = devanagari < DEVANAGARI_SHARE
        return f"only {devanagari:.0%} of its letters are Devanagari" if small else ""
    if devanagari > FOREIGN_SHARE:
        return f"{devanagari:.0%} of its letters are Devanagari"
    if language == "en":
        return f"{hindi:.0%} of its words are Hindi" if hindi > FOREIGN_SHARE else ""
    return f"only {hindi:.0%} of its words are Hindi" if hindi < HINGLISH_SHARE else ""


@cache
def _roman_hindi() -> frozenset[str]:
    """Words that Hindi uses all the time and English never, in Latin letters."""
    text = (Path(__file__).parent / "roman_hindi.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
