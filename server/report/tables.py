"""The tables behind the drawings: the same numbers, to read, check and copy."""

from collections.abc import Sequence

from domain.digits import whole
from domain.platform import Platform
from domain.report import Group, PostFigures, TrendPoint
from domain.statistics import Mean
from server.report import labels
from server.report.markup import Markup, joined, tag

NONE = "–"
"""A value that nobody told: never a zero."""


def table(columns: Sequence[str], rows: Sequence[Sequence[str | Markup]]) -> Markup:
    """Each cell knows its column, so that a phone can show a row as a list."""
    head = tag("tr", [tag("th", column, scope="col") for column in columns])
    body = [
        tag("tr", [tag("td", cell, data_label=c) for c, cell in zip(columns, row, strict=True)])
        for row in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", body))


def folded(inner: Markup) -> Markup:
    """Closed on the screen, open on paper."""
    return tag("details", tag("summary", labels.SHOW_TABLE), inner)


def of_posts(posts: Sequence[PostFigures]) -> Markup:
    names = [name for name in labels.COUNTS if any(name in post.values for post in posts)]
    columns = ("Post", "Where and when", "ERS", "Expected", "Result", *map(str.capitalize, names))
    rows = [
        (
            _called(post),
            labels.place(post),
            _score(post.ers),
            _expected(post),
            labels.VERDICTS[post.verdict],
            *(whole(post.values[name]) if name in post.values else NONE for name in names),
        )
        for post in posts
    ]
    return table(columns, rows)


def of_sources(posts: Sequence[PostFigures]) -> Markup:
    rows = [
        (
            str(post.number),
            post.snapshot_id or post.post_id or NONE,
            f"{post.as_of:%Y-%m-%d %H:%M:%S} UTC" if post.as_of else NONE,
            post.window or NONE,
            tag("code", post.request) if post.request else _origin(post),
        )
        for post in posts
    ]
    return table(("Post", "Row", "Read", "Window", "Request"), rows)


def of_groups(groups: Sequence[Group], title: str, *, of_hours: bool = False) -> Markup:
    columns = (title, "Mean ERS", "95 % interval", "Posts", "Imported", "In this report")
    rows = [
        (
            labels.clock(int(group.key)) if of_hours else group.key.capitalize(),
            _score(group.brand.mean),
            _interval(group.brand),
            str(group.brand.n),
            str(group.imported),
            f"{_score(group.here.mean)} ({labels.some(group.here.n)})" if group.here.n else NONE,
        )
        for group in groups
    ]
    return table(columns, rows)


def of_trend(points: Sequence[TrendPoint]) -> Markup:
    rows = [
        (
            f"{point.published_at.day} {point.published_at:%b %Y}",
            Platform(point.platform).title,
            _score(point.ers),
            "imported" if point.source == "imported" else "published here",
            "yes" if point.is_here else "",
            "yes" if point.is_unusual else "",
        )
        for point in points
    ]
    return table(("Day", "Where", "ERS", "Source", "In this report", "Stands out"), rows)


def _called(post: PostFigures) -> Markup:
    words = f"{post.number}. {labels.opening(post.text, 70) or 'a post without text'}"
    return joined(linked(post, words))


def linked(post: PostFigures, words: str) -> Markup:
    """The words as a link to the post, where it has an address on the web."""
    address = post.permalink or ""
    if not address.startswith(("https://", "http://")):
        return joined(words)
    return tag("a", words, href=address, rel="noopener noreferrer")


def _score(score: float | None) -> str:
    return NONE if score is None else f"{score:.2f}"


def _expected(post: PostFigures) -> str:
    told = post.expected
    return f"{told.mean:.1f} ({told.low:.1f} to {told.high:.1f})" if told else NONE


def _interval(told: Mean) -> str:
    if told.low is None or told.high is None:
        return NONE
    return f"{told.low:.1f} to {told.high:.1f}"


def _origin(post: PostFigures) -> str:
    return "the imported file" if post.source == "imported" else NONE
