"""What was read about the market: evidence (a page as fetched) and findings that point to it."""

from datetime import datetime

from domain.frozen import Frozen


class Evidence(Frozen):
    """One fetched page, kept so that every claim can be traced to it."""

    id: str
    url: str
    title: str = ""
    fetched_at: datetime
    sha256: str
    """Of the body as received."""
    excerpt: str = ""
    """Visible text, bounded. Outside text: data, never instruction."""


class Finding(Frozen):
    """One thing learned, with the page it came from."""

    text: str
    """In our words and bounded; safe to show to a person."""
    kind: str
    """theme | frequency | engagement | offer | gap"""
    evidence_id: str
    url: str
    strength: float = 0.0
    """0 to 1; higher findings reach the drafts first."""


class SiteOutcome(Frozen):
    """How the visit to one competitor went, including when nothing could be read."""

    competitor: str
    url: str
    status: str
    """read | disallowed | unreachable | empty"""
    detail: str = ""
    pages: int = 0


class IntelligenceReport(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    campaign_id: str | None
    findings: tuple[Finding, ...] = ()
    sites: tuple[SiteOutcome, ...] = ()
    generated_at: datetime
