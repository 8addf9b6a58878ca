"""A JSON text of posts to its items, one after the other. Knows nothing of what an item means.

Only the text and one item are in memory at a time: a parsed document of 100 MB takes a gigabyte.
"""

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, Literal

_LISTS = frozenset({"data", "posts", "media", "items", "tweets", "results", "elements"})
"""Names under which exports keep their list of posts; other lists with objects count, too, where
none of these is there."""
_ARCHIVE = re.compile(r"window\.[\w.$]+\s*=\s*")
"""What X's archive puts before its JSON, to make a script of it."""
# an open text runs to the end and counts as one: to look again from each mark in it takes the
# square of its length
_TOKENS = re.compile(r'"(?:[^"\\]++|\\.?)*(?:"|\Z)|[{}\[\]]', re.S)
_OBJECTS = re.compile(r"\[\s*\{")
_OBJECT = re.compile(r"\s*\{[^\S\n]*\S")
_BLANKS = re.compile(r"[\s,]*")
_BETWEEN = re.compile(r"[\s,;\ufeff\x1e]*")
"""What may stand between two documents of one file."""
_COLON = re.compile(r"\s*:\s*")
_SCALAR_END = re.compile(r'[\s,\[\]{}"]')
_BEGINS = re.compile(
    r'(?:\{\s*["}]|\[\s*(?:[{\[\]"]|-?\d|(?:null|true|false)\b|$)|(?:null|true|false)\s*\Z'
    rf"|{_ARCHIVE.pattern})"
)
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
    return _BEGINS.match(text, _between(text, 0)) is not None


@dataclass(frozen=True, slots=True)
class Items:
    word: Literal["item", "line"]
    """What their numbers count."""
    items: Iterator[Item]


def items_of(text: str) -> Items:
    """The items of a list, of an object that holds one, or of JSON Lines; nothing is kept.

    What is broken is told as an item with a problem, and reading goes on where the next begins.
    An object without a list is an item itself. Where another document follows, its items do, too.
    """
    at = _between(text, 0)
    if _is_lines(text, at):
        return Items("line", _lines(text))
    return Items("item", _Documents(text).items(at))


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
        return _broken(number, error)


class _Documents:
    """The documents of one text, read in order; their items are numbered through."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._number = 0
        self._is_sound = True
        """Nothing was broken so far."""

    def items(self, at: int) -> Iterator[Item]:
        text = self._text
        while at < len(text):
            prefix = _ARCHIVE.match(text, at)
            at = prefix.end() if prefix else at
            if self._number and not text.startswith(("[", "{"), at):
                self._number += 1
                yield Item(self._number, None, "what follows the posts here is not JSON")
                return
            at = _between(text, (yield from self._document(at)))

    def _document(self, at: int) -> Generator[Item, None, int]:
        """Its items; gives the place where it ends."""
        if self._text.startswith("[", at):
            return (yield from self._elements(at))
        start = _list_within(self._text, at) if self._text.startswith("{", at) else None
        if start is None:
            return (yield from self._one(at))
        end = yield from self._elements(start)
        return max(end, _end_of(self._text, at))

    def _elements(self, start: int) -> Generator[Item, None, int]:
        text, at = self._text, _blank(self._text, start + 1)
        while at < len(text) and text[at] != "]":
            at = _blank(text, (yield from self._one(at)))
        if at >= len(text):
            self._number += 1
            yield Item(self._number, None, "the file breaks off here; export it again")
        return at + 1

    def _one(self, at: int) -> Generator[Item, None, int]:
        self._number += 1
        try:
            value, end = self._decoded(at)
        except (ValueError, RecursionError) as error:
            self._is_sound = False
            yield _broken(self._number, error)
            return _end_of(self._text, at)
        yield Item(self._number, value)
        return end

    def _decoded(self, at: int) -> tuple[Any, int]:
        """The value at this place and where it ends.

        An error counts the lines before it. In a file with many that takes the square of its
        length, so after the first one each item is cut out before it is read.
        """
        if self._is_sound:
            return _DECODER.raw_decode(self._text, at)
        value, length = _DECODER.raw_decode(self._text[at : _end_of(self._text, at)])
        return value, at + length


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
        end = _end_of(text, at)
        colon = _COLON.match(text, end)
        if not colon:
            return
        try:
            name = json.loads(text[at:end])
        except ValueError:
            return
        yield str(name), colon.end()
        at = _blank(text, _end_of(text, colon.end()))


def _end_of(text: str, at: int) -> int:
    """Where the value at this place ends, by its brackets alone: it need not be good JSON."""
    depth = 0
    if not text.startswith(("{", "[", '"'), at):
        stop = _SCALAR_END.search(text, at)
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


def _between(text: str, at: int) -> int:
    """The place where the next document begins."""
    met = _BETWEEN.match(text, at)
    return met.end() if met else at


def _broken(number: int, error: Exception) -> Item:
    return Item(number, None, f"it is not JSON ({_why(error)})")


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "a number in it has too many digits"
