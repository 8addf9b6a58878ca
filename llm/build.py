"""Chooses author and moderator by their settings. Reads no environment."""

from domain.errors import InvalidError
from llm.moderation import Moderator
from llm.port import Author

OFFLINE = "offline"


def build_author(model: str) -> Author:
    """The author for this setting.

    Raises:
        InvalidError: The setting names a model; this version writes with the offline author.
    """
    if model.strip().lower() != OFFLINE:
        raise InvalidError(
            f"INSTA_MODEL is “{model}”, but this version writes with the offline author only. "
            f"Set INSTA_MODEL={OFFLINE}, or leave it out.",
            code="unknown_model",
        )
    from llm.offline.author import OfflineAuthor

    return OfflineAuthor()


def build_moderator(safety: str) -> Moderator | None:
    """Who is asked beside the rules; None where the rules stand alone."""
    if safety != "comprehend":
        return None
    from llm.comprehend import Comprehend

    return Comprehend()
