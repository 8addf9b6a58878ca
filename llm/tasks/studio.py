"""What every kind of text of the studio shares: what goes in, what each variation says.

Names no kind of text; each has a module of its own.
"""

from collections.abc import Iterator

from pydantic import AwareDatetime, Field

from domain.brand import BrandProfile
from domain.content import Claim
from domain.frozen import Frozen
from domain.intelligence import Finding
from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from domain.template import TemplatePart


class CopyInputs(Frozen):
    brand: BrandProfile
    brief: str
    """The ask in the person's own words."""
    topic: str = ""
    """What it is about, as the brief was read; empty: the brand itself."""
    occasion: str | None = None
    objective: str = ""
    tone: str | None = None
    offer: str | None = None
    audience: str | None = None
    platform: Platform
    language: str
    references: tuple[Reference, ...] = ()
    """The brand's own posts to learn from, best first."""
    registers: tuple[Register, ...] = ()
    """In the order in which the brand's preference model would try them; empty: not known."""
    findings: tuple[Finding, ...] = ()
    variation_count: int = Field(default=3, ge=3, le=5)
    structure: tuple[TemplatePart, ...] = ()
    """A template's parts in order; empty: as the author finds best."""
    avoid: tuple[str, ...] = ()
    """Texts already written for the brand, newest first, not to be repeated."""
    now: AwareDatetime


class Copy(Frozen):
    """One variation of any kind of text."""

    register: Register
    hook: str
    """Its first line: no two variations begin alike."""
    call_to_action: str = ""
    claims: tuple[Claim, ...] = ()

    def lines(self) -> Iterator[str]:
        """What a reader gets to see, in order; each kind of text says what that is."""
        yield self.hook

    def telling(self) -> str:
        """What two variations are compared by: what the author chose, where all have to hold the
        same facts besides.
        """
        return self.whole()

    def whole(self) -> str:
        """The variation as one plain text, a line for each of its parts."""
        return "\n".join(line for line in self.lines() if line)


class Copies(Frozen):
    """What an author answers; each kind of text narrows its variations."""

    variations: tuple[Copy, ...] = ()
    learned: tuple[str, ...] = ()
    """What was taken from the references, in words for the person."""
    unused: tuple[str, ...] = ()
    """What was given and not used, and why."""
    missing: tuple[str, ...] = ()
    """Questions to ask when there is too little to write from; then there are no variations."""
