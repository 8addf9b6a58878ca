"""What an irreversible call was to bring about, and what a person does while nobody can tell.

Knows no vendor: each adapter says what its posts and its accounts are called.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from domain.errors import ErrorClass, PlatformError, Sent
from platforms.http import UnansweredError

Effect = Literal["post", "comment", "deletion"]
_CHANGE_THE_POST = frozenset(
    {ErrorClass.VALIDATION, ErrorClass.CONTENT_POLICY_VIOLATION, ErrorClass.INVALID_MEDIA_FORMAT}
)
"""Classes whose advice is to change the post."""


@dataclass(frozen=True)
class Doubt:
    """The words of one platform for an effect that may have happened, or was refused."""

    title: str
    place: str
    """Where a person sees what is out, with its article: "the LinkedIn page"."""
    noun: str = "post"

    def told(self, effect: Effect, detail: str) -> str:
        """What is known and where to look; "try again" would be the wrong advice here."""
        return f"{self.title} gave no clear answer. {detail} {self.where_to_look(effect)}"

    def where_to_look(self, effect: Effect) -> str:
        return {
            "post": f"The {self.noun} may be out all the same: look at {self.place} before "
            "anything is sent again.",
            "comment": f"The comment may be there all the same: look at the {self.noun} on "
            f"{self.title} before it is sent again.",
            "deletion": f"The {self.noun} may be gone all the same: look at {self.place}.",
        }[effect]

    def refused(self, error_class: ErrorClass, effect: Effect | None) -> str:
        """What to do about a refused comment or deletion; empty where the class says it well.

        The post is out by then: it cannot be changed and approved anew.
        """
        if error_class not in _CHANGE_THE_POST or effect in (None, "post"):
            return ""
        if effect == "comment":
            return (
                f"{self.title} refuses this comment; the {self.noun} itself is out. Write another "
                f"comment on {self.title}."
            )
        return f"{self.title} refuses to delete this {self.noun}. Delete it on {self.title}."


Explain = Callable[[ErrorClass, Sent, str, Effect | None], str]
"""A platform's words: of the class, what is known of the effect, a detail, and the effect."""


def unanswered(
    error: UnansweredError, explain: Explain, *, effect: Effect | None = None
) -> PlatformError:
    """The error that a missing answer stands for; only what was to have an effect is in doubt."""
    error_class = ErrorClass.TIMEOUT if error.timed_out else ErrorClass.NETWORK_ERROR
    sent: Sent = error.sent if effect else "no"
    return PlatformError(
        explain(error_class, sent, f"What happened: {error.reason}.", effect),
        error_class=error_class,
        sent=sent,
    )
