"""A JSON text of posts to its items, one after the other. Knows nothing of what an item means.

Only the text and one item are in memory at a time: a parsed document of 100 MB takes a gigabyte.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

_LISTS = frozenset({"data", "posts", "media", "items", "tweets", "results", "elements"})
"""Names under which exports keep their list of posts; other lists with objects count, too, where
none of these is there."""
_ARCHIVE = re.compile(r"\s*window\.[\w.$]+\s*=\s*")
"""What X's archive puts before its JSON, to make a script of it."""
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.S)
_OBJECTS = re.compile(r"\[\s*\{")
_OBJECT = re.compile(r"\s*\{")
_BLANKS = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Item:
    number: int
    """Its place in the list, from 1; in JSON Lines the number of its line."""
    value: Any
    problem: str | None = None
    """Why it could not be read; the value is None then."""


def is_json(text: str) -> bool:
    """Whether the file is meant to be JSON: no header line of a table begins so."""
    return re.match(r'\ufeff?\s*(?:[{]\s*["}]|\[\s*(?:[{\]"]|$))', text) is not None or (
        _ARCHIVE.match(text) is not None
    )


@dataclass(frozen=True, slots=True)
class Items:
    word: Literal["item", "line"]
    """What their numbers count."""
    items: Iterator[Item]


def items_of(text: str) -> Items:
    """The items of a list, of an object that holds one, or of JSON Lines; nothing is kept.

    What is broken is told as an item with a problem, and reading goes on where the next begins.
    An object without a list is an item itself.
    """
    prefix = _ARCHIVE.match(text)
    at = _blank(text, prefix.end() if prefix else text.startswith("\ufeff"))
    if _is_lines(text, at):
        return Items("line", _lines(text))
    start = at if text.startswith("[", at) else _list_within(text, at)
    return Items("item", _alone(text, at) if start is None else _elements(text, start))


def _is_lines(text: str, at: int) -> bool:
    """Whether the first line is an object by itself and the next one begins another."""
    end = text.find("\n", at)
    if end < 0 or not text.startswith("{", at):
        return False
    before = text[max(at, end - 20) : end].rstrip()
    return before.endswith("}") and _OBJECT.match(text, end) is not None


def _lines(text: str) -> Iterator[Item]:
    at = number = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        number += 1
        line = text[at:end].strip("\ufeff \t\r")
        at = end + 1
        if line:
            yield _line(number, line)


def _line(number: int, line: str) -> Item:
    try:
        return Item(number, json.loads(line))
    except (ValueError, RecursionError) as error:
        return Item(number, None, f"it is not JSON ({_why(error)})")


def _alone(text: str, at: int) -> Iterator[Item]:
    yield _line(1, text[at:].strip())


def _elements(text: str, start: int) -> Iterator[Item]:
    at, number = _blank(text, start + 1), 0
    while at < len(text) and text[at] != "]":
        number += 1
        try:
            value, end = _DECODER.raw_decode(text, at)
            yield Item(number, value)
        except (ValueError, RecursionError) as error:
            end = _end_of(text, at)
            yield Item(number, None, f"it is not JSON ({_why(error)})")
        at = _blank(text, end)
    if at >= len(text):
        yield Item(number + 1, None, "the file breaks off here; export it again")


def _list_within(text: str, at: int) -> int | None:
    """Where the list of posts begins in the object at this place."""
    other: int | None = None
    for name, start in _members(text, at):
        if name.casefold() in _LISTS and text.startswith("[", start):
            return start
        if other is None and _OBJECTS.match(text, start):
            other = start
    return other


def _members(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The names of an object with the place where each one's value begins."""
    at = _blank(text, at + 1)
    while text.startswith('"', at):
        try:
            name, at = _DECODER.raw_decode(text, at)
        except ValueError:
            return
        start = _blank(text, text.find(":", at) + 1)
        yield str(name), start
        at = _blank(text, _end_of(text, start))


def _end_of(text: str, at: int) -> int:
    """Where the value at this place ends, by its brackets alone: it need not be good JSON."""
    depth = 0
    if not text.startswith(("{", "[", '"'), at):
        stop = re.compile(r"[,\]}]").search(text, at)
        return max(stop.start(), at + 1) if stop else len(text)
    for met in _TOKENS.finditer(text, at):
        depth += 1 if met[0] in "{[" else -1 if met[0] in "}]" else 0
        if depth <= 0:
            return met.end()
    return len(text)


def _blank(text: str, at: int) -> int:
    """The place of the next thing that is neither a space nor a comma."""
    met = _BLANKS.match(text, at)
    return met.end() if met else at


def _why(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
