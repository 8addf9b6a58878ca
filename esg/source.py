"""A history file of any kind as one table: a header and records. Says nothing of what they mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from domain.errors import InvalidError
from esg.documents import Item, Items, is_json, items_of
from esg.encoding import decoded, made_readable
from esg.exports import cells_of
from esg.table import MAX_COLUMNS, Record, read_table, too_many_columns


@dataclass(frozen=True, slots=True)
class Source:
    header: list[str]
    """Readable, each."""
    records: Iterator[Record]
    """Read lazily; raises InvalidError where the file stops being a table."""
    word: Literal["item", "line"]
    """What the records' numbers count."""
    is_json: bool
    note: str | None
    """What was guessed of the file."""


def read_source(raw: bytes, is_known: Callable[[str], bool]) -> Source:
    """The table in a file of CSV, JSON or JSON Lines.

    Args:
        raw: The file.
        is_known: Whether a cell is the name of a column that files of this kind have.

    Raises:
        InvalidError: Over 100 MB, empty, or neither a table nor a list of items.
    """
    found = decoded(raw)
    if not is_json(found.text):
        table = read_table(found.text, is_known)
        header = [made_readable(name) for name in table.header]
        return Source(header, table.records, "line", is_json=False, note=found.note)
    # read twice, so that a name only the last item has is a column, and one item is held at a time
    header = _names(items_of(found.text))
    items = items_of(found.text)
    return Source(header, _records(items, header), items.word, is_json=True, note=found.note)


def _names(items: Items) -> list[str]:
    """The names that the items have.

    Raises:
        InvalidError: No item has any, or all together have too many.
    """
    names: dict[str, None] = {}
    first: Item | None = None
    for item in items.items:
        first = first or item
        names |= dict.fromkeys(_cells(item) or ())
        if len(names) > MAX_COLUMNS:
            raise too_many_columns("different names in its items")
    if not names:
        raise _no_posts(first, items.word)
    return list(names)


def _no_posts(first: Item | None, word: str) -> InvalidError:
    how = 'Give a list of objects such as [{"caption": "…", "likes": 3}].'
    if first is None:
        return InvalidError(
            f"The file is JSON with an empty list, so no posts. {how}", code="no_rows"
        )
    why = first.problem or ("it says nothing" if isinstance(first.value, dict) else _NO_OBJECT)
    return InvalidError(
        f"The file is JSON in which no post can be read; {word} {first.number}: {why}. {how}",
        code="no_rows",
    )


_NO_OBJECT = "it is not an object with names and values"


def _cells(item: Item) -> dict[str, str] | None:
    found = cells_of(item.value)
    return found and {made_readable(name): cell for name, cell in found.items()}


def _records(items: Items, header: list[str]) -> Iterator[Record]:
    places = {name: at for at, name in enumerate(header)}
    for item in items.items:
        found = _cells(item)
        problem = item.problem or (None if found is not None else _NO_OBJECT)
        # only as far as it says something: most of many names are not in each item
        cells = [""] * (max((places[name] for name in found or ()), default=-1) + 1)
        for name, cell in (found or {}).items():
            cells[places[name]] = cell
        yield Record(item.number, cells, problem)
