"""Templates: a brief with gaps and the order of a text's parts, for a kind of shop and a day."""

import re
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.platform import Platform
from domain.register import Register
from domain.studio import ContentType

MOST_PARTS = 12
MOST_CHARS = 5_000
"""Of a text, as of what a template shows of one."""
_SLOT = re.compile(r"\{([a-z][a-z0-9_]{0,29})\}")


class Purpose(StrEnum):
    """What a part of a text is there for."""

    HOOK = "hook"
    GREETING = "greeting"
    """Of the occasion."""
    NEWS = "news"
    SUBJECT = "subject"
    DESCRIPTION = "description"
    PRICE = "price"
    FACT = "fact"
    OFFER = "offer"
    LIST = "list"
    """What else there is, one below the other."""
    AUDIENCE = "audience"
    PLACE = "place"
    QUESTION = "question"
    """To the readers."""
    CALL = "call"
    """What they can do next."""


class TemplatePart(Frozen):
    purpose: Purpose
    note: str = Field(default="", max_length=200)
    """What it is to achieve here, for whoever writes it."""


class TemplateBody(Frozen):
    """All of a template that a person writes or that is read out of a post."""

    name: str = Field(min_length=1, max_length=120)
    industry: str = Field(default="", max_length=60)
    """Empty: any."""
    occasion: str | None = Field(default=None, max_length=60)
    content_type: ContentType = ContentType.SOCIAL_POST
    platforms: tuple[Platform, ...] = ()
    """Where it does well; empty: anywhere."""
    languages: tuple[str, ...] = ("en", "hi", "hi-Latn")
    register: Register | None = None
    """What the first variation speaks in; None: as the brand's model says."""
    brief: str = Field(min_length=1, max_length=2_000)
    """What is asked for, with gaps such as {product} to be filled at each use."""
    structure: tuple[TemplatePart, ...] = Field(min_length=1, max_length=MOST_PARTS)
    """The parts in order."""
    longest: int | None = Field(default=None, ge=40, le=MOST_CHARS)
    """Characters that the text should have at most, beside the platform's own limit."""
    example: str = Field(default="", max_length=MOST_CHARS)

    @property
    def slots(self) -> tuple[str, ...]:
        """The brief's gaps in order, each once."""
        return tuple(dict.fromkeys(_SLOT.findall(self.brief)))

    @property
    def problem(self) -> str:
        """Why nothing could be written after it; empty when something can."""
        if not self.name.strip():
            return "its name is blank"
        if not self.brief.strip():
            return "its brief is blank"
        if re.search(r"[{}]", _SLOT.sub("", self.brief)):
            return "a gap of its brief is no plain name in braces, such as {product}"
        return ""

    def filled(self, given: dict[str, str]) -> str:
        """The brief with its gaps filled.

        Args:
            given: By slot; what the brand's profile says fills `name`, `place` and `product`.

        Raises:
            InvalidError: `missing_slots`, with those that nothing fills.
        """
        lacking = [slot for slot in self.slots if not given.get(slot, "").strip()]
        if lacking:
            raise InvalidError(
                f"The template “{self.name}” needs {', '.join(lacking)}. Give it in “slots”.",
                code="missing_slots",
                extra={"missing": lacking},
            )
        return _SLOT.sub(lambda match: given[match.group(1)].strip(), self.brief)


class Template(TemplateBody):
    id: str
    origin: Literal["shipped", "own"] = "own"
    """Shipped ones are the product's and stay as they are."""
