"""Facebook's subcodes in our error classes. Numbers only: no words, no decisions.

Meta documents few of them; most were seen in the field by those who post to Pages.
https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

from domain.errors import ErrorClass
from platforms.meta import codes
from platforms.meta.codes import BY_STATUS, NO_ROLE

__all__ = ["BY_STATUS", "BY_SUBCODE", "NO_ROLE", "E", "of_numbers"]

E = ErrorClass
PHOTO_UNFIT = 1366046
ALREADY_POSTED = 1366051
TOO_FAST = 1390008
PAGE_UNAUTHORISED = 1404078
ACCOUNT_LIMITED = 1404112
IDENTITY = 4854002
NO_METRIC = (3001, 1504028)
"""Code and subcode of an insights call that names no metric Facebook can tell."""

BY_SUBCODE = {
    33: E.VALIDATION,
    NO_ROLE: E.INSUFFICIENT_PERMISSIONS,
    PHOTO_UNFIT: E.INVALID_MEDIA_FORMAT,
    1349125: E.INVALID_MEDIA_FORMAT,
    2069019: E.INVALID_MEDIA_FORMAT,
    ALREADY_POSTED: E.DUPLICATE,
    TOO_FAST: E.RATE_LIMIT_EXCEEDED,
    1346003: E.CONTENT_POLICY_VIOLATION,
    1404006: E.CONTENT_POLICY_VIOLATION,
    1404102: E.CONTENT_POLICY_VIOLATION,
    ACCOUNT_LIMITED: E.CONTENT_POLICY_VIOLATION,
    PAGE_UNAUTHORISED: E.INSUFFICIENT_PERMISSIONS,
    IDENTITY: E.INSUFFICIENT_PERMISSIONS,
    1363047: E.TEMPORARY_UNAVAILABLE,
    1609010: E.TEMPORARY_UNAVAILABLE,
    1609005: E.VALIDATION,
    1609008: E.VALIDATION,
    2061006: E.VALIDATION,
}
_BY_CODE = {1609005: E.VALIDATION, 3001: E.VALIDATION}


def of_numbers(code: int | None, subcode: int | None) -> ErrorClass | None:
    """The class of a code and its subcode; None when neither is known."""
    return codes.of_numbers(code, subcode, BY_SUBCODE) or _BY_CODE.get(code or 0)
