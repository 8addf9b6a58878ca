"""What went wrong with a call, in our words: no provider's text, which may hold a key, is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from domain.errors import UpstreamError
from llm.model.spec import ModelName


class Fault(StrEnum):
    THROTTLED = "model_throttled"
    KEY = "model_key_refused"
    REGION = "model_region_unknown"
    UNKNOWN = "model_not_found"
    UNREACHABLE = "model_unreachable"
    SILENT = "model_timeout"
    CUT = "model_connection_lost"
    LONG = "model_input_too_long"
    FAILED = "model_failed"
    REJECTED = "model_rejected_request"
    FILTERED = "model_content_refused"
    UNREADABLE = "model_answer_unreadable"

    @property
    def may_pass(self) -> bool:
        """Whether the same call, made a little later, may well be answered."""
        return self in _PASSING


_PASSING = frozenset({Fault.THROTTLED, Fault.UNREACHABLE, Fault.CUT, Fault.FAILED})
SAYS: Mapping[Fault, str] = {
    Fault.THROTTLED: "answers too many of us at once. Wait a minute and try again, or ask the "
    "provider for a higher rate",
    Fault.KEY: "does not accept our key. Check INSTA_MODEL_API_KEY, or the provider's own key, "
    "and whether it may use this model",
    Fault.REGION: "has no region to ask it in. Set INSTA_PROVIDERS__BEDROCK__REGION or "
    "AWS_DEFAULT_REGION",
    Fault.UNKNOWN: "does not know this model. Check its name in INSTA_MODEL",
    Fault.UNREACHABLE: "could not be reached. Check the network and the address in "
    "INSTA_MODEL_BASE_URL, then try again",
    Fault.SILENT: "took too long to answer. Try again; INSTA_MODEL_TIMEOUT_S sets how long we wait",
    Fault.CUT: "stopped in the middle of its answer: the connection was lost. Try again",
    Fault.LONG: "cannot read that much at once. Ask for fewer posts at a time, or choose a model "
    "with a larger context",
    Fault.FAILED: "had a failure of its own. Try again in a minute",
    Fault.REJECTED: "refused the request as malformed. Another model may take it; `insta-media "
    "doctor --model` says more",
    Fault.FILTERED: "refused what was asked for. Say it in other words",
    Fault.UNREADABLE: "sent an answer that cannot be read. Try again",
}
"""What each fault is to a person, and what to do, after the model's name."""


class ModelCallError(UpstreamError):
    """A call that brought no answer.

    Attributes:
        fault: Its kind.
        status: The answer's, of HTTP; 0 where there was none.
        retry_after_s: What the provider asked to wait, in seconds; 0 where it did not say.
    """

    says: ClassVar[Mapping[Fault, str]] = SAYS

    def __init__(
        self, model: ModelName, fault: Fault, *, status: int = 0, retry_after_s: float = 0.0
    ) -> None:
        said = f" (status {status})" if status else ""
        super().__init__(f"{model.label} {self.says[fault]}{said}.", code=fault.value)
        self.fault = fault
        self.status = status
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class _Clue:
    names: frozenset[str]
    """Of error classes or of the codes that services put in their errors."""
    fault: Fault


_CLUES = (
    _Clue(frozenset({"ContextOverflowError"}), Fault.LONG),
    _Clue(
        frozenset({"ThrottlingException", "ModelNotReadyException", "RateLimitError"}),
        Fault.THROTTLED,
    ),
    _Clue(
        frozenset(
            {
                "AccessDeniedException",
                "UnrecognizedClientException",
                "InvalidSignatureException",
                "ExpiredTokenException",
                "NoCredentialsError",
                "ProfileNotFound",
                "PartialCredentialsError",
                "AuthenticationError",
                "PermissionDeniedError",
            }
        ),
        Fault.KEY,
    ),
    _Clue(frozenset({"NoRegionError"}), Fault.REGION),
    _Clue(frozenset({"ResourceNotFoundException", "NotFoundError"}), Fault.UNKNOWN),
    # before silence: urllib3 calls also a refused connection one that timed out
    _Clue(
        frozenset(
            {"ConnectError", "ConnectTimeout", "EndpointConnectionError", "ConnectionRefusedError"}
        ),
        Fault.UNREACHABLE,
    ),
    _Clue(
        frozenset(
            {
                "TimeoutError",
                "ReadTimeout",
                "ReadTimeoutError",
                "ConnectTimeoutError",
                "APITimeoutError",
                "ModelTimeoutException",
            }
        ),
        Fault.SILENT,
    ),
    _Clue(
        frozenset(
            {
                "RemoteProtocolError",
                "ReadError",
                "ConnectionError",
                "ConnectionClosedError",
                "ConnectionResetError",
                "IncompleteRead",
                "IncompleteReadError",
                "ProtocolError",
                "ResponseStreamingError",
                "APIConnectionError",
            }
        ),
        Fault.CUT,
    ),
    _Clue(
        frozenset(
            {
                "InternalServerException",
                "ServiceUnavailableException",
                "ModelErrorException",
                "ModelStreamErrorException",
                "InternalServerError",
            }
        ),
        Fault.FAILED,
    ),
    _Clue(frozenset({"ValidationException", "BadRequestError"}), Fault.REJECTED),
)
_LONG_WORDS = ("context length", "context window", "too long", "maximum context", "context size")


def fault_of(model: ModelName, error: Exception) -> ModelCallError:
    """An outside library's error as ours. Loads no such library to tell."""
    chain = tuple(_chain(error))
    status = next(filter(None, map(_status, chain)), 0)
    wait_s = next(filter(None, map(_retry_after, chain)), 0.0)
    names = frozenset(name for one in chain for name in _names(one))
    fault = _by_status(status) or next((c.fault for c in _CLUES if c.names & names), Fault.FAILED)
    if fault is Fault.REJECTED and any(w in str(e).lower() for e in chain for w in _LONG_WORDS):
        fault = Fault.LONG
    found = ModelCallError(model, fault, status=status, retry_after_s=wait_s)
    # the kinds alone, for whoever looks for the reason; their texts may quote a key
    found.extra["causes"] = [type(one).__name__ for one in chain]
    return found


def _by_status(status: int) -> Fault | None:
    if status in (401, 403):
        return Fault.KEY
    if status >= 500:
        return Fault.FAILED
    known = {404: Fault.UNKNOWN, 408: Fault.SILENT, 413: Fault.LONG, 429: Fault.THROTTLED}
    return known.get(status, Fault.REJECTED if status in (400, 422) else None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _names(error: BaseException) -> Iterator[str]:
    yield from (kind.__name__ for kind in type(error).__mro__)
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):  # botocore's
        code = str(answer.get("Error", {}).get("Code", ""))
        yield code[:1].upper() + code[1:]  # events of a stream begin theirs small


def _status(error: BaseException) -> int:
    for name in ("status_code", "code"):
        found = getattr(error, name, None)
        if isinstance(found, int) and 400 <= found < 600:
            return found
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):
        found = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        # an error that came as an event of a stream bears the stream's own 200
        return found if isinstance(found, int) and found >= 400 else 0
    return 0


def _retry_after(error: BaseException) -> float:
    answer = getattr(error, "response", None)
    headers = getattr(answer, "headers", None)
    if isinstance(answer, dict):
        headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    try:
        return max(0.0, float((headers or {}).get("retry-after", 0)))
    except (TypeError, ValueError, AttributeError):
        return 0.0
