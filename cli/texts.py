"""The studio's texts, drawn for a terminal, each with what speaks for it. Writes none."""

from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli import draw, output

WIDTH = 100
View = dict[str, Any]


def written(made: View) -> RenderableType:
    """Every variation with its figures, then what was learned, left out and noted."""
    cards = [_card(number, item) for number, item in enumerate(made["items"], 1)]
    lines = [*made["learned"], *made["unused"], *made["notes"]]
    author = Text(f"Written by the {made['author']}; nothing was kept or published.", style="dim")
    return Group(*cards, *(Text(f"• {line}") for line in lines), author)


def _card(number: int, item: View) -> RenderableType:
    body: list[RenderableType] = [Text(item["text"])]
    body += [Text(f"— {part}") for part in item["thread"]]
    if item["hashtags"]:
        body.append(Text(" ".join(item["hashtags"]), style=draw.ACCENT))
    return Panel(
        Group(*body, Text(), facts(_told(item))),
        title=Text(f"{number}  {item['register']}", style="bold"),
        title_align="left",
        width=min(WIDTH, output.screen().width),
    )


def facts(rows: list[tuple[str, str]]) -> Table:
    """What speaks for a text: labels, and what they are of."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    for label, value in rows:
        grid.add_row(label, Text(value))
    return grid


def _told(item: View) -> list[tuple[str, str]]:
    limit = f" of {item['limit']}" if item["limit"] else ""
    rows = [("Length", f"{item['character_count']}{limit} characters")]
    rows += expected(item)
    rows.append(("Likeness", f"{item['similarity']:.0%} to the most alike of the others"))
    if item["call_to_action"]:
        rows.append(("Call", item["call_to_action"]))
    if item["first_comment"]:
        rows.append(("First comment", item["first_comment"]))
    return rows + checked(item)


def expected(item: View) -> list[tuple[str, str]]:
    """What the text should do, where posts tell of it."""
    if not (told := item["expected_ers"]):
        return []
    span = f"{told['low']:.1f} and {told['high']:.1f}"
    return [("Expected", f"ERS {told['mean']:.1f}, four of five between {span}")]


def checked(item: View) -> list[tuple[str, str]]:
    """What it claims, with the sources, and what its check found."""
    rows = [("Claim", f"{claim['text']} ({claim['source']})") for claim in item["claims"]]
    return rows + [("Check", flag["message"]) for flag in item["safety"]["flags"]]
