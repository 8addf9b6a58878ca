"""What competitors' pages show, as findings in our own words: the types. Fetches nothing."""

from pydantic import AwareDatetime

from domain.brand import BrandProfile
from domain.frozen import Frozen
from domain.intelligence import Finding
from llm.port import Task
from prompts.outside import OutsideText


class OutsidePage(Frozen):
    """One fetched page or post of somebody else. Counts are None when the page did not say."""

    evidence_id: str
    url: str
    competitor: str
    title: OutsideText = OutsideText("")
    text: OutsideText
    published_at: AwareDatetime | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None


class FindingsInputs(Frozen):
    brand: BrandProfile
    pages: tuple[OutsidePage, ...] = ()


class Findings(Frozen):
    findings: tuple[Finding, ...] = ()
    """Kinds: theme | frequency | engagement | offer | gap | suspicious, strongest first."""


FINDINGS = Task("findings", FindingsInputs, Findings)
