r"""Characters that show nothing and change what is read: they conceal words or turn them. Pure.

A terminal obeys control characters: after `ESC [8m` it draws words that nobody sees. Overrides of
direction make a text read otherwise than it is written; tags spell words that no screen draws.
Joiners and variation selectors are none of them: Indic scripts and emoji are written with them.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

# flags of England, Scotland and Wales, the only emoji that are spelled with tags
# https://www.unicode.org/reports/tr51/#valid-emoji-tag-sequences
_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
_HIDDEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
_MET = re.compile(rf"(?P<flag>{_FLAGS})|(?P<line>\r\n)|(?P<hidden>{_HIDDEN})")
_BREAKS = "\r\x0b\x0c\x85"
"""Ends of lines of other times and systems."""
_NAMES = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x9b": "CONTROL SEQUENCE INTRODUCER",
    "\x9d": "OPERATING SYSTEM COMMAND",
}


def places(text: str) -> list[int]:
    """Where the hidden characters stand, from 0."""
    return [met.start() for met in _MET.finditer(text) if met["hidden"]]


def refusal(text: str) -> str | None:
    """What a person has to be told about the first one; None for a text without any."""
    at = next(iter(places(text)), None)
    if at is None:
        return None
    letter = text[at]
    line = text.count("\n", 0, at) + 1
    place = at - (text.rfind("\n", 0, at) + 1) + 1
    name = _NAMES.get(letter) or unicodedata.name(letter, "a control character")
    return (
        f"Character {place} of line {line} cannot be seen and can hide or turn what stands around "
        f"it: U+{ord(letter):04X}, {name}. Take it out."
    )


def with_plain_breaks(text: str) -> str:
    """The text with one kind of line break; a form field sends another than a terminal."""
    return text.replace("\r\n", "\n")


def cleaned(text: str) -> str:
    """The text without them, for what comes from outside; odd line breaks become plain ones."""
    return replaced(text, lambda letter: "\n" if letter in _BREAKS else "")


def visible(text: str) -> str:
    r"""The text with each of them spelled out, as `\x1b`, for whoever has to see what is there."""
    return replaced(text, spelled)


def spelled(letter: str) -> str:
    code = ord(letter)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """A JSON value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {everywhere(k, change): everywhere(v, change) for k, v in value.items()}
    if isinstance(value, list | tuple):
        changed = [everywhere(one, change) for one in value]
        return changed if isinstance(value, list) else tuple(changed)
    return value


def replaced(text: str, change: Callable[[str], str]) -> str:
    """The text with each of them changed, and with one kind of line break."""

    def put(met: re.Match[str]) -> str:
        if met["hidden"]:
            return change(met["hidden"])
        return met["flag"] or "\n"

    return _MET.sub(put, text)
