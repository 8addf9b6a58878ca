"""What all uploads to LinkedIn share: how one begins, where bytes may go, how far LinkedIn is.

Sends no bytes (see `wholes` and `videos`) and publishes nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import ErrorClass
from domain.media import MediaKind
from domain.platform import Platform
from platforms import saying
from platforms.bringing import Bringing
from platforms.hosts import Hosts
from platforms.http import Answer, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.rest import Rest, encoded
from platforms.ports import MediaItem

AVAILABLE, PROCESSING, FAILED = "AVAILABLE", "PROCESSING", "PROCESSING_FAILED"
WAITING = "WAITING_UPLOAD"
GONE = "GONE"
UNREADABLE = "UNREADABLE"
"""These two are ours: LinkedIn does not know the upload, or does not say how far it is."""


@dataclass(frozen=True)
class Asset:
    """A kind of upload: its resource, the name of its URN, and our word for it."""

    resource: str
    key: str
    word: str


IMAGE = Asset("images", "image", "picture")
VIDEO = Asset("videos", "video", "video")
DOCUMENT = Asset("documents", "document", "document")


def asset_of(item: MediaItem) -> Asset:
    return {MediaKind.VIDEO: VIDEO, MediaKind.DOCUMENT: DOCUMENT}.get(item.kind, IMAGE)


def id_name(item: MediaItem, number: int) -> str:
    """Under which name the URN of that medium is kept."""
    return f"{asset_of(item).key}:{number}"


@dataclass(frozen=True)
class Sending:
    """One medium on its way, and what was made of it so far."""

    number: int
    item: MediaItem
    media: Bringing
    """All of the post's."""

    @property
    def owner(self) -> str:
        return self.media.post.account_id

    @property
    def tokens(self) -> Tokens:
        return self.media.tokens

    @property
    def ids(self) -> dict[str, str]:
        return self.media.ids

    @property
    def asset(self) -> Asset:
        return asset_of(self.item)

    @property
    def name(self) -> str:
        return id_name(self.item, self.number)

    @property
    def urn(self) -> str:
        return self.ids.get(self.name, "")

    @property
    def was_sent(self) -> bool:
        return bool(self.urn) and self.ids.get(self._sent) == self.urn

    def noted(self, detail: str) -> str:
        """What an earlier try kept beside the URN."""
        return self.ids.get(f"{self.name}:{detail}", "")

    def forget(self) -> None:
        """Give up what an earlier try made of it."""
        for name in [n for n in self.ids if n == self.name or n.startswith(f"{self.name}:")]:
            del self.ids[name]
        self.ids.pop(self._sent, None)

    async def begun(self, urn: str, **details: str) -> None:
        self.forget()
        self.ids[self.name] = urn
        await self.note(**details)

    async def note(self, **details: str) -> None:
        await self.media.note({f"{self.name}:{name}": value for name, value in details.items()})

    async def sent(self) -> None:
        await self.media.note({self._sent: self.urn})

    @property
    def _sent(self) -> str:
        return f"uploaded:{self.number}"


class Uploads:
    """Where bytes may be sent to follows from the configured bases, never from an answer."""

    def __init__(self, rest: Rest, *, bases: Iterable[str]) -> None:
        self._rest = rest
        self.hosts = Hosts(Platform.LINKEDIN, "linkedin.com", bases)

    async def begin(
        self, asset: Asset, request: dict[str, object], tokens: Tokens
    ) -> tuple[str, dict[str, object]]:
        """The URN of the upload to be, and all that LinkedIn says of how to send it.

        Raises:
            PlatformError: Refused, or not answered.
        """
        answer = await self.act(asset, "initializeUpload", request, tokens)
        found = answer.json()
        value = found.get("value") if isinstance(found, dict) else None
        urn = saying.identifier(value.get(asset.key)) if isinstance(value, dict) else ""
        if not isinstance(value, dict) or not urn:
            raise self.refusal(answer, tokens)
        return urn, value

    async def act(
        self, asset: Asset, action: str, request: dict[str, object], tokens: Tokens
    ) -> Answer:
        """One of the resource's actions, answered with 200.

        Raises:
            PlatformError: Refused, or not answered.
        """
        body = json.dumps({f"{action}Request": request}).encode()
        try:
            answer = await self._rest.post(f"/rest/{asset.resource}?action={action}", body, tokens)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        if answer.status != 200:
            raise self.refusal(answer, tokens)
        return answer

    def refusal(self, answer: Answer, tokens: Tokens) -> errors.RefusalError:
        return self._rest.refusal(answer, tokens)

    async def state(self, one: Sending) -> str:
        """How far LinkedIn is with it."""
        try:
            body = await self._rest.get(
                f"/rest/{one.asset.resource}/{encoded(one.urn)}", one.tokens
            )
        except errors.RefusalError as error:
            if error.status == 404:
                return GONE
            # a token that may only post is not told how far its picture or document is
            if error.status == 403 and error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
                return UNREADABLE
            raise
        return str(body.get("status", ""))
