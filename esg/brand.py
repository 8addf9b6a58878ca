"""What a brand's posts say together: level, registers, and what a draft may expect. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from domain.expectation import Expected
from domain.platform import Platform
from domain.register import RegisterReading
from esg.archetypes import Archetype
from esg.epm import Z_80, Posterior, fit, weights_of
from esg.level import level_of

OWN_LEVEL = 10
"""Posts on a platform from which it has a level of its own; fewer share the brand's."""
NEIGHBOURS = 20
"""Of a draft: the most similar posts, whatever their score. Those chosen to learn from would not
do: they are chosen for their score."""
TRUST = 0.5
"""How far what similar posts did beyond the brand's level is expected of a draft. From the real
histories this was studied on: less and more both predict worse (docs/esg-study.md)."""
_FEW = 5
"""Neighbours at which their word counts half of that."""
_CARRIED = 0.5
"""Confidence from which a post counts as one of its register."""
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ScoredPost:
    """What the model needs of a post."""

    id: str
    platform: Platform
    published_at: datetime | None
    ers: float
    registers: tuple[RegisterReading, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BrandModel:
    posterior: Posterior
    archetype: Archetype
    posts: int
    """Posts with a score and a register: what the posterior rests on."""
    scored: int
    """Posts with a score, whether or not a register was read in them."""
    unclear: int
    """Of those, the ones that speak in no register with a confidence of a half."""
    carried: NDArray[np.float64]
    """Shape (8,): how many of them speak in each register."""
    weight: NDArray[np.float64]
    """Shape (8,): the sum of their confidences."""
    level: float | None
    """Over all platforms, now."""
    levels: Mapping[Platform, float]
    """Now, of platforms with enough posts."""
    left: Mapping[str, float]
    """Post id to its ERS less its level and less what its registers explain."""

    def level_on(self, platform: Platform | None) -> float | None:
        return self.levels.get(platform, self.level) if platform else self.level

    def expect(
        self,
        readings: Sequence[RegisterReading],
        neighbours: Sequence[tuple[str, float]],
        platform: Platform | None = None,
    ) -> Expected | None:
        """What a draft should score; None while the brand has no scored post.

        The level, plus what its registers bring, plus a share of what its most similar posts did
        beyond both. The range should hold four of five such drafts.

        Args:
            readings: The registers the draft speaks in.
            neighbours: Post id and similarity of the most similar posts, best first.
            platform: Where it is to go out; None: anywhere.
        """
        level = self.level_on(platform)
        if level is None:
            return None
        deviation, variance = self.posterior.deviation(weights_of(readings))
        mean = level + deviation + self._alike(neighbours)
        half = Z_80 * float(np.sqrt(self.posterior.noise**2 + variance))
        mean = min(max(mean, 0.0), 100.0)
        return Expected(mean=mean, low=max(mean - half, 0.0), high=min(mean + half, 100.0))

    def _alike(self, neighbours: Sequence[tuple[str, float]]) -> float:
        """A share of the mean of what similar posts had left, by squared similarity."""
        some = [(self.left[i], similarity) for i, similarity in neighbours if i in self.left]
        left, similar = np.array(some, dtype=np.float64).reshape(-1, 2).T
        return alike_share(left, similar)


def alike_share(left: NDArray[np.float64], similarity: NDArray[np.float64]) -> float:
    """What n similar posts make one expect, from what each had left; less where they are few."""
    weights = np.maximum(similarity, 0.0) ** 2
    total = float(weights.sum())
    if not total:
        return 0.0
    return TRUST * float(left @ weights) / total * len(left) / (len(left) + _FEW)


def model_of(posts: Sequence[ScoredPost], archetype: Archetype) -> BrandModel:
    """The model of a brand from its scored posts in any order."""
    ordered = sorted(posts, key=lambda p: (p.published_at or _UNDATED, p.id))
    deviations = _deviations(ordered)
    weights = np.array([weights_of(p.registers) for p in ordered]).reshape(-1, 8)
    speaks = weights.any(axis=1)
    posterior = fit(deviations[speaks], weights[speaks], archetype.priors)
    explained = posterior.mean[0] + weights @ posterior.mean[1:]
    left = deviations - np.where(speaks, explained, 0.0)
    return BrandModel(
        posterior=posterior,
        archetype=archetype,
        posts=int(speaks.sum()),
        scored=len(ordered),
        unclear=int((weights < _CARRIED).all(axis=1).sum()),
        carried=np.asarray((weights >= _CARRIED).sum(axis=0), dtype=np.float64),
        weight=np.asarray(weights.sum(axis=0), dtype=np.float64),
        level=_now(ordered),
        levels={p: _now_of([o for o in ordered if o.platform is p]) for p in _own_levels(ordered)},
        left={post.id: float(value) for post, value in zip(ordered, left, strict=True)},
    )


def _deviations(ordered: Sequence[ScoredPost]) -> NDArray[np.float64]:
    """Shape (n,): each post's ERS less the level it was published at."""
    own = _own_levels(ordered)
    found = np.zeros(len(ordered))
    groups: dict[Platform | None, list[int]] = {}
    for place, post in enumerate(ordered):
        groups.setdefault(post.platform if post.platform in own else None, []).append(place)
    for places in groups.values():
        found[places] = _group_deviations([ordered[place] for place in places])
    return found


def _group_deviations(posts: Sequence[ScoredPost]) -> NDArray[np.float64]:
    """Dated posts against the level before them; undated ones, whose time is unknown, against all.

    The first dated post has nothing before it, and deviates by nothing.
    """
    scores = np.array([post.ers for post in posts])
    dated = np.array([post.published_at is not None for post in posts])
    found = scores - scores.mean()
    level = level_of(scores[dated].tolist())
    if level is not None and 2 * dated.sum() > len(posts):
        found[dated] = scores[dated] - level.before
    return np.asarray(found, dtype=np.float64)


def _own_levels(posts: Sequence[ScoredPost]) -> set[Platform]:
    counts: dict[Platform, int] = {}
    for post in posts:
        counts[post.platform] = counts.get(post.platform, 0) + 1
    return {platform for platform, count in counts.items() if count >= OWN_LEVEL}


def _now(posts: Sequence[ScoredPost]) -> float | None:
    return _now_of(posts) if posts else None


def _now_of(posts: Sequence[ScoredPost]) -> float:
    """The level the next post meets: of the dated posts, where they are most."""
    dated = [post.ers for post in posts if post.published_at is not None]
    level = level_of(dated) if 2 * len(dated) > len(posts) else None
    return level.now if level else float(np.mean([post.ers for post in posts]))
