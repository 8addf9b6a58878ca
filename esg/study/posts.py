"""The posts of a history file as a study uses them: in order of time, those it can judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from domain.ers import ers_of_counts, reach_normalised_ers
from esg.history import ParsedHistory
from esg.rows import HistoryRow, Rejected
from esg.text import text_key

WARM_UP = 20
"""Posts that must lie before a draft: with fewer there is no shortlist to re-rank."""
FEWEST_DRAFTS = 20
MOST = 10_000
"""Posts a study looks at, the newest: each draft is compared with all before it."""
_REASONS = 3
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class StudyPosts:
    """n posts, oldest first; equal instants by natural key, without dates as in the file."""

    texts: tuple[str, ...]
    instants: NDArray[np.int64] | None
    """Shape (n,), microseconds; None: their order is not known, and each learns from all others."""
    ers: NDArray[np.float64]
    reach_ers: NDArray[np.float64]
    """Shape (n,), NaN where reach is not told."""
    likes: NDArray[np.float64]
    """Shape (n,), an unknown count is 0, as in the ERS."""
    text_group: NDArray[np.intp]
    """Shape (n,): equal numbers have the same normalised text; without texts all differ."""
    has_texts: bool

    @property
    def is_timed(self) -> bool:
        return self.instants is not None

    def earlier(self, row: int) -> NDArray[np.intp]:
        """The posts that a draft may know of: strictly before it, or all others."""
        if self.instants is None:
            return np.delete(np.arange(len(self.texts), dtype=np.intp), row)
        count = int(np.searchsorted(self.instants, self.instants[row], "left"))
        return np.arange(count, dtype=np.intp)

    def allowed(self, row: int) -> NDArray[np.intp]:
        """Of those, the ones it may learn from: a repost of the draft would tell its outcome."""
        earlier = self.earlier(row)
        others: NDArray[np.intp] = earlier[self.text_group[earlier] != self.text_group[row]]
        return others

    def drafts(self) -> Iterator[int]:
        """The posts with enough before them, in order."""
        for row in range(len(self.texts)):
            if len(self.earlier(row)) >= WARM_UP and len(self.allowed(row)):
                yield row


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the file's rows."""

    posts: StudyPosts
    undated: int
    unscored: int
    textless: int
    beyond: int
    first_at: datetime | None
    last_at: datetime | None


def study_posts(
    history: ParsedHistory, *, has_texts: bool, leave_one_out: bool, most: int = MOST
) -> Kept:
    """The posts to study.

    Args:
        history: The file as read.
        has_texts: Whether its texts are texts.
        leave_one_out: Take posts without dates, too, and let each learn from all others.
        most: How many to look at, the newest.

    Raises:
        InvalidError: Too few posts, or no dates and nobody said that this is known.
    """
    if history.rejected and not history.rows:
        raise _unreadable(history)
    scored = [row for row in history.rows if ers_of_counts(*row.counts[:3]) is not None]
    texted = [row for row in scored if row.text or not has_texts]
    dated = [row for row in texted if row.published_at or leave_one_out]
    refused = f" {_refused(history)}" if history.rejected else ""
    _require_enough(len(dated), len(texted), len(scored), refused)
    if not leave_one_out:
        dated.sort(key=lambda row: (row.published_at or _EPOCH, row.natural_key))
    rows = dated[-most:]
    instants = [row.published_at for row in rows if row.published_at]
    return Kept(
        posts=_arrays(rows, has_texts=has_texts, leave_one_out=leave_one_out),
        undated=len(texted) - len(dated),
        unscored=len(history.rows) - len(scored),
        textless=len(scored) - len(texted),
        beyond=len(dated) - len(rows),
        first_at=min(instants, default=None),
        last_at=max(instants, default=None),
    )


def _unreadable(history: ParsedHistory) -> InvalidError:
    return InvalidError(
        f"There is nothing to study. {_refused(history)} Correct them, or, when the columns are "
        "named unusually, say which is which with --mapping.",
        code="unreadable_history",
    )


def _refused(history: ParsedHistory) -> str:
    """How many rows could not be read, and the first reasons."""
    rows = len(history.rows) + history.repeated + history.rejected_total
    first = "; ".join(_reason(one) for one in history.rejected[:_REASONS])
    more = ", for example" if history.rejected_total > _REASONS else ""
    return f"{history.rejected_total:,} of {rows:,} rows could not be read{more}: {first}."


def _reason(rejected: Rejected) -> str:
    reason = rejected.reason
    return reason if reason.startswith("item ") else f"line {rejected.line}: {reason}"


def _require_enough(dated: int, texted: int, scored: int, refused: str) -> None:
    needed = WARM_UP + FEWEST_DRAFTS
    if dated >= needed:
        return
    why = (
        f"a draft counts once {WARM_UP} posts lie before it, and fewer than {FEWEST_DRAFTS} "
        "drafts tell nothing"
    )
    if texted >= needed:
        raise InvalidError(
            f"Only {dated} of {texted} posts have a date, and without dates nobody can say which "
            "posts came before a draft: learning from later ones is not honest. Give the column "
            'of dates with --mapping \'{"published_at": "…"}\', or add --leave-one-out to let each '
            "post learn from all others; every figure then says so.",
            code="undated_history",
        )
    lacking = f", of {scored} with likes, comments or shares" if scored > texted else ""
    raise InvalidError(
        f"The history is too short to study: {max(dated, texted)} posts can be used{lacking}, and "
        f"at least {needed} are needed, since {why}.{refused} Export a longer history; until then "
        "trust no ranking more than your own eye.",
        code="short_history",
    )


def _arrays(rows: list[HistoryRow], *, has_texts: bool, leave_one_out: bool) -> StudyPosts:
    numbers: dict[object, int] = {}
    keys = [text_key(row.text) if has_texts else place for place, row in enumerate(rows)]
    groups = [numbers.setdefault(key, len(numbers)) for key in keys]
    reach = [_per_reach(*row.counts) for row in rows]
    instants = [((r.published_at or _EPOCH) - _EPOCH) // timedelta(microseconds=1) for r in rows]
    return StudyPosts(
        texts=tuple(row.text for row in rows),
        instants=None if leave_one_out else np.array(instants, dtype=np.int64),
        ers=np.array([ers_of_counts(*row.counts[:3]) for row in rows], dtype=np.float64),
        reach_ers=np.array([np.nan if r is None else r for r in reach], dtype=np.float64),
        likes=np.array([row.counts[0] or 0 for row in rows], dtype=np.float64),
        text_group=np.array(groups, dtype=np.intp),
        has_texts=has_texts,
    )


def _per_reach(
    likes: int | None,
    comments: int | None,
    shares: int | None,
    _saves: int | None,
    _impressions: int | None,
    reach: int | None,
) -> float | None:
    """In the order of `COUNTS`."""
    return reach_normalised_ers(likes, comments, shares, reach)
