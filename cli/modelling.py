"""A brand's preference model, drawn for a terminal. Computes nothing."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from domain.preference import CLEAR_FROM

View = dict[str, Any]
_COLOURS = {"above": "green", "below": "red"}
_HALF = 12
"""Cells of the axis on each side of the brand's level."""


def model(found: View) -> RenderableType:
    """Each register with its effect and range, then what that rests on."""
    return Group(
        Text("What moves this brand's audience", style="bold"),
        Text(_what(found), "dim"),
        Text(),
        _table(found),
        Text(),
        *(Text(line) for line in _words(found)),
    )


def _table(found: View) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Register")
    table.add_column("Effect", justify="right")
    table.add_column("")
    table.add_column("Posts", justify="right")
    widest = max(max(abs(r["low"]), abs(r["high"])) for r in found["registers"]) or 1.0
    for register in found["registers"]:
        style = "dim strike" if not register["is_on"] else "" if register["n"] else "dim"
        table.add_row(
            Text(register["register"].capitalize(), style),
            Text(f"{register['mean']:+.1f}", style),
            _range(register, widest),
            Text(str(register["n"]) if register["n"] else "no post yet", style),
        )
    table.add_row(Text("No clear feeling", "dim"), "", "", Text(str(found["unclear"]), "dim"))
    return table


def _what(found: View) -> str:
    """What the figures are: against what, and how far they may be off."""
    level = "" if found["level"] is None else f" of {found['level']:.1f}"
    return (
        "Points of ERS (likes, comments and shares weighed, 0 to 100) against the brand's recent "
        f"level{level}; newer posts may count more in it than older ones. The line holds four of "
        f"five cases; it has a colour once that is clear, from {CLEAR_FROM} posts on."
    )


def _range(register: View, widest: float) -> Text:
    """The interval on one axis for all, with the mean as a point and 0 as a bar."""
    cells = [" "] * (2 * _HALF + 1)
    low, mean, high = (_HALF + round(register[k] / widest * _HALF) for k in ("low", "mean", "high"))
    cells[low : high + 1] = "─" * (high - low + 1)
    cells[_HALF] = "│"
    cells[mean] = "●"
    return Text("".join(cells), _COLOURS.get(register["standing"], ""))


def _words(found: View) -> list[str]:
    lines = [_rests_on(found)]
    if not all(register["n"] for register in found["registers"]):
        lines.append("Where no post of yours stands behind a figure, it is an assumption.")
    prior = found["prior"]
    lines.append(f"First guess: {prior['title']}. {prior['why']}")
    lines += [
        f"Test post {number}: {post['register']}{' (done)' if post['is_done'] else ''}"
        for number, post in enumerate(found["validation"], start=1)
    ]
    told = found["predictions"]
    if told["n"]:
        lines.append(f"Predictions: {told['within']:.0%} of {told['n']} within their range.")
    if told["gain"] is not None:
        better = "better" if told["gain"] >= 0 else "worse"
        lines.append(f"{abs(told['gain']):.0%} {better} than always predicting the brand's level.")
    return lines


def _rests_on(found: View) -> str:
    """How many posts there are, and which of them say something here."""
    scored, read = found["scored"], found["posts"]
    if not scored:
        return "No post of yours has numbers yet: all of this is assumed."
    some = "1 own post has" if scored == 1 else f"{scored} own posts have"
    sure = (
        "" if found["confidence"] == "standard" else " That is few: the first guess still counts."
    )
    clear = scored - found["unclear"]
    speak = "speaks" if clear == 1 else "speak"
    return (
        f"{some} numbers. In {read} of them a feeling can be read, if only faintly, and on these "
        f"the figures rest. {clear} {speak} clearly in one, as counted above.{sure}"
    )
