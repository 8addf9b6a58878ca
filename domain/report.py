"""A report on posts, as data: every number names the rows it comes from. Computes nothing."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.expectation import Expected
from domain.frozen import Frozen
from domain.measuring import Maturity
from domain.period import Period
from domain.platform import Platform
from domain.statistics import Mean

Verdict = Literal["hit", "above", "below", "too_early", "no_numbers", "no_prediction"]
"""A post's score against what was expected of it; judged from a settled age on only."""
Direction = Literal["better", "worse", "no_clear_change", "too_few"]

Problem = Literal["needs_reconnect", "disconnected", "refused", "gone", "unreachable"]
"""Why a platform's numbers do not come: the account's grant, its answer, or its silence."""


class Scope(Frozen):
    """What a report is about."""

    kind: Literal["campaign", "period", "post"]
    title: str
    """What a person calls it: the campaign's name, "this week", "post 2"."""
    brand_id: str
    campaign_id: str | None = None
    thread_id: str | None = None
    """The conversation it belongs to, where the team tells by itself when numbers have settled."""
    publication_ids: tuple[str, ...] = ()
    """Only these; empty: all."""
    platform: Platform | None = None
    period: Period | None = None
    """How a person named the time, if they did."""
    since: datetime | None = None
    """Posts published at or after it."""
    until: datetime | None = None
    """Posts published before it."""


class PostFigures(Frozen):
    """One post with its newest numbers and the rows they come from."""

    key: str
    """The publication's id; of an imported post the id of its row in the history."""
    number: int = 0
    """By which a conversation speaks of it; else its place by the time it went out, from 1."""
    source: Literal["published", "imported"] = "published"
    publication_id: str | None = None
    post_id: str | None = None
    content_id: str | None = None
    campaign_id: str | None = None
    platform: Platform
    account: str = ""
    text: str = ""
    register: str = ""
    is_register_read: bool = False
    """True when nobody told the register: it was read from the text."""
    language: str = ""
    permalink: str | None = None
    published_at: datetime | None = None
    published_local: str = ""
    """Spoken, in the brand's zone."""
    hour: int | None = None
    """Of the brand's zone, 0 to 23; None when only the day is known."""
    snapshot_id: str | None = None
    as_of: datetime | None = None
    collected_at: datetime | None = None
    age_h: float | None = None
    """Hours between going out and `as_of`."""
    window: str = ""
    request: str = ""
    """The request the numbers came from, with the platform's metric names."""
    values: dict[str, int] = Field(default_factory=dict)
    """Canonical names; an absent one is unknown, not zero."""
    ers: float | None = None
    partial: bool = False
    """True when a count that the score needs was missing and taken as 0."""
    reach_normalised_ers: float | None = None
    expected: Expected | None = None
    maturity: Maturity = Maturity.NONE
    is_overdue: bool = False
    """Old enough to be judged, and the platform has told nothing from that age: it may never."""
    verdict: Verdict = "no_numbers"
    problem: Problem | None = None
    """Why there are no newer numbers; None when nothing is wrong."""


class Group(Frozen):
    """Settled posts that share a register or an hour: those of the report, and the brand's all."""

    key: str
    here: Mean
    numbers: tuple[int, ...] = ()
    """Which posts of the report."""
    brand: Mean
    """Over the brand's whole history, imported posts too."""
    imported: int = 0
    """How many of the brand's came by import."""


class TrendPoint(Frozen):
    key: str
    platform: Platform
    source: Literal["published", "imported"]
    published_at: datetime
    ers: float
    is_here: bool
    """Whether it is one of the report's posts."""
    is_unusual: bool = False
    """More than two standard deviations and five points from its platform's mean here."""


class Trend(Frozen):
    """Whether posts do better: the report's settled posts against those before them."""

    direction: Direction
    basis: Literal["before", "halves"]
    """Against the brand's posts before these, or the later half against the earlier one."""
    recent: Mean
    before: Mean
    imported_before: int = 0
    difference: float | None = None
    """Points of ERS, within platforms; None when there are too few posts."""
    low: float | None = None
    high: float | None = None
    points: tuple[TrendPoint, ...] = ()
    """In the order they went out; at most the newest 90."""


class Predictions(Frozen):
    """Predicted against actual, over settled posts that had a prediction."""

    n: int = 0
    hits: int = 0
    above: int = 0
    below: int = 0
    mean_miss: float | None = None
    """Mean distance between predicted and actual, in ERS points."""
    waiting: int = 0
    """Posts with a prediction that are too young to be compared."""


class History(Frozen):
    """The brand's settled posts that registers and hours rest on."""

    n: int = 0
    imported: int = 0
    registers_read: int = 0
    """Posts whose register was read from their words."""
    without_register: int = 0
    without_hour: int = 0
    """Only their day is known."""
    is_cut: bool = False
    """Whether older posts were left out."""


class Total(Frozen):
    """A count summed over the posts that reported it."""

    name: str
    value: int
    n: int
    """How many posts reported it."""


class Analysis(Frozen):
    """All figures of a report."""

    maturity: Literal["none", "early", "partly_settled", "settled"]
    as_of: datetime | None = None
    """The newest reading."""
    out: int = 0
    measured: int = 0
    settled: int = 0
    totals: tuple[Total, ...] = ()
    best: int | None = None
    """Number of the post with the highest settled score."""
    worst: int | None = None
    """Of the lowest; None with fewer than two settled posts."""
    posts: tuple[PostFigures, ...] = ()
    registers: tuple[Group, ...] = ()
    hours: tuple[Group, ...] = ()
    trend: Trend
    predictions: Predictions = Predictions()
    history: History = History()
    left_out: int = 0
    """Older posts that the report's figures leave out, because there are too many."""
    uncounted: int = 0
    """Imported posts of the report's scope whose file says no counts; they are not among `out`."""
