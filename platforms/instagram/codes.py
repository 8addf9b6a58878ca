"""Instagram's subcodes in our error classes. Numbers only: no words, no decisions.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

from domain.errors import ErrorClass
from platforms.meta import codes
from platforms.meta.codes import BY_STATUS, NO_ROLE

__all__ = ["BY_STATUS", "BY_SUBCODE", "LONG_WAITS", "NOT_FETCHED", "E", "of_numbers"]

E = ErrorClass
NOT_FETCHED = 2207052
"""The picture's address did not answer Instagram."""

BY_SUBCODE = {
    2207001: E.TEMPORARY_UNAVAILABLE,
    2207003: E.TIMEOUT,
    2207004: E.INVALID_MEDIA_FORMAT,
    2207005: E.INVALID_MEDIA_FORMAT,
    2207006: E.INSUFFICIENT_PERMISSIONS,
    2207008: E.TEMPORARY_UNAVAILABLE,
    2207009: E.INVALID_MEDIA_FORMAT,
    2207010: E.VALIDATION,
    2207020: E.TEMPORARY_UNAVAILABLE,  # mended by preparing anew, not by another post
    2207023: E.VALIDATION,
    2207026: E.INVALID_MEDIA_FORMAT,
    2207027: E.TEMPORARY_UNAVAILABLE,
    2207028: E.VALIDATION,
    2207032: E.TEMPORARY_UNAVAILABLE,
    2207035: E.VALIDATION,
    2207036: E.VALIDATION,
    2207037: E.VALIDATION,
    2207040: E.VALIDATION,
    2207042: E.RATE_LIMIT_EXCEEDED,
    2207050: E.INSUFFICIENT_PERMISSIONS,
    2207051: E.RATE_LIMIT_EXCEEDED,
    NOT_FETCHED: E.INVALID_MEDIA_FORMAT,
    2207053: E.TEMPORARY_UNAVAILABLE,
    2207057: E.VALIDATION,
    # seen in the field, not in Meta's table
    2207077: E.TEMPORARY_UNAVAILABLE,
    2207081: E.VALIDATION,
    2207082: E.TEMPORARY_UNAVAILABLE,
    NO_ROLE: E.INSUFFICIENT_PERMISSIONS,
}
LONG_WAITS = (2207042, 2207051)


def of_numbers(code: int | None, subcode: int | None) -> ErrorClass | None:
    """The class of a code and its subcode; None when neither is known."""
    return codes.of_numbers(code, subcode, BY_SUBCODE)
