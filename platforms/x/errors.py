"""What X's refusals and silences mean, in our classes and in words. Makes no request.

Three shapes are met: problem documents, lists of `{code, message}`, and answers of status 200 that
have `errors` in them. https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import effects, saying
from platforms.effects import Effect
from platforms.http import Answer, Head, UnansweredError
from platforms.x import words

E = ErrorClass
CAPPED_S = 6 * 3600.0
"""A used-up quota or budget is no matter of minutes; somebody may have to buy more."""
_BY_TYPE = {
    "rate-limit-exceeded": E.RATE_LIMIT_EXCEEDED,
    "usage-capped": E.RATE_LIMIT_EXCEEDED,
    "invalid-request": E.VALIDATION,
    "resource-not-found": E.VALIDATION,
    "resource-unavailable": E.VALIDATION,
    "not-authorized-for-resource": E.INSUFFICIENT_PERMISSIONS,
    "not-authorized-for-field": E.INSUFFICIENT_PERMISSIONS,
    "client-forbidden": E.INSUFFICIENT_PERMISSIONS,
    "unsupported-authentication": E.INSUFFICIENT_PERMISSIONS,
    "disallowed-resource": E.CONTENT_POLICY_VIOLATION,
    "internal-error": E.TEMPORARY_UNAVAILABLE,
}
_BY_CODE = {
    88: E.RATE_LIMIT_EXCEEDED,
    185: E.RATE_LIMIT_EXCEEDED,  # the account's own daily limit of posts
    89: E.INVALID_TOKEN,
    32: E.INVALID_TOKEN,
    64: E.INSUFFICIENT_PERMISSIONS,  # the account is suspended
    326: E.INSUFFICIENT_PERMISSIONS,  # the account is locked
    130: E.TEMPORARY_UNAVAILABLE,
    131: E.TEMPORARY_UNAVAILABLE,
    186: E.VALIDATION,  # the text is too long
    187: E.DUPLICATE,
    324: E.INVALID_MEDIA_FORMAT,
    # the token endpoint's own words (RFC 6749, section 5.2)
    "invalid_client": E.CONFIGURATION,
    "unauthorized_client": E.CONFIGURATION,
    "invalid_grant": E.INVALID_TOKEN,
    "invalid_request": E.INVALID_TOKEN,
}
_BY_WORDS = (
    (re.compile(r"duplicate content", re.IGNORECASE), E.DUPLICATE),
    (
        re.compile(
            r"\bmedia\b.*\b(?:invalid|not found|expired|not supported)|\bmedia IDs?\b",
            re.IGNORECASE,
        ),
        "media",
    ),
    (re.compile(r"\b(?:cashtag|invalid url|too long|2 minutes)", re.IGNORECASE), E.VALIDATION),
    (
        re.compile(
            r"\b(?:violat|rules|spam|automated|sensitive|malware|unsafe|harmful)", re.IGNORECASE
        ),
        E.CONTENT_POLICY_VIOLATION,
    ),
)
_BY_STATUS = {
    401: E.INVALID_TOKEN,
    402: E.RATE_LIMIT_EXCEEDED,  # the plan's credits are used up
    403: E.INSUFFICIENT_PERMISSIONS,
    408: E.TIMEOUT,
    413: E.INVALID_MEDIA_FORMAT,
    415: E.INVALID_MEDIA_FORMAT,
    429: E.RATE_LIMIT_EXCEEDED,
    504: E.TIMEOUT,
}


class RefusalError(PlatformError):
    """A refusal with its HTTP status and X's own words, to tell one from another."""

    status: int = 0
    said: str = ""

    def complains_of(self, name: str) -> bool:
        """Whether it is about a parameter of that name."""
        return self.status == 400 and name in self.said

    @property
    def is_missing(self) -> bool:
        """Whether what was asked for is not there."""
        return self.status == 404


@dataclass(frozen=True)
class _Said:
    kind: str
    """The last part of the problem's type."""
    code: int | str | None
    text: str


def refusal(
    answer: Answer, *, now: datetime, effect: Effect | None = None, secrets: Iterable[str] = ()
) -> RefusalError:
    """The error that a non-2xx answer, or a 2xx one without its content, stands for.

    Args:
        answer: What X sent.
        now: The product's time; a limit's end is told as an instant.
        effect: What the call was to do, if that cannot be taken back; only then is it in doubt.
        secrets: Tokens of the request; never repeated, should the answer quote them.
    """
    said = _read(answer.json())
    error_class = _classify(answer.status, said)
    sent: Sent = "refused"
    if effect and not _is_clean(answer.status, said, error_class):
        sent = "unknown"
    quote = saying.quoted(said.text, secrets)
    detail = f"It said: “{quote}”." if quote else f"Status {answer.status}."
    error = RefusalError(
        words.explain(error_class, sent, detail, effect),
        error_class=error_class,
        sent=sent,
        retry_after_s=_wait_s(answer, said, error_class, now),
    )
    error.status, error.said = answer.status, said.text
    return error


def of_medium(error: RefusalError) -> RefusalError:
    """A refused upload: what X finds invalid there is the file, not the post's words."""
    if error.status != 400 or error.error_class is not E.VALIDATION:
        return error
    quote = saying.quoted(error.said)
    detail = f"It said: “{quote}”." if quote else f"Status {error.status}."
    found = RefusalError(
        words.explain(E.INVALID_MEDIA_FORMAT, error.sent, detail),
        error_class=E.INVALID_MEDIA_FORMAT,
        sent=error.sent,
        retry_after_s=error.retry_after_s,
    )
    found.status, found.said = error.status, error.said
    return found


def unanswered(error: UnansweredError, *, effect: Effect | None = None) -> PlatformError:
    """The error that a missing answer stands for."""
    return effects.unanswered(error, words.explain, effect=effect)


def _read(body: object) -> _Said:
    fields = body if isinstance(body, dict) else {}
    listed = fields.get("errors")
    first = next((e for e in listed if isinstance(e, dict)), {}) if isinstance(listed, list) else {}
    # a problem's errors say what its own sentence leaves open; a bare list is all there is
    text = saying.first_of(first, "message", "detail") or saying.first_of(
        fields, "detail", "error_description", "message", "title", "error"
    )
    if "invalid-request" not in str(fields.get("type")):
        text = saying.first_of(fields, "detail", "error_description") or text
    kind = str(fields.get("type") or first.get("type") or "").rpartition("/")[2]
    code = next((c for c in (fields.get("error"), first.get("code")) if _is_code(c)), None)
    return _Said(kind=kind, code=code, text=text)


def _classify(status: int, said: _Said) -> ErrorClass:
    if said.code in _BY_CODE:
        return _BY_CODE[said.code]
    if 400 <= status < 500 and status not in (401, 429):
        for pattern, error_class in _BY_WORDS:
            if pattern.search(said.text):
                return E(error_class) if error_class != "media" else E.INVALID_MEDIA_FORMAT
    if said.kind in _BY_TYPE:
        return _BY_TYPE[said.kind]
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return E.VALIDATION if 400 <= status < 500 else E.TEMPORARY_UNAVAILABLE


def _is_clean(status: int, said: _Said, error_class: ErrorClass) -> bool:
    """Whether the refusal proves that nothing was published."""
    if not 400 <= status < 500 or status == 408 or not said.text:
        return False
    return error_class not in (E.TEMPORARY_UNAVAILABLE, E.TIMEOUT)


def _wait_s(answer: Answer, said: _Said, error_class: ErrorClass, now: datetime) -> float | None:
    if error_class is not E.RATE_LIMIT_EXCEEDED:
        return saying.retry_after_s(answer)
    if said.kind == "usage-capped" or answer.status == 402:
        return CAPPED_S
    # what the answer asks for itself is more to the point than the window of its endpoint
    return saying.retry_after_s(answer) or _until_reset_s(answer, now)


def _until_reset_s(head: Head, now: datetime) -> float | None:
    """Until the limit that is used up starts afresh: a window of 15 minutes, or a day's."""
    waits = [
        _after(head.headers.get(f"{name}-reset", ""), now)
        for name in ("x-user-limit-24hour", "x-app-limit-24hour", "x-rate-limit")
        if head.headers.get(f"{name}-remaining", "0").strip() == "0"
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def _after(text: str, now: datetime) -> float | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return None
    return saying.wait_s(max(float(text) - now.timestamp(), 0.0) + 1.0)


def _is_code(value: object) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool)
