"""What a refusing answer of the Graph API holds: its numbers, words and waits. Judges nothing.

https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

import json
from dataclasses import dataclass

from domain.errors import PlatformError
from platforms import saying
from platforms.http import Head

MISSING = (100, 33)
"""Code and subcode of an object that is gone or was never visible."""
LATER_S = 3600.0
"""Where Meta names no time. Calls are counted over a rolling hour, and daily caps and suspected
spam take hours, too: https://developers.facebook.com/docs/graph-api/overview/rate-limiting
"""
_USAGES = ("x-business-use-case-usage", "x-app-usage", "x-page-usage")


class GraphError(PlatformError):
    """A refusal with Graph's own numbers, for whoever has to tell one from another.

    Attributes:
        numbers: Code and subcode, as far as the answer had them.
    """

    numbers: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Said:
    """What the body says, from either of the two shapes that Meta uses."""

    code: int | None
    subcode: int | None
    is_transient: bool
    text: str


def read(body: object) -> Said:
    """The error of an answer's JSON value; one without any has no numbers and no words."""
    fields = body if isinstance(body, dict) else {}
    error = fields.get("error")
    upload = fields.get("debug_info")
    if isinstance(upload, dict):
        # the upload host's own shape
        retriable = upload.get("retriable") is True
        return Said(
            code=None, subcode=None, is_transient=retriable, text=saying.first_of(upload, "message")
        )
    if isinstance(error, dict):
        return Said(
            code=number(error.get("code")),
            subcode=number(error.get("error_subcode")),
            is_transient=error.get("is_transient") is True,
            # meant for people where it is given
            text=saying.first_of(error, "error_user_msg", "message", "error_user_title"),
        )
    # the token endpoint's own shape, whose "code" is only the HTTP status again
    text = saying.first_of(fields, "error_message", "error_description", "error_type")
    return Said(code=None, subcode=None, is_transient=False, text=text)


def regain_s(head: Head) -> float | None:
    """What the usage headers say of the time until calls are possible again."""
    cases = [case for name in _USAGES for case in _cases(head.headers.get(name, ""))]
    minutes = [number(case.get("estimated_time_to_regain_access")) or 0 for case in cases]
    longest = max(minutes, default=0)
    # an int of any length may stand there, and not every one is a float
    return saying.wait_s(60.0 * min(longest, 10**6)) if longest > 0 else None


def number(value: object) -> int | None:
    """The value when it is a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _cases(header: str) -> list[dict[str, object]]:
    """The limits that a usage header speaks of: one by itself, or lists by the object's id."""
    try:
        usage = json.loads(header)
    except (ValueError, RecursionError):
        return []
    if not isinstance(usage, dict):
        return []
    listed = (case for one in usage.values() if isinstance(one, list) for case in one)
    return [usage, *(case for case in listed if isinstance(case, dict))]
