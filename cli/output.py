"""Where words go: results on stdout, progress and errors on stderr. Formats, decides nothing."""

import json
import sys
from functools import cache
from typing import TYPE_CHECKING

import typer

from domain import hidden

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PLAIN_WIDTH = 100
"""Columns of a table that goes to a file or another program, which has no width of its own."""


@cache
def screen(*, stderr: bool = False) -> "Console":
    """The console of one stream; colour only on a terminal and never against NO_COLOR."""
    from cli.screen import Screen

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Screen(stderr=stderr, highlight=False, width=width, emoji=False, markup=False)


def show(*parts: "RenderableType") -> None:
    """A result for a person, on stdout."""
    for part in parts:
        screen().print(part)


def say(text: str = "") -> None:
    """Plain words on stdout: no wrapping, so that scripts can read them, and nothing hidden."""
    typer.echo(hidden.visible(text))


def speak(text: str) -> None:
    """A part of a message: broken between words on a terminal, untouched elsewhere."""
    from rich.text import Text

    if screen().is_terminal:
        screen().print(Text(text), end="")
    else:
        typer.echo(hidden.visible(text), nl=False)


def value(data: object) -> None:
    """One JSON value on stdout; what a terminal would obey is escaped, and stays the same value."""
    typer.echo(hidden.replaced(json.dumps(data, ensure_ascii=False, indent=2), _escaped))


def _escaped(letter: str) -> str:
    # json escapes no DEL, and what is beyond 16 bits as a pair
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else json.dumps(letter)[1:-1]


def note(text: str) -> None:
    """One quiet line of progress on stderr."""
    screen(stderr=True).print(text, style="dim", soft_wrap=not sys.stderr.isatty())


def failure(message: str) -> None:
    """What went wrong and what to do, on stderr."""
    from rich.text import Text

    line = Text.assemble(("Failed  ", "bold red"), message)
    screen(stderr=True).print(line, soft_wrap=not sys.stderr.isatty())


def tolerate_narrow_encodings() -> None:
    """A terminal that cannot show ₹ or Devanagari gets a mark in its place, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def facts(data: dict[str, object]) -> None:
    """The plain values of an answer, one on each line."""
    for name, fact in data.items():
        if isinstance(fact, str | int | float):
            say(f"{name.replace('_', ' ')}: {fact}")
