"""What Facebook's refusals and silences mean, in our classes and in words. Makes no request.

The body's code and subcode decide before the HTTP status, which the Graph API uses loosely:
https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

import re
from collections.abc import Iterable

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import saying
from platforms.facebook import codes, words
from platforms.facebook.codes import E
from platforms.facebook.words import Effect
from platforms.http import Answer, UnansweredError
from platforms.meta.refusing import LATER_S, GraphError, Said, read, regain_s

_APP_PROBLEM = re.compile(
    r"client[ _]?secret|client_id|invalid app|app[ _]?id|validating application", re.IGNORECASE
)


def refusal(
    answer: Answer, *, effect: Effect | None = None, secrets: Iterable[str] = ()
) -> GraphError:
    """The error that a refusing answer, or a good one without its content, stands for.

    Args:
        answer: What Facebook sent.
        effect: What the call was to do, if that cannot be taken back; only then is it in doubt.
        secrets: Tokens of the request; never repeated, should the answer quote them.
    """
    said = read(answer.json())
    error_class = _classify(answer.status, said)
    sent: Sent = "refused"
    if effect and not _is_clean(answer.status, said, error_class):
        sent = "unknown"
    error = GraphError(
        words.explain(error_class, sent, said.subcode, _detail(answer, said, secrets), effect),
        error_class=error_class,
        sent=sent,
        retry_after_s=_wait_s(answer, said, error_class),
    )
    error.numbers = (said.code, said.subcode)
    return error


def sign_in_refusal(answer: Answer, *, secrets: Iterable[str]) -> PlatformError:
    """The error of a refused code or token exchange: there is no post to change here."""
    said = read(answer.json())
    error_class = _classify(answer.status, said)
    if _APP_PROBLEM.search(said.text):
        error_class = E.CONFIGURATION
    elif error_class in (E.VALIDATION, E.DUPLICATE):
        error_class = E.INVALID_TOKEN  # what is wrong with such a request is its code or token
    return PlatformError(
        words.explain(error_class, "refused", None, _detail(answer, said, secrets), None),
        error_class=error_class,
        sent="refused",
        retry_after_s=_wait_s(answer, said, error_class),
    )


def unanswered(error: UnansweredError, *, effect: Effect | None = None) -> PlatformError:
    """The error that a missing answer stands for."""
    error_class = E.TIMEOUT if error.timed_out else E.NETWORK_ERROR
    sent: Sent = error.sent if effect else "no"
    return PlatformError(
        words.explain(error_class, sent, None, f"What happened: {error.reason}.", effect),
        error_class=error_class,
        sent=sent,
    )


def failed_video(said: str) -> PlatformError:
    """The error of a video that Facebook has and cannot use."""
    quote = saying.quoted(said)
    return PlatformError(
        words.explain(
            E.INVALID_MEDIA_FORMAT, "refused", None, f"It said: “{quote}”." if quote else "", None
        ),
        error_class=E.INVALID_MEDIA_FORMAT,
        sent="refused",
    )


def _classify(status: int, said: Said) -> ErrorClass:
    if found := codes.of_numbers(said.code, said.subcode):
        return found
    if said.is_transient:
        return E.TEMPORARY_UNAVAILABLE
    if found := codes.BY_STATUS.get(status):
        return found
    return E.VALIDATION if 400 <= status < 500 else E.TEMPORARY_UNAVAILABLE


def _is_clean(status: int, said: Said, error_class: ErrorClass) -> bool:
    """Whether the refusal proves that nothing happened.

    A server's own failure (codes 1, 2, a time-out) proves nothing, whatever its HTTP status.
    """
    if not 400 <= status < 500 or status == 408 or said.code is None:
        return False
    return error_class not in (E.TEMPORARY_UNAVAILABLE, E.TIMEOUT)


def _wait_s(answer: Answer, said: Said, error_class: ErrorClass) -> float | None:
    if error_class is not E.RATE_LIMIT_EXCEEDED:
        return saying.retry_after_s(answer)
    if said.subcode == codes.TOO_FAST:
        return LATER_S
    return regain_s(answer) or saying.retry_after_s(answer) or LATER_S


def _detail(answer: Answer, said: Said, secrets: Iterable[str]) -> str:
    quote = saying.quoted(said.text, secrets)
    return f"It said: “{quote}”." if quote else f"Status {answer.status}."
