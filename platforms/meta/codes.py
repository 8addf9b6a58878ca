"""The Graph API's own codes and HTTP statuses in our error classes; products add their subcodes.

https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

from collections.abc import Mapping

from domain.errors import ErrorClass

E = ErrorClass

BY_CODE = {
    -2: E.TIMEOUT,
    -1: E.TEMPORARY_UNAVAILABLE,
    1: E.TEMPORARY_UNAVAILABLE,
    2: E.TEMPORARY_UNAVAILABLE,
    3: E.INSUFFICIENT_PERMISSIONS,
    4: E.RATE_LIMIT_EXCEEDED,
    9: E.RATE_LIMIT_EXCEEDED,
    10: E.INSUFFICIENT_PERMISSIONS,
    17: E.RATE_LIMIT_EXCEEDED,
    25: E.INSUFFICIENT_PERMISSIONS,
    32: E.RATE_LIMIT_EXCEEDED,
    100: E.VALIDATION,
    102: E.INVALID_TOKEN,
    104: E.INVALID_TOKEN,
    190: E.INVALID_TOKEN,
    341: E.RATE_LIMIT_EXCEEDED,
    352: E.INVALID_MEDIA_FORMAT,
    368: E.CONTENT_POLICY_VIOLATION,
    452: E.INVALID_TOKEN,
    506: E.DUPLICATE,
    613: E.RATE_LIMIT_EXCEEDED,
    2500: E.CONFIGURATION,
    9004: E.INVALID_MEDIA_FORMAT,
    9007: E.TEMPORARY_UNAVAILABLE,
    36000: E.INVALID_MEDIA_FORMAT,
    36001: E.INVALID_MEDIA_FORMAT,
    36003: E.INVALID_MEDIA_FORMAT,
    36004: E.VALIDATION,
}
_PERMISSIONS = range(200, 300)
_USE_CASE_LIMITS = range(80001, 80015)
NO_ROLE = 492
"""Subcode of 190: the token is good, its person has no role on the Page any more."""
_DEAD = frozenset({102, 190})
BY_STATUS = {
    401: E.INVALID_TOKEN,
    403: E.INSUFFICIENT_PERMISSIONS,
    408: E.TIMEOUT,
    429: E.RATE_LIMIT_EXCEEDED,
    504: E.TIMEOUT,
}


def is_dead(code: int | None, subcode: int | None) -> bool:
    """Whether these numbers say that the token itself is over, not what it may or who it is."""
    return code in _DEAD and subcode != NO_ROLE


def of_numbers(
    code: int | None, subcode: int | None, by_subcode: Mapping[int, ErrorClass]
) -> ErrorClass | None:
    """The class of a code and its subcode; None when neither is known."""
    if subcode is not None and subcode in by_subcode:
        return by_subcode[subcode]
    if code is None:
        return None
    if code in _PERMISSIONS:
        return E.INSUFFICIENT_PERMISSIONS
    if code in _USE_CASE_LIMITS:
        return E.RATE_LIMIT_EXCEEDED
    return BY_CODE.get(code)
