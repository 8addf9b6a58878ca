"""The report's page, top down: what happened, is it getting better, what next, the evidence."""

from collections.abc import Sequence

from starlette.responses import HTMLResponse

from domain.report import PostFigures
from domain.times import spoken
from llm.tasks.report import ReportSentence
from server.report import charts, labels, tables
from server.report.document import document
from server.report.labels import HEADINGS
from server.report.markup import Markup, joined, tag
from tools.reporting import Report

CHARTED = 40
"""Posts that a drawing shows, the newest; the table has them all."""


def report_page(made: Report) -> HTMLResponse:
    """The report as a page of its own; its policy allows nothing but what it carries."""
    title = f"{made.text.headline} {made.brand.profile.business_name}".strip()
    html, policy = document(title, _body(made), language=made.language)
    return HTMLResponse(html, headers={"Content-Security-Policy": f"{policy}; {_NO_FRAMES}"})


_NO_FRAMES = "frame-ancestors 'none'"


def _body(made: Report) -> Markup:
    return tag(
        "main",
        _top(made),
        _happened(made),
        _trend(made),
        _next(made),
        _extremes(made),
        _posts(made),
        _groups(made),
        _table(made),
        _data(made),
    )


def _top(made: Report) -> Markup:
    it = made.analysis
    names = dict.fromkeys(post.platform.title for post in it.posts)
    facts = [_read_at(made), labels.some(it.out), ", ".join(names)]
    return tag(
        "header",
        tag("p", made.brand.profile.business_name or HEADINGS["report"], class_="brand"),
        tag("h1", made.text.headline),
        tag("p", " · ".join(fact for fact in facts if fact), class_="quiet"),
        tag("p", labels.STATES[it.maturity], class_=f"state {it.maturity}") if it.out else None,
    )


def _read_at(made: Report) -> str:
    """When the numbers were read; of imported posts that is not known."""
    at = made.analysis.as_of
    if at:
        return f"Numbers as of {spoken(at, made.brand.profile.timezone)}"
    return "No numbers yet" if made.analysis.maturity == "none" else "Numbers as you imported them"


def _happened(made: Report) -> Markup | None:
    said = [tag("p", sentence.text) for sentence in made.text.sentences]
    return _section("happened", said) if said else None


def _trend(made: Report) -> Markup | None:
    if made.text.trend is None:
        return None
    points = made.analysis.trend.points
    drawn: list[Markup | None] = []
    if len(points) > 1:
        caption = _says(made, "trend")
        drawn = [
            charts.trend_chart(made.analysis, caption),
            tag("p", caption, class_="caption"),
            tables.folded(tables.of_trend(points)),
        ]
    return _section("trend", [tag("p", made.text.trend.text), *drawn])


def _next(made: Report) -> Markup:
    return tag(
        "section",
        tag("h2", HEADINGS["next"]),
        tag("p", made.text.next_step),
        class_="next",
    )


def _extremes(made: Report) -> Markup | None:
    numbers = (made.analysis.best, made.analysis.worst)
    said = (made.text.best, made.text.worst)
    cards = [
        _card(post, sentence)
        for number, sentence in zip(numbers, said, strict=True)
        for post in made.analysis.posts
        if sentence and post.number == number
    ]
    return _section("extremes", [tag("div", cards, class_="pair")]) if cards else None


def _card(post: PostFigures, sentence: ReportSentence) -> Markup:
    facts = sentence.text.split(" “", 1)[0]
    return tag(
        "article",
        tag("p", facts, class_="fact"),
        tag("blockquote", labels.opening(post.text, 240)),
        tag("p", tables.linked(post, labels.place(post)), class_="quiet"),
    )


def _posts(made: Report) -> Markup | None:
    shown = made.analysis.posts[-CHARTED:]
    if not any(post.ers is not None for post in shown):
        return None
    captions = [_says(made, name) for name in ("posts", "predictions")]
    said = [tag("p", " ".join(filter(None, captions)), class_="caption")]
    return _section("posts", [*said, charts.posts_chart(shown)])


def _groups(made: Report) -> Markup:
    registers, hours = made.analysis.registers, made.analysis.hours
    parts: list[Markup | None] = []
    if registers:
        parts.append(
            _section(
                "registers",
                [
                    tag("p", _says(made, "registers"), class_="caption"),
                    charts.groups_chart(registers),
                    tables.folded(tables.of_groups(registers, "Register")),
                ],
            )
        )
    if hours:
        parts.append(
            _section(
                "hours",
                [
                    tag("p", _says(made, "hours"), class_="caption"),
                    charts.hours_chart(hours, _says(made, "hours")),
                    tables.folded(tables.of_groups(hours, "Hour", of_hours=True)),
                ],
            )
        )
    return joined(parts)


def _table(made: Report) -> Markup | None:
    if not made.analysis.posts:
        return None
    return _section("table", [tag("div", tables.of_posts(made.analysis.posts), class_="wide")])


def _data(made: Report) -> Markup:
    notes = [tag("li", note.text) for note in made.text.notes]
    zone_name = made.brand.profile.timezone
    told = [
        tag("ul", notes) if notes else None,
        tag("p", labels.ERS_IS),
        _sources(made.analysis.posts),
        tag(
            "p",
            f"Written by the {made.provenance.author} on {spoken(made.generated_at, zone_name)}. "
            f"Report {made.id}.",
            class_="quiet",
        ),
    ]
    return _section("data", told)


def _sources(posts: Sequence[PostFigures]) -> Markup | None:
    if not posts:
        return None
    return tag(
        "details", tag("summary", HEADINGS["sources"]), tables.of_sources(posts), class_="sources"
    )


def _section(name: str, parts: Sequence[Markup | None]) -> Markup:
    return tag("section", tag("h2", HEADINGS[name]), *parts, class_=name)


def _says(made: Report, name: str) -> str:
    said = made.text.captions.get(name)
    return said.text if said else ""
