"""The preference model of each brand, kept as long as its posts and profile stay the same."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.brand import BrandProfile
from domain.preference import (
    CLEAR_FROM,
    ENOUGH_POSTS,
    VALIDATION_POSTS,
    PreferenceModel,
    PriorOrigin,
    RegisterEffect,
    Standing,
    ValidationPost,
)
from domain.register import Register, RegisterReading
from esg.archetypes import Nearest, nearest
from esg.brand import BrandModel, ScoredPost, model_of
from esg.embedder import Embedder
from esg.epm import REGISTERS, choose, interval, prior_weight, validation_registers
from esg.matrices import Key, Matrices
from esg.matrix import BrandMatrix
from esg.reading import RegisterReader
from store.unit import Store

MOST_POSTS = 5_000
"""Newest posts that a model rests on: by then more change nothing, and older ones mislead."""
_UNDATED = datetime.min.replace(tzinfo=UTC)
KEPT = 64
"""Models kept at once; one holds a number for each post."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A brand's model with what it was built from."""

    model: BrandModel
    nearest: Nearest
    readings: Mapping[str, tuple[RegisterReading, ...]]
    """By post id."""
    off: frozenset[Register]
    reader: RegisterReader
    """Fits the vectors that the brand's posts have now."""


class Preferences:
    """Args: store: where brands and posts live. matrices: a brand's posts with their vectors."""

    def __init__(self, store: Store, matrices: Matrices) -> None:
        self._store = store
        self._matrices = matrices
        self._readers: dict[str, RegisterReader] = {}
        self._kept: OrderedDict[Key, tuple[BrandMatrix, BrandProfile, Known]] = OrderedDict()

    async def of(self, key: Key) -> Known:
        """The brand's model at the present state of its posts and profile.

        Raises:
            NotFoundError: No such brand in this workspace.
        """
        answer = await self._matrices.answer(key, await self._matrices.standing(key))
        async with self._store.reading() as unit:
            profile = (await unit.brands.get(*key)).profile
            told = await unit.posts.told_registers(*key)
        kept = self._kept.get(key)
        if kept and kept[0] is answer.matrix and kept[1] == profile:
            self._kept.move_to_end(key)
            return kept[2]
        reader = self._reader(answer.embedder)
        known = await asyncio.to_thread(_built, answer.matrix, profile, told, reader)
        self._kept[key] = (answer.matrix, profile, known)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return known

    def _reader(self, embedder: Embedder | None) -> RegisterReader:
        name = embedder.name if embedder else ""
        return self._readers.setdefault(name, RegisterReader(name))


def _built(
    matrix: BrandMatrix,
    profile: BrandProfile,
    told: Mapping[str, tuple[str, ...]],
    reader: RegisterReader,
) -> Known:
    places = _newest(matrix)
    readings = reader.read_posts(matrix, places, told)
    chosen = [matrix.posts[place] for place in places]
    posts = [
        ScoredPost(p.id, p.platform, p.published_at, p.ers, read)
        for p, read in zip(chosen, readings, strict=True)
    ]
    found = nearest(profile)
    return Known(
        model=model_of(posts, found.archetype),
        nearest=found,
        readings={p.id: p.registers for p in posts},
        off=frozenset(profile.registers_off),
        reader=reader,
    )


def _newest(matrix: BrandMatrix) -> list[int]:
    """The places of the newest posts, undated ones last, as many as a model rests on."""
    order = sorted(
        range(len(matrix.posts)),
        key=lambda place: matrix.posts[place].published_at or _UNDATED,
        reverse=True,
    )
    return order[:MOST_POSTS]


def told_model(known: Known) -> PreferenceModel:
    """The model as every surface tells it, without the predictions' score."""
    model, off = known.model, known.off
    low, high = interval(model.posterior)
    effects = [
        RegisterEffect(
            register=register,
            mean=float(model.posterior.effects[place]),
            low=float(low[place]),
            high=float(high[place]),
            n=int(model.carried[place]),
            standing=_standing(float(low[place]), float(high[place]), int(model.carried[place])),
            prior=model.archetype.priors.get(register, 0.0) * model.posterior.noise,
            prior_weight=prior_weight(float(model.weight[place])),
            is_on=register not in off,
        )
        for place, register in enumerate(REGISTERS)
    ]
    return PreferenceModel(
        registers=tuple(sorted(effects, key=lambda e: (not e.is_on, -e.mean))),
        confidence="standard" if model.posts >= ENOUGH_POSTS else "low",
        posts=model.posts,
        scored=model.scored,
        unclear=model.unclear,
        level=model.level,
        noise=model.posterior.noise,
        prior=PriorOrigin(
            archetype=known.nearest.archetype.key,
            title=known.nearest.archetype.title,
            why=known.nearest.why,
            because=known.nearest.archetype.because,
        ),
        validation=validation_plan(known),
        next_register=next_registers(known, 1)[0],
    )


def _standing(low: float, high: float, posts: int) -> Standing | None:
    """On which side of the level the whole range lies; None with too few posts to say so."""
    if posts < CLEAR_FROM:
        return None
    if low > 0:
        return "above"
    return "below" if high < 0 else None


def validation_plan(known: Known) -> tuple[ValidationPost, ...]:
    """The test posts of a brand that is still little known; none once it has enough posts."""
    model = known.model
    if model.posts >= ENOUGH_POSTS:
        return ()
    priors = model.archetype.priors
    chosen = validation_registers(priors, allowed(known), VALIDATION_POSTS)
    return tuple(
        ValidationPost(
            register=register,
            example=model.archetype.exemplars.get(register, ""),
            is_done=bool(model.carried[REGISTERS.index(register)]),
        )
        for register in chosen
    )


def allowed(known: Known) -> tuple[Register, ...]:
    """The registers that may be chosen; all of them for a brand that has switched off every one."""
    return tuple(r for r in REGISTERS if r not in known.off) or REGISTERS


def next_registers(known: Known, count: int) -> tuple[Register, ...]:
    """The registers for the next posts, in order: first what the test posts still lack, then the
    model's choice for each. The same posts give the same answer.
    """
    waiting = [post.register for post in validation_plan(known) if not post.is_done]
    free = [
        choose(known.model.posterior, allowed(known), seed=_seed(known, place))
        for place in range(count - len(waiting))
    ]
    return tuple([*waiting, *free][:count])


def tested(known: Known, number: int) -> int | None:
    """Which of the test posts (from 1) the post of this number in a plan is; None: it is none."""
    plan = validation_plan(known)
    done = sum(post.is_done for post in plan)
    return done + number if done + number <= len(plan) else None


def preferred(known: Known, number: int) -> tuple[Register, ...]:
    """All allowed registers for the post of this number (from 1) in a plan: its own first, then
    the others by what they are worth.
    """
    first = next_registers(known, number)[number - 1]
    effects = known.model.posterior.effects
    others = sorted(allowed(known), key=lambda r: -effects[REGISTERS.index(r)])
    return (first, *(r for r in others if r is not first))


def _seed(known: Known, place: int) -> int:
    return known.model.posts * 1_000 + place
