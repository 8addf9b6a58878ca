"""Small drawings for the terminal: bars, moves in rank, scores. Knows no commands."""

from datetime import datetime
from typing import Any

from rich.text import Text

ACCENT = "cyan"
BAR = 10


def bar(share: float) -> str:
    """A bar of ten cells for 0 to 1; cells outside are cut."""
    full = round(min(max(share, 0.0), 1.0) * BAR)
    return "━" * full + "╌" * (BAR - full)


def move(before: int, after: int) -> Text:
    """From the place by similarity to the place by combined score."""
    if after < before:
        return Text(f"{before} ↑ {after}", style="green")
    if after > before:
        return Text(f"{before} ↓ {after}", style="yellow")
    return Text(f"{before} = {after}", style="dim")


def number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def count(value: float | None) -> str:
    """A count; a value that nobody told is a dash, never a zero."""
    return "–" if value is None else f"{value:,.0f}"


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
