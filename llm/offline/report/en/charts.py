"""English: what each chart of a report shows, in a sentence."""

from domain.report import Group
from domain.statistics import FEWEST
from llm.offline.report.en.speech import clock, posts
from llm.offline.report.page import TELLING, Page


def posts_chart(page: Page) -> str:
    scores = [post.ers for post in page.settled if post.ers is not None]
    if not scores:
        young = len(page.early)
        return (
            f"First scores of {posts(young)}: they still grow, so nothing is compared."
            if young
            else ""
        )
    if len(scores) == 1:
        return f"One post with settled numbers: ERS {scores[0]:.2f} of 100."
    return (
        f"ERS of {posts(len(scores))} with settled numbers: from {min(scores):.2f} to "
        f"{max(scores):.2f} of 100."
    )


def predictions(page: Page) -> str:
    told = page.it.predictions
    if told.n < 2:
        return ""
    verb = "lies" if told.hits == 1 else "lie"
    return (
        f"{told.hits} of {posts(told.n)} {verb} in the range that was expected before posting. "
        "Four of five should."
    )


def registers(page: Page) -> str:
    groups = page.it.registers
    if not groups:
        return ""
    ranked = page.ranked(groups)
    if not ranked:
        return (
            f"No register has {FEWEST} posts with settled numbers yet, so none can be called "
            "better."
        )
    first = ranked[0]
    said = f"{first.key.capitalize()} does best so far: ERS {first.brand.mean:.2f}"
    return f"{said} on average over {posts(first.brand.n)}{_versus(ranked)}."


def _versus(ranked: list[Group]) -> str:
    if len(ranked) < 2:
        return ", the only one with enough posts to judge"
    first, last = ranked[0].brand, ranked[-1].brand
    if (first.mean or 0.0) - (last.mean or 0.0) < TELLING:
        return ", level with the others"
    least = f", {ranked[-1].key} least with {last.mean:.2f} over {posts(last.n)}"
    return least + _doubt(ranked[0], ranked[-1])


def _doubt(first: Group, last: Group) -> str:
    low, high = first.brand.low, last.brand.high
    is_apart = low is not None and high is not None and low > high
    return "" if is_apart else "; their intervals overlap, so this may be chance"


def hours(page: Page) -> str:
    groups = page.it.hours
    if not groups:
        return ""
    ranked = page.ranked(groups)
    if len(ranked) < 2:
        return (
            f"Fewer than two hours of the day have {FEWEST} posts with settled numbers, so the "
            "best time cannot be told yet."
        )
    first, last = ranked[0], ranked[-1]
    return (
        f"Posts at {clock(int(first.key))} do best so far: ERS {first.brand.mean:.2f} over "
        f"{posts(first.brand.n)}; at {clock(int(last.key))} it is {last.brand.mean:.2f} over "
        f"{posts(last.brand.n)}{_doubt(first, last)}."
    )


def trend(page: Page) -> str:
    points = page.it.trend.points
    if len(points) < 2:
        return ""
    unusual = sum(point.is_unusual for point in points)
    marked = ""
    if unusual:
        stand = "stands" if unusual == 1 else "stand"
        marked = f" {unusual} {stand} out from the rest."
    here = sum(point.is_here for point in points)
    filled = "" if here == len(points) else f"; the {here} of this report are filled"
    lines = "; the lines are the averages" if page.it.trend.difference is not None else ""
    return (
        f"ERS of the newest {posts(len(points))} in the order they went out{filled}{lines}.{marked}"
    )
