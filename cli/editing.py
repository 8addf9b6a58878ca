"""A post as a text a person edits: written out, read back, compared. Opens $EDITOR when asked."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from domain.errors import InvalidError
from domain.times import parse_instant

_LINE = "---- below: leave a line empty to drop it; goes_out is “now” or 2026-11-12T19:30+05:30"
_FIELDS = ("hashtags", "goes_out", "first_comment", "alt_text")
_NOW = "now"

View = dict[str, Any]


def form(action: View) -> str:
    """The editable parts of an action's arguments as a text to change."""
    lines = {
        "hashtags": " ".join(_with_mark(tag) for tag in action["hashtags"]),
        "goes_out": action["publish_at"] or _NOW,
        "first_comment": action.get("first_comment") or "",
        "alt_text": action.get("alt_text") or "",
    }
    below = "\n".join(f"{name}: {value}" for name, value in lines.items())
    return f"{action['text']}\n\n{_LINE}\n{below}\n"


def read_back(text: str, action: View) -> View:
    """The parts that differ from the action's arguments.

    Raises:
        InvalidError: The time is none, or the text is gone.
    """
    body, _, below = text.partition(_LINE)
    given = dict(_named(line) for line in below.splitlines() if ":" in line)
    if not body.strip():
        raise InvalidError("The post has no text any more. Nothing was changed.")
    told: View = {"text": body.strip()}
    if "hashtags" in given:
        told["hashtags"] = [_as_before(tag, action) for tag in given["hashtags"].split()]
    if "goes_out" in given:
        told["publish_at"] = _slot(given["goes_out"])
    for name in ("first_comment", "alt_text"):
        if name in given:
            told[name] = given[name] or None
    return {name: value for name, value in told.items() if value != action.get(name)}


def editor() -> list[str]:
    """The person's editor as a command; empty without one or without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return []
    habit = os.environ  # noqa: TID251 - how this person edits is no setting of ours
    return shlex.split(habit.get("VISUAL") or habit.get("EDITOR") or "")


def in_editor(text: str, command: list[str]) -> str:
    """The text as the person left it.

    Raises:
        InvalidError: The editor cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="insta-media-") as folder:
        file = Path(folder) / "post.txt"
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*command, str(file)], check=False)  # noqa: S603 - their own choice
        except OSError as error:
            raise InvalidError(
                f"The editor {command[0]} cannot be started ({error.strerror}). Set EDITOR to "
                "another one, or unset it to type the new text here."
            ) from error
        return file.read_text("utf-8")


def _named(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def _with_mark(tag: str) -> str:
    return tag if tag.startswith("#") else f"#{tag}"


def _as_before(tag: str, action: View) -> str:
    """With or without its mark, as the action writes its own."""
    marked = any(known.startswith("#") for known in action["hashtags"])
    return _with_mark(tag) if marked else tag.lstrip("#")


def _slot(text: str) -> str | None:
    return None if text.lower() in ("", _NOW) else parse_instant(text).isoformat()
