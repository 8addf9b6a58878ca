"""Small drawings for the terminal: bars, moves in rank, scores. Knows no commands."""

from datetime import datetime
from typing import Any

from rich.text import Text

ACCENT = "cyan"
BAR = 10
SPREAD = 20


def bar(share: float) -> str:
    """A bar of ten cells for 0 to 1; cells outside are cut."""
    full = round(min(max(share, 0.0), 1.0) * BAR)
    return "━" * full + "╌" * (BAR - full)


def spread(value: float | None, expected: tuple[float, float] | None) -> Text:
    """Where a score of 0 to 100 lies, on twenty cells; the thick part is the expected range."""
    cells = ["─"] * SPREAD
    if expected:
        low, high = (min(int(bound * SPREAD / 100), SPREAD - 1) for bound in expected)
        cells[low : high + 1] = ["━"] * (high - low + 1)
    if value is None:
        return Text("".join(cells), style="dim")
    at = min(int(value * SPREAD / 100), SPREAD - 1)
    return Text.assemble(
        ("".join(cells[:at]), "dim"), ("●", ACCENT), ("".join(cells[at + 1 :]), "dim")
    )


def move(before: int, after: int) -> Text:
    """From the place by similarity to the place by combined score."""
    if after < before:
        return Text(f"moved up {_places(before - after)}", style="green")
    if after > before:
        return Text(f"moved down {_places(after - before)}", style="yellow")
    return Text("kept its place", style="dim")


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def count(value: float | None) -> str:
    """A count in Indian digit groups; a value that nobody told is a dash, never a zero."""
    from domain.digits import whole

    return "–" if value is None else whole(value)


def first_line(text: str, width: int = 90) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def when(instant: str | None, zone: str, missing: str = "as soon as you approve") -> str:
    """An API instant as a person reads it in the brand's zone."""
    from domain.times import spoken

    return spoken(datetime.fromisoformat(instant), zone) if instant else missing


def platform(name: Any) -> str:
    from domain.platform import Platform

    return Platform(name).title if name in set(Platform) else str(name)
