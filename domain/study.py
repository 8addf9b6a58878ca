"""What a study of a history found: figures with intervals, and what they were measured on."""

from datetime import datetime
from typing import Literal

from domain.frozen import Frozen
from domain.ranking import RankWeights

Verdict = Literal["better", "not better", "worse"]
Figure = Literal["spearman", "ndcg", "error"]
Truth = Literal["ers", "detrended", "reach"]


class Estimate(Frozen):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


class Contrast(Estimate):
    """How much better a method is than another on the same drafts; above 0 is better."""

    verdict: Verdict
    """Better or worse only where the interval leaves out zero."""


class Score(Frozen):
    """How one method did."""

    method: str
    spearman: Estimate
    """Between what was foretold and what came, over all drafts."""
    ndcg: Estimate | None
    """nDCG@5 over groups of 20 drafts; None without two whole groups."""
    error: Estimate
    """Mean absolute error in points of the truth."""
    against: dict[str, dict[Figure, Contrast]]
    """By the method it is compared with; an error is better when it is smaller."""


class Measured(Frozen):
    """All methods against one truth."""

    truth: Truth
    drafts: int
    groups: int
    scores: tuple[Score, ...]

    def of(self, method: str) -> Score | None:
        return next((score for score in self.scores if score.method == method), None)


class Method(Frozen):
    key: str
    title: str
    weights: RankWeights | None = None
    """Of the methods that weigh similarity and ERS."""


class Alternative(Frozen):
    """The weights that did best in the first half of the drafts, tried on the second."""

    truth: Truth
    """On which it was chosen and tried."""
    method: str
    weights: RankWeights
    chosen_on: int
    tried_on: int
    first: float
    """Spearman in the half it was chosen on: the best of many, so too high."""
    against_seed: Contrast
    against_random: Contrast
    guard: Contrast | None
    """Against the seed on the other truth (the ERS, or it with growth taken out). All three are
    Spearman, in the half it was tried on."""
    is_reliable: bool
    """Better than the seed's formula and than chance, and not worse by the guard."""


class Spread(Frozen):
    """How the ERS of the posts lie."""

    mean: float
    deviation: float
    quartiles: tuple[float, float, float, float, float]
    """Least, 25 %, median, 75 %, most."""


class Facts(Frozen):
    """What the file gave to measure on; every row is in exactly one of the counts."""

    file: str
    rows: int
    used: int
    rejected: int
    repeated: int
    undated: int
    unscored: int
    textless: int
    beyond: int
    """Older than the newest posts that a study looks at."""
    drafts: int
    order: Literal["time", "leave-one-out"]
    has_texts: bool
    first_at: datetime | None
    last_at: datetime | None
    lexical_drafts: int
    """Compared by spelling, since the model does not read them or most posts before."""
    drafts_with_reposts: int
    reposts_left_out: int
    """Posts of a draft's own text that it could have learned from."""
    growth: float
    """Spearman between time and ERS; 0 without dates."""
    growth_within: Estimate | None = None
    """The same with its interval; None without dates."""
    spread: Spread
    reading: tuple[str, ...] = ()
    """What the reader of the file assumed."""


class Point(Frozen):
    foretold: float
    came: float


class Study(Frozen):
    facts: Facts
    seed: int
    resamples: int
    methods: tuple[Method, ...]
    measured: tuple[Measured, ...]
    follows_ers: dict[str, float]
    """By method: Spearman of its order with that by ERS inside the shortlist, mean of drafts."""
    alternative: Alternative | None
    points: tuple[Point, ...]
    """Of the seed's formula (of the brand's mean where there are no texts), in order of drafts."""
    headline: str
    summary: tuple[str, ...] = ()
    """What follows for whoever writes the posts, in everyday words."""
    said: tuple[str, ...]
    """What was found, in words, most important first."""
    limits: tuple[str, ...]
    """What the figures do not say."""

    def on(self, truth: Truth) -> Measured | None:
        return next((m for m in self.measured if m.truth == truth), None)
