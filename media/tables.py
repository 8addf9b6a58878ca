"""Lays out the rows of a sheet as text, so that each cell says what it is. Opens no file.

People set out price lists for the eye: a title over the table, headers over two rows, headings
between the rows, two tables side by side. What cannot be told apart stays as it stands.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

LONGEST_HEADER = 60

Row = tuple[str, ...]


def blocks(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in their order: lines “header: cell”, or a line as it stands over or between them.

    A table without headers gets “column 1”, “column 2”.
    """
    headers: Row | None = None
    starts = _headers(rows)
    n = 0
    while n < len(rows):
        row = rows[n]
        if n in starts:
            depth = starts[n]
            headers = _joined(rows[n : n + depth])
            n += depth
            continue
        n += 1
        if _filled(row) > 1 and (headers or not starts):
            yield from _told(row, headers or ())
        elif any(row):
            # as a sentence: apart from each other its parts would look like a product and a price
            yield ", ".join(filter(None, row))


def _headers(rows: Sequence[Row]) -> dict[int, int]:
    """Where headers stand, and over how many rows: at the start of a table, or after a gap."""
    found: dict[int, int] = {}
    for n, row in enumerate(rows):
        begins = not found or not any(rows[n - 1]) or row in [rows[at] for at in found]
        if begins and (depth := _depth(rows, n)):
            found[n] = depth
    return found


def _depth(rows: Sequence[Row], n: int) -> int:
    """Of how many rows the headers are that begin here: none, one or two."""
    row, under = rows[n], rows[n + 1] if n + 1 < len(rows) else ()
    if not _is_wordy(row):
        return 0
    below = [r for r in rows[n + 1 : n + 8] if _filled(r) > 1]
    if _is_under(under, row) and any(map(_has_figure, below)):
        return 2
    wordy = list(takewhile(lambda r: not _has_figure(r), below))
    if len(wordy) == len(below) or any(_filled(r) > _filled(row) for r in wordy):
        return 0  # no table, or what stands over its headers
    return 1


def _is_wordy(row: Row) -> bool:
    return _filled(row) > 1 and not _has_figure(row)


def _has_figure(row: Row) -> bool:
    return any(c.isdigit() for cell in row for c in cell)


def _is_under(row: Row, above: Row) -> bool:
    """Whether it parts headers that span several columns: each has words where the other has none.

    What stands over two rows (“Dish”) leaves the lower one empty, what spans two columns
    (“Price”) the upper one.
    """
    pairs = list(zip_longest(row, above, fillvalue=""))
    parts = any(here and not over for here, over in pairs)
    return parts and any(over and not here for here, over in pairs) and not _has_figure(row)


def _filled(row: Row) -> int:
    return sum(map(bool, row))


def _joined(rows: Sequence[Row]) -> Row:
    """One header per column; a first one that spans several goes before each below it."""
    width = max(map(len, rows))
    first, *more = ([*row, *[""] * (width - len(row))] for row in rows)
    joined: list[str] = []
    spanning = ""
    for n in range(width):
        below = more[0][n] if more else ""
        spanning = first[n] or spanning
        joined.append(" ".join(filter(None, (spanning if below else first[n], below))))
    return tuple(" ".join(h.replace(":", " ").split())[:LONGEST_HEADER] for h in joined)


def _told(row: Row, headers: Row) -> Iterator[str]:
    """The row's cells with their headers; of tables side by side one after the other."""
    block: list[str] = []
    used: set[str] = set()
    for n, cell in enumerate(row):
        header = headers[n] if n < len(headers) and headers[n] else f"column {n + 1}"
        if header in used:
            if block:
                yield "\n".join(block)
            block, used = [], set()
        used.add(header)
        if cell:
            block.append(f"{header}: {cell}")
    if block:
        yield "\n".join(block)
