"""Drafts of one planned post: the types. The texts are never published without a person."""

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.campaign import CalendarEntry
from domain.content import Claim
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.post import Reference
from domain.register import Register
from llm.port import Task


class SocialPostInputs(Frozen):
    brand: BrandProfile
    entry: CalendarEntry
    objective: str = ""
    tone: str | None = None
    offer: str | None = None
    audience: str | None = None
    references: tuple[Reference, ...] = ()
    """The brand's own posts to learn from, best first."""
    registers: tuple[Register, ...] = ()
    """In the order in which the brand's preference model would try them; empty: not known."""
    findings: tuple[Finding, ...] = ()
    variation_count: int = Field(default=3, ge=3, le=5)
    max_chars: int = Field(ge=40)
    """As the platform counts: text, a blank line and the hashtags together."""
    max_hashtags: int = Field(ge=0)
    avoid: tuple[str, ...] = ()
    """Texts already written for the brand, newest first, not to be repeated."""
    rules: tuple[str, ...] = ()
    """How this brand's posts are written, in words; the form is held to them afterwards, too."""
    now: AwareDatetime


class DraftVariation(Frozen):
    register: Register
    hook: str
    text: str
    """The whole caption without hashtags; it begins with the hook."""
    hashtags: tuple[str, ...] = ()
    """Each with its "#"."""
    call_to_action: str = ""
    alt_text: str | None = None
    first_comment: str | None = None
    claims: tuple[Claim, ...] = ()


class SocialPosts(Frozen):
    variations: tuple[DraftVariation, ...] = ()
    learned: tuple[str, ...] = ()
    """What was taken from the references, in words for the person."""
    unused: tuple[str, ...] = ()
    """What was given and not used, and why."""
    missing: tuple[str, ...] = ()
    """Questions to ask when there is too little to write from; then there are no variations."""


SOCIAL_POST = Task("social_post", SocialPostInputs, SocialPosts)
