"""What an import came to, and what those who watch the workspace are told of it on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.ids import new_id
from domain.platform import Platform
from esg.rows import Rejected
from store.unit import Unit


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """Each row of the file is counted once; a repeat of another row counts as unchanged."""

    imported: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    mapping: dict[str, str]
    """Our field to the header it was taken from."""
    notes: tuple[str, ...]
    """What was assumed, in words for the person who imports."""


class ImportEvents:
    """One import's events, each committed with the rows it tells of.

    Args:
        now: The clock that stamps rows.
    """

    def __init__(
        self,
        workspace_id: str,
        brand_id: str,
        platform: Platform,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._workspace_id = workspace_id
        self._subject = {"import_id": new_id(), "brand_id": brand_id, "platform": platform.value}
        self._now = now

    def started(self, unit: Unit, outcome: ImportOutcome) -> None:
        """The posts are in the history; they are made searchable next."""
        self._tell(unit, "started", _counts(outcome))

    def progress(self, unit: Unit, done: int, total: int) -> None:
        """So many of the posts that were not searchable are so now."""
        self._tell(unit, "progress", {"done": done, "total": total})

    def finished(self, unit: Unit, outcome: ImportOutcome) -> None:
        self._tell(unit, "finished", _counts(outcome))

    def _tell(self, unit: Unit, what: str, facts: dict[str, int]) -> None:
        data = {**self._subject, **facts}
        unit.outbox.add(self._workspace_id, f"import.{what}", self._now(), data)


def _counts(outcome: ImportOutcome) -> dict[str, int]:
    return {
        "imported": outcome.imported,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": len(outcome.rejected),
    }
