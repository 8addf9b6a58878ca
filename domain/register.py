"""The eight emotional registers of a post: one shipped list (design, section 7)."""

from enum import StrEnum

from pydantic import Field

from domain.frozen import Frozen


class Register(StrEnum):
    VULNERABILITY = "vulnerability"
    PRIDE = "pride"
    HUMOUR = "humour"
    BELONGING = "belonging"
    ASPIRATION = "aspiration"
    NOSTALGIA = "nostalgia"
    URGENCY = "urgency"
    GRATITUDE = "gratitude"


class RegisterReading(Frozen):
    """A register that a text speaks in, as far as its words tell."""

    register: Register
    confidence: float = Field(ge=0, le=1)
    """How sure the reading is: about the share of such readings that a person would share."""
