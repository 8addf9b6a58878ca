"""Lists and counts as any platform's answer tells them. Knows no vendor."""

from typing import TypeGuard

_TOO_MANY = 2**63
"""What no database column holds."""


def listed(body: dict[str, object], name: str = "data") -> list[dict[str, object]]:
    """The objects of a list in an answer; what is none is left out."""
    found = body.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def is_count(value: object) -> TypeGuard[int]:
    """Whether it is a number of things; a platform's nonsense is unknown, never stored."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _TOO_MANY


def is_amount(value: object) -> TypeGuard[int | float]:
    """The same of a number that may have a fraction, and is no infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value < _TOO_MANY
