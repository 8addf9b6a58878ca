"""Where a video's upload goes on. Sends nothing."""

from domain.errors import ErrorClass, PlatformError
from platforms.material import MediaItem


def must_be_within(item: MediaItem, offset: object) -> int:
    """The offset that Facebook confirms, of a file of that size.

    Raises:
        PlatformError: It is no place in the file: another one was begun there.
    """
    if isinstance(offset, int) and not isinstance(offset, bool) and 0 <= offset <= item.size:
        return offset
    raise PlatformError(
        "Facebook does not say how much of the video it has. Nothing was posted; try again in a "
        "few minutes.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
