"""Small work on sentences: splitting, closing, capitals, words in common. Knows no task."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from domain.lettering import MARKS, has_word
from llm.offline import library

EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\ufe0f\u200d\u20e3]+"
)


def clean(text: str) -> str:
    """One line in normal form, without control characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text)
    return re.sub(r"\s+", " ", text).strip()


_NO_END = "".join(rf"(?<!\b{short}\.)" for short in ("[A-Z]", "[RrDMS][srt]", "Mrs"))
"""The full stop of an initial or a short form (T. Nagar, Rs. 500, Dr. Mehta) ends nothing."""


def split(text: str) -> list[str]:
    """The sentences of one line; a full stop inside a number does not end one."""
    # a lone emoji is no sentence: it stays with the one before it
    parts = re.split(rf"{_NO_END}(?<=[.!?।…])[\"”’)]?\s+(?=[^\Wa-z_]|[\"“(₹])", text.strip())
    return [part for part in parts if part]


def closed(sentence: str) -> str:
    """The sentence with an end: a full stop, in Hindi a danda, unless it has one."""
    sentence = clean(sentence)
    if not sentence or sentence[-1] in ".!?…।:":
        return sentence
    last = next((c for c in reversed(sentence) if c.isalpha()), "")
    return f"{sentence}।" if "\u0900" <= last <= "\u097f" else f"{sentence}."


def opened(sentence: str) -> str:
    """The sentence with a capital first, unless its first word is written its own way (iPhone)."""
    if sentence[:1] in '“"‘(' and len(sentence) > 1:
        return sentence[0] + opened(sentence[1:])
    first = sentence.split(" ", 1)[0]
    if not sentence or not sentence[0].islower() or any(c.isupper() for c in first):
        return sentence
    return sentence[0].upper() + sentence[1:]


_STOP = "\ue010"
"""Stands for the full stop inside a name while sentences are looked for."""


def filled_in(pattern: str, known: Mapping[str, str]) -> str:
    """The pattern with its slots filled; a full stop that ends the name ends no sentence."""
    name = known.get("name", "").replace(".", _STOP)
    text = each_opened(pattern.format(**{**known, "name": name}))
    return re.sub(rf"{_STOP}(?=\.(?!\.)|:)", "", text).replace(_STOP, ".")


_FIRM = "".join(rf"(?<!\b{short}\. )" for short in ("Co", "Ltd", "Pvt", "Bros", "Inc"))
"""The full stop of a firm's name may stand in the middle of a sentence."""


def each_opened(text: str) -> str:
    return re.sub(rf"{_FIRM}(?<=[.!?] )([a-z][^\s]*)", lambda m: opened(m.group()), opened(text))


def words(text: str) -> set[str]:
    """Telling words, singular-ish and lower case."""
    found = re.findall(rf"(?:[^\W\d_]|[{MARKS}]){{3,}}", text.lower())
    return {w[:-1] if w.endswith("s") and len(w) > 4 else w for w in found} - _stop()


def says(text: str, terms: tuple[str, ...]) -> str | None:
    """The first of these words or phrases that stands in the text as a whole word."""
    low = text.lower()
    for term in terms:
        if has_word(low, term):
            return term
    return None


def listed(items: list[str] | tuple[str, ...]) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


@cache
def _stop() -> frozenset[str]:
    return frozenset(library.read("en/stop")["words"])
