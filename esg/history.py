"""A file of a brand's own posts to rows with natural keys. Keeps nothing, embeds nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import hidden
from domain.errors import InvalidError
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.post import Post
from esg.cells import is_unknown
from esg.columns import COUNTS, Wanted, find_columns, is_known, is_month_first, map_columns
from esg.dates import decide_order
from esg.encoding import is_readable
from esg.keys import keyed
from esg.rows import HistoryRow, Reading, ReadRow, Rejected, read_row
from esg.source import Source, read_source
from esg.table import Record

_LINES_NAMED = 10
_AHEAD = timedelta(days=1)
"""A date without a zone is taken as UTC, so one of today may seem to lie some hours ahead."""
_WORDS = re.compile(r"[^\W\d_]{3}")
_NO_ZONE = (
    "Dates without a time zone were taken as UTC, and dates without a time as 00:00. "
    "Write an offset (2025-03-04T19:30:00+05:30) if the hour matters."
)
_LOST_IDS = (
    "Some post ids were rounded by a spreadsheet (1.8E+17) and left out; those posts are known by "
    "text and date. Import the file as it was exported, and the ids are learned."
)


@dataclass(frozen=True, slots=True)
class ParsedHistory:
    platform: Platform
    rows: tuple[HistoryRow, ...]
    """One per natural key, in the file's order."""
    rejected: tuple[Rejected, ...]
    mapping: dict[str, str]
    """Our field to the header it was taken from."""
    header: tuple[str, ...]
    """The names of the file's columns; of JSON the paths to what its items say."""
    repeated: int
    """Good rows beyond the first of their natural key; the last of them is the one kept."""
    notes: tuple[str, ...]
    """What was assumed, in words for the person who imports."""


def parse_history(
    raw: bytes,
    *,
    platform: Platform,
    now: datetime,
    mapping: Wanted | None = None,
    may_lack_text: bool = False,
) -> ParsedHistory:
    """Read a history file: CSV, JSON or JSON Lines in UTF-8, UTF-16 or Windows-1252.

    The natural key of a row, by which a later import finds the post again, is the platform's post
    id if there is one, else the normalised text with the date. Rows without a date are told apart
    by their other cells: equal rows are one post, the n-th different row with that text is the
    n-th post with it. Where a key repeats, the later row stands. What is dated more than a day
    after `now` was not posted yet and is rejected.

    Args:
        raw: The file.
        platform: Where its posts stand.
        now: The present.
        mapping: Our field to the header it comes from, None for what the file does not have.
        may_lack_text: Whether a file in which no texts are recognised is read all the same.

    Raises:
        InvalidError: No table, over 100 MB, without rows, without a column of texts and no word
            that this is so, or a mapping of unknown names. Bad rows are only rejected.
    """
    source = read_source(raw, is_known)
    columns = (find_columns if may_lack_text else map_columns)(source.header, mapping)
    taken = _taken(source, columns)
    if not taken.rows and not taken.rejected:
        raise InvalidError(
            "The file has a header line but no rows. Export it again with the posts in it.",
            code="no_rows",
        )
    dates = decide_order(
        (cells.get("published_at", "") for _, cells, _ in taken.rows),
        month_first=is_month_first(source.header),
    )
    read, unreadable = _read(taken, Reading(platform, dates.order, now + _AHEAD), source.word)
    unique = _unique(keyed(one.row for one in read))
    return ParsedHistory(
        platform=platform,
        rows=unique,
        rejected=tuple(sorted(taken.rejected + unreadable, key=lambda r: r.line)),
        mapping=columns,
        header=tuple(source.header),
        repeated=len(read) - len(unique),
        notes=_notes(dates.note, read, taken.concealing),
    )


def to_post(row: HistoryRow, *, workspace_id: str, brand_id: str, platform: Platform) -> Post:
    """The domain's post with its id and score (ERS None when all three counts are unknown)."""
    likes, comments, shares, saves, impressions, reach = row.counts
    return Post(
        id=post_id(brand_id, platform.value, row.natural_key),
        workspace_id=workspace_id,
        brand_id=brand_id,
        platform=platform,
        platform_post_id=row.platform_post_id,
        text=row.text,
        hashtags=row.hashtags,
        published_at=row.published_at,
        likes=likes,
        comments=comments,
        shares=shares,
        saves=saves,
        impressions=impressions,
        reach=reach,
        ers=ers_of_counts(likes, comments, shares),
        partial=None in (likes, comments, shares),
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """The readable cells of our fields by line, with all that the row says."""

    rows: list[tuple[int, dict[str, str], str]]
    rejected: list[Rejected]
    concealing: list[int]
    """Lines that were cleaned."""


def _taken(source: Source, columns: dict[str, str]) -> _Taken:
    places = {field: source.header.index(name) for field, name in columns.items()}
    taken = _Taken([], [], [])
    for number, record in enumerate(source.records):
        reason = _misshapen(record, len(source.header), places.get("text", 0))
        if reason:
            taken.rejected.append(_rejected(record.line, reason, source.word))
            continue
        cells = {f: record.cells[at] for f, at in places.items() if at < len(record.cells)}
        if number == 0 and _explains(cells):
            continue
        if any(hidden.places(cell) for cell in cells.values()):
            taken.concealing.append(record.line)
        has_key = any(cells.get(name, "").strip() for name in ("text", "platform_post_id"))
        told = "" if has_key else "\x1f".join(record.cells)
        taken.rows.append((record.line, hidden.everywhere(cells, hidden.cleaned), told))
    return taken


def _explains(cells: dict[str, str]) -> bool:
    """Whether a row under the header says in words what the columns count, as Facebook's did."""
    counts = [cells[name] for name in COUNTS if cells.get(name, "").strip()]
    others = (cell for name, cell in cells.items() if name not in COUNTS)
    return (
        bool(counts)
        and not any(cell.strip() for cell in others)
        and all(_WORDS.search(cell) and not is_unknown(cell) for cell in counts)
    )


def _rejected(number: int, reason: str, word: str) -> Rejected:
    """Told with the item's number also in words: a list has no lines a person could look up."""
    return Rejected(number, f"item {number}: {reason}" if word == "item" else reason)


def _notes(order: str | None, read: list[ReadRow], concealing: list[int]) -> tuple[str, ...]:
    notes = (
        order,
        _NO_ZONE if any(one.is_zoneless for one in read) else None,
        _LOST_IDS if any(one.is_id_lost for one in read) else None,
        _cleaned_note(concealing),
    )
    return tuple(note for note in notes if note)


def _cleaned_note(lines: list[int]) -> str | None:
    if not lines:
        return None
    more = f" and {len(lines) - _LINES_NAMED} more" if len(lines) > _LINES_NAMED else ""
    named = ", ".join(map(str, lines[:_LINES_NAMED]))
    rows = "the row of line" if len(lines) == 1 else "the rows of lines"
    what = "Characters that cannot be seen and can hide others"
    return f"{what} were taken out of {rows} {named}{more}."


def _misshapen(record: Record, width: int, text_at: int) -> str | None:
    found = len(record.cells)
    if record.problem:
        return record.problem
    if any(cell.strip() for cell in record.cells[width:]):
        return (
            f"the row has {found} cells but the header {width}; "
            "text that contains the separator must stand in quotation marks"
        )
    if found <= text_at:
        return f"the row breaks off after {found} of {width} cells, before the text"
    if not all(is_readable(cell) for cell in record.cells):
        return "the row has bytes that are not text; save the file again as CSV UTF-8"
    return None


def _read(taken: _Taken, reading: Reading, word: str) -> tuple[list[ReadRow], list[Rejected]]:
    """The good rows, and the others with their reasons."""
    read: list[ReadRow] = []
    rejected: list[Rejected] = []
    for line, cells, told in taken.rows:
        try:
            read.append(read_row(line, cells, told, reading))
        except ValueError as error:
            rejected.append(_rejected(line, str(error), word))
    return read, rejected


def _unique(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    by_key: dict[str, HistoryRow] = {}
    for row in rows:
        by_key[row.natural_key] = row
    return tuple(by_key.values())
