"""How posts did, in sentences that point to their rows: the types. Measures nothing."""

from pydantic import AwareDatetime, Field

from domain.frozen import Frozen
from domain.platform import Platform
from domain.report import Analysis
from llm.port import Task


class ReportRow(Frozen):
    """One metric snapshot of one publication."""

    snapshot_id: str
    publication_id: str
    platform: Platform
    permalink: str | None = None
    as_of: AwareDatetime
    published_at: AwareDatetime | None = None
    """When the post went out; unknown means long ago."""
    values: dict[str, float | None]
    """By name (likes, comments, shares, reach…). None means the platform did not say: not zero."""
    predicted_ers: float | None = None
    actual_ers: float | None = None
    register: str = ""
    text: str = ""


class ReportInputs(Frozen):
    campaign_name: str
    """What the report is about, as a person calls it: a campaign, "this week", "post 2"."""
    timezone: str = "Asia/Kolkata"
    language: str = "en"
    tells_when_settled: bool = False
    """Whether the team will report again by itself once early numbers have settled."""
    rows: tuple[ReportRow, ...] = ()
    analysis: Analysis | None = None
    """The figures, from these rows and the brand's history; None: from the rows alone."""


class ReportSentence(Frozen):
    text: str
    snapshot_ids: tuple[str, ...] = ()
    """The rows its numbers come from."""
    post_ids: tuple[str, ...] = ()
    """Rows of the history its numbers come from, for posts that were imported."""


class ReportNote(Frozen):
    """Something to know about the data itself: what is missing, late, assumed or left out."""

    code: str
    text: str
    numbers: tuple[int, ...] = ()
    """The posts it is about; empty: the whole report."""


class ReportText(Frozen):
    headline: str
    sentences: tuple[ReportSentence, ...] = ()
    """What happened, in three sentences at most."""
    trend: ReportSentence | None = None
    """Whether it is getting better."""
    best: ReportSentence | None = None
    worst: ReportSentence | None = None
    next_step: str
    captions: dict[str, ReportSentence] = Field(default_factory=dict)
    """What each chart shows, by its name: posts, predictions, registers, hours, trend."""
    notes: tuple[ReportNote, ...] = ()


REPORT = Task("report", ReportInputs, ReportText)
