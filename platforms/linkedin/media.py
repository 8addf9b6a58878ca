"""The media of a post on LinkedIn: uploaded once, waited for. Publishes nothing."""

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms.bringing import Bringing
from platforms.http import Http
from platforms.linkedin.uploads import (
    AVAILABLE,
    FAILED,
    GONE,
    PROCESSING,
    UNREADABLE,
    VIDEO,
    WAITING,
    Asset,
    Sending,
    Uploads,
)
from platforms.linkedin.videos import LinkedInVideos
from platforms.linkedin.wholes import LinkedInWholes
from platforms.pieces import missing_file
from platforms.waiting import Patience, Waiting

PATIENCE_S = 60.0
VIDEO_PATIENCE_S = 300.0
"""LinkedIn works on a video for minutes; counted from when it has all of it."""


class LinkedInMedia:
    def __init__(self, http: Http, uploads: Uploads, *, waiting: Waiting) -> None:
        self._uploads = uploads
        self._wholes = LinkedInWholes(http, uploads)
        self._videos = LinkedInVideos(http, uploads)
        self._waiting = waiting

    async def prepare(self, media: Bringing) -> dict[str, str]:
        """Have every medium of the post at LinkedIn; those of an earlier try are used again.

        Raises:
            PlatformError: Refused, not answered, or not processed (in time).
        """
        patience = self._waiting.begin(PATIENCE_S)
        every = [Sending(number, item, media) for number, item in enumerate(media.post.media)]
        for one in every:
            if not await self._has_arrived(one):
                if patience.is_over:
                    raise _not_ready(one.asset)
                await self._send(one)
            if one.asset is VIDEO:
                patience = self._waiting.begin(VIDEO_PATIENCE_S)
        for one in every:
            await self._must_be_ready(one, patience)
        return media.ids

    async def _send(self, one: Sending) -> None:
        try:
            await (self._videos if one.asset is VIDEO else self._wholes).send(one)
        except NotFoundError:
            raise missing_file(one.item, Platform.LINKEDIN) from None

    async def _has_arrived(self, one: Sending) -> bool:
        """Whether an earlier try's medium is there."""
        if not one.urn:
            return False
        state = await self._uploads.state(one)
        if state in (FAILED, GONE):
            one.forget()
        return state in (AVAILABLE, PROCESSING) or (state == UNREADABLE and one.was_sent)

    async def _must_be_ready(self, one: Sending, patience: Patience) -> None:
        state = await patience.until_done(
            lambda: self._uploads.state(one), unfinished=frozenset({PROCESSING, WAITING})
        )
        if state == FAILED:
            word = one.asset.word
            raise PlatformError(
                f"LinkedIn could not process a {word} of this post. Nothing was posted. Replace "
                f"the {word} and approve the new version.",
                error_class=ErrorClass.INVALID_MEDIA_FORMAT,
                sent="refused",
            )
        if state not in (AVAILABLE, UNREADABLE):
            raise _not_ready(one.asset)


def _not_ready(asset: Asset) -> PlatformError:
    return PlatformError(
        f"LinkedIn does not have every {asset.word} of this post yet. Nothing was posted; try "
        "again in a few minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
