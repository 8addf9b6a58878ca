"""From an understood request to a plan: the types. Chooses no words of a post."""

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.campaign import Strategy
from domain.day import Day
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from llm.port import Task
from llm.tasks.intent import Intent


class StrategyInputs(Frozen):
    brand: BrandProfile
    intent: Intent
    now: AwareDatetime
    timezone: str
    connected_platforms: tuple[Platform, ...] = ()
    findings: tuple[Finding, ...] = ()
    references: tuple[Reference, ...] = ()
    levels: dict[Platform, float] = Field(default_factory=dict)
    """The mean ERS of the brand's own posts on a platform, where it has any."""
    posts_per_month_left: int | None = Field(default=None, ge=0)
    """None means the plan has no limit."""
    days: tuple[Day, ...] = ()
    """What the brand meets in the weeks ahead, by date."""


STRATEGY = Task("strategy", StrategyInputs, Strategy)
