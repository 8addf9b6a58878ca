"""A CSV file of a brand's own posts to rows with natural keys. Keeps nothing, embeds nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import hidden
from domain.errors import InvalidError
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.post import Post
from esg.cells import parse_count, parse_hashtags
from esg.columns import COUNTS, map_columns
from esg.dates import Order, decide_order, parse_date
from esg.table import Record, Table, is_readable, read_table
from esg.text import clean_text, sha256, text_key

MAX_PLATFORM_POST_ID = 300
_LINES_NAMED = 10
_AHEAD = timedelta(days=1)
"""A date without a zone is taken as UTC, so one of today may seem to lie some hours ahead."""
_NO_ZONE = (
    "Dates without a time zone were taken as UTC, and dates without a time as 00:00. "
    "Write an offset (2025-03-04T19:30:00+05:30) if the hour matters."
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One post as the file tells it; a count is None where the file does not say."""

    line: int
    natural_key: str
    text: str
    hashtags: tuple[str, ...]
    published_at: datetime | None
    platform_post_id: str | None
    counts: tuple[int | None, ...]
    """In the order of `COUNTS`."""


@dataclass(frozen=True, slots=True)
class Rejected:
    line: int
    """Where the row begins in the file, from 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedHistory:
    platform: Platform
    rows: tuple[HistoryRow, ...]
    """One per natural key, in the file's order."""
    rejected: tuple[Rejected, ...]
    mapping: dict[str, str]
    """Our field to the header it was taken from."""
    repeated: int
    """Good rows beyond the first of their natural key; the last of them is the one kept."""
    notes: tuple[str, ...]
    """What was assumed, in words for the person who imports."""


def parse_history(
    raw: bytes, *, platform: Platform, now: datetime, mapping: dict[str, str] | None = None
) -> ParsedHistory:
    """Read a history file in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    The natural key of a row, by which a later import finds the post again, is the platform's post
    id if there is one, else the normalised text with the date. Rows without a date are told apart
    by their other cells: equal rows are one post, the n-th different row with that text is the
    n-th post with it. Where a key repeats, the later row stands. What is dated more than a day
    after `now` was not posted yet and is rejected.

    Raises:
        InvalidError: Not a CSV file, over 100 MB, empty or without rows, no column of texts, or a
            mapping that names an unknown field or header. Bad rows are only rejected.
    """
    table = read_table(raw)
    columns = map_columns(table.header, mapping)
    taken, rejected, concealing = _taken(table, columns)
    if not taken and not rejected:
        raise InvalidError(
            "The file has a header line but no rows. Export it again with the posts in it.",
            code="no_rows",
        )
    dates = decide_order(cells.get("published_at", "") for _, cells in taken)
    rows, unreadable, zoneless = _rows(taken, dates.order, now + _AHEAD)
    unique = _unique(_keyed(rows))
    notes = (dates.note, _NO_ZONE if zoneless else None, _cleaned_note(concealing))
    return ParsedHistory(
        platform=platform,
        rows=unique,
        rejected=tuple(sorted(rejected + unreadable, key=lambda r: r.line)),
        mapping=columns,
        repeated=len(rows) - len(unique),
        notes=tuple(note for note in notes if note),
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


def _taken(
    table: Table, columns: dict[str, str]
) -> tuple[list[tuple[int, dict[str, str]]], list[Rejected], list[int]]:
    """The readable cells of our fields by line, the records whose shape is wrong, the cleaned."""
    places = {field: table.header.index(name) for field, name in columns.items()}
    taken: list[tuple[int, dict[str, str]]] = []
    rejected: list[Rejected] = []
    concealing: list[int] = []
    for record in table.records:
        reason = _misshapen(record, len(table.header), places["text"])
        if reason:
            rejected.append(Rejected(line=record.line, reason=reason))
            continue
        cells = {f: record.cells[at] for f, at in places.items() if at < len(record.cells)}
        if any(hidden.places(cell) for cell in cells.values()):
            concealing.append(record.line)
        taken.append((record.line, hidden.everywhere(cells, hidden.cleaned)))
    return taken, rejected, concealing


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


def _rows(
    taken: list[tuple[int, dict[str, str]]], order: Order, until: datetime
) -> tuple[list[HistoryRow], list[Rejected], bool]:
    """The good rows, the others with their reasons, and whether a date came without a zone."""
    rows: list[HistoryRow] = []
    rejected: list[Rejected] = []
    zoneless = False
    for line, cells in taken:
        try:
            row, had_zone = _row(line, cells, order, until)
        except ValueError as error:
            rejected.append(Rejected(line=line, reason=str(error)))
            continue
        rows.append(row)
        zoneless |= not had_zone
    return rows, rejected, zoneless


def _row(
    line: int, cells: dict[str, str], order: Order, until: datetime
) -> tuple[HistoryRow, bool]:
    """The row, still without its key, and whether its date (if any) named its zone.

    Raises:
        ValueError: A cell does not hold what its column promises; the message is the reason.
    """
    problems: list[str] = []
    counts: list[int | None] = []
    for name in COUNTS:
        try:
            counts.append(parse_count(cells.get(name, "")))
        except ValueError as error:
            problems.append(f"{name}: {error}")
    published_at, had_zone = None, True
    try:
        if cells.get("published_at", "").strip():
            published_at, had_zone = _past_date(cells["published_at"], order, until)
    except ValueError as error:
        problems.append(f"published_at: {error}")
    platform_post_id = cells.get("platform_post_id", "").strip() or None
    if platform_post_id and len(platform_post_id) > MAX_PLATFORM_POST_ID:
        problems.append(f"platform_post_id: longer than {MAX_PLATFORM_POST_ID} characters")
    if problems:
        raise ValueError("; ".join(problems))
    row = HistoryRow(
        line=line,
        natural_key="",
        text=clean_text(cells["text"]),
        hashtags=parse_hashtags(cells.get("hashtags", "")),
        published_at=published_at,
        platform_post_id=platform_post_id,
        counts=tuple(counts),
    )
    return row, had_zone


def _past_date(cell: str, order: Order, until: datetime) -> tuple[datetime, bool]:
    found, had_zone = parse_date(cell, order)
    if found > until:
        raise ValueError(f"“{cell.strip()[:40]}” lies in the future; past posts only")
    return found, had_zone


def _keyed(rows: Iterable[HistoryRow]) -> Iterator[HistoryRow]:
    seen: dict[str, dict[HistoryRow, int]] = {}
    for row in rows:
        if row.platform_post_id:
            key = f"id:{row.platform_post_id}"
        else:
            key = f"text:{sha256(text_key(row.text))}"
            if row.published_at:
                key += f"@{row.published_at.isoformat()}"
            else:
                same_text = seen.setdefault(key, {})
                key += f"#{same_text.setdefault(replace(row, line=0), len(same_text))}"
        yield replace(row, natural_key=key)


def _unique(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    by_key: dict[str, HistoryRow] = {}
    for row in rows:
        by_key[row.natural_key] = row
    return tuple(by_key.values())
