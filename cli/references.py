"""The brand's own posts that a draft learned from, drawn with their scores. Ranks nothing."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli import draw, fitting

SPACES = {
    "semantic": "by meaning",
    "lexical": "by spelling, not by meaning",
}
"""How similarity was measured, in words."""


def table(references: list[dict[str, Any]]) -> RenderableType:
    """One row of scores for each post, and under it its first line and why it stands there."""
    drawn = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for title in ("", "similarity", "ERS", "combined", "place"):
        drawn.add_column(title, no_wrap=True)
    for reference in references:
        drawn.add_row(*_scores(reference))
    wide = Group(drawn, Text(), _reasons(references, with_scores=False))
    return fitting.Fitting(wide, _reasons(references, with_scores=True), least=drawn)


def _reasons(references: list[dict[str, Any]], *, with_scores: bool) -> Table:
    """Each post's beginning on one line, and under it why it stands there."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style=draw.ACCENT)
    grid.add_column()
    for reference in references:
        quote = Text(f"“{draw.first_line(reference['text'], 200)}”", no_wrap=True)
        quote.overflow = "ellipsis"
        grid.add_row(str(reference["rank"]), quote)
        if with_scores:
            grid.add_row("", _told(reference))
        grid.add_row("", Text(reference["why"], style="dim"))
    return grid


def _told(reference: dict[str, Any]) -> Text:
    return fitting.facts(
        f"similarity {reference['similarity']:.2f}",
        f"ERS {reference['ers']:.2f}",
        f"combined {reference['combined']:.3f}",
        draw.move(reference["rank_semantic"], reference["rank"]),
    )


def _scores(reference: dict[str, Any]) -> tuple[RenderableType, ...]:
    similarity, ers = reference["similarity"], reference["ers"]
    return (
        Text(str(reference["rank"]), style=draw.ACCENT),
        f"{draw.bar(similarity)} {similarity:.2f}",
        f"{draw.bar(ers / 100)} {ers:.2f}",
        f"{reference['combined']:.3f}",
        draw.move(reference["rank_semantic"], reference["rank"]),
    )
