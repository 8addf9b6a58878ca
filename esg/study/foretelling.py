"""What each method foretells for each draft, from the scores of the posts it chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from esg.rank import REFERENCES
from esg.study import methods
from esg.study.methods import Choice
from esg.study.posts import WARM_UP, StudyPosts


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One draft for a method from outside: everything that was known before it, and no more."""

    text: str
    earlier_texts: tuple[str, ...]
    earlier: NDArray[np.float64]
    """The truth of those posts, NaN where it is not known."""
    seed: float
    """What the seed's formula foretells."""
    near: NDArray[np.intp]
    """Places among the earlier posts of those most similar to it, at most 20."""
    alike: NDArray[np.float64]
    """How similar each of them is."""


Foreteller = Callable[[Draft], float]
"""A further method: its prediction, in points of the truth that `Draft.earlier` is in."""


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """All methods' posts for all drafts."""

    drafts: NDArray[np.intp]
    picks: dict[str, NDArray[np.intp]]
    """By method: shape (drafts, 5), -1 where there were fewer."""
    drawn: NDArray[np.intp]
    """Shape (draws, drafts, 5)."""
    follows_ers: dict[str, float]
    near: tuple[NDArray[np.intp], ...]
    """The most similar posts of each draft; none without texts. So below."""
    alike: tuple[NDArray[np.float64], ...]


def gather(
    posts: StudyPosts,
    drafts: Sequence[int],
    similarity: Callable[[int], NDArray[np.float32]] | None,
    seed: int,
) -> Chosen:
    """Let every method choose; without a similarity only those that need none."""
    chance = np.random.default_rng(seed)
    by_chance = [_filled(methods.drawn(posts.allowed(row), chance)) for row in drafts]
    choices = [methods.choose(posts, row, similarity(row)) for row in drafts] if similarity else []
    return Chosen(
        drafts=np.array(drafts, dtype=np.intp),
        picks={
            key: np.stack([_filled(choice.picks[key]) for choice in choices])
            for key in (choices[0].picks if choices else ())
        },
        drawn=np.stack(by_chance, axis=1),
        follows_ers=_mean_follow(choices),
        near=tuple(choice.near for choice in choices),
        alike=tuple(choice.alike for choice in choices),
    )


def _filled(picks: NDArray[np.intp]) -> NDArray[np.intp]:
    filled = np.full((*picks.shape[:-1], REFERENCES), -1, dtype=np.intp)
    filled[..., : picks.shape[-1]] = picks
    return filled


def _mean_follow(choices: Sequence[Choice]) -> dict[str, float]:
    keys = choices[0].follows_ers if choices else {}
    return {key: float(np.mean([c.follows_ers[key] for c in choices])) for key in keys}


def foretell(
    posts: StudyPosts,
    chosen: Chosen,
    values: NDArray[np.float64],
    extra: Mapping[str, Foreteller],
    *,
    has_level: bool = True,
) -> dict[str, NDArray[np.float64]]:
    """By method: shape (1, drafts), for chance (draws, drafts); values have shape (posts,).

    Where nothing is known of the chosen posts, the mean of all earlier ones stands in. Without a
    level every mean of earlier posts is 0: each of them was taken out of the next ones, so that
    a mean of what is left would foretell the wrong way round by its making.
    """
    so_far = _over(posts, chosen, values, newest=None)
    if not has_level:
        so_far = np.zeros_like(so_far)
    told = {methods.RANDOM: _mean_of(values, chosen.drawn, so_far)}
    told |= {key: _mean_of(values, picks, so_far)[None] for key, picks in chosen.picks.items()}
    told[methods.MEAN] = so_far[None]
    if posts.is_timed and has_level:
        told[methods.LAST] = _over(posts, chosen, values, newest=methods.NEWEST)[None]
    if extra and methods.SEED in told:
        rows = []
        for place, base in enumerate(told[methods.SEED][0].tolist()):
            draft = _draft(posts, chosen, place, values, base)
            rows.append([foreteller(draft) for foreteller in extra.values()])
        columns = np.array(rows, dtype=np.float64).T
        told |= {key: column[None] for key, column in zip(extra, columns, strict=True)}
    return told


def _draft(
    posts: StudyPosts, chosen: Chosen, place: int, values: NDArray[np.float64], seed: float
) -> Draft:
    row = int(chosen.drafts[place])
    allowed = posts.allowed(row)
    return Draft(
        text=posts.texts[row],
        earlier_texts=tuple(posts.texts[i] for i in allowed),
        earlier=values[allowed],
        seed=seed,
        near=np.searchsorted(allowed, chosen.near[place]),
        alike=chosen.alike[place],
    )


def _mean_of(
    values: NDArray[np.float64], picks: NDArray[np.intp], otherwise: NDArray[np.float64]
) -> NDArray[np.float64]:
    scores = np.where(picks >= 0, values[picks], np.nan)
    known = ~np.isnan(scores)
    count = known.sum(axis=-1)
    total = np.where(known, scores, 0.0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), otherwise)


def _over(
    posts: StudyPosts, chosen: Chosen, values: NDArray[np.float64], *, newest: int | None
) -> NDArray[np.float64]:
    """The mean of the earlier posts' known values, of all or of the newest; 0 when none is."""
    found = []
    for row in chosen.drafts:
        known = values[posts.earlier(int(row))]
        known = known[~np.isnan(known)][-(newest or 0) :]
        found.append(known.mean() if len(known) else 0.0)
    return np.array(found, dtype=np.float64)


def detrended(posts: StudyPosts) -> NDArray[np.float64]:
    """Shape (posts,): the ERS less the mean of the 20 posts before; NaN for the first ones.

    In an account that grows every guess of the level looks good; this takes the level out, of what
    came and of what is learned from.
    """
    result = np.full(len(posts.ers), np.nan)
    for row in range(len(posts.ers)):
        before = posts.earlier(row)[-WARM_UP:]
        if len(before) == WARM_UP:
            result[row] = posts.ers[row] - posts.ers[before].mean()
    return result
