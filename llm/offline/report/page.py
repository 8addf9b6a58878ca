"""What a report's sentences are made from, and the seam for languages. Words nothing itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.measuring import Maturity, settles_after
from domain.report import Analysis, Group, PostFigures
from domain.statistics import FEWEST
from llm.tasks.report import ReportNote

JUDGED = ("hit", "above", "below", "no_prediction")
TELLING = 0.5
"""ERS points below which two averages are level."""


@dataclass(frozen=True)
class Page:
    """A report's figures with how its subject is called and where its times are spoken."""

    title: str
    zone: str
    it: Analysis
    tells: bool = False
    """Whether the team reports again by itself once numbers have settled."""

    def post(self, number: int | None) -> PostFigures | None:
        return next((p for p in self.it.posts if p.number == number), None)

    @property
    def settled(self) -> tuple[PostFigures, ...]:
        """Posts that may be judged."""
        return tuple(p for p in self.it.posts if p.verdict in JUDGED)

    @property
    def early(self) -> tuple[PostFigures, ...]:
        return tuple(p for p in self.it.posts if p.maturity is Maturity.EARLY)

    @property
    def silent(self) -> tuple[PostFigures, ...]:
        """Posts without any reactions reported: no data, which is not zero."""
        return tuple(p for p in self.it.posts if p.ers is None)

    @property
    def compared(self) -> tuple[PostFigures, ...]:
        return tuple(p for p in self.it.posts if p.verdict in ("hit", "above", "below"))

    @property
    def judged_from(self) -> datetime | None:
        """When every post that is still too young will be old enough, if numbers come of it."""
        ages = [
            p.published_at + settles_after(p.platform)
            for p in self.it.posts
            if p.published_at and p.maturity is not Maturity.SETTLED and not _is_stuck(p)
        ]
        return max(ages, default=None)

    @property
    def to_reconnect(self) -> PostFigures | None:
        """A post whose numbers come only once its account is connected again."""
        return next((p for p in self.it.posts if p.problem in ("needs_reconnect", "refused")), None)

    def apart(self, post: PostFigures) -> float | None:
        """By how many points the post lies above the mean of those here; None where it is alone."""
        scores = [p.ers for p in self.settled if p.ers is not None]
        if post.ers is None or len(scores) < 2:
            return None
        return post.ers - sum(scores) / len(scores)

    @property
    def favourite(self) -> Group | None:
        """The register that does best by the figures shown, where it is more than level."""
        ranked = self.ranked(self.it.registers)
        if len(ranked) < 2:
            return None
        first, last = ranked[0], ranked[-1]
        return first if (first.brand.mean or 0.0) - (last.brand.mean or 0.0) >= TELLING else None

    def ranked(self, groups: tuple[Group, ...]) -> list[Group]:
        """The brand's groups with enough posts to be compared, best first."""
        known = [g for g in groups if g.brand.n >= FEWEST]
        return sorted(known, key=lambda g: (-(g.brand.mean or 0.0), g.key))


def _is_stuck(post: PostFigures) -> bool:
    """Whether time alone brings no better numbers, so that no day can be named for them."""
    is_file = post.source == "imported"  # tells no more until somebody imports it again
    return is_file or post.is_overdue or post.problem not in (None, "unreachable")


@dataclass(frozen=True)
class Words:
    """One language: a function for each sentence. An empty sentence is left out."""

    headline: Callable[[Page], str]
    total: Callable[[Page], str]
    """What came in, and when it was read."""
    expected: Callable[[Page], str]
    """How it compares with what was expected, or why that cannot be said yet."""
    silent: Callable[[Page], str]
    registers: Callable[[Page], str]
    """Which register did better within the report."""
    best: Callable[[Page, PostFigures], str]
    """Which post did best, by which counts, and how far it lies from the others."""
    worst: Callable[[Page, PostFigures], str]
    trend: Callable[[Page], str]
    next_step: Callable[[Page], str]
    captions: Mapping[str, Callable[[Page], str]]
    notes: Callable[[Page], tuple[ReportNote, ...]]


def ages(posts: tuple[PostFigures, ...]) -> tuple[timedelta, timedelta]:
    """The youngest and the oldest age at which these posts were read."""
    known = [timedelta(hours=p.age_h) for p in posts if p.age_h is not None]
    return min(known, default=timedelta()), max(known, default=timedelta())
