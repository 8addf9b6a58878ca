"""One row of a history file: its cells to text, instant, id and counts, or why they cannot be."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from domain.platform import Platform
from esg.cells import is_unknown, parse_count, parse_hashtags
from esg.columns import COUNTS
from esg.dates import Order, Told, parse_date
from esg.identity import canonical_id
from esg.text import clean_text, is_stacked

MAX_PLATFORM_POST_ID = 300
MAX_TEXT = 131_072
_MAX_ADDRESS = 2_000
MAX_REJECTED = 1_000
"""Bad rows that are told one by one."""
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


class Refusals:
    """The bad rows of a file: the first ones, and how many there are.

    Args:
        word: What their numbers count. A list has no lines a person could look up, so an item is
            told with its number also in words.
    """

    def __init__(self, word: str) -> None:
        self.first: list[Rejected] = []
        self.total = 0
        self._is_item = word == "item"

    def add(self, number: int, reason: str) -> None:
        """The rows come in their order."""
        self.total += 1
        if len(self.first) < MAX_REJECTED:
            told = f"item {number}: {reason}" if self._is_item else reason
            self.first.append(Rejected(number, told))


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one file are read."""

    platform: Platform
    order: Order
    until: datetime
    """What lies after it was not posted yet."""
    zone: tzinfo = UTC
    """Where times without a zone were written."""
    is_json: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    row: HistoryRow
    """Still without its key."""
    is_zoneless: bool
    """Its time came without a zone."""
    is_day: bool
    """Its date came without a time."""
    is_id_lost: bool
    """A spreadsheet has made a rounded number of its id."""


def read_row(line: int, cells: dict[str, str], told: str, reading: Reading) -> ReadRow:
    """The row that the cells of our fields make.

    Raises:
        ValueError: A cell does not hold what its column promises; the message is the reason.
    """
    problems: list[str] = []
    counts = [_count(name, cells, reading, problems) for name in COUNTS]
    told_at = _instant(cells.get("published_at", ""), reading, problems)
    platform_post_id, is_id_lost = _id(cells, reading, problems)
    text = cells.get("text", "")
    if len(text) > MAX_TEXT:
        problems.append(f"text: longer than {MAX_TEXT:,} characters; no post has such a text")
    elif is_stacked(text):
        problems.append("text: it has letters with a hundred marks or more; no writing has them")
    if problems:
        raise ValueError("; ".join(problems))
    row = HistoryRow(
        line=line,
        natural_key="",
        text=clean_text(text),
        hashtags=parse_hashtags(cells.get("hashtags", "")),
        published_at=told_at.at if told_at else None,
        platform_post_id=platform_post_id,
        counts=tuple(counts),
        told=told,
    )
    return ReadRow(
        row,
        is_zoneless=told_at is not None and told_at.is_zoneless and told_at.is_timed,
        is_day=told_at is not None and not told_at.is_timed,
        is_id_lost=is_id_lost,
    )


def _id(cells: dict[str, str], reading: Reading, problems: list[str]) -> tuple[str | None, bool]:
    """The platform's id, and whether a spreadsheet has lost it."""
    told = cells.get("platform_post_id", "").strip()
    if is_unknown(told):
        return None, False
    if len(told) > _MAX_ADDRESS:
        problems.append(f"platform_post_id: longer than {_MAX_ADDRESS:,} characters")
        return None, False
    if _SHORTENED.fullmatch(told):
        return None, True
    found = canonical_id(reading.platform, told)
    if len(found) > MAX_PLATFORM_POST_ID:
        problems.append(f"platform_post_id: longer than {MAX_PLATFORM_POST_ID} characters")
    return found, False


def _count(name: str, cells: dict[str, str], reading: Reading, problems: list[str]) -> int | None:
    try:
        return parse_count(cells.get(name, ""), has_point_groups=not reading.is_json)
    except ValueError as error:
        problems.append(f"{name}: {error}")
        return None


def _instant(cell: str, reading: Reading, problems: list[str]) -> Told | None:
    """The instant; None without a date, as nothing is missing then."""
    if is_unknown(cell):
        return None
    try:
        found = parse_date(cell, reading.order, reading.zone)
        if found.at > reading.until:
            raise ValueError(f"“{cell.strip()[:40]}” lies in the future; past posts only")
    except ValueError as error:
        problems.append(f"published_at: {error}")
        return None
    return found
