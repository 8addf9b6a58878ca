"""An idea for a campaign: what to post, why it should move people, and what that rests on."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.expectation import Expected
from domain.frozen import Frozen
from domain.platform import Platform
from domain.register import Register

MOST_IDEAS = 12
"""Offered at once: more than a person compares with care."""
EvidenceKind = Literal["day", "post", "register", "finding", "trend", "product", "fact"]


class IdeaEvidence(Frozen):
    """One known thing that an idea rests on."""

    kind: EvidenceKind
    ref: str
    """Which one: a day's key, a post's id, a register, a page, a word that rises, or a product
    or a fact by its words."""
    text: str = Field(max_length=500)
    """It in words."""
    figure: float | None = None
    """The number it carries: a post's ERS, a register's effect in points of ERS, how often a word
    came up lately."""


class IdeaText(Frozen):
    """What an author makes of the evidence."""

    title: str = Field(min_length=1, max_length=120)
    why: str = Field(min_length=1, max_length=600)
    """What the evidence says, in one to three sentences."""
    register: Register
    platforms: tuple[Platform, ...] = ()
    when: date | None = None
    """The day to go out on; None: any."""
    occasion: str | None = Field(default=None, max_length=200)
    """The day of the calendar it is for: by its key, one of the workspace's own by its name."""
    angle: str = Field(min_length=1, max_length=500)
    """One sentence as the person would ask for it: it becomes the campaign's ask."""
    topic: str = Field(default="", max_length=200)
    """What it is about in a few words; what is expected of it is measured by this."""
    evidence: tuple[IdeaEvidence, ...] = Field(min_length=1)


class IdeaStatus(StrEnum):
    OPEN = "open"
    PICKED = "picked"
    DISMISSED = "dismissed"


class Idea(Frozen):
    id: str
    workspace_id: str
    brand_id: str
    batch: str
    """What was asked for together; numbers count within it."""
    number: int = Field(ge=1)
    thread_id: str | None = None
    """The conversation it was told in."""
    status: IdeaStatus = IdeaStatus.OPEN
    campaign_id: str | None = None
    campaign_thread_id: str | None = None
    text: IdeaText
    expected_ers: Expected | None = None
    """None: nothing is known to expect it from."""
    created_at: datetime
