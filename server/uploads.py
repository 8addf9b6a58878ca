"""One file of a form, written to disk as it arrives. Holds no more of it than a piece.

The web framework's own forms would write it to another disk first. Too large a file, or one of no
use, is read to its end and dropped, so that whoever sends it gets to read why.
"""

import asyncio
import errno
import hashlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from domain.errors import InstaMediaError, InvalidError
from media.sniffing import ENOUGH, content_type_of, most_bytes, too_large
from store.blobs import Blobs
from store.inbox import disk_full

FIELD = "file"
PIECE = 1024 * 1024
_HEADER = 4_096
_BODY = "Send the file as a form (multipart/form-data) with one field “file”."


@dataclass(frozen=True)
class Received:
    """A whole file in the inbox; it is gone after the request unless somebody keeps it."""

    file: Path
    sha256: str
    name: str


@asynccontextmanager
async def received(request: Request, blobs: Blobs) -> AsyncIterator[Received]:
    """The file of the request's form, around the body.

    Raises:
        InvalidError: `bad_upload`, `media_unknown` or `media_too_large`.
        UnavailableError: `disk_full`.
    """
    told = request.headers.get("content-length", "")
    await blobs.require_room(int(told) if told.isdigit() else 0)
    handle, name = await asyncio.to_thread(tempfile.mkstemp, dir=blobs.inbox, prefix="upload-")
    file = Path(name)
    try:
        writing = _Writing(handle)
        try:
            form = _Form(request.headers.get("content-type", ""), writing)
            async for chunk in request.stream():
                form.feed(chunk)
                await writing.settle()
            form.end()
            await writing.settle(to_end=True)
        except ClientDisconnect as error:
            raise _bad("The upload broke off before its end. Send it again.") from error
        finally:
            await asyncio.to_thread(writing.close)
        yield Received(file, writing.sha256.hexdigest(), form.name)
    finally:
        await asyncio.to_thread(file.unlink, missing_ok=True)


class _Writing:
    """Takes bytes as they come, judges the beginning, and writes a piece at a time."""

    def __init__(self, handle: int) -> None:
        self.sha256 = hashlib.sha256()
        self.refusal: InstaMediaError | None = None
        self._file = open(handle, "wb", buffering=0)  # noqa: SIM115 - closed by `close`
        self._waiting = bytearray()
        self._size = 0
        self._content_type = ""

    def take(self, data: bytes) -> None:
        if self.refusal is None:
            self._waiting += data
            self._size += len(data)

    async def settle(self, *, to_end: bool = False) -> None:
        """Judge and write what has gathered; at the end all of it.

        Raises:
            InvalidError: At the end, why the file cannot be kept.
            UnavailableError: `disk_full`.
        """
        if self.refusal is None:
            self._judge(to_end=to_end)
        if self.refusal is not None:
            self._waiting.clear()
        elif len(self._waiting) >= PIECE or to_end:
            piece, self._waiting = bytes(self._waiting), bytearray()
            await asyncio.to_thread(self._write, piece)
        if to_end and self.refusal is not None:
            raise self.refusal

    def close(self) -> None:
        self._file.close()

    def _judge(self, *, to_end: bool) -> None:
        try:
            if not self._content_type and (len(self._waiting) >= ENOUGH or to_end):
                self._content_type = content_type_of(bytes(self._waiting[:ENOUGH]))
            if self._content_type and self._size > most_bytes(self._content_type):
                raise too_large(self._content_type)
        except InvalidError as refusal:
            self.refusal = refusal

    def _write(self, piece: bytes) -> None:
        self.sha256.update(piece)
        view = memoryview(piece)
        try:
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise
            self.refusal = disk_full()


class _Form:
    """Finds the one file among a form's parts; the others are read past."""

    def __init__(self, content_type: str, writing: _Writing) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not boundary:
            raise _bad(_BODY)
        self.name = ""
        self._writing = writing
        self._is_file = False
        self._files = 0
        self._is_over = False
        self._header = (bytearray(), bytearray())
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_part_data": self._on_part_data,
                "on_end": self._on_end,
            },
        )

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise _bad(f"The form could not be read. {_BODY}") from error

    def end(self) -> None:
        """See that the form is whole and has the file.

        Raises:
            InvalidError: `bad_upload`.
        """
        if not self._is_over:
            raise _bad(f"The form ends in the middle. {_BODY}")
        if self._files != 1:
            raise _bad(f"There are {self._files or 'no'} files in it. {_BODY}")

    def _on_part_begin(self) -> None:
        self._is_file = False

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._note(0, data[start:end])

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._note(1, data[start:end])

    def _note(self, which: int, data: bytes) -> None:
        self._header[which].extend(data)
        if len(self._header[which]) > _HEADER:
            raise _bad(f"A header of the form is too long. {_BODY}")

    def _on_header_end(self) -> None:
        field, value = (bytes(part) for part in self._header)
        self._header = (bytearray(), bytearray())
        if field.lower() != b"content-disposition":
            return
        _, options = parse_options_header(value)
        if options.get(b"name") == FIELD.encode() and b"filename" in options:
            self._is_file = True
            self._files += 1
            self.name = options[b"filename"].decode("utf-8", "replace")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file and self._files == 1:
            self._writing.take(data[start:end])

    def _on_end(self) -> None:
        self._is_over = True


def _bad(words: str) -> InvalidError:
    return InvalidError(words, code="bad_upload")
