"""The sets of the safety study: our own posts, HateCheck, the Uli list; each halved by its hash.

The half whose sha256 is even was looked at while the rules were written ("development"); the other
one is what is reported. The two outside sets lie beside the repository, never in it.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from domain.language import language_of

OURS = Path(__file__).parents[1] / "datasets" / "safety" / "posts.yml"
CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    language: str
    category: str
    """`clean`, or what it has to be flagged for."""
    group: str = ""
    """A finer name for the table: the functionality of HateCheck, for example."""


def is_reported(key: str) -> bool:
    """Whether the case of that key is in the half that nobody looked at."""
    return sha256(key.strip().casefold().encode()).digest()[0] % 2 == 1


def halved(cases: Iterator[tuple[str, Case]], *, reported: bool) -> list[Case]:
    """The cases of one half; those of one key (a template, a term) stay together."""
    return [case for key, case in cases if is_reported(key) is reported]


def ours() -> Iterator[tuple[str, Case]]:
    told: dict[str, dict[str, list[str]]] = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    for language, categories in told.items():
        for category, texts in categories.items():
            for text in texts:
                yield text, Case(text, language, category)


def hatecheck(folder: Path) -> Iterator[tuple[str, Case]]:
    """Röttger et al. 2021 (CC BY 4.0); one template makes many cases, so it is the key."""
    with (folder / "hatecheck_en" / "cases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            category = "hate" if row["label_gold"] == "hateful" else CLEAN
            key = row["case_templ"] or row["test_case"]
            yield key, Case(row["test_case"], "en", category, row["functionality"])


def uli(folder: Path) -> Iterator[tuple[str, Case]]:
    """The crowdsourced slur list of Uli (Tattle, ODbL), each term alone, under its categories."""
    path = folder / "india_sensitive_terms" / "slur_metadata_2023-12-21.csv"
    seen = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            term = (row["Slur Word"] or "").strip()
            if term and term.casefold() not in seen:
                seen.add(term.casefold())
                yield term, Case(term, language_of(term), "slur", (row["Category 1"] or "").strip())


def uli_lists(folder: Path) -> Iterator[tuple[str, Case]]:
    """The same project's lists by language."""
    for name, language in (("hindi", "hi"), ("hinglish", "hi-Latn"), ("tamil", "ta")):
        path = folder / "india_sensitive_terms" / f"{name}.json"
        for term in _texts(json.loads(path.read_text(encoding="utf-8"))):
            yield term, Case(term, language, "slur", name)


def _texts(value: Any) -> Iterator[str]:
    """The terms of a list, of texts or of objects that hold one each."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(next((one for one in value.values() if isinstance(one, str)), ""))
