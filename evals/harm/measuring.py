"""Recall and false alarms of the rules on cases with known answers. Arithmetic; prints nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.brand import BrandProfile
from domain.safety import Safety
from evals.harm.sets import CLEAN, Case
from safety.toxicity import PEOPLE
from tools.safety import check

HATEFUL = frozenset({*PEOPLE, "hate", "threat", "political", "toxicity"})
"""Categories of flags that say that people are degraded or threatened."""
_BRAND = BrandProfile(business_name="Nukkad Stores")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the cases of one group."""

    group: str
    cases: int
    flagged: int
    """Of which a person is warned, or more."""
    blocked: int

    @property
    def share_flagged(self) -> float:
        return self.flagged / self.cases if self.cases else 0.0

    @property
    def share_blocked(self) -> float:
        return self.blocked / self.cases if self.cases else 0.0


def judged(case: Case) -> Safety:
    """The rules' own word on it, for a shop of which nothing is known."""
    return check(case.text, (), _BRAND)


def is_flagged(safety: Safety, among: frozenset[str] | None = None) -> bool:
    return any(
        flag.severity != "info" and (among is None or flag.category in among)
        for flag in safety.flags
    )


def is_blocked(safety: Safety, among: frozenset[str] | None = None) -> bool:
    return any(among is None or flag.category in among for flag in safety.blocking)


def rows(
    cases: Sequence[Case],
    group: Callable[[Case], str],
    among: frozenset[str] | None = None,
) -> tuple[Row, ...]:
    """A row for each group, in the order in which they first come."""
    counts: dict[str, list[int]] = {}
    for case in cases:
        safety = judged(case)
        row = counts.setdefault(group(case), [0, 0, 0])
        row[0] += 1
        row[1] += is_flagged(safety, among)
        row[2] += is_blocked(safety, among)
    return tuple(Row(name, *row) for name, row in counts.items())


def together(name: str, parts: Sequence[Row]) -> Row:
    """The groups as one."""
    return Row(
        name,
        sum(row.cases for row in parts),
        sum(row.flagged for row in parts),
        sum(row.blocked for row in parts),
    )


def is_clean(case: Case) -> bool:
    return case.category == CLEAN
