"""What can go wrong, as a closed set of kinds and stable codes. Knows no protocol's status codes.

InstaMediaError
├── InvalidError            the request cannot be understood or honoured as written
├── UnauthenticatedError    nobody proved who they are
├── ForbiddenError          known, but without the right
├── NotFoundError           no such thing in this workspace
├── ConflictError           the world moved on meanwhile
├── LimitError              too much, too often, or over the plan
├── UnavailableError        a part of us is not ready
├── UpstreamError           somebody else's service failed
│   └── PlatformError       a social platform, with what is known of the effect
└── ModelOutputError        an author's answer did not fit its output type
"""

from enum import StrEnum
from typing import ClassVar, Literal, Self


class Kind(StrEnum):
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    LIMIT = "limit"
    UPSTREAM = "upstream"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class InstaMediaError(Exception):
    """Base of all known errors.

    Args:
        message: What happened, why, and what to do, in words for the person who meets it.
        code: A stable word for programs; defaults to the class's own.
        extra: JSON-able facts that belong beside the message (who decided, which line).
    """

    kind: ClassVar[Kind] = Kind.INTERNAL
    default_code: ClassVar[str] = "internal"

    def __init__(
        self, message: str, *, code: str | None = None, extra: dict[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.extra: dict[str, object] = extra or {}

    def saying(self, more: str) -> Self:
        """Itself, with words that only a caller knows behind its own."""
        self.message = f"{self.message} {more}"
        self.args = (self.message,)
        return self


class InvalidError(InstaMediaError):
    kind = Kind.INVALID
    default_code = "invalid"


class UnauthenticatedError(InstaMediaError):
    kind = Kind.UNAUTHENTICATED
    default_code = "unauthenticated"


class ForbiddenError(InstaMediaError):
    kind = Kind.FORBIDDEN
    default_code = "forbidden"


class NotFoundError(InstaMediaError):
    kind = Kind.NOT_FOUND
    default_code = "not_found"


class ConflictError(InstaMediaError):
    kind = Kind.CONFLICT
    default_code = "conflict"


class LimitError(InstaMediaError):
    kind = Kind.LIMIT
    default_code = "limit_exceeded"


class UnavailableError(InstaMediaError):
    kind = Kind.UNAVAILABLE
    default_code = "unavailable"


class UpstreamError(InstaMediaError):
    kind = Kind.UPSTREAM
    default_code = "upstream"


class ModelOutputError(InstaMediaError):
    kind = Kind.UPSTREAM
    default_code = "model_output"


class ErrorClass(StrEnum):
    """The normalised classes of every outside API's failures (the seed's RetryPolicy names)."""

    RATE_LIMIT_EXCEEDED = "RATE_LIMIT_EXCEEDED"
    TEMPORARY_UNAVAILABLE = "TEMPORARY_UNAVAILABLE"
    NETWORK_ERROR = "NETWORK_ERROR"
    TIMEOUT = "TIMEOUT"
    INVALID_TOKEN = "INVALID_TOKEN"  # noqa: S105 - the name of an error class
    INSUFFICIENT_PERMISSIONS = "INSUFFICIENT_PERMISSIONS"
    CONTENT_POLICY_VIOLATION = "CONTENT_POLICY_VIOLATION"
    INVALID_MEDIA_FORMAT = "INVALID_MEDIA_FORMAT"
    VALIDATION = "VALIDATION"
    DUPLICATE = "DUPLICATE"
    CONFIGURATION = "CONFIGURATION"

    @property
    def retryable(self) -> bool:
        return self in _RETRYABLE


_RETRYABLE = frozenset(
    {
        ErrorClass.RATE_LIMIT_EXCEEDED,
        ErrorClass.TEMPORARY_UNAVAILABLE,
        ErrorClass.NETWORK_ERROR,
        ErrorClass.TIMEOUT,
    }
)

Sent = Literal["no", "refused", "unknown"]
"""What is known of the effect: never left us, was cleanly refused, or may have happened."""


class PlatformError(UpstreamError):
    """A social platform's failure, in its normalised class.

    Attributes:
        error_class: The class of `ErrorClass`.
        sent: Whether the effect can have happened ("unknown" is never retried blindly).
        retry_after_s: Seconds the platform asked us to wait, if it said so.
        platform_post_id: The existing post a duplicate refusal named, if it did.
        passes: Whether the same request can succeed later; as the class says, if not told.
    """

    default_code = "platform_error"

    def __init__(
        self,
        message: str,
        *,
        error_class: ErrorClass,
        sent: Sent,
        retry_after_s: float | None = None,
        platform_post_id: str | None = None,
        passes: bool | None = None,
    ) -> None:
        super().__init__(message, code=error_class.value.lower())
        self.error_class = error_class
        self.sent: Sent = sent
        self.retry_after_s = retry_after_s
        self.platform_post_id = platform_post_id
        self.passes = error_class.retryable if passes is None else passes
