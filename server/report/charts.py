"""The report's drawings: marks in SVG, letters beside them in HTML, so that both stay sharp."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from domain.report import Analysis, Group, PostFigures, TrendPoint
from domain.statistics import FEWEST
from server.report import labels
from server.report.markup import Markup, joined, line, rect, svg, tag

STEP = 20
"""Scales end at a multiple of this: 20, 40, 60, 80 or 100."""
HIGH = 100.0
"""Height of an upright drawing's box."""


def scale_end(scores: Sequence[float | None]) -> float:
    """Where a scale of scores ends."""
    most = max((score for score in scores if score is not None), default=0.0)
    return float(min(max(ceil(most / STEP), 1) * STEP, 100))


def posts_chart(posts: Sequence[PostFigures]) -> Markup:
    """A row for each post: the expected range, and what came."""
    end = scale_end([p.ers for p in posts] + [p.expected.high for p in posts if p.expected])
    rows = [_post_row(post, end) for post in posts]
    return tag("div", rows, _scale(end), class_="rows")


def _post_row(post: PostFigures, end: float) -> Markup:
    told = f"ERS {post.ers:.2f}" if post.ers is not None else None
    verdict = labels.VERDICTS[post.verdict]
    marks = [line(0, 6, 100, 6, "track")]
    if post.expected:
        low, high, mean = (100 * v / end for v in (post.expected.low, post.expected.high,
                                                     post.expected.mean))  # fmt: skip
        marks += [rect(low, 2, high - low, 8, "range"), line(mean, 2, mean, 10, "tick")]
    if post.ers is not None:
        at = 100 * min(post.ers, end) / end
        marks.append(line(at, 6, at, 6, f"dot {post.verdict}"))
    name = f"{post.number}. {labels.opening(post.text, 60)}"
    return _row(
        name, labels.place(post), marks, joined(told, tag("small", verdict, class_=post.verdict))
    )


def groups_chart(groups: Sequence[Group]) -> Markup:
    """A row for each group of the brand's posts: the mean, its interval, and how many."""
    end = scale_end([g.brand.high or g.brand.mean for g in groups])
    ranked = sorted(groups, key=lambda g: (g.brand.n < FEWEST, -(g.brand.mean or 0.0), g.key))
    return tag("div", [_group_row(g, end) for g in ranked], _scale(end), class_="rows")


def _group_row(group: Group, end: float) -> Markup:
    told = group.brand
    mean = told.mean or 0.0
    is_enough = told.n >= FEWEST
    marks = [rect(0, 2, 100 * mean / end, 8, "bar" if is_enough else "bar few")]
    if told.low is not None and told.high is not None:
        marks.append(line(100 * told.low / end, 6, 100 * min(told.high, end) / end, 6, "interval"))
    about = labels.some(told.n)
    if group.imported:
        about += f", {group.imported} imported"
    if not is_enough:
        about += ", too few to judge"
    return _row(group.key.capitalize(), about, marks, f"ERS {mean:.2f}")


def _row(name: str, about: str, marks: Sequence[Markup], value: Markup | str) -> Markup:
    return tag(
        "div",
        tag("div", tag("span", name, class_="name"), tag("small", about), class_="what"),
        svg(*marks, width=100, height=12, says=""),
        tag("div", value, class_="value"),
        class_="row",
    )


def _scale(end: float) -> Markup:
    ticks = [tag("span", f"{end * part:g}") for part in (0, 0.25, 0.5, 0.75, 1)]
    return tag("div", tag("span"), tag("div", ticks, class_="ticks"), tag("span"), class_="row end")


def hours_chart(groups: Sequence[Group], says: str) -> Markup:
    """A column for each hour of the day that has posts."""
    end = scale_end([g.brand.mean for g in groups])
    columns = []
    for group in groups:
        height = HIGH * (group.brand.mean or 0.0) / end
        class_ = "bar" if group.brand.n >= FEWEST else "bar few"
        columns.append(rect(int(group.key) + 0.12, HIGH - height, 0.76, height, class_))
    ground = line(0, HIGH, 24, HIGH, "ground")
    hours = [tag("span", labels.clock(hour)) for hour in (0, 6, 12, 18)]
    return tag(
        "div",
        tag("div", tag("span", f"{end:g}"), tag("span", "0"), class_="side"),
        svg(*columns, ground, width=24, height=HIGH, says=says),
        tag("div", hours, class_="below"),
        class_="upright",
    )


def trend_chart(analysis: Analysis, says: str) -> Markup:
    """A dot for each post in the order they went out, and the two means that are compared."""
    points, told = analysis.trend.points, analysis.trend
    end = scale_end([p.ers for p in points])
    wide = max(len(points) - 1, 1)
    split = _split(points, analysis)
    marks: list[Markup] = []
    if told.difference is not None:
        earlier, now = _up(told.before.mean, end), _up(told.recent.mean, end)
        marks += [
            line(0, earlier, max(split - 0.5, 0), earlier, "mean before"),
            line(max(split - 0.5, 0), now, wide, now, "mean"),
        ]
    for place, point in enumerate(points):
        height = _up(point.ers, end)
        if point.is_unusual:
            marks.append(line(place, height, place, height, "ring"))
        marks.append(line(place, height, place, height, "dot here" if point.is_here else "dot"))
    return tag(
        "div",
        tag("div", tag("span", f"{end:g}"), tag("span", "0"), class_="side"),
        svg(*marks, width=wide, height=HIGH, says=says),
        tag("div", tag("span", _day(points[0])), tag("span", _day(points[-1])), class_="below two"),
        class_="upright trend",
    )


def _split(points: Sequence[TrendPoint], analysis: Analysis) -> int:
    """The place of the first post of the later group."""
    if analysis.trend.basis == "halves":
        return max(len(points) - analysis.trend.recent.n, 0)
    return next((place for place, point in enumerate(points) if point.is_here), len(points))


def _up(score: float | None, end: float) -> float:
    return HIGH - HIGH * min(score or 0.0, end) / end


def _day(point: TrendPoint) -> str:
    at: datetime = point.published_at
    return f"{at.day} {at:%b %Y}"
