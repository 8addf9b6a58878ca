"""The port to services that say how toxic a text is, and what of people. Knows none of them."""

from typing import Protocol

from domain.frozen import Frozen


class Moderation(Frozen):
    """What a service said of a text: the worst of all its parts."""

    toxicity: float
    """0 to 1."""
    labels: dict[str, float]
    """Its own names of what it saw, each 0 to 1."""


class Personal(Frozen):
    """A piece of personal data that a service saw in a text."""

    kind: str
    """Its own name of the kind, such as IN_AADHAAR."""
    text: str
    score: float
    """0 to 1: how sure it is."""


class Moderator(Protocol):
    @property
    def label(self) -> str:
        """As shown to people."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """Of `domain.language`, those it reads."""
        ...

    async def moderate(self, text: str) -> Moderation:
        """What it says of a text in a language it reads.

        Raises:
            UpstreamError: It could not be asked or refused; the message says why, and no secret.
        """
        ...

    async def personal(self, text: str) -> tuple[Personal, ...]:
        """The personal data that it sees in a text in a language it reads. Raises as `moderate`."""
        ...
