"""The last look before anything is asked of a platform: may this leave at all? Asks nothing."""

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.ports import RenderedPost


def must_be_sendable(post: RenderedPost, tokens: Tokens) -> None:
    """Refuse a post with problems and a connection without access.

    Raises:
        PlatformError: Nothing was sent.
    """
    if post.problems:
        raise PlatformError(" ".join(post.problems), error_class=ErrorClass.VALIDATION, sent="no")
    if not tokens.access_token:
        title = post.platform.title
        raise PlatformError(
            f"This {title} connection has no access any more. Connect {title} again.",
            error_class=ErrorClass.INVALID_TOKEN,
            sent="no",
        )
