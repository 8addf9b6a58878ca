"""A draft's alignment and explanation, drawn for a terminal. Judges nothing."""

import math
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli import draw, output, references

WIDTH = 100
_COLOURS = {"great": "green", "close": "cyan", "flat": "yellow", "misaligned": "red"}

View = dict[str, Any]


def alignment(found: View) -> RenderableType:
    """The score, why, and the better text with its own score."""
    colour = _COLOURS.get(found["verdict"], "white")
    head = Text.assemble(
        (f"{_score(found['resonance_score'])} ", f"bold {colour}"),
        (f"{found['verdict']}  ", f"bold {colour}"),
        (draw.bar(found["resonance_score"] / 100), colour),
        f"  {found['emotional_archetype']}",
    )
    rows = [
        ("Works", Text(found["what_works"])),
        ("Missing", Text(found["what_is_missing"])),
        *explained(found, found["expected_ers"]),
        ("Certainty", _certainty(found)),
    ]
    panel = Panel(
        Group(head, Text(), _grid(rows)),
        title=Text("Resonance", style="bold"),
        title_align="left",
        border_style=colour,
        width=min(WIDTH, output.screen().width),
    )
    return Group(panel, _rewrite(found), *_posts(found))


def explanation(found: View) -> RenderableType:
    """Why a text should do what it should."""
    return Group(_grid(explained(found, found["expected"])), *_posts(found))


def explained(found: View, expected: View | None) -> list[tuple[str, RenderableType]]:
    """What both answers share: registers, expectation, what would help, what it rests on."""
    rows: list[tuple[str, RenderableType]] = [("Speaks of", _registers(found["registers"]))]
    if expected:
        rows.append(("Expected", _expected(expected, found["level"])))
    rows += [("Would help", Text(_lift(lift))) for lift in found["lifts"]]
    if found["basis"]:
        rows.append(("Rests on", Text(found["basis"], style="dim")))
    return rows


def _certainty(found: View) -> Text:
    """How far the brand's own posts bear the score; a share alone tells nobody of what."""
    backed = "how far your own posts back this up"
    backed = backed if found["references"] else "no post of yours backs this up yet"
    told = Text(f"{found['confidence']:.0%}: {backed}")
    return told.append(f"; judged by the {found['author']}", style="dim")


def _rewrite(found: View) -> RenderableType:
    if not found["rewrite_suggestion"]:
        return Text(found["rewrite_note"], style="dim")
    before, after = _score(found["resonance_score"]), _score(found["rewrite_score"])
    expected, caution = found["rewrite_expected_ers"], found["rewrite_caution"]
    warned = (Text(), Text(caution, style="yellow")) if caution else ()
    return Panel(
        Group(Text(found["rewrite_suggestion"]), *warned),
        subtitle=Text(f"expected ERS {expected['mean']:.1f}", style="dim") if expected else None,
        subtitle_align="left",
        title=Text.assemble(
            ("A text that scores higher ", "bold"), (f"{before} → {after}", "bold green")
        ),
        title_align="left",
        border_style="green",
        padding=(1, 2),
        width=min(WIDTH, output.screen().width),
    )


def _posts(found: View) -> list[RenderableType]:
    if not found["references"]:
        return []
    return [Text(), references.table(found["references"])]


def _registers(read: list[View]) -> Text:
    if not read:
        return Text("no feeling that could be read", style="dim")
    return Text(", ".join(_register(one) for one in read[:3]))


def _register(one: View) -> str:
    if one["posts"] == 0:
        return f"{one['register']} (no post of yours yet)"
    effect = one["effect"]
    told = f" ({effect:+.1f} ERS against your recent level)" if abs(effect) >= 0.05 else ""
    return f"{one['register']}{told}"


def _expected(expected: View, level: float | None) -> Text:
    told = Text(
        f"ERS {expected['mean']:.1f}, four of five between {expected['low']:.1f} and "
        f"{expected['high']:.1f}"
    )
    if level is None:
        return told
    # the mean of all posts is another number, and people look it up
    level_is = f"; your recent level is {level:.1f} (newer posts may count more than older ones)"
    return told.append(level_is, style="dim")


def _lift(lift: View) -> str:
    if lift["points"] is None:
        return str(lift["what"])
    points = f" (+{lift['points']:.1f} ERS compared with this draft)"
    return f"{lift['what']}{points}"


def _score(score: float) -> str:
    """Cut, not rounded: 79.99 is no 80."""
    return f"{math.floor(score * 10) / 10:.1f}"


def _grid(rows: list[tuple[str, RenderableType]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    for label, value in rows:
        grid.add_row(label, value)
    return grid
