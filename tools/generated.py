"""What the studio is asked for, and what it answers: the types."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from domain.content import Claim, Provenance
from domain.expectation import Expected
from domain.frozen import Frozen
from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from domain.safety import Safety
from domain.studio import ContentType
from domain.template import TemplateBody
from tools.tagging import Tag
from tools.texts import Structure


class Wanted(Frozen):
    """A request to the studio, understood."""

    brief: str
    platform: Platform
    content_type: ContentType
    language: str
    count: int = Field(default=3, ge=3, le=5)
    style: str | None = None
    is_thread: bool | None = None
    """None: where the brief is long, and only on X."""
    first_comment: Literal["hashtags", "link"] | None = None
    """What goes below the post instead of into it."""
    template: TemplateBody | None = None
    slots: dict[str, str] = Field(default_factory=dict)


class Metadata(Frozen):
    """The seed's."""

    generated_at: datetime
    model_used: str
    prompt_version: str


class TextContent(Frozen):
    """The seed's TextContent, with what it rests on and how it was checked."""

    id: str
    content_type: ContentType
    platform: Platform
    language: str
    text: str
    """The whole as plain text; a thread's first post."""
    hashtags: tuple[str, ...] = ()
    hashtag_reasons: tuple[Tag, ...] = ()
    call_to_action: str | None = None
    character_count: int
    """As the platform counts; of other texts than posts and ads their characters."""
    limit: int | None = None
    """The platform's; null where none is known."""
    safety_score: float = Field(ge=0, le=1)
    """1 without a flag, a quarter less for each warning, 0 where a flag forbids it."""
    safety: Safety
    hook: str
    register: Register
    expected_ers: Expected | None = None
    """What it should do as a post; null without posts to tell by."""
    similarity: float
    """To the most alike of the others, 0 to 1."""
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    alt_text: str | None = None
    """Of the card that shows these words, where its platform shows pictures."""
    first_comment: str | None = None
    thread: tuple[str, ...] = ()
    """The posts that follow on X, in order."""
    structure: Structure | None = None
    """The parts of an ad, outline, e-mail or description."""
    provenance: Provenance
    metadata: Metadata


class Generated(Frozen):
    items: tuple[TextContent, ...]
    references: tuple[Reference, ...]
    registers: tuple[Register, ...]
    """In the order in which the brand's model would try them; empty: nothing is known."""
    learned: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Why there are fewer, or what else to know."""
    author: str
    provenance: Provenance
