"""What an import would make of a file, for a person to look at first. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from domain.platform import Platform
from domain.post import Post
from esg.columns import Wanted, shown
from esg.history import parse_history, to_post
from esg.rows import Rejected

SAMPLE, REJECTED_SHOWN = 5, 20


@dataclass(frozen=True, slots=True)
class Preview:
    headers: tuple[str, ...]
    mapping: dict[str, str]
    """Our field to the header it would be taken from; without text where none is recognised."""
    unmapped: tuple[str, ...]
    """Headers that no field is taken from."""
    rows_total: int
    """Good and bad ones."""
    sample: tuple[tuple[int, Post], ...]
    """The first good rows with their lines."""
    rejected: tuple[Rejected, ...]
    """The first bad rows."""
    rejected_total: int
    notes: tuple[str, ...]


def preview_history(
    raw: bytes,
    *,
    platform: Platform,
    now: datetime,
    mapping: Wanted | None,
    timezone: str | None = None,
) -> Preview:
    """The file as it would be read.

    Raises:
        InvalidError: As `parse_history`, but a file without a column of texts is no error here.
    """
    history = parse_history(
        raw, platform=platform, now=now, mapping=mapping, may_lack_text=True, timezone=timezone
    )
    taken = set(history.mapping.values())
    return Preview(
        headers=tuple(shown(list(history.header))),
        mapping=history.mapping,
        unmapped=tuple(shown([name for name in history.header if name not in taken])),
        rows_total=len(history.rows) + history.repeated + history.rejected_total,
        sample=tuple(
            (row.line, to_post(row, workspace_id="", brand_id="", platform=platform))
            for row in history.rows[:SAMPLE]
        ),
        rejected=history.rejected[:REJECTED_SHOWN],
        rejected_total=history.rejected_total,
        notes=history.notes,
    )
