"""The eight emotional registers of a post: one shipped list (design, section 7)."""

from enum import StrEnum


class Register(StrEnum):
    VULNERABILITY = "vulnerability"
    PRIDE = "pride"
    HUMOUR = "humour"
    BELONGING = "belonging"
    ASPIRATION = "aspiration"
    NOSTALGIA = "nostalgia"
    URGENCY = "urgency"
    GRATITUDE = "gratitude"
