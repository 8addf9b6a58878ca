"""What stands in a draft: its sentences, its first line, orders to programs, its feeling."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain.devanagari import fold, romanised
from domain.explanation import ReadRegister
from domain.language import ENGLISH, HINDI, HINGLISH, WRITTEN
from domain.lettering import IN_WORD, has_word
from llm.offline import tongue
from llm.offline.edit.shortening import is_call
from llm.offline.edit.text import sentences, tidy, without
from llm.offline.findings import HINDI_ORDERS, ORDERS
from llm.offline.post.varying import every_wording
from registers.reader import read

_GRADES = re.compile(
    r"\b(?:score|rate|grade|rank|verdict|marks?|number)\b.{0,30}\b(?:100|10/10|great|full|highest|maximum)\b"
    r"|\b(?:100|full|poore|pure)\b.{0,12}\b(?:score|marks?|number|ank)\b"
    r"|\bresonance_score\b",
    re.IGNORECASE,
)
"""Words to whoever judges the text. A shop's post may well speak of marks, so they count only
beside another order."""
_TAGS = re.compile(r"(?:(?<=\s)|^)#[^\s#]+")
_LATIN_POLITE = ("iye", "iyega", "iyen", "iega")


@dataclass(frozen=True, slots=True)
class Told:
    """A draft without its hashtags and without what it says to programs."""

    text: str
    hashtags: tuple[str, ...]
    orders: tuple[str, ...]

    @property
    def whole(self) -> str:
        return "\n\n".join(filter(None, (self.text, " ".join(self.hashtags))))

    @property
    def first(self) -> str:
        """The first sentence; empty where there is none."""
        return next(iter(sentences(self.text)), "")


def told(draft: str) -> Told:
    orders = tuple(s for s in sentences(draft) if is_order(s))
    if orders:  # grades are asked for beside an order
        orders = tuple(s for s in sentences(draft) if is_order(s) or _GRADES.search(s))
    text = without(draft, lambda sentence: sentence in orders)
    tags = tuple(dict.fromkeys(tag.rstrip(".,;!") for tag in _TAGS.findall(text)))
    return Told(text=tidy(_TAGS.sub("", text)), hashtags=tags, orders=orders)


def is_order(sentence: str) -> bool:
    """Whether the sentence speaks to a program instead of a reader."""
    if ORDERS.search(sentence) or HINDI_ORDERS.search(romanised(sentence)):
        return True
    return "resonance_score" in sentence.casefold()


def calls(sentence: str) -> bool:
    """Whether the sentence gives the reader something to do."""
    if is_call(sentence) or sentence.strip() in _acts():
        return True
    words = [word.casefold() for word in re.findall(rf"{IN_WORD}+", sentence)]
    return any(_wishes(word) for word in words) or any(has_word(sentence, ask) for ask in _asks())


def _wishes(word: str) -> bool:
    """Whether it is a polite imperative of Hindi: आइए, dekhiye."""
    hindi, latin = words_of(HINDI), words_of(HINGLISH)
    if word in hindi["states"] or word in latin["states"]:
        return False
    return word.endswith(tuple(hindi["polite"])) or word.endswith(_LATIN_POLITE)


@cache
def _asks() -> tuple[str, ...]:
    return (*words_of(HINDI)["asks"], *words_of(HINGLISH)["asks"])


def feeling(text: str) -> tuple[ReadRegister, ...]:
    """The registers that the words of a text speak in, strongest first, without their effects."""
    return tuple(
        ReadRegister(register=found.register, confidence=found.confidence, effect=0.0)
        for found in read(text)
    )


def words_of(language: str) -> Any:
    """The words about drafts, in the language of the draft where the author writes it."""
    return tongue.words(language if language in WRITTEN else ENGLISH, "align")


def opener(first: str) -> int:
    """How many words it begins with that say nothing and can go; 0: none."""
    return _begins(first, "openers")


def is_plain(first: str) -> bool:
    """Whether any business could begin so."""
    return _begins(first, "openers") > 0 or _begins(first, "plain") > 0


def _begins(first: str, name: str) -> int:
    spoken = [_key(word) for word in first.split()]
    return max((len(o) for o in _listed(name) if spoken[: len(o)] == list(o)), default=0)


@cache
def _listed(name: str) -> tuple[tuple[str, ...], ...]:
    lists = [words_of(language)[name] for language in WRITTEN]
    return tuple({tuple(map(_key, line.split())) for lines in lists for line in lines})


def _key(word: str) -> str:
    bare = word.strip(".,!?:;–—-…।\"“”'’").casefold().replace("’", "'")
    return fold(bare) or bare


@cache
def _acts() -> frozenset[str]:
    """What the shipped phrases let a reader do."""
    families = [f for language in WRITTEN for f in tongue.words(language, "families").values()]
    lines = {line for family in families for line in (*family["acts"], family["message"])}
    plain = (line for line in lines if "{" not in line)
    return frozenset(said for line in plain for said in every_wording(line))
