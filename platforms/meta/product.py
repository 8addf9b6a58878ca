"""What the Graph API's refusals and silences mean, in our classes and a product's words.

The body's code and subcode decide before the HTTP status, which the Graph API uses loosely:
https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.errors import ErrorClass, PlatformError, Sent
from platforms import effects, saying
from platforms.effects import Doubt, Effect
from platforms.http import Answer, UnansweredError
from platforms.meta import codes
from platforms.meta.codes import E
from platforms.meta.refusing import LATER_S, GraphError, Said, read, regain_s

_APP_PROBLEM = re.compile(
    r"client[ _]?secret|client_id|platform app|invalid app|app[ _]?id|validating application",
    re.IGNORECASE,
)
_BAD_PLACE = "INVALID_LOCATION_ID"
"""In Instagram's words for it, which come without a number of their own."""


@dataclass(frozen=True)
class Product:
    """What tells one of the two when it refuses: its subcodes, its words, and its waits."""

    doubt: Doubt
    advice: Mapping[ErrorClass, str]
    by_subcode: Mapping[int, ErrorClass]
    by_code: Mapping[int, ErrorClass] = field(default_factory=dict)
    """Where the Graph API's own table has none."""
    advice_by_subcode: Mapping[int, str] = field(default_factory=dict)
    """Where that says more than the class."""
    waits_s: Mapping[int, float] = field(default_factory=dict)
    """By subcode, where the answer's own wait would be wrong."""
    clean: frozenset[tuple[int, int]] = frozenset()
    """Code and subcode of what looks temporary and yet proves that nothing happened."""
    passing: frozenset[int] = frozenset()
    """Subcodes of what can succeed later although its class does not say so."""

    def refusal(
        self, answer: Answer, *, effect: Effect | None = None, secrets: Iterable[str] = ()
    ) -> GraphError:
        """The error that a refusing answer, or a good one without its content, stands for.

        Args:
            answer: What Meta sent.
            effect: What the call was to do, if that cannot be taken back; only then is it in doubt.
            secrets: Tokens of the request; never repeated, should the answer quote them.
        """
        said = read(answer.json())
        error_class = self._classify(answer.status, said)
        sent: Sent = "refused"
        if effect and not self._is_clean(answer.status, said, error_class):
            sent = "unknown"
        detail = _detail(answer, said, secrets)
        error = GraphError(
            self.explain(error_class, sent, detail, effect, subcode=said.subcode),
            error_class=error_class,
            sent=sent,
            retry_after_s=self._wait_s(answer, said, error_class),
            passes=True if said.subcode in self.passing else None,
        )
        error.numbers = (said.code, said.subcode)
        return error

    def sign_in_refusal(self, answer: Answer, *, secrets: Iterable[str]) -> GraphError:
        """The error of a refused code or token exchange: there is no post to change here."""
        said = read(answer.json())
        error_class = self._classify(answer.status, said)
        if _APP_PROBLEM.search(said.text):
            error_class = E.CONFIGURATION
        elif error_class in (E.VALIDATION, E.DUPLICATE):
            error_class = E.INVALID_TOKEN  # what is wrong with such a request is its code or token
        error = GraphError(
            self.explain(error_class, "refused", _detail(answer, said, secrets)),
            error_class=error_class,
            sent="refused",
            retry_after_s=self._wait_s(answer, said, error_class),
        )
        error.numbers = (said.code, said.subcode)
        return error

    def unanswered(self, error: UnansweredError, *, effect: Effect | None = None) -> PlatformError:
        """The error that a missing answer stands for."""
        return effects.unanswered(error, self.explain, effect=effect)

    def without_content(self, what: str, *, effect: Effect | None = None) -> PlatformError:
        """The error of a good answer that lacks what it was asked for."""
        look = self.doubt.where_to_look(effect) if effect else "Try again in a few minutes."
        return PlatformError(
            f"{self.doubt.title} answered without {what}. {look}",
            error_class=E.TEMPORARY_UNAVAILABLE,
            sent="unknown" if effect else "no",
        )

    def already_out(self) -> PlatformError:
        """What was prepared turned out to be published before."""
        return PlatformError(
            f"{self.doubt.title} has published this post already, in an earlier attempt. Nothing "
            "was sent again; the post is being looked for.",
            error_class=E.DUPLICATE,
            sent="unknown",
        )

    def untold(self) -> PlatformError:
        """What may have been published is gone, and with it the answer whether it was."""
        return PlatformError(
            f"{self.doubt.title} no longer knows what was prepared for this post, so it cannot say "
            f"whether an earlier try published it. Nothing was sent again: look at "
            f"{self.doubt.place}.",
            error_class=E.TEMPORARY_UNAVAILABLE,
            sent="unknown",
            passes=False,
        )

    def explain(
        self,
        error_class: ErrorClass,
        sent: Sent,
        detail: str,
        effect: Effect | None = None,
        *,
        subcode: int | None = None,
    ) -> str:
        """What happened and what to do, in a few sentences; `detail` is one of what was said."""
        if sent == "unknown":
            return self.doubt.told(effect or "post", detail)
        known = self.advice_by_subcode.get(subcode or 0) or self.doubt.refused(error_class, effect)
        return f"{known or self.advice[error_class]} {detail}".strip()

    def _classify(self, status: int, said: Said) -> ErrorClass:
        known = codes.of_numbers(said.code, said.subcode, self.by_subcode)
        if found := known or self.by_code.get(said.code or 0):
            return found
        if _BAD_PLACE in said.text:
            return E.VALIDATION
        if said.is_transient and status != 429:
            return E.TEMPORARY_UNAVAILABLE
        if found := codes.BY_STATUS.get(status):
            return found
        return E.VALIDATION if 400 <= status < 500 else E.TEMPORARY_UNAVAILABLE

    def _is_clean(self, status: int, said: Said, error_class: ErrorClass) -> bool:
        """Whether the refusal proves that nothing happened.

        A server's own failure (codes 1, 2, -1, a time-out) proves nothing, whatever its status.
        """
        if not 400 <= status < 500 or status == 408 or said.code is None:
            return False
        if (said.code, said.subcode) in self.clean:
            return True
        return error_class not in (E.TEMPORARY_UNAVAILABLE, E.TIMEOUT)

    def _wait_s(self, answer: Answer, said: Said, error_class: ErrorClass) -> float | None:
        known = self.waits_s.get(said.subcode or 0)
        if known is not None:
            return known
        if error_class is not E.RATE_LIMIT_EXCEEDED:
            return saying.retry_after_s(answer)
        return regain_s(answer) or saying.retry_after_s(answer) or LATER_S


def _detail(answer: Answer, said: Said, secrets: Iterable[str]) -> str:
    quote = saying.quoted(said.text, secrets)
    return f"It said: “{quote}”." if quote else f"Status {answer.status}."
