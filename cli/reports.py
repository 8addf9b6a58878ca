"""A report in the terminal: sentences, a row for each post, what to know, what to do next."""

from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli import draw, output
from cli.api import Api
from domain.errors import InvalidError

View = dict[str, Any]
ROWS = 15
"""Posts that a screen shows; --json and the page have them all."""
_VERDICTS = {
    "hit": ("as expected", ""),
    "above": ("above", "green"),
    "below": ("below", "red"),
    "too_early": ("too early", "yellow"),
    "no_numbers": ("no data yet", "dim"),
    "no_prediction": ("nothing expected", "dim"),
}


def whole(told: View) -> RenderableType:
    """The report as a person reads it top down."""
    return Group(*_said(told), Text(), posts(told), *_notes(told), Text(), _next(told))


def posts(told: View) -> RenderableType:
    """A row for each post: where its score lies, in its expected range where there is one."""
    rows = told["posts"]
    if not any(row["ers"] is not None for row in rows):
        return Text()
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in ("", "post", "where", "0 ─ ERS ─ 100", "", "expected", ""):
        table.add_column(title, no_wrap=True, overflow="ellipsis")
    ranked = sorted(rows, key=lambda row: (-(row["ers"] or -1.0), row["number"]))
    for row in ranked[:ROWS]:
        table.add_row(*_post(row))
    left = max(len(rows) - ROWS, 0) + told.get("posts_left", 0)
    more = [Text(f"and {left} more: --json and --html have them all", "dim")] if left else []
    return Group(table, *more)


def _post(row: View) -> tuple[RenderableType, ...]:
    expected = row["expected"]
    span = (expected["low"], expected["high"]) if expected else None
    verdict, style = _VERDICTS[row["verdict"]]
    told = f"{span[0]:.0f}–{span[1]:.0f}" if span else "–"
    return (
        Text(str(row["number"]), style=draw.ACCENT),
        draw.first_line(row["text"], 34),
        draw.platform(row["platform"]),
        draw.spread(row["ers"], span),
        draw.number(row["ers"]),
        told,
        Text(verdict, style=style),
    )


def _said(told: View) -> list[RenderableType]:
    trend = told.get("trend_sentence")
    lines: list[RenderableType] = [Text(told["headline"], style="bold"), Text()]
    lines += [Text(sentence["text"]) for sentence in told["sentences"]]
    return [*lines, *([Text(trend["text"])] if trend else [])]


def _notes(told: View) -> list[RenderableType]:
    notes = [Text(f"· {note['text']}", style="dim") for note in told["notes"]]
    return [Text(), *notes] if notes else []


def _next(told: View) -> Text:
    return Text.assemble(("Next  ", draw.ACCENT), told["next_step"])


def evidence(card: View) -> RenderableType:
    """What a card adds to the words of its message: the posts, and where the whole report is."""
    return Group(posts(card), *_notes(card))


def run(api: Api, wanted: dict[str, str | None], *, page: Path | None, as_json: bool) -> None:
    """Fetch the report, keep it as a page if asked, and show it."""
    campaign = wanted.pop("campaign", None)
    path = f"/api/v1/campaigns/{campaign}/report" if campaign else "/api/v1/analytics/report"
    told = api.get(path, **({} if campaign else wanted))
    if page:
        _save(page, api.text(told["links"]["html"]))
        output.note(f"Saved as {page}: open it in a browser, or print it there")
    output.value(told) if as_json else output.show(whole(told))


def _save(page: Path, html: str) -> None:
    try:
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        raise InvalidError(
            f"The page could not be saved as {page} ({error.strerror}). Name another file.",
            code="not_saved",
        ) from error
