"""One row of a history file: its cells to text, instant, id and counts, or why they cannot be."""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.platform import Platform
from esg.cells import is_unknown, parse_count, parse_hashtags
from esg.columns import COUNTS
from esg.dates import Order, parse_date
from esg.identity import canonical_id
from esg.text import clean_text

MAX_PLATFORM_POST_ID = 300
_SHORTENED = re.compile(r"\d[.,]?\d*E\+?\d+", re.I)


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
    told: str = ""
    """Everything the file's row says, where nothing else tells it from another row."""


@dataclass(frozen=True, slots=True)
class Rejected:
    line: int
    """Where the row begins in the file, from 1; in a list of JSON the item's number."""
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one file are read."""

    platform: Platform
    order: Order
    until: datetime
    """What lies after it was not posted yet."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    row: HistoryRow
    """Still without its key."""
    is_zoneless: bool
    """Its date came without a zone."""
    is_id_lost: bool
    """A spreadsheet has made a rounded number of its id."""


def read_row(line: int, cells: dict[str, str], told: str, reading: Reading) -> ReadRow:
    """The row that the cells of our fields make.

    Raises:
        ValueError: A cell does not hold what its column promises; the message is the reason.
    """
    problems: list[str] = []
    counts = [_count(name, cells, problems) for name in COUNTS]
    published_at, had_zone = _instant(cells.get("published_at", ""), reading, problems)
    told_id = cells.get("platform_post_id", "").strip()
    is_id_lost = _SHORTENED.fullmatch(told_id) is not None
    platform_post_id = None
    if not is_unknown(told_id) and not is_id_lost:
        platform_post_id = canonical_id(reading.platform, told_id)
        if len(platform_post_id) > MAX_PLATFORM_POST_ID:
            problems.append(f"platform_post_id: longer than {MAX_PLATFORM_POST_ID} characters")
    if problems:
        raise ValueError("; ".join(problems))
    row = HistoryRow(
        line=line,
        natural_key="",
        text=clean_text(cells.get("text", "")),
        hashtags=parse_hashtags(cells.get("hashtags", "")),
        published_at=published_at,
        platform_post_id=platform_post_id,
        counts=tuple(counts),
        told=told,
    )
    return ReadRow(row, not had_zone, is_id_lost)


def _count(name: str, cells: dict[str, str], problems: list[str]) -> int | None:
    try:
        return parse_count(cells.get(name, ""))
    except ValueError as error:
        problems.append(f"{name}: {error}")
        return None


def _instant(cell: str, reading: Reading, problems: list[str]) -> tuple[datetime | None, bool]:
    """The instant and whether its zone was written; without a date nothing is missing."""
    if is_unknown(cell):
        return None, True
    try:
        found, had_zone = parse_date(cell, reading.order)
        if found > reading.until:
            raise ValueError(f"“{cell.strip()[:40]}” lies in the future; past posts only")
    except ValueError as error:
        problems.append(f"published_at: {error}")
        return None, True
    return found, had_zone
