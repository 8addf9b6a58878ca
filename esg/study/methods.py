"""The ways to choose five posts for a draft, all from the same twenty most similar ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.ranking import RankWeights
from domain.study import Method, Study
from esg.matrix import percentiles
from esg.rank import REFERENCES, SHORTLIST
from esg.study.posts import StudyPosts

RANDOM, SEMANTIC, LIKES, ERS = "random", "semantic", "likes", "ers"
MEAN, LAST = "mean", "last"
SEED = "combined-0.6"
DRAWS = 20
"""Times five posts are drawn by chance for each draft; a figure is the mean over the draws."""
NEWEST = 10
STEPS = tuple(step / 10 for step in range(11))


def _weighed(scale: str, weight: float) -> Method:
    weights = RankWeights.model_validate({"ers": weight, "scale": scale})
    if scale == "percentile":
        return Method(
            key=f"percentile-{weight:g}", title=f"Percentile, {weight:g}", weights=weights
        )
    title = f"Combined, {weight:g}" + (" (the default)" if weight == 0.6 else "")
    return Method(key=f"combined-{weight:.1f}", title=title, weights=weights)


WEIGHED = tuple(_weighed(scale, weight) for scale in ("hundred", "percentile") for weight in STEPS)
RANKED = (
    Method(key=SEMANTIC, title="Most similar"),
    Method(key=LIKES, title="Similar, most likes"),
    Method(key=ERS, title="Similar, highest ERS"),
    *WEIGHED,
)
"""These need texts."""
PLAIN = (
    Method(key=RANDOM, title="Any five posts"),
    Method(key=MEAN, title="Brand's mean so far"),
    Method(key=LAST, title="Mean of the last ten"),
)

MAIN = (SEED, SEMANTIC, LIKES, ERS, "percentile-0.6", RANDOM, MEAN, LAST)


def shown(study: Study) -> list[Method]:
    """The methods that a drawing shows: the main ones, the alternative, those from outside."""
    best = study.alternative
    # at 0 and 1 it is one of the main ones by another name
    other = best.method if best and 0 < best.weights.ers < 1 else ""
    known = {method.key for method in (*PLAIN, *RANKED)}
    kept = [m for m in study.methods if m.key in {*MAIN, other} or m.key not in known]
    return sorted(kept, key=lambda m: MAIN.index(m.key) if m.key in MAIN else len(MAIN))


@dataclass(frozen=True, slots=True)
class Choice:
    """What the ranked methods chose for one draft."""

    picks: dict[str, NDArray[np.intp]]
    """By method: at most five posts, best first."""
    follows_ers: dict[str, float]
    """By method: Spearman of its order with that by ERS inside the shortlist."""
    near: NDArray[np.intp]
    """The most similar posts, whatever their score, at most 20."""
    alike: NDArray[np.float64]
    """How similar each of them is."""


def choose(posts: StudyPosts, row: int, similarity: NDArray[np.float32]) -> Choice:
    """The picks of every ranked method for the draft in this row.

    Ties fall by place in the history, as the engine lets them fall by id.
    """
    allowed = posts.allowed(row)
    near = allowed[np.argsort(-similarity[allowed], kind="stable")[:SHORTLIST]]
    near_ers = posts.ers[near]
    alike = similarity[near].astype(np.float64)
    places = percentiles(near_ers, posts.ers[posts.earlier(row)])
    orders = {SEMANTIC: alike, LIKES: posts.likes[near], ERS: near_ers}
    for method in WEIGHED:
        weights = method.weights or RankWeights()
        score = places if weights.scale == "percentile" else near_ers
        orders[method.key] = (1 - weights.ers) * alike + weights.ers * score / 100
    picks = {key: near[np.lexsort((near, -score))[:REFERENCES]] for key, score in orders.items()}
    follows = _followed(np.array(list(orders.values())), near_ers)
    told = dict(zip(orders, follows, strict=True))
    return Choice(picks=picks, follows_ers=told, near=near, alike=alike)


def _followed(orders: NDArray[np.float64], ers: NDArray[np.float64]) -> list[float]:
    """Spearman of each row with the ERS; 0 where one of both is the same throughout."""
    from scipy.stats import rankdata  # loads slowly, and only a study needs it

    ranks = rankdata(orders, axis=1) - (orders.shape[1] + 1) / 2
    target = rankdata(ers) - (len(ers) + 1) / 2
    length = np.sqrt((ranks**2).sum(axis=1) * (target**2).sum())
    dots = ranks @ target
    found = np.divide(dots, length, out=np.zeros_like(dots), where=length > 0)
    return [float(value) for value in found]


def drawn(
    allowed: NDArray[np.intp], chance: np.random.Generator, draws: int = DRAWS
) -> NDArray[np.intp]:
    """Shape (draws, at most 5): different posts by chance in each row (Floyd's algorithm)."""
    count = min(REFERENCES, len(allowed))
    taken = np.full((draws, count), -1, dtype=np.intp)
    for place, last in enumerate(range(len(allowed) - count, len(allowed))):
        found = chance.integers(0, last + 1, size=draws)
        is_taken = (taken == found[:, None]).any(axis=1)
        taken[:, place] = np.where(is_taken, last, found)
    return allowed[taken]
