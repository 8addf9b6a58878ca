"""From posts with numbers to a report's figures: plain arithmetic, nothing read, nothing worded.

Only settled numbers are compared: early ones still grow, so they would make every post a failure.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from domain.measuring import Maturity
from domain.platform import Platform
from domain.report import (
    Analysis,
    Direction,
    Group,
    History,
    PostFigures,
    Predictions,
    Total,
    Trend,
    TrendPoint,
    Verdict,
)
from domain.statistics import Mean, difference, mean_of, variance

COUNTED = ("likes", "comments", "shares", "saves", "clicks", "reach", "impressions")
COMPARED = 60
"""Posts before these that they are compared with: older ones tell little of today."""
POINTS = 90
"""Points of a trend's drawing: more cannot be told apart on a phone."""
UNUSUAL_FROM = 8
"""Points below which nothing is called unusual (design, section 12)."""
UNUSUAL_SPREAD, UNUSUAL_FLOOR = 2.0, 5.0

GRAIN = 1.0
"""ERS points by which scores differ at the least: counts are whole, and where they are small one
like more or less is a point and more (ERS of 0, 1, 2 and 5 likes: 0, 1.82, 3.36 and 6.93)."""


def analyse(
    posts: Sequence[PostFigures],
    history: Sequence[PostFigures],
    *,
    is_all: bool = False,
    is_cut: bool = False,
    left_out: int = 0,
    uncounted: int = 0,
) -> Analysis:
    """The figures of a report.

    Args:
        posts: The report's posts.
        history: The brand's posts with a score, those of the report among them; of these only
            settled ones count.
        is_all: Whether the report is about everything; then it is compared within itself.
        is_cut: Whether the brand has more history than this.
        left_out: How many posts of the report's scope are not among its posts.
        uncounted: How many imported posts of the scope came without counts.
    """
    ordered = _numbered(posts)
    settled = [p for p in ordered if _score(p) is not None]
    ranked = sorted(settled, key=lambda p: (-(p.ers or 0.0), p.number))
    measured = [p for p in ordered if p.maturity is not Maturity.NONE]
    final = [p for p in ordered if p.maturity is Maturity.SETTLED]
    return Analysis(
        maturity=_maturity(len(ordered), len(measured), len(final)),
        as_of=max((p.as_of for p in ordered if p.as_of), default=None),
        out=len(ordered),
        measured=len(measured),
        settled=len(settled),
        totals=_totals(ordered),
        best=ranked[0].number if ranked else None,
        worst=ranked[-1].number if len(ranked) > 1 else None,
        posts=ordered,
        registers=_groups(settled, history, lambda p: p.register or None),
        hours=_groups(settled, history, lambda p: None if p.hour is None else f"{p.hour:02}"),
        trend=_trend(settled, history, is_all=is_all),
        predictions=_predictions(ordered),
        history=_history(_united(settled, history), is_cut=is_cut),
        left_out=left_out,
        uncounted=uncounted,
    )


def judged(post: PostFigures) -> Verdict:
    """The post's score against its prediction."""
    if post.ers is None:
        return "no_numbers"
    if post.maturity is not Maturity.SETTLED:
        return "too_early"
    if post.expected is None:
        return "no_prediction"
    if post.ers > post.expected.high:
        return "above"
    return "below" if post.ers < post.expected.low else "hit"


def _score(post: PostFigures) -> float | None:
    return post.ers if post.maturity is Maturity.SETTLED else None


def _numbered(posts: Sequence[PostFigures]) -> tuple[PostFigures, ...]:
    """In the order they went out, undated ones first; numbered so, unless all have numbers."""
    own = {post.number for post in posts}
    is_named = len(own) == len(posts) and 0 not in own

    def place(post: PostFigures) -> tuple[bool, float, str]:
        at = post.published_at
        return at is not None, at.timestamp() if at else 0.0, post.key

    return tuple(
        post.model_copy(
            update={"number": post.number if is_named else position, "verdict": judged(post)}
        )
        for position, post in enumerate(sorted(posts, key=place), start=1)
    )


def _maturity(
    out: int, measured: int, final: int
) -> Literal["none", "early", "partly_settled", "settled"]:
    """By the age of the numbers, whether or not a score can be made of them."""
    if not measured:
        return "none"
    if not final:
        return "early"
    return "settled" if final == out else "partly_settled"


def _totals(posts: Sequence[PostFigures]) -> tuple[Total, ...]:
    """What came in, of the posts that say; a name nobody reported is absent."""
    return tuple(
        Total(name=name, value=sum(told), n=len(told))
        for name in COUNTED
        if (told := [p.values[name] for p in posts if name in p.values])
    )


def _groups(
    settled: Sequence[PostFigures],
    history: Sequence[PostFigures],
    key_of: Callable[[PostFigures], str | None],
) -> tuple[Group, ...]:
    """Rising by key; a group that only the history has is there too, with nothing of the report."""
    here: defaultdict[str, list[PostFigures]] = defaultdict(list)
    brand: defaultdict[str, list[PostFigures]] = defaultdict(list)
    for group, members in ((here, settled), (brand, _united(settled, history))):
        for post in members:
            key = key_of(post)
            if key is not None:
                group[key].append(post)
    return tuple(
        Group(
            key=key,
            here=_mean(here[key]),
            numbers=tuple(p.number for p in here[key]),
            brand=_mean(brand[key]),
            imported=sum(p.source == "imported" for p in brand[key]),
        )
        for key in sorted(brand)
    )


def _united(
    settled: Sequence[PostFigures], history: Sequence[PostFigures]
) -> Sequence[PostFigures]:
    """The brand's posts, each once: a report's post whose numbers are newer counts with those."""
    mine = {post.key for post in settled}
    return [*settled, *(p for p in history if p.key not in mine and _score(p) is not None)]


def _history(posts: Sequence[PostFigures], *, is_cut: bool) -> History:
    return History(
        n=len(posts),
        imported=sum(p.source == "imported" for p in posts),
        registers_read=sum(p.is_register_read for p in posts),
        without_register=sum(not p.register for p in posts),
        without_hour=sum(p.hour is None for p in posts),
        is_cut=is_cut,
    )


def _scores(posts: Iterable[PostFigures]) -> list[float]:
    return [score for post in posts if (score := _score(post)) is not None]


def _mean(posts: Iterable[PostFigures]) -> Mean:
    return mean_of(_scores(posts), grain=GRAIN)


def _trend(
    settled: Sequence[PostFigures], history: Sequence[PostFigures], *, is_all: bool
) -> Trend:
    dated = [p for p in settled if p.published_at]
    if is_all:
        middle = len(dated) // 2
        before, recent = dated[:middle], dated[middle:]
    else:
        recent, before = dated, _before(dated, history)
    found = difference(_by_platform(before, recent), grain=GRAIN)
    direction: Direction = "too_few"
    if found:
        clear: Direction = "better" if found.value > 0 else "worse"
        direction = clear if found.is_clear else "no_clear_change"
    return Trend(
        direction=direction,
        basis="halves" if is_all else "before",
        recent=_mean(recent),
        before=_mean(before),
        imported_before=sum(p.source == "imported" for p in before),
        difference=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        points=_points(before, recent, dated),
    )


def _before(recent: Sequence[PostFigures], history: Sequence[PostFigures]) -> list[PostFigures]:
    """The brand's posts on these platforms that went out before the first of these."""
    if not recent:
        return []
    first = min(p.published_at for p in recent if p.published_at)
    mine, platforms = {p.key for p in recent}, {p.platform for p in recent}
    earlier = [
        p
        for p in history
        if p.key not in mine
        and p.platform in platforms
        and p.published_at
        and p.published_at < first
        and _score(p) is not None
    ]
    return sorted(earlier, key=lambda p: (p.published_at or first, p.key))[-COMPARED:]


def _by_platform(
    before: Sequence[PostFigures], recent: Sequence[PostFigures]
) -> list[tuple[list[float], list[float]]]:
    platforms: list[Platform] = sorted({p.platform for p in recent})
    return [
        (
            _scores(p for p in before if p.platform is platform),
            _scores(p for p in recent if p.platform is platform),
        )
        for platform in platforms
    ]


def _points(
    before: Sequence[PostFigures], recent: Sequence[PostFigures], here: Sequence[PostFigures]
) -> tuple[TrendPoint, ...]:
    shown = [*before, *recent][-POINTS:]
    mine = {post.key for post in here}
    usual = {
        platform: _usual(_scores(p for p in shown if p.platform is platform))
        for platform in {post.platform for post in shown}
    }
    return tuple(
        TrendPoint(
            key=post.key,
            platform=post.platform,
            source=post.source,
            published_at=post.published_at,
            ers=post.ers,
            is_here=post.key in mine,
            is_unusual=not usual[post.platform](post.ers),
        )
        for post in shown
        if post.published_at and post.ers is not None
    )


def _usual(scores: Sequence[float]) -> Callable[[float], bool]:
    """Whether a score is within two standard deviations of these, or too close to matter."""
    if len(scores) < UNUSUAL_FROM:
        return lambda _score: True
    middle = math.fsum(scores) / len(scores)
    bound = max(UNUSUAL_SPREAD * math.sqrt(variance(scores)), UNUSUAL_FLOOR)
    return lambda score: abs(score - middle) <= bound


def _predictions(posts: Sequence[PostFigures]) -> Predictions:
    compared = [p for p in posts if p.expected and p.verdict in ("hit", "above", "below")]
    misses = [abs((p.ers or 0.0) - p.expected.mean) for p in compared if p.expected]
    return Predictions(
        n=len(compared),
        hits=sum(p.verdict == "hit" for p in compared),
        above=sum(p.verdict == "above" for p in compared),
        below=sum(p.verdict == "below" for p in compared),
        mean_miss=math.fsum(misses) / len(misses) if misses else None,
        waiting=sum(p.expected is not None and p.verdict == "too_early" for p in posts),
    )
