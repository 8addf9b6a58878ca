"""A file of a brand's own posts to rows with natural keys. Keeps nothing, embeds nothing."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain import hidden, times
from domain.errors import InvalidError
from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.post import Post
from esg.cells import is_unknown
from esg.columns import (
    COUNTS,
    SHOWN_LENGTH,
    Wanted,
    doubled,
    find_columns,
    is_known,
    is_month_first,
    map_columns,
)
from esg.dates import DateOrder, decide_order
from esg.encoding import is_readable
from esg.keys import keyed
from esg.rows import MAX_REJECTED, HistoryRow, Reading, ReadRow, Refusals, Rejected, read_row
from esg.source import Source, read_source
from esg.table import Record

_LINES_NAMED = 10
_AHEAD = timedelta(days=1)
"""A date without a zone is taken as UTC, so one of today may seem to lie some hours ahead."""
_WORDS = re.compile(r"[^\W\d_]{3}")
_NO_ZONE = (
    "Dates without a time zone were taken as UTC, and dates without a time as 00:00. If the hour "
    "matters, import with the option timezone (like Asia/Kolkata) or write an offset "
    "(2025-03-04T19:30:00+05:30)."
)
_DATE = "published_at"
_FEWEST_WORDS = 2
_WORDS_SOUGHT = 50
"""Rows among which the column of texts is guessed."""
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
    """The first bad rows."""
    rejected_total: int
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
    timezone: str | None = None,
) -> ParsedHistory:
    """Read a history file: CSV, JSON or JSON Lines in UTF-8, UTF-16 or Windows-1252.

    What is dated more than a day after `now` was not posted yet and is rejected. Where a natural
    key (esg.keys) repeats, the later row stands.

    Args:
        raw: The file.
        platform: Where its posts stand.
        now: The present.
        mapping: Our field to the header it comes from, None for what the file does not have.
        may_lack_text: Whether a file in which no texts are recognised is read all the same.
        timezone: IANA name of the zone of times without one, else UTC. Days alone have none.

    Raises:
        InvalidError: No table, over 100 MB, without rows, without a column of texts and no word
            that this is so, a mapping of unknown names, or no such zone.
    """
    zone = times.zone(timezone) if timezone else UTC
    source = read_source(raw, is_known)
    columns = _columns(source, mapping, may_lack_text=may_lack_text)
    refused = Refusals(source.word)
    taken = _taken(source, columns, refused)
    _require_rows(taken, refused)
    dates = _dates(source, taken)
    reading = Reading(platform, dates.order, now + _AHEAD, zone, is_json=source.is_json)
    read, unreadable = _read(taken, reading, source.word)
    unique = _unique(keyed(one.row for one in read))
    total = refused.total + unreadable.total
    doubled_note = _doubled_note(doubled(source.header, columns))
    file_notes = (source.note, doubled_note, dates.note, *_reading_notes(read, timezone))
    return ParsedHistory(
        platform=platform,
        rows=unique,
        rejected=_first(refused, unreadable),
        rejected_total=total,
        mapping=columns,
        header=tuple(source.header),
        repeated=len(read) - len(unique),
        notes=_told(*file_notes, _cleaned_note(taken.concealing), _refused_note(total)),
    )


def _reading_notes(read: list[ReadRow], timezone: str | None) -> Iterator[str | None]:
    yield _zone_note(read, timezone)
    yield _LOST_IDS if any(one.is_id_lost for one in read) else None


def _require_rows(taken: "_Taken", refused: Refusals) -> None:
    if not taken.rows and not refused.total:
        raise InvalidError(
            "The file has a header line but no rows. Export it again with the posts in it.",
            code="no_rows",
        )


def _dates(source: Source, taken: "_Taken") -> DateOrder:
    """In what order day and month stand in the column of dates."""
    return decide_order(
        (told for _, cells, _ in taken.rows if not is_unknown(told := cells.get(_DATE, ""))),
        month_first=is_month_first(source.header),
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


def _columns(source: Source, wanted: Wanted | None, *, may_lack_text: bool) -> dict[str, str]:
    found = find_columns(source.header, wanted)
    if "text" in found or "text" in (wanted or {}) or may_lack_text:
        return found
    return map_columns(source.header, wanted, _wordiest(source, set(found.values())))


def _wordiest(source: Source, others: set[str]) -> str | None:
    """The column whose cells have most words, if they have several: most likely the texts'."""
    words = dict.fromkeys((name for name in source.header if name not in others), 0)
    some = list(itertools.islice(source.records, _WORDS_SOUGHT))
    for record in some:
        for name, cell in zip(source.header, record.cells, strict=False):
            if name in words:
                words[name] += len(_WORDS.findall(cell[:1_000]))
    best = max(words, key=words.__getitem__, default=None)
    return best if best and words[best] >= _FEWEST_WORDS * len(some) else None


@dataclass(frozen=True, slots=True)
class _Taken:
    """The readable cells of our fields by line, with all that the row says."""

    rows: list[tuple[int, dict[str, str], str]]
    concealing: list[int]
    """Lines that were cleaned."""


def _taken(source: Source, columns: dict[str, str], refused: Refusals) -> _Taken:
    places = {field: source.header.index(name) for field, name in columns.items()}
    width = len(source.header)
    taken = _Taken([], [])
    for number, record in enumerate(source.records):
        reason = _misshapen(record, width, 0 if source.is_json else places.get("text", 0))
        if reason:
            refused.add(record.line, reason)
            continue
        cells = {f: record.cells[at] for f, at in places.items() if at < len(record.cells)}
        if number == 0 and _explains(cells):
            continue
        if any(hidden.places(cell) for cell in cells.values()):
            taken.concealing.append(record.line)
        has_key = any(cells.get(name, "").strip() for name in ("text", "platform_post_id"))
        told = "" if has_key else _all_of(record, width if source.is_json else 0)
        taken.rows.append((record.line, hidden.everywhere(cells, hidden.cleaned), told))
    return taken


def _all_of(record: Record, width: int) -> str:
    return "\x1f".join(record.cells + [""] * (width - len(record.cells)))


def _explains(cells: dict[str, str]) -> bool:
    """Whether a row under the header says in words what the columns count, as Facebook's did."""
    counts = [cells[name] for name in COUNTS if cells.get(name, "").strip()]
    others = (cell for name, cell in cells.items() if name not in COUNTS)
    return (
        bool(counts)
        and not any(cell.strip() for cell in others)
        and all(_WORDS.search(cell) and not is_unknown(cell) for cell in counts)
    )


def _told(*notes: str | None) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def _first(refused: Refusals, unreadable: Refusals) -> tuple[Rejected, ...]:
    """The first of both, in the file's order."""
    both = sorted(refused.first + unreadable.first, key=lambda one: one.line)
    return tuple(both[:MAX_REJECTED])


def _refused_note(total: int) -> str | None:
    if total <= MAX_REJECTED:
        return None
    return (
        f"{total:,} rows were refused. The first {MAX_REJECTED:,} are listed; "
        f"{total - MAX_REJECTED:,} more are not."
    )


def _zone_note(read: list[ReadRow], timezone: str | None) -> str | None:
    is_zoneless = any(one.is_zoneless for one in read)
    is_day = any(one.is_day for one in read)
    if not timezone or not is_zoneless:
        return _NO_ZONE if is_zoneless or is_day else None
    days = " Dates without a time were taken as 00:00 UTC." if is_day else ""
    return f"Times without a time zone were read as of {timezone}.{days}"


def _doubled_note(names: list[str]) -> str | None:
    if not names:
        return None
    named = ", ".join(f"“{name[:SHOWN_LENGTH]}”" for name in names)
    return (
        f"The file has more than one column named {named}; the first was read. If another is "
        "meant, rename them and import again."
    )


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
    if 0 < text_at >= found:
        return f"the row breaks off after {found} of {width} cells, before the text"
    if not is_readable("".join(record.cells)):
        return "the row has bytes that are not text; save the file again as CSV UTF-8"
    return None


def _read(taken: _Taken, reading: Reading, word: str) -> tuple[list[ReadRow], Refusals]:
    """The good rows, and the others with their reasons."""
    read, refused = list[ReadRow](), Refusals(word)
    for line, cells, told in taken.rows:
        try:
            read.append(read_row(line, cells, told, reading))
        except ValueError as error:
            refused.add(line, str(error))
    return read, refused


def _unique(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    by_key: dict[str, HistoryRow] = {}
    for row in rows:
        by_key[row.natural_key] = row
    return tuple(by_key.values())
