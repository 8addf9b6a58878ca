"""A brand's preference model, drawn for a terminal. Computes nothing."""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

View = dict[str, Any]
_HALF = 12
"""Cells of the axis on each side of the brand's own mean."""


def model(found: View) -> RenderableType:
    """Each register with its effect and range, then what that rests on."""
    return Group(
        Text("What moves this brand's audience", style="bold"),
        Text("ERS points against the brand's own mean; the line holds four of five cases.", "dim"),
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
        style = "" if register["is_on"] else "dim strike"
        table.add_row(
            Text(register["register"].capitalize(), style),
            Text(f"{register['mean']:+.1f}", style),
            _range(register, widest),
            Text(str(register["n"]), style),
        )
    return table


def _range(register: View, widest: float) -> Text:
    """The interval on one axis for all, with the mean as a point and 0 as a bar."""
    cells = [" "] * (2 * _HALF + 1)
    low, mean, high = (_HALF + round(register[k] / widest * _HALF) for k in ("low", "mean", "high"))
    cells[low : high + 1] = "─" * (high - low + 1)
    cells[_HALF] = "│"
    cells[mean] = "●"
    colour = "green" if register["low"] > 0 else "red" if register["high"] < 0 else ""
    return Text("".join(cells), colour)


def _words(found: View) -> list[str]:
    confidence = "standard" if found["confidence"] == "standard" else "low (bootstrap)"
    posts = "1 own post" if found["posts"] == 1 else f"{found['posts']} own posts"
    lines = [f"Confidence: {confidence}, from {posts}."]
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
        lines.append(f"{abs(told['gain']):.0%} {better} than predicting the brand's own mean.")
    return lines
