"""A history file of any kind as one table: a header and records. Says nothing of what they mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from esg.documents import Items, is_json, items_of
from esg.encoding import decoded
from esg.exports import cells_of
from esg.table import Record, read_table


@dataclass(frozen=True, slots=True)
class Source:
    header: list[str]
    records: Iterator[Record]
    """Read lazily; raises InvalidError where the file stops being a table."""
    word: Literal["item", "line"]
    """What the records' numbers count."""


def read_source(raw: bytes, is_known: Callable[[str], bool]) -> Source:
    """The table in a file of CSV, JSON or JSON Lines.

    Args:
        raw: The file.
        is_known: Whether a cell is the name of a column that files of this kind have.

    Raises:
        InvalidError: Over 100 MB, empty, or neither a table nor a list of items.
    """
    text = decoded(raw)
    if not is_json(text):
        table = read_table(text, is_known)
        return Source(table.header, table.records, "line")
    # read twice, so that a name only the last item has is a column, and one item is held at a time
    header = _names(items_of(text))
    items = items_of(text)
    return Source(header, _records(items, header), items.word)


def _names(items: Items) -> list[str]:
    names: dict[str, None] = {}
    for item in items.items:
        names |= dict.fromkeys(cells_of(item.value) or ())
    return list(names)


def _records(items: Items, header: list[str]) -> Iterator[Record]:
    places = {name: at for at, name in enumerate(header)}
    for item in items.items:
        found = cells_of(item.value)
        problem = item.problem or (None if found is not None else "it is not an object")
        cells = [""] * len(header)
        for name, cell in (found or {}).items():
            cells[places[name]] = cell
        yield Record(item.number, cells, problem)
