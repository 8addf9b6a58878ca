"""Ideas for campaigns from what is known of a brand: the types. Each names what it rests on."""

from datetime import date

from pydantic import Field

from domain.brand import BrandProfile
from domain.day import Day
from domain.explanation import BestRegister
from domain.frozen import Frozen
from domain.idea import MOST_IDEAS, IdeaText
from domain.intelligence import Finding
from domain.platform import Platform
from domain.register import Register
from domain.rising import Rising
from llm.port import Task


class Winner(Frozen):
    """One of the brand's own posts that did best."""

    post_id: str
    text: str
    platform: Platform
    ers: float
    register: Register | None = None
    """What it speaks in, where that could be read."""


class IdeateInputs(Frozen):
    brand: BrandProfile
    language: str = "en"
    """One of `domain.language`'s codes: what titles and reasons are told in."""
    today: date
    start: date
    end: date
    """Ideas with a day lie between them, both included."""
    n: int = Field(default=5, ge=1, le=MOST_IDEAS)
    brief: str = ""
    """What the person said of them, in their own words."""
    days: tuple[Day, ...] = ()
    """What people keep between the dates, those of the brand's place first."""
    winners: tuple[Winner, ...] = ()
    """Best first."""
    registers: tuple[BestRegister, ...] = ()
    """Best first, without those the brand switched off. With few posts behind one it is an
    assumption (`BestRegister.is_shown`)."""
    findings: tuple[Finding, ...] = ()
    """About competitors; none of them suspicious."""
    rising: tuple[Rising, ...] = ()
    """What came up more often in the brand's own posts lately, and did well. Empty: no trend is
    known, and none is to be invented."""
    planned: tuple[str, ...] = ()
    """Occasions and topics that are planned already, and ideas that were offered lately."""
    platforms: tuple[Platform, ...] = ()
    """Where the brand can post."""


class Ideas(Frozen):
    ideas: tuple[IdeaText, ...] = Field(default=(), max_length=MOST_IDEAS)
    """Strongest first."""


IDEATE = Task("ideate", IdeateInputs, Ideas)
