"""Containers: media on their way to being published, made once and looked at until ready.

Nothing here can be seen by anybody. A container lives for 24 hours:
https://developers.facebook.com/documentation/instagram-platform/content-publishing
"""

from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.media import MediaKind
from platforms import saying
from platforms.instagram import errors, payload
from platforms.instagram.upload import Upload, confirmed_of
from platforms.meta.graph import Graph
from platforms.meta.refusing import MISSING, GraphError
from platforms.ports import Files, Keep, MediaItem, RenderedPost
from platforms.waiting import Patience, Waiting

PATIENCE_S = 75.0
"""For all of one post's containers. Meta advises to ask for up to five minutes, but a picture is
ready within seconds, and what is not goes on at the next try with the same containers."""
VIDEO_PATIENCE_S = 300.0
"""As Meta advises; it begins when all bytes of all videos have left."""
SETTLING_S = (30.0, 60.0)
"""Before further looks for one just made: Meta's servers need up to two minutes to know it.
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes"""
MAKE_S = 30.0
"""How long making one may take, which includes Meta's fetching of the picture."""
CONTAINER = "container"
UPLOAD = ":upload"
ALREADY_OUT = "published"
"""Names, among the ids, a container that turned out to be published by an earlier attempt."""
IN_PROGRESS, FINISHED, EXPIRED, ERROR, PUBLISHED = (
    "IN_PROGRESS",
    "FINISHED",
    "EXPIRED",
    "ERROR",
    "PUBLISHED",
)
GONE = "GONE"
"""Ours, for a container that Instagram does not know any more."""
_OVER = frozenset({EXPIRED, ERROR, GONE})


@dataclass(frozen=True)
class State:
    code: str
    words: str = ""
    confirmed: int | None = None
    """How many bytes of an upload have arrived, while some are missing."""


class Containers:
    def __init__(
        self, graph: Graph, *, upload: Upload, waiting: Waiting, fetches_http: bool
    ) -> None:
        self.graph = graph
        self.upload = upload
        self.waiting = waiting
        self.fetches_http = fetches_http

    async def state(self, container: str, tokens: Tokens, *, is_uploaded: bool = False) -> State:
        """How far a container is.

        Args:
            is_uploaded: Whether its bytes are sent by us, so that they can be missing.

        Raises:
            PlatformError: Instagram could not be asked.
        """
        names = "status_code,status,video_status" if is_uploaded else "status_code,status"
        try:
            body = await self.graph.get(container, tokens, {"fields": names})
        except GraphError as error:
            if error.numbers in (MISSING, errors.CONTAINER_GONE):
                return State(GONE)
            raise
        confirmed = confirmed_of(body) if is_uploaded else None
        return State(str(body.get("status_code", "")), str(body.get("status", "")), confirmed)

    def begin(
        self,
        post: RenderedPost,
        tokens: Tokens,
        known: dict[str, str],
        keep: Keep,
        *,
        files: Files,
        in_doubt: bool,
    ) -> "Preparation":
        """Start on one post's containers.

        Args:
            known: The ids of an earlier try.
            files: The bytes that are sent rather than fetched.
            in_doubt: Whether that try may have published its container.
        """
        return Preparation(self, post, tokens, known, keep=keep, files=files, in_doubt=in_doubt)

    async def make(
        self, post: RenderedPost, tokens: Tokens, fields: dict[str, str]
    ) -> dict[str, object]:
        path = f"{post.account_id}/media"
        made = await self.graph.make(path, tokens, fields, total_s=MAKE_S)
        if not saying.identifier(made.get("id")):
            raise errors.INSTAGRAM.without_content("the container's id")
        return made


class Preparation:
    """One post's containers: the ids so far, and the time that is left for them.

    Attributes:
        ids: By name: "container", for a carousel "item:0" and so on; with ":upload" behind it, the
            address that takes its bytes.
    """

    def __init__(
        self,
        containers: Containers,
        post: RenderedPost,
        tokens: Tokens,
        known: dict[str, str],
        *,
        keep: Keep,
        files: Files,
        in_doubt: bool,
    ) -> None:
        self.ids = {name: made for name, made in known.items() if name != ALREADY_OUT}
        self._containers = containers
        self._post = post
        self._tokens = tokens
        self._keep = keep
        self._files = files
        self._in_doubt = in_doubt
        self._fresh: set[str] = set()
        self._patience = self._begin()

    async def is_out(self) -> bool:
        """Whether an earlier attempt has published its container after all; marks the ids then.

        Raises:
            PlatformError: Nobody can tell: the container that may have been published is gone.
        """
        if CONTAINER not in self.ids:
            return False
        state = await self._state(CONTAINER)
        self._must_be_known(state)
        return self._noted(state)

    async def finish(self) -> None:
        """Make what is missing and wait until all is ready.

        Raises:
            PlatformError: Refused, not answered, or not ready in time.
        """
        if await self._still_serves(CONTAINER):
            return
        if len(self._post.media) == 1:
            http = self._containers.fetches_http
            await self._make(CONTAINER, payload.single(self._post, fetches_http=http))
            await self._fill(CONTAINER, self._post.media[0])
        else:
            await self._make_carousel()
        await self._must_finish(CONTAINER)

    async def _make_carousel(self) -> None:
        """The parent; once anew with new items, where theirs ran out between two looks."""
        try:
            await self._make(CONTAINER, payload.parent(self._post, await self._items()))
        except GraphError as error:
            if error.numbers != errors.MEDIA_EXPIRED:
                raise
            for name in self._item_names():
                del self.ids[name]
            await self._make(CONTAINER, payload.parent(self._post, await self._items()))

    async def _items(self) -> list[str]:
        """A carousel's media, each in a finished container; Instagram works on all at once."""
        names, http = self._item_names(), self._containers.fetches_http
        for number, name in enumerate(names):
            if not await self._still_serves(name):
                await self._make(name, payload.child(self._post, number, fetches_http=http))
                await self._fill(name, self._post.media[number])
        for name in names:
            await self._must_finish(name)
        return [self.ids[name] for name in names]

    def _item_names(self) -> list[str]:
        return [f"item:{number}" for number in range(len(self._post.media))]

    async def _make(self, name: str, fields: dict[str, str]) -> None:
        if self._patience.is_over:
            raise _not_ready()
        self.ids.pop(name + UPLOAD, None)
        made = await self._containers.make(self._post, self._tokens, fields)
        self.ids[name] = saying.identifier(made["id"])
        if payload.is_uploaded(fields):
            upload = self._containers.upload
            self.ids[name + UPLOAD] = upload.address(made.get("uri"), self.ids[name])
        self._fresh.add(name)
        await self._keep(dict(self.ids))

    async def _fill(self, name: str, item: MediaItem, start: int = 0) -> None:
        """Send what is missing of the bytes, where they are ours to send."""
        if name + UPLOAD not in self.ids:
            return

        async def confirmed() -> int | None:
            return (await self._state(name)).confirmed

        upload = self._containers.upload
        address = upload.address(self.ids[name + UPLOAD], self.ids[name])
        await upload.send(address, item, self._tokens, self._files, start=start, ask=confirmed)
        self._patience = self._begin()

    async def _must_finish(self, name: str) -> None:
        state = await self._settled(name)
        for pause in SETTLING_S if name in self._fresh else ():
            if state.code != GONE:
                break
            await self._containers.waiting.sleep(pause)
            state = await self._settled(name)
        if state.code == ERROR:
            raise errors.failed_container(state.words)
        if state.code != FINISHED:
            raise _not_ready()

    async def _still_serves(self, name: str) -> bool:
        """Whether an earlier try's container is ready, or was even published; if it is over, not.

        Raises:
            PlatformError: It is neither; a second one beside it could be published twice.
        """
        if name not in self.ids:
            return False
        state = await self._state(name)
        if state.code == IN_PROGRESS and state.confirmed is not None:
            await self._fill(name, self._item_of(name), state.confirmed)
        state = await self._settled(name)
        if name == CONTAINER:
            self._must_be_known(state)
        if state.code in _OVER or (name != CONTAINER and state.code == PUBLISHED):
            return False
        if state.code != FINISHED and not self._noted(state):
            raise _not_ready()
        return True

    def _item_of(self, name: str) -> MediaItem:
        _, _, number = name.partition(":")
        return self._post.media[int(number or 0)]

    def _must_be_known(self, state: State) -> None:
        if self._in_doubt and state.code == GONE:
            raise errors.INSTAGRAM.untold()

    def _noted(self, state: State) -> bool:
        if state.code == PUBLISHED:
            self.ids[ALREADY_OUT] = self.ids[CONTAINER]
        return state.code == PUBLISHED

    async def _state(self, name: str) -> State:
        is_uploaded = name + UPLOAD in self.ids
        return await self._containers.state(self.ids[name], self._tokens, is_uploaded=is_uploaded)

    async def _settled(self, name: str) -> State:
        last = State("")

        async def look() -> str:
            nonlocal last
            last = await self._state(name)
            return last.code

        await self._patience.until_done(look, unfinished=frozenset({IN_PROGRESS}))
        return last

    def _begin(self) -> Patience:
        has_video = any(item.kind is MediaKind.VIDEO for item in self._post.media)
        return self._containers.waiting.begin(VIDEO_PATIENCE_S if has_video else PATIENCE_S)


def _not_ready() -> PlatformError:
    return PlatformError(
        "Instagram is still working on the media of this post. Nothing was posted; try again in "
        "a few minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
