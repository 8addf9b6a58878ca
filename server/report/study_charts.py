"""The drawings of a study: a row for each method, a curve over weights, a cloud of drafts."""

from collections.abc import Sequence
from math import ceil, floor

from domain.study import Estimate, Figure, Measured, Method, Point, Study
from esg.study import methods, words
from server.report.charts import HIGH
from server.report.markup import Markup, joined, line, path, svg, tag

SHOWN_POINTS = 1_500
"""In a cloud; with more nothing is told apart, and the page grows heavy."""


def forest(study: Study, on: Measured, figure: Figure) -> Markup:
    """A row for each method: the figure, its interval, and how it compares with chance."""
    rows: list[tuple[Method, Estimate, str]] = []
    for method in methods.shown(study):
        score = on.of(method.key)
        found = None if score is None else score.ndcg if figure == "ndcg" else score.spearman
        if score and found:
            chance = score.against.get(methods.RANDOM, {}).get(figure)
            rows.append((method, found, chance.verdict if chance else ""))
    low, high = _span([e for _, e, _ in rows])
    drawn = [_forest_row(*row, low, high, has_zero=figure == "spearman") for row in rows]
    return tag("div", drawn, _ticks(low, high), class_="rows")


def _forest_row(
    method: Method, found: Estimate, verdict: str, low: float, high: float, *, has_zero: bool
) -> Markup:
    own = " seed" if method.key == methods.SEED else " quiet"
    left, at, right = (100 * (v - low) / (high - low) for v in (found.low, found.value, found.high))
    zero = -100 * low / (high - low)
    marks = [line(0, 6, 100, 6, "track")]
    marks += [line(zero, 0, zero, 12, "zero")] if has_zero and low <= 0 else []
    marks += [line(left, 6, right, 6, f"interval{own}"), line(at, 6, at, 6, f"dot{own}")]
    told = (
        tag("small", f"{verdict} than any five posts", class_=verdict.replace(" ", "-"))
        if verdict
        else None
    )
    return tag(
        "div",
        tag("div", tag("span", method.title, class_="name"), told, class_="what"),
        svg(*marks, width=100, height=12, says=""),
        tag(
            "div",
            words.number(found.value),
            tag("small", f"{words.number(found.low)} to {words.number(found.high)}"),
            class_="value",
        ),
        class_="row",
    )


def _span(found: Sequence[Estimate]) -> tuple[float, float]:
    """A scale of whole tenths that holds all intervals."""
    low = floor(10 * min(e.low for e in found)) / 10
    high = ceil(10 * max(e.high for e in found)) / 10
    return low, max(high, low + 0.1)


def _ticks(low: float, high: float) -> Markup:
    ticks = [tag("span", words.number(low + part * (high - low))) for part in (0, 0.5, 1)]
    return tag("div", tag("span"), tag("div", ticks, class_="ticks"), tag("span"), class_="row end")


def curve(on: Measured) -> Markup:
    """The rank correlation over the weight of the ERS, on both scales."""
    by_scale: dict[str, list[tuple[float, Estimate]]] = {"hundred": [], "percentile": []}
    for method in methods.WEIGHED:
        score = on.of(method.key)
        if score and method.weights:
            by_scale[method.weights.scale].append((method.weights.ers, score.spearman))
    low, high = _span([e for points in by_scale.values() for _, e in points])

    def up(value: float) -> float:
        return HIGH - HIGH * (value - low) / (high - low)

    hundred = by_scale["hundred"]
    band = [(w, up(e.low)) for w, e in hundred] + [(w, up(e.high)) for w, e in reversed(hundred)]
    at = [(w, up(e.value)) for w, e in hundred if w == 0.6]
    marks = [
        path(band, "band", is_closed=True),
        *([line(0, up(0), 1, up(0), "even")] if low <= 0 <= high else []),
        path([(w, up(e.value)) for w, e in by_scale["percentile"]], "curve percentile"),
        path([(w, up(e.value)) for w, e in hundred], "curve"),
        *(line(x, y, x, y, "dot seed") for x, y in at),
    ]
    names = (("", "ERS / 100"), ("band", "its 95 % interval"), ("percentile", "ERS percentile"))
    says = f"Rank correlation over the weight of the ERS, from {low:.1f} to {high:.1f}"
    key = tag("div", [tag("span", text, class_=name) for name, text in names], class_="key")
    ticks = [tag("span", text) for text in ("0", "0.2", "0.4", "0.6", "0.8", "1")]
    drawn = _upright(marks, 1, (high, low), ticks, says)
    axis = tag("p", "What the ERS counts: 0 is similarity alone, 1 the ERS alone", class_="axis")
    return joined(key, drawn, axis)


def cloud(points: Sequence[Point]) -> Markup:
    """A dot for each draft: foretold to the right, what came upwards; on the line both agree."""
    step = max(-(-len(points) // SHOWN_POINTS), 1)
    kept = points[::step]
    values = [v for p in kept for v in (p.foretold, p.came)]
    low, high = float(floor(min(values) / 5) * 5), float(ceil(max(values) / 5) * 5)
    wide = max(high - low, 5.0)

    def up(value: float) -> float:
        return HIGH - HIGH * (value - low) / wide

    marks = [line(low, up(low), low + wide, up(low + wide), "even")]
    marks += [line(p.foretold, up(p.came), p.foretold, up(p.came), "dot small") for p in kept]
    ticks = [tag("span", f"{low + part * wide:g}") for part in (0, 0.5, 1)]
    shifted = [Markup(f'<g transform="translate({-low:.2f} 0)">{joined(marks)}</g>')]
    says = f"{len(kept)} drafts: the ERS foretold against the ERS that came"
    drawn = _upright(shifted, wide, (low + wide, low), ticks, says, "upright square")
    return joined(drawn, tag("p", "Right: foretold. Up: what came.", class_="axis"))


def _upright(
    marks: Sequence[Markup],
    width: float,
    ends: tuple[float, float],
    ticks: Sequence[Markup],
    says: str,
    class_: str = "upright",
) -> Markup:
    most, least = (words.number(v, 1) for v in ends)
    return tag(
        "div",
        tag("div", tag("span", most), tag("span", least), class_="side"),
        svg(*marks, width=width, height=HIGH, says=says),
        tag("div", ticks, class_="below many"),
        class_=class_,
    )
