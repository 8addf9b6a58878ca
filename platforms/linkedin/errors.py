"""What LinkedIn's refusals and silences mean, in our classes and in words. Makes no request.

The body's code decides before the HTTP status. Codes and classes:
https://learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import effects, saying
from platforms.effects import Doubt, Effect
from platforms.http import Answer, UnansweredError

_E = ErrorClass

_BY_CODE = {
    "VERSION_MISSING": _E.CONFIGURATION,
    "NONEXISTENT_VERSION": _E.CONFIGURATION,
    "INVALID_URN_TYPE": _E.VALIDATION,
    "INVALID_URN_ID": _E.VALIDATION,
    "MISSING_FIELD": _E.VALIDATION,
    "INVALID_VALUE_FOR_FIELD": _E.VALIDATION,
    "FIELD_LENGTH_TOO_LONG": _E.VALIDATION,
    "NOT_FOUND": _E.VALIDATION,
    "INVALID_IMAGE_ID": _E.INVALID_MEDIA_FORMAT,
    "MEDIA_ASSET_PROCESSING_FAILED": _E.INVALID_MEDIA_FORMAT,
    "MEDIA_ASSET_WAITING_UPLOAD": _E.TEMPORARY_UNAVAILABLE,
    "EXPIRED_UPLOAD_URL": _E.TEMPORARY_UNAVAILABLE,
    "CONFLICT": _E.TEMPORARY_UNAVAILABLE,
    "EMPTY_ACCESS_TOKEN": _E.INVALID_TOKEN,
    "INVALID_ACCESS_TOKEN": _E.INVALID_TOKEN,
    "EXPIRED_ACCESS_TOKEN": _E.INVALID_TOKEN,
    "REVOKED_ACCESS_TOKEN": _E.INVALID_TOKEN,
    "ACCESS_DENIED": _E.INSUFFICIENT_PERMISSIONS,
    "TOO_MANY_REQUESTS": _E.RATE_LIMIT_EXCEEDED,
    "DUPLICATE_POST": _E.DUPLICATE,
    "CONTENT_POLICY_VIOLATION": _E.CONTENT_POLICY_VIOLATION,
    # the OAuth endpoints' own words (RFC 6749, section 5.2)
    "invalid_client": _E.CONFIGURATION,
    "invalid_client_id": _E.CONFIGURATION,
    "unauthorized_client": _E.CONFIGURATION,
    "invalid_grant": _E.INVALID_TOKEN,
    "invalid_request": _E.INVALID_TOKEN,
}
_BY_STATUS = {
    401: _E.INVALID_TOKEN,
    403: _E.INSUFFICIENT_PERMISSIONS,
    404: _E.VALIDATION,
    409: _E.TEMPORARY_UNAVAILABLE,
    413: _E.INVALID_MEDIA_FORMAT,
    415: _E.INVALID_MEDIA_FORMAT,
    426: _E.CONFIGURATION,
    429: _E.RATE_LIMIT_EXCEEDED,
    408: _E.TIMEOUT,
    504: _E.TIMEOUT,
}
_ADVICE = {
    _E.RATE_LIMIT_EXCEEDED: "LinkedIn allows no more calls for now; its limits start afresh at "
    "00:00 UTC. Try again later.",
    _E.TEMPORARY_UNAVAILABLE: "LinkedIn is not available right now. Try again in a few minutes.",
    _E.NETWORK_ERROR: "LinkedIn could not be reached. Check the connection and try again.",
    _E.TIMEOUT: "LinkedIn did not answer in time. Try again in a few minutes.",
    _E.INVALID_TOKEN: "LinkedIn no longer accepts this connection. Connect LinkedIn again.",
    _E.INSUFFICIENT_PERMISSIONS: "LinkedIn does not allow this to the connected account. Connect "
    "it again with every permission ticked, as an administrator of the page.",
    _E.CONTENT_POLICY_VIOLATION: "LinkedIn refuses this content under its policies. Change the "
    "post and approve the new version.",
    _E.INVALID_MEDIA_FORMAT: "LinkedIn does not accept this file. Replace it and "
    "approve the new version.",
    _E.VALIDATION: "LinkedIn refuses the request as it is written. Change the post and approve "
    "the new version.",
    _E.DUPLICATE: "LinkedIn already has this post, so it was not posted again.",
    _E.CONFIGURATION: "LinkedIn does not accept how this installation calls it. Whoever runs it "
    "has to check the app's credentials and the API version.",
}
_DOUBT = Doubt("LinkedIn", place="the LinkedIn page")
_DUPLICATE_OF = re.compile(r"duplicate of (urn:li:(?:share|ugcPost):[0-9]{1,40})")
_JAVA_PREFIX = re.compile(r"^(?:[a-z]\w*\.)+\w+:\s*")


CLOCK_SKEW = timedelta(minutes=2)
"""LinkedIn's clock and ours may differ by this much."""


class RefusalError(PlatformError):
    """A refusal with its HTTP status and codes, for whoever has to tell one from another."""

    status: int = 0
    codes: tuple[str, ...] = ()
    said: str = ""


def refusal(
    answer: Answer, *, now: datetime, effect: Effect | None = None, secrets: Iterable[str] = ()
) -> RefusalError:
    """The error that a non-2xx answer, or a 2xx one without its content, stands for.

    Args:
        answer: What LinkedIn sent.
        now: The product's time, from which a daily limit's end is counted.
        effect: What the call was to do, if that cannot be taken back; only then is it in doubt.
        secrets: Tokens of the request; never repeated, should the answer quote them.
    """
    body = answer.json()
    fields = body if isinstance(body, dict) else {}
    said = _said(fields, secrets)
    duplicate = _DUPLICATE_OF.search(str(fields.get("message", "")))
    error_class = _E.DUPLICATE if duplicate else _classify(answer.status, _codes(fields))
    sent: Sent = "refused"
    if effect and not (400 <= answer.status < 500 and answer.status != 408 and said):
        sent = "unknown"
    error = RefusalError(
        _words(
            error_class,
            sent,
            f"It said: “{said}”." if said else f"Status {answer.status}.",
            effect,
        ),
        error_class=error_class,
        sent=sent,
        retry_after_s=_wait_s(answer, error_class, now),
        platform_post_id=duplicate[1] if duplicate else None,
    )
    error.status, error.codes, error.said = answer.status, tuple(_codes(fields)), said
    return error


def unanswered(error: UnansweredError, *, effect: Effect | None = None) -> PlatformError:
    """The error that a missing answer stands for."""
    return effects.unanswered(error, _words, effect=effect)


def _classify(status: int, codes: list[str]) -> ErrorClass:
    for code in codes:
        if code in _BY_CODE:
            return _BY_CODE[code]
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return _E.VALIDATION if 400 <= status < 500 else _E.TEMPORARY_UNAVAILABLE


def _wait_s(answer: Answer, error_class: ErrorClass, now: datetime) -> float | None:
    """What the answer asks for; a limit that asks for nothing lasts until the day's end in UTC.

    https://learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits
    """
    asked = saying.retry_after_s(answer)
    if asked is not None or error_class is not _E.RATE_LIMIT_EXCEEDED:
        return asked
    utc = now.astimezone(UTC)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return (midnight - utc + CLOCK_SKEW).total_seconds()


def _codes(fields: dict[str, object]) -> list[str]:
    """The body's codes: the outer one, OAuth's, then those of the fields it complains about."""
    details = fields.get("errorDetails")
    inputs = details.get("inputErrors") if isinstance(details, dict) else None
    inner = (
        [e.get("code") for e in inputs if isinstance(e, dict)] if isinstance(inputs, list) else []
    )
    return [
        code for code in (fields.get("code"), fields.get("error"), *inner) if isinstance(code, str)
    ]


def _said(fields: dict[str, object], secrets: Iterable[str]) -> str:
    """LinkedIn's own sentence, fit to be shown."""
    text = saying.first_of(fields, "message", "error_description", "code", "error")
    return saying.quoted(_JAVA_PREFIX.sub("", text), secrets)


def _words(error_class: ErrorClass, sent: Sent, detail: str, effect: Effect | None) -> str:
    if sent == "unknown":
        return _DOUBT.told(effect or "post", detail)
    return f"{_DOUBT.refused(error_class, effect) or _ADVICE[error_class]} {detail}"
