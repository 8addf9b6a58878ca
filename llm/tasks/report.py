"""How a campaign did, in sentences that point to their rows: the types. Measures nothing."""

from pydantic import AwareDatetime

from domain.frozen import Frozen
from domain.platform import Platform
from llm.port import Task


class ReportRow(Frozen):
    """One metric snapshot of one publication."""

    snapshot_id: str
    publication_id: str
    platform: Platform
    permalink: str | None = None
    as_of: AwareDatetime
    values: dict[str, float | None]
    """By name (likes, comments, shares, reach…). None means the platform did not say: not zero."""
    predicted_ers: float | None = None
    actual_ers: float | None = None
    register: str = ""
    text: str = ""


class ReportInputs(Frozen):
    campaign_name: str
    timezone: str = "Asia/Kolkata"
    rows: tuple[ReportRow, ...] = ()


class ReportSentence(Frozen):
    text: str
    snapshot_ids: tuple[str, ...] = ()
    """The rows its numbers come from."""


class ReportText(Frozen):
    headline: str
    sentences: tuple[ReportSentence, ...] = ()
    best: ReportSentence | None = None
    worst: ReportSentence | None = None
    next_step: str


REPORT = Task("report", ReportInputs, ReportText)
