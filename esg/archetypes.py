"""The archetype clusters of a cold start: which kind of business a brand is most like. Reads data.

Each cluster is an industry in a tone, with what tends to move such an audience and examples of it;
all written by us from experience of the trade, and a first guess only (seed 2.5).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from domain.brand import BrandProfile
from domain.devanagari import fold
from domain.lettering import IN_WORD
from domain.register import Register

INDUSTRY, TONE, LIKE = 0.5, 0.2, 0.3
"""Weights of the three signs. A brand named as a model says both industry and tone."""
_WORD = re.compile(f"{IN_WORD}+")


@dataclass(frozen=True, slots=True)
class Archetype:
    key: str
    title: str
    because: str
    """Why its priors are as they are, for a person."""
    industries: Mapping[str, str]
    """Words of the trade, by their plain form; so below."""
    tones: Mapping[str, str]
    like: Mapping[str, str]
    """Well-known brands of this kind."""
    priors: Mapping[Register, float]
    """In standard deviations of a single post around the brand's mean."""
    exemplars: Mapping[Register, str]
    """A post for each of its five best registers."""


UNKNOWN = Archetype(
    key="unknown",
    title="A business we know little of",
    because="Nothing is known of its industry and tone, so no register is preferred.",
    industries={},
    tones={},
    like={},
    priors=dict.fromkeys(Register, 0.0),
    exemplars={},
)


@dataclass(frozen=True, slots=True)
class Nearest:
    archetype: Archetype
    why: str
    """By what it was recognised, in words."""


@cache
def archetypes() -> tuple[Archetype, ...]:
    """The shipped clusters, in the order of the file."""
    raw = files("esg").joinpath("data", "archetypes.yml").read_text(encoding="utf-8")
    loaded = yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return tuple(
        Archetype(
            key=key,
            title=told["title"],
            because=told["why"],
            industries=_by_plain(told["industries"]),
            tones=_by_plain(told["tones"]),
            like=_by_plain(told["like"]),
            priors={Register(name): float(value) for name, value in told["priors"].items()},
            exemplars={Register(name): text for name, text in told["exemplars"].items()},
        )
        for key, told in loaded.items()
    )


def nearest(profile: BrandProfile) -> Nearest:
    """The cluster most like the brand, by industry, tone and the brands it names as models.

    Without any sign of the industry it is `UNKNOWN`: a tone alone says little of an audience.
    """
    found = [(_signs(profile, one), one) for one in archetypes()]
    scored = [(_score(signs), -place, signs, one) for place, (signs, one) in enumerate(found)]
    score, _, signs, best = max(scored, key=lambda entry: entry[:2])
    if not score or not (signs.industry or signs.like):
        return Nearest(UNKNOWN, "Neither the industry nor a reference brand was recognised.")
    return Nearest(best, _told(signs))


@dataclass(frozen=True, slots=True)
class _Signs:
    industry: tuple[str, ...]
    products: tuple[str, ...]
    tone: tuple[str, ...]
    like: tuple[str, ...]


def _signs(profile: BrandProfile, one: Archetype) -> _Signs:
    products = " ".join(f"{product.name} {product.description}" for product in profile.products)
    voice = " ".join(profile.brand_voice.tone)
    named = {_plain(name): name for name in profile.reference_brands}
    return _Signs(
        industry=_held(one.industries, f"{profile.industry} {profile.business_name}"),
        products=_held(one.industries, products),
        tone=_held(one.tones, voice),
        like=tuple(name for plain, name in named.items() if plain in one.like),
    )


def _score(signs: _Signs) -> float:
    """Each sign counts more for the first hit than for the next: 1/2, 3/4, 7/8 of its weight."""
    industry = 1 - 0.5 ** len(signs.industry) * 0.8 ** min(len(signs.products), 3)
    tone, like = (1 - 0.5 ** len(some) for some in (signs.tone, signs.like))
    return INDUSTRY * industry + TONE * tone + LIKE * like


def _held(words: Mapping[str, str], text: str) -> tuple[str, ...]:
    """Which of the words stand in the text, as whole words, in the file's order."""
    said = f" {_plain(text)} "
    return tuple(word for plain, word in words.items() if f" {plain} " in said)


def _by_plain(words: list[str]) -> dict[str, str]:
    """Of words that meet in their plain form the first stands for all."""
    return {_plain(word): word for word in reversed(words)}


def _plain(text: str) -> str:
    """Words in a form in which चाय, chai and Chaay meet."""
    return " ".join(fold(word) for word in _WORD.findall(text.casefold()))


def _told(signs: _Signs) -> str:
    parts = []
    trade = tuple(dict.fromkeys((*signs.industry, *signs.products)))
    if trade:
        parts.append(f"its trade ({', '.join(trade[:3])})")
    if signs.tone:
        parts.append(f"its tone ({', '.join(signs.tone[:3])})")
    if signs.like:
        parts.append(f"brands it names as models ({', '.join(signs.like[:3])})")
    return f"Recognised by {' and '.join(parts)}."
