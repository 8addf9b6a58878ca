"""The shipped dictionaries and rules: YAML files of this package, read once, when first needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.devanagari import fold
from safety.normal import spelled

FILES = ("english", "hindi", "others")
"""Dictionaries; the Hindi one is compared folded, so that both scripts and all spellings meet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of some terms."""

    category: str
    weight: float
    """Toxicity by itself, 0 to 1."""
    directed: float
    """Toxicity when it is said to or of somebody."""
    language: str
    unless: tuple[str, ...] = ()
    """Words beside it that make it another thing."""
    near: tuple[str, ...] = ()
    """Words of which it needs one in its sentence to count."""
    may_be_name: bool = False
    warns: bool = False
    """Shown to the person although it is not toxic."""
    is_subject: bool = False
    """A subject that is delicate, not a word that is bad."""


Phrase = tuple[str, ...]
Phrases = dict[str, list[tuple[Phrase, Entry]]]
"""By first word, the longest phrase first."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    plain: Phrases
    folded: Phrases


@cache
def lexicon() -> Lexicon:
    plain: Phrases = {}
    folded: Phrases = {}
    for name in FILES:
        for given in data(name):
            entry = _entry(given, name)
            for term in _terms(given["terms"]):
                if name == "hindi":
                    _put(folded, tuple(fold(word) for word in term), entry)
                for phrase in () if name == "hindi" else _endings(term, given, name):
                    _put(plain, phrase, entry)
    for table in (plain, folded):
        for phrases in table.values():
            phrases.sort(key=lambda one: -len(one[0]))
    return Lexicon(plain, folded)


def _entry(given: dict[str, Any], name: str) -> Entry:
    weight = float(given["weight"])
    return Entry(
        category=given["category"],
        weight=weight,
        directed=float(given.get("directed", weight)),
        language=given.get("language", "hi" if name == "hindi" else "en"),
        unless=_both(given.get("unless", ())),
        near=_both(given.get("near", ())),
        may_be_name=bool(given.get("name")),
        warns=bool(given.get("warn")),
        is_subject=bool(given.get("info")),
    )


def _both(words: list[str]) -> tuple[str, ...]:
    """As written and folded, so that neighbours meet in every spelling, too."""
    plain = [word.casefold() for word in words]
    return tuple(dict.fromkeys((*plain, *(fold(word) for word in plain if " " not in word))))


def _terms(listed: str) -> Iterator[Phrase]:
    for term in listed.split(","):
        words = tuple(spelled(word)[0] for word in term.casefold().split() if spelled(word))
        if words:
            yield words


def _endings(term: Phrase, given: dict[str, Any], name: str) -> Iterator[Phrase]:
    """The term, and of English ones the plural of their last word."""
    yield term
    last = term[-1]
    if name == "english" and not given.get("exact") and len(last) > 3 and not last.endswith("s"):
        plural = last[:-1] + "ies" if last.endswith("y") and last[-2] not in "aeiou" else last + "s"
        yield (*term[:-1], plural)


def _put(table: Phrases, phrase: Phrase, entry: Entry) -> None:
    if all(phrase):
        known = table.setdefault(phrase[0], [])
        if all(one != phrase for one, _ in known):
            known.append((phrase, entry))


Grouped = dict[str, list[tuple[Phrase, str]]]
"""By first word, phrases with the word group they belong to."""


@cache
def groups() -> tuple[Grouped, Grouped]:
    """The word groups of the rules: as written, and (of the Hindi ones) folded."""
    plain: Grouped = {}
    folded: Grouped = {}
    for name, listed in data("rules").items():
        for term in _terms(listed):
            if name.endswith("_hindi"):
                phrase = tuple(fold(word) for word in term)
                folded.setdefault(phrase[0], []).append((phrase, name.removesuffix("_hindi")))
            else:
                plain.setdefault(term[0], []).append((term, name))
    return plain, folded


@cache
def data(name: str) -> Any:
    text = files("safety").joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - one of the two safe loaders
