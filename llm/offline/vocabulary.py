"""Which Hindi word a typing in Latin letters means: one that is sure, or none.

Several words can be typed alike: kam is कम, or a lazy kaam, काम. A typing that is exactly a word's
own stands for it, unless a commoner word with long vowels is as often typed so; what is left in
doubt is not guessed.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from domain.devanagari import LETTERS, MARKS, fold, romanised
from domain.language import HINDI, HINGLISH
from llm.offline import library
from llm.offline.tongue import typed

_HINDI_WORD = re.compile(f"(?![{MARKS}])[{LETTERS}]+")
_VOWELS = re.compile("[aeiou]+")
_LONG = (("aa", "a"), ("ee", "i"), ("oo", "u"), ("chh", "ch"))
_LENGTH = re.compile(r"aa|ee|oo|([b-dfgj-np-tv-z])\1|cch")
"""Who types one of these means it."""
_OFTEN = 12
"""A word that stands so often in this author's own Hindi is a common one."""


def known(word: str) -> str:
    """The one word that is typed so; empty where none is, or two could be meant."""
    how = word.lower()
    explicit = _told().get(how)
    if explicit is not None:
        return explicit
    fits = _words().get(fold(how), {})
    return _exact(how, fits) or _loose(how, fits)


def stated(word: str) -> str:
    """The word whose own typing this is to the letter; empty for a loose spelling."""
    how = word.lower()
    explicit = _told().get(how)
    return _exact(how, _words().get(fold(how), {})) if explicit is None else explicit


def stressed(word: str) -> str:
    """The word that stands in capitals for stress, SIRF or FREE; empty for an acronym."""
    said = stated(word)
    is_plain = len(word) > 3 or (len(word) == 3 and said in _common() and not english(word))
    return said if is_plain else ""


def english(word: str) -> str:
    """An English word in Devanagari, as Hindi has borrowed it; empty where it is not known."""
    return _english().get(word.lower(), "")


def tells_hindi(word: str) -> bool:
    """Whether it is a Hindi word and no noun: a thing has the same name in an English sentence."""
    return word == "par" or (len(word) > 3 and word in _telling() and word not in _told())


@cache
def _telling() -> frozenset[str]:
    words = (*_spelled(library.read("hi/words")["words"]), *_verbs())
    return frozenset(romanised(word) for word in words)


@cache
def things() -> frozenset[str]:
    """The nouns of the list: what can be sold, given or taken."""
    return frozenset(_spelled(library.read("hi/words")["things"]))


def _exact(how: str, fits: dict[str, frozenset[str]]) -> str:
    best = _foremost([word for word, typings in fits.items() if how in typings])
    lazy = best not in _common() and not _LENGTH.search(how)
    return "" if lazy and any(_is_longer(how, typings) for typings in fits.values()) else best


def _is_longer(how: str, typings: frozenset[str]) -> bool:
    """Whether the typing is the word's own with its long vowels and double letters left out."""
    return how not in typings and _shortened(how) in map(_shortened, typings)


def _loose(how: str, fits: dict[str, frozenset[str]]) -> str:
    """A word typed with other letters of the same sound, where no other word has them."""
    if any(how in typings for typings in fits.values()):
        return ""
    if one := _foremost(list(fits), needs_all=True):
        return one
    best = _foremost(list(fits))
    vowels = _VOWELS.findall(how)
    return best if any(_VOWELS.findall(t) == vowels for t in fits.get(best, ())) else ""


def _foremost(words: list[str], *, needs_all: bool = False) -> str:
    """The only word, or the only common one; spellings with and without dots are one word."""
    distinct: dict[str, str] = {}
    for word in sorted(words, key=lambda w: (-_often()[w], -len(_apart(w)), w)):
        distinct.setdefault(_plain(word), word)
    left = list(distinct.values())
    if len(left) > 1 and not needs_all:
        left = [word for word in left if word in _common()]
    return left[0] if len(left) == 1 else ""


def _apart(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _plain(word: str) -> str:
    """Without what many write otherwise: ख़रीद and खरीद, पाँच and पांच, हिन्दी, दिये."""
    bare = _apart(word).replace("\u093c", "").replace("ँ", "ं")
    return re.sub("िये$", "िए", re.sub("[ङञणनम]\u094d(?=[क-म])", "ं", bare))


def _shortened(how: str) -> str:
    for long, short in _LONG:
        how = how.replace(long, short)
    return re.sub(r"([b-df-hj-np-tv-z])\1+", r"\1", how)


@cache
def _told() -> dict[str, str]:
    """Typings that are settled by hand: English words, those that sound otherwise, the unsure."""
    own = {str(how): str(word) for how, word in library.read("hi/words")["typed"].items()}
    return {**_english(), **own, **dict.fromkeys(_list("unsure"), "")}


@cache
def _english() -> dict[str, str]:
    pairs = (
        p.strip().split(" ", 1)
        for line in library.read("hi/words")["english"]
        for p in line.split(",")
    )
    found = {pair[0]: pair[1] for pair in pairs if len(pair) > 1}
    return {**{many: word for how, word in found.items() for many in _several(how)}, **found}


def _several(how: str) -> Iterator[str]:
    if how.endswith("y") and how[-2] not in "aeiou":
        yield f"{how[:-1]}ies"
    elif how.endswith(("s", "x", "ch", "sh")):
        yield f"{how}es"
    else:
        yield f"{how}s"


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    """Folded typing to the words that it fits, each with its own typings."""
    grouped: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    own = library.read("hi/words")
    listed = (own[part] for part in ("things", "words", "typed", "together"))
    for word in (*_often(), *_spelled([*listed]), *_verbs()):
        for how in (typed(word).lower(), romanised(word)):
            grouped[fold(how)][word].add(how)
    spellings = library.read(f"{HINGLISH}/spelling")
    for word, spelled in (*spellings.items(), *_verbs().items()):
        grouped[fold(str(spelled))][str(word)].add(str(spelled).lower())
    return {key: {w: frozenset(t) for w, t in fits.items()} for key, fits in grouped.items()}


@cache
def _often() -> Counter[str]:
    """How often each word stands in this author's own Hindi."""
    folder = files("llm.offline").joinpath("data", HINDI)
    names = sorted(entry.name.removesuffix(".yml") for entry in folder.iterdir())
    texts = (library.read(f"{HINDI}/{name}") for name in names if name != "words")
    return Counter(word for data in texts for word in _spelled(data))


@cache
def _common() -> frozenset[str]:
    often = {word for word, count in _often().items() if count >= _OFTEN}
    return frozenset(often | set(_list("common")))


def _list(name: str) -> list[str]:
    return " ".join(library.read("hi/words")[name]).split()


@cache
def _verbs() -> dict[str, str]:
    """The regular forms of the verbs of the list, each with the typing that keeps its stem whole.

    निकलेगा is niklega by its sound, and as often nikalega.
    """
    verbs = library.read("hi/words")["verbs"]
    found: dict[str, str] = {}
    for stem in " ".join(verbs["stems"]).split():
        endings = verbs["after_vowel" if stem[-1] in "ाोे" else "after_consonant"]
        found[stem] = romanised(stem)
        for ending in endings.split():
            alone = _ALONE.get(ending[0], ending[0]) + ending[1:]
            found[stem + ending] = romanised(stem) + romanised(alone)
    return found


_ALONE = {"ा": "आ", "ि": "इ", "ी": "ई", "ू": "ऊ", "े": "ए", "ो": "ओ"}
"""The letter of a vowel that is a sign only after another."""


def _spelled(data: Any) -> Iterable[str]:
    """The Devanagari words of a file, in order."""
    if isinstance(data, str):
        yield from _HINDI_WORD.findall(data)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _spelled(key)
            yield from _spelled(value)
    elif isinstance(data, list):
        for item in data:
            yield from _spelled(item)
