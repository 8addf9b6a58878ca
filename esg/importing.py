"""What an import came to, and what those who watch the workspace are told of it on the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ids import new_id
from domain.platform import Platform
from esg.columns import Wanted
from esg.history import parse_history, to_post
from esg.learn import Learned, take_in
from esg.rows import Rejected
from store.posts import KeyedPost
from store.unit import Unit

SLICE = 250
"""Posts per write: so long other writers wait, and so little is done again after a crash."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """Each row of the file is counted once; a repeat of another row counts as unchanged."""

    imported: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    """The first bad rows."""
    rejected_total: int
    mapping: dict[str, str]
    """Our field to the header it was taken from."""
    notes: tuple[str, ...]
    """What was assumed, in words for the person who imports."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ImportPlan:
    """The posts of one file, each once, ready to be written slice by slice."""

    workspace_id: str
    brand_id: str
    platform: Platform
    told: tuple[KeyedPost, ...]
    repeated: int
    """Good rows beyond the first of their post."""
    rejected: tuple[Rejected, ...]
    rejected_total: int
    mapping: dict[str, str]
    notes: tuple[str, ...]

    def slices(self, start: int = 0) -> Iterator[Sequence[KeyedPost]]:
        """The posts from that place on, few enough at a time not to hold up anybody else."""
        for at in range(start, len(self.told), SLICE):
            yield self.told[at : at + SLICE]

    def outcome(self, learned: Learned) -> ImportOutcome:
        return ImportOutcome(
            imported=learned.imported,
            updated=learned.updated,
            unchanged=learned.unchanged + self.repeated,
            rejected=self.rejected,
            rejected_total=self.rejected_total,
            mapping=self.mapping,
            notes=self.notes,
        )


def plan_import(
    raw: bytes,
    workspace_id: str,
    brand_id: str,
    platform: Platform,
    mapping: Wanted | None,
    *,
    now: datetime,
    timezone: str | None = None,
) -> ImportPlan:
    """The file's posts by time; rows that are one post are told together, the later stands.

    Raises:
        InvalidError: As `parse_history`.
    """
    history = parse_history(raw, platform=platform, now=now, mapping=mapping, timezone=timezone)
    rows = [
        KeyedPost(
            to_post(row, workspace_id=workspace_id, brand_id=brand_id, platform=platform),
            row.natural_key,
        )
        for row in history.rows
    ]
    posts, keys = take_in((), rows)

    def order(post_id: str) -> tuple[bool, datetime]:
        """By time, so that the posts a slice could meet lie together in the history, too."""
        at = posts[post_id].published_at
        return at is None, at or now

    return ImportPlan(
        workspace_id=workspace_id,
        brand_id=brand_id,
        platform=platform,
        told=tuple(KeyedPost(posts[i], keys[i]) for i in sorted(keys, key=order)),
        repeated=history.repeated + len(rows) - len(keys),
        rejected=history.rejected,
        rejected_total=history.rejected_total,
        mapping=history.mapping,
        notes=history.notes,
    )


class ImportEvents:
    """One import's events, each committed with the rows it tells of.

    Args:
        now: The clock that stamps rows.
        import_id: By which the import is known; its job's, if it has one.
    """

    def __init__(
        self,
        workspace_id: str,
        brand_id: str,
        platform: Platform,
        *,
        now: Callable[[], datetime],
        import_id: str | None = None,
    ) -> None:
        self._workspace_id = workspace_id
        self._subject = {
            "import_id": import_id or new_id(),
            "brand_id": brand_id,
            "platform": platform.value,
        }
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
        "rejected": outcome.rejected_total,
    }
