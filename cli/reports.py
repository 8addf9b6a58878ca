"""A report in the terminal: sentences, a row for each post, what to know, what to do next."""

from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from cli import draw, fitting, output
from cli.api import Api
from domain.errors import InvalidError

View = dict[str, Any]
WIDTH = 110
WORDS = 60
LEAST_WORDS = 12
"""Letters of a post; with fewer than these nobody knows which one it is."""
ROWS = 15
"""Posts that a screen shows; --json and the page have them all."""
_VERDICTS = {
    "hit": ("as expected", ""),
    "above": ("above", "green"),
    "below": ("below", "red"),
    "too_early": ("too early", "yellow"),
    "no_numbers": ("no data yet", "dim"),
    "no_prediction": ("–", "dim"),
}


def whole(told: View) -> RenderableType:
    """The report as a person reads it top down."""
    return Group(*_said(told), Text(), posts(told), *_notes(told), Text(), _next(told))


def posts(told: View) -> RenderableType:
    """A row for each post: where its score lies, in its expected range where there is one."""
    rows = told["posts"]
    if not any(row["ers"] is not None for row in rows):
        return Text()
    ranked = sorted(rows, key=lambda row: (-(row["ers"] or -1.0), row["number"]))[:ROWS]
    is_compared = any(row["expected"] for row in rows)
    table, least = (
        _table(ranked, is_compared=is_compared, words=n, fills=n == WORDS)
        for n in (WORDS, LEAST_WORDS)
    )
    stacked = _stacked(ranked, is_compared=is_compared)
    shown = fitting.Fitting(Constrain(table, WIDTH), stacked, least=least)
    left = max(len(rows) - ROWS, 0) + told.get("posts_left", 0)
    more = [Text(f"and {left} more: --json and --html have them all", "dim")] if left else []
    return Group(shown, *more)


def _table(rows: list[View], *, is_compared: bool, words: int, fills: bool) -> Table:
    """Only the posts' words give way where the screen is narrow."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0), expand=fills)
    table.add_column("", no_wrap=True, min_width=2, justify="right")
    table.add_column("post", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("where", no_wrap=True, min_width=9)
    table.add_column("0 ──── ERS ───── 100", no_wrap=True, min_width=draw.SPREAD)
    table.add_column("", no_wrap=True, min_width=5, justify="right")
    if is_compared:
        table.add_column("expected", no_wrap=True, min_width=8)
        table.add_column("", no_wrap=True, min_width=11)
    for row in rows:
        table.add_row(*_post(row, words), *(_against(row) if is_compared else ()))
    return table


def _stacked(rows: list[View], *, is_compared: bool) -> Table:
    """Each post's beginning, and its score under it in words."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style=draw.ACCENT)
    grid.add_column()
    for row in rows:
        words = Text(draw.first_line(row["text"], WORDS), no_wrap=True, overflow="ellipsis")
        told = [draw.platform(row["platform"]), f"ERS {draw.number(row['ers'])}"]
        span, verdict = _against(row)
        against: list[str | Text] = [f"expected {span}", verdict] if is_compared else []
        grid.add_row(str(row["number"]), words)
        grid.add_row("", fitting.facts(*told, *against))
    return grid


def _post(row: View, words: int) -> tuple[RenderableType, ...]:
    expected = row["expected"]
    return (
        Text(str(row["number"]), style=draw.ACCENT),
        Text(draw.first_line(row["text"], words)),
        draw.platform(row["platform"]),
        draw.spread(row["ers"], (expected["low"], expected["high"]) if expected else None),
        draw.number(row["ers"]),
    )


def _against(row: View) -> tuple[str, Text]:
    expected = row["expected"]
    verdict, style = _VERDICTS[row["verdict"]]
    span = f"{expected['low']:.0f} to {expected['high']:.0f}" if expected else "–"
    return span, Text(verdict, style=style)


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
    about = {**card, "notes": [note for note in card["notes"] if note["numbers"]]}
    return Group(posts(card), *_notes(about))


def run(api: Api, wanted: dict[str, str | None], *, page: Path | None, as_json: bool) -> None:
    """Fetch the report, keep it as a page if asked, and show it."""
    campaign = wanted.pop("campaign", None)
    path = f"/api/v1/campaigns/{campaign}/report" if campaign else "/api/v1/analytics/report"
    told = api.get(path, **({} if campaign else wanted))
    if page:
        _save(page, api.text(told["links"]["html"]))
        output.note(f"Saved as {page}: open it in a browser, or print it there")
    output.value(told) if as_json else output.show(whole(told))
    if not told["posts"]:
        output.note(looked_at(api.get("/api/v1/profile")))


def looked_at(profile: View) -> str:
    """Whose posts were looked at, since there are none, and how to look at another's."""
    name = f" (“{profile['business_name']}”)" if profile["business_name"] else ""
    return (
        f"Looked at workspace {profile['workspace_id']}{name}. For another: --workspace ID; the id "
        "stands at the foot of the Brand page of the web app."
    )


def _save(page: Path, html: str) -> None:
    try:
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        raise InvalidError(
            f"The page could not be saved as {page} ({error.strerror}). Name another file.",
            code="not_saved",
        ) from error
