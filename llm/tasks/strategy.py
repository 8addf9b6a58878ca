"""From an understood request to a plan: the types. Chooses no words of a post."""

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.campaign import Strategy
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
    posts_per_month_left: int | None = Field(default=None, ge=0)
    """None means the plan has no limit."""


STRATEGY = Task("strategy", StrategyInputs, Strategy)
