"""A video's bytes on their way, a piece at a time from any offset on. Knows no address."""

from collections.abc import AsyncIterator

from domain.errors import ErrorClass, NotFoundError, PlatformError
from platforms.facebook.photos import missing_file
from platforms.material import MediaItem
from platforms.ports import Files

PIECE = 1024 * 1024


async def pieces(item: MediaItem, files: Files, start: int) -> AsyncIterator[bytes]:
    """The rest of the file; so much is in memory at a time as one piece.

    Raises:
        PlatformError: The file is not here, or ends too soon.
    """
    while start < item.size:
        try:
            piece = await files.part(item.sha256, start, min(PIECE, item.size - start))
        except NotFoundError:
            raise missing_file() from None
        if not piece:
            raise missing_file()
        start += len(piece)
        yield piece


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
