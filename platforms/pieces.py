"""A medium's bytes on their way: in pieces from any offset on, or as one field of a form."""

import secrets
from collections.abc import AsyncIterator, Mapping

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms.material import MediaItem
from platforms.ports import Files

PIECE = 1024 * 1024
"""So much is in memory at a time."""


async def pieces(
    item: MediaItem, files: Files, start: int, end: int | None = None, *, platform: Platform
) -> AsyncIterator[bytes]:
    """The file from `start` on, up to `end` or as a whole.

    Raises:
        PlatformError: The file is not here, or ends too soon.
    """
    end = item.size if end is None else end
    while start < end:
        try:
            piece = await files.part(item.sha256, start, min(PIECE, end - start))
        except NotFoundError:
            raise missing_file(item, platform) from None
        if not piece:
            raise missing_file(item, platform)
        start += len(piece)
        yield piece


async def whole(item: MediaItem, files: Files, *, platform: Platform) -> bytes:
    """All of a file that memory can hold.

    Raises:
        PlatformError: The file is not here.
    """
    try:
        return await files.whole(item.sha256)
    except NotFoundError:
        raise missing_file(item, platform) from None


def missing_file(item: MediaItem, platform: Platform) -> PlatformError:
    return PlatformError(
        f"The file of a {item.kind} is missing here, or not whole, so the post was not sent to "
        f"{platform.title}. Add the {item.kind} again and approve the new version.",
        error_class=ErrorClass.VALIDATION,
        sent="no",
    )


def form_of(
    fields: Mapping[str, str], *, name: str, file_name: str, content_type: str, content: bytes
) -> tuple[str, bytes]:
    """A form with bytes as its last field (RFC 7578): its content type, and the form."""
    # of random letters, so that no file can hold it
    boundary = secrets.token_hex(16)
    words = "".join(
        f'--{boundary}\r\ncontent-disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )
    head = (
        f'--{boundary}\r\ncontent-disposition: form-data; name="{name}"; '
        f'filename="{file_name}"\r\ncontent-type: {content_type}\r\n\r\n'
    )
    end = f"\r\n--{boundary}--\r\n"
    body = b"".join((words.encode(), head.encode(), content, end.encode()))
    return f"multipart/form-data; boundary={boundary}", body
