"""What Instagram's refusals and silences mean, in our classes and in words. Makes no request.

The body's code and subcode decide before the HTTP status, which the Graph API uses loosely:
https://developers.facebook.com/docs/graph-api/guides/error-handling
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

import re
from collections.abc import Iterable

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import saying
from platforms.http import Answer, UnansweredError
from platforms.instagram import codes, words
from platforms.instagram.codes import E
from platforms.meta.refusing import LATER_S, MISSING, GraphError, Said, read, regain_s

__all__ = [
    "LATER_S",
    "MISSING",
    "GraphError",
    "failed_container",
    "refusal",
    "sign_in_refusal",
    "unanswered",
]

CONTAINER_GONE = (24, 2207008)
NOT_READY = (9007, 2207027)
MEDIA_EXPIRED = (-2, 2207020)
_CLEAN_THOUGH_TEMPORARY = (CONTAINER_GONE, NOT_READY, MEDIA_EXPIRED)
_TOO_FEW = 10
"""Also the code of a missing permission; the words tell them apart."""
UNKNOWN_AGAIN_S = 30.0
"""Meta advises to ask for a container that is not known 30 seconds to two minutes later."""
FETCH_AGAIN_S = 60.0
"""When our own server did not answer Instagram: a restart takes longer than a hiccup."""
_APP_PROBLEM = re.compile(
    r"client[ _]?secret|client_id|platform app|invalid app|app[ _]?id", re.IGNORECASE
)


def refusal(
    answer: Answer, *, irreversible: bool = False, secrets: Iterable[str] = ()
) -> GraphError:
    """The error that a refusing answer, or a good one without its content, stands for.

    Args:
        answer: What Instagram sent.
        irreversible: Whether the call publishes; only then can the effect be in doubt.
        secrets: Tokens of the request; never repeated, should the answer quote them.
    """
    said = read(answer.json())
    error_class = _classify(answer.status, said)
    sent: Sent = "refused"
    if irreversible and not _is_clean(answer.status, said, error_class):
        sent = "unknown"
    quote = saying.quoted(said.text, secrets)
    error = GraphError(
        words.explain(
            error_class, sent, said.subcode, f"It said: “{quote}”." if quote else _status(answer)
        ),
        error_class=error_class,
        sent=sent,
        retry_after_s=_wait_s(answer, said, error_class),
        # our own server may have been away for a moment, and not the picture be wrong
        passes=True if said.subcode == codes.NOT_FETCHED else None,
    )
    error.numbers = (said.code, said.subcode)
    return error


def sign_in_refusal(answer: Answer, *, secrets: Iterable[str]) -> PlatformError:
    """The error of a refused code or token exchange, whose shape has no telling numbers."""
    said = read(answer.json())
    error_class = _sign_in_class(answer.status, said)
    quote = saying.quoted(said.text, secrets)
    detail = f"It said: “{quote}”." if quote else _status(answer)
    return PlatformError(
        words.explain(error_class, "refused", None, detail),
        error_class=error_class,
        sent="refused",
        retry_after_s=_wait_s(answer, said, error_class),
    )


def unanswered(error: UnansweredError, *, irreversible: bool = False) -> PlatformError:
    """The error that a missing answer stands for."""
    error_class = E.TIMEOUT if error.timed_out else E.NETWORK_ERROR
    sent: Sent = error.sent if irreversible else "no"
    return PlatformError(
        words.explain(error_class, sent, None, f"What happened: {error.reason}."),
        error_class=error_class,
        sent=sent,
    )


def is_too_few(error: GraphError) -> bool:
    """Whether numbers are withheld because too few people stand behind them."""
    return error.numbers[0] == _TOO_FEW and "not enough" in error.message.casefold()


def failed_container(status: str) -> PlatformError:
    """The error of a container that Instagram could not process; its words carry a subcode."""
    found = re.search(r"22070\d\d", status)
    subcode = int(found[0]) if found else None
    error_class = codes.BY_SUBCODE.get(subcode or 0, E.INVALID_MEDIA_FORMAT)
    quote = saying.quoted(status)
    return PlatformError(
        words.explain(error_class, "refused", subcode, f"It said: “{quote}”." if quote else ""),
        error_class=error_class,
        sent="refused",
        retry_after_s=FETCH_AGAIN_S if subcode == codes.NOT_FETCHED else None,
        passes=True if subcode == codes.NOT_FETCHED else None,
    )


def _classify(status: int, said: Said) -> ErrorClass:
    if found := codes.of_numbers(said.code, said.subcode):
        return found
    if "INVALID_LOCATION_ID" in said.text:
        return E.VALIDATION
    if said.is_transient and status != 429:
        return E.TEMPORARY_UNAVAILABLE
    if found := codes.BY_STATUS.get(status):
        return found
    return E.VALIDATION if 400 <= status < 500 else E.TEMPORARY_UNAVAILABLE


def _sign_in_class(status: int, said: Said) -> ErrorClass:
    if _APP_PROBLEM.search(said.text):
        return E.CONFIGURATION
    found = _classify(status, said)
    # there is no post to change here: what is wrong with the request is its code or token
    return E.INVALID_TOKEN if found is E.VALIDATION else found


def _is_clean(status: int, said: Said, error_class: ErrorClass) -> bool:
    """Whether the refusal proves that nothing was published.

    A server's own failure (codes 1, 2, -1, a time-out) proves nothing, whatever its HTTP status.
    """
    if not 400 <= status < 500 or status == 408 or said.code is None:
        return False
    if (said.code, said.subcode) in _CLEAN_THOUGH_TEMPORARY:
        return True
    return error_class not in (E.TEMPORARY_UNAVAILABLE, E.TIMEOUT)


def _wait_s(answer: Answer, said: Said, error_class: ErrorClass) -> float | None:
    if (said.code, said.subcode) == CONTAINER_GONE:
        return UNKNOWN_AGAIN_S
    if said.subcode == codes.NOT_FETCHED:
        return FETCH_AGAIN_S
    if error_class is not E.RATE_LIMIT_EXCEEDED:
        return saying.retry_after_s(answer)
    if said.subcode in codes.LONG_WAITS:
        return LATER_S
    return regain_s(answer) or saying.retry_after_s(answer) or LATER_S


def _status(answer: Answer) -> str:
    return f"Status {answer.status}."
