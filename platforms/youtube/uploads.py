"""A video on its way to YouTube: all of it but the last piece, in bounded memory, resumable.

What is sent here shows nobody anything. The last piece, 256 KiB at most, makes the video and is
the publisher's to send.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import PlatformError
from domain.platform import Platform
from platforms.again import LONGEST_WAIT_S, PAUSES_S
from platforms.pieces import pieces
from platforms.ports import Files, Keep, MediaItem
from platforms.waiting import Waiting
from platforms.youtube.sessions import QUANTUM, Sessions, Standing, unfinished

SESSION = "session"
OFFSET = "offset"
PIECE = 32 * QUANTUM
"""8 MiB: what a cut line costs at most, and few enough requests for a large file."""
_MOST_TAILS = 32


class Tails:
    """The last pieces of videos that are ready, from their preparation to their submission.

    A post is prepared right before it is submitted, by the same process. What was lost between
    the two is prepared again; the bytes have no place among the remote ids that are persisted.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, session: str, tail: bytes) -> None:
        self._kept[session] = tail
        self._kept.move_to_end(session)
        while len(self._kept) > _MOST_TAILS:
            self._kept.popitem(last=False)

    def find(self, session: str) -> bytes | None:
        return self._kept.get(session)

    def drop(self, session: str) -> None:
        self._kept.pop(session, None)


@dataclass(frozen=True)
class Upload:
    """One video under one session."""

    session: str
    item: MediaItem
    files: Files
    tokens: Tokens
    keep: Keep

    @property
    def last_start(self) -> int:
        """Where the last piece begins: at a multiple of the quantum, with a byte left at least."""
        return (self.item.size - 1) // QUANTUM * QUANTUM

    def ids(self, received: int) -> dict[str, str]:
        return {SESSION: self.session, OFFSET: str(received)}

    def bytes_of(self, start: int, length: int) -> AsyncIterator[bytes]:
        """So many of the file's bytes from there on, piece by piece.

        Raises:
            PlatformError: They are not here, or the file is shorter than what was approved.
        """
        return pieces(self.item, self.files, start, start + length, platform=Platform.YOUTUBE)

    async def tail(self, start: int) -> bytes:
        return b"".join([piece async for piece in self.bytes_of(start, self.item.size - start)])


class Uploads:
    def __init__(self, sessions: Sessions, waiting: Waiting) -> None:
        self._sessions = sessions
        self._waiting = waiting

    async def bring(self, upload: Upload, standing: Standing) -> int:
        """Have all but the last piece there, from where the upload stands; how much there is then.

        A cut or refused piece is tried again from where the server stands, until it gets no
        further several times in a row.

        Raises:
            PlatformError: It does not get further; what has arrived is used again next time.
        """
        received, failures = standing.received, 0
        while received < upload.last_start:
            before = received
            try:
                received = _of(await self._piece(upload, received))
            except PlatformError as error:
                wait = PAUSES_S[min(failures, len(PAUSES_S) - 1)]
                if error.retry_after_s is not None:
                    wait = error.retry_after_s
                if not error.passes or failures >= len(PAUSES_S) or wait > LONGEST_WAIT_S:
                    raise
                await self._waiting.sleep(wait)
                received = _of(await self._standing(upload))
            failures = 0 if received > before else failures + 1
            if failures > len(PAUSES_S):
                raise unfinished()
            await upload.keep(upload.ids(received))
        return received

    async def _piece(self, upload: Upload, start: int) -> Standing:
        length = min(PIECE, upload.last_start - start)
        return await self._sessions.send(
            upload.session,
            upload.bytes_of(start, length),
            start=start,
            length=length,
            total=upload.item.size,
            tokens=upload.tokens,
        )

    async def _standing(self, upload: Upload) -> Standing:
        return await self._sessions.standing(upload.session, upload.item.size, upload.tokens)


def _of(standing: Standing) -> int:
    """How much there is of an upload that is not finished and still there."""
    if standing.is_gone or standing.video is not None:
        raise unfinished()
    return standing.received
