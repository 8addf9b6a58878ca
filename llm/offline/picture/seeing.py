"""What of a post can be seen: its products, the things it names, its day. Words no prompt."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain.brand import BrandProfile, Product
from domain.devanagari import has_devanagari, romanised
from domain.lettering import has_word
from llm.offline import festivals, library
from llm.offline.festivals import Festival
from llm.offline.post.topic import family_of
from llm.offline.products import names
from llm.offline.sentences import clean
from llm.offline.tongue import typed
from safety.picturing import unpaintable

MOST_PRODUCTS, MOST_PARTS, MOST_THINGS = 2, 2, 4
MOST_NAME = 60
"""Letters of a product's name that a prompt has room for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to be seen, for the model and for people who read Hindi."""

    english: str
    hindi: str


@dataclass(frozen=True, slots=True)
class Scene:
    things: tuple[Thing, ...]
    """The most telling first, at least one."""
    place: Thing
    """Where they stand, as in "on a counter"."""
    is_quiet: bool
    """On a day of mourning, or a solemn one."""


def seen_in(
    text: str, brand: BrandProfile, avoid: tuple[str, ...], *, most: int = MOST_THINGS
) -> Scene:
    """The scene of a post, from its own words and the brand's.

    Args:
        avoid: Words of what is not shown.
        most: Things beside what speaks of a day.
    """
    told = clean(text)
    days = [day for _, _, day in festivals.find(told)]
    if any(day.mourning for day in days):
        quiet = data()["quiet"]
        return Scene((_thing(quiet),), Thing(quiet["place"], quiet["where"]), is_quiet=True)
    family = data()["families"][family_of(brand)]
    products = [] if family["shows"] == "scene" else _products(told, brand)
    things = [
        *(_product_thing(product) for product in products),
        *_named(told),
        *(part for product in products for part in (*_named(product.description),)[:MOST_PARTS]),
    ]
    kept = _apart([thing for thing in things if _may(thing, brand, avoid)])[:most]
    if not kept:
        kept = [_thing(family)]
    kept += [_day(day) for day in days[:1]]
    return Scene(tuple(kept), Thing(family["place"], family["where"]), any(d.solemn for d in days))


@cache
def data() -> Any:
    return library.read("picture")


def _products(text: str, brand: BrandProfile) -> list[Product]:
    """The products that the post names, the first in it first."""
    told = [product for product in brand.products if names(text, product.name)]
    return sorted(told, key=lambda one: _place(text, one))[:MOST_PRODUCTS]


def _product_thing(product: Product) -> Thing:
    name = clean(product.name)[:MOST_NAME]
    return Thing(typed(romanised(name)) if has_devanagari(name) else name, name)


def _place(text: str, product: Product) -> int:
    at = text.casefold().find(product.name.strip().casefold())
    return at if at >= 0 else len(text)  # it stands there in another script


def _named(text: str) -> Iterator[Thing]:
    """The things that a text names in any of the three languages, as they come in it."""
    found = [
        (at, -len(thing.english), thing)
        for thing in _things()
        if (at := _stands(text, thing)) is not None
    ]
    yield from (thing for _, _, thing in sorted(found, key=lambda one: one[:2]))


def _stands(text: str, thing: Thing) -> int | None:
    forms = (thing.english, thing.hindi, typed(thing.hindi))
    sure = forms[:1] if thing.hindi in data()["unsure"] else forms
    found = [form for form in sure if has_word(text, form)]
    return min((text.casefold().find(form.casefold()) for form in found), default=None)


@cache
def _things() -> tuple[Thing, ...]:
    glossary = library.read("hi/glossary")["words"]
    listed = [word.strip() for word in data()["seen"].split(";")]
    known = {word: str(glossary[word]) for word in listed} | data()["more"]
    return tuple(Thing(english, hindi) for english, hindi in known.items())


def _may(thing: Thing, brand: BrandProfile, avoid: tuple[str, ...]) -> bool:
    """Whether it may be shown: nothing that the brand avoids, no rival's, nothing unpaintable."""
    rivals = tuple(rival.name for rival in brand.competitors)
    shut = (*avoid, *brand.brand_voice.avoid_words, *rivals)
    said = f"{thing.english} {thing.hindi}"
    return not unpaintable(said) and not any(has_word(said, word) for word in shut)


def _day(day: Festival) -> Thing:
    return _thing(data()["days"].get(day.name, data()["any_day"]))


def _thing(entry: Any) -> Thing:
    return Thing(entry["thing"], entry["hindi"])


def _apart(things: list[Thing]) -> list[Thing]:
    """Each thing once, and none that another already names: beside soft bun no bun."""
    kept: list[Thing] = []
    for thing in things:
        told = [word for one in kept for word in (one.english, one.hindi)]
        forms = (thing.english, thing.english.rstrip("s"), thing.hindi, typed(thing.hindi))
        if not any(has_word(word, form) for word in told for form in forms):
            kept.append(thing)
    return kept
