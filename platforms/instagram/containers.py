"""Containers: media on their way to being published, made once and looked at until ready.

Nothing here can be seen by anybody. A container lives for 24 hours:
https://developers.facebook.com/documentation/instagram-platform/content-publishing
"""

from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.instagram import errors
from platforms.instagram.graph import Graph
from platforms.ports import Keep, MediaItem, RenderedPost
from platforms.waiting import Patience, Waiting

PATIENCE_S = 75.0
"""For all of one post's containers. Meta advises to ask for up to five minutes, but a picture is
ready within seconds, and what is not goes on at the next try with the same containers."""
CONTAINER = "container"
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


class Containers:
    def __init__(self, graph: Graph, *, waiting: Waiting) -> None:
        self._graph = graph
        self._waiting = waiting

    async def state(self, container: str, tokens: Tokens) -> State:
        """How far a container is.

        Raises:
            PlatformError: Instagram could not be asked.
        """
        try:
            body = await self._graph.get(container, tokens, {"fields": "status_code,status"})
        except errors.GraphError as error:
            if error.numbers in (errors.MISSING, errors.CONTAINER_GONE):
                return State(GONE)
            raise
        return State(str(body.get("status_code", "")), str(body.get("status", "")))

    def begin(
        self,
        post: RenderedPost,
        tokens: Tokens,
        known: dict[str, str],
        keep: Keep,
        *,
        in_doubt: bool,
    ) -> "Preparation":
        """Start on one post's containers.

        Args:
            known: The ids of an earlier try.
            in_doubt: Whether that try may have published its container.
        """
        patience = self._waiting.begin(PATIENCE_S)
        return Preparation(
            self, post, tokens, known, keep=keep, patience=patience, in_doubt=in_doubt
        )

    async def make(self, post: RenderedPost, tokens: Tokens, fields: dict[str, str]) -> str:
        return await self._graph.make(f"{post.account_id}/media", tokens, fields)


class Preparation:
    """One post's containers: the ids so far, and the time that is left for them.

    Attributes:
        ids: By name: "container", for a carousel "item:0" and so on.
    """

    def __init__(
        self,
        containers: Containers,
        post: RenderedPost,
        tokens: Tokens,
        known: dict[str, str],
        *,
        keep: Keep,
        patience: Patience,
        in_doubt: bool,
    ) -> None:
        self.ids = {name: made for name, made in known.items() if name != ALREADY_OUT}
        self._containers = containers
        self._post = post
        self._tokens = tokens
        self._keep = keep
        self._patience = patience
        self._in_doubt = in_doubt

    async def is_out(self) -> bool:
        """Whether an earlier attempt has published its container after all; marks the ids then.

        Raises:
            PlatformError: Nobody can tell: the container that may have been published is gone.
        """
        if CONTAINER not in self.ids:
            return False
        state = await self._containers.state(self.ids[CONTAINER], self._tokens)
        self._must_be_known(state)
        return self._noted(state)

    async def finish(self) -> None:
        """Make what is missing and wait until all is ready.

        Raises:
            PlatformError: Refused, not answered, or not ready in time.
        """
        if await self._still_serves(CONTAINER):
            return
        caption = {"caption": self._post.wire}
        if len(self._post.media) == 1:
            await self._make(CONTAINER, _image(self._post.media[0]) | caption)
        else:
            children = await self._items()
            parent = {"media_type": "CAROUSEL", "children": ",".join(children)}
            await self._make(CONTAINER, parent | caption)
        await self._must_finish(CONTAINER)

    async def _items(self) -> list[str]:
        """A carousel's pictures, each in a finished container; Instagram works on all at once."""
        names = [f"item:{number}" for number in range(len(self._post.media))]
        for name, item in zip(names, self._post.media, strict=True):
            if not await self._still_serves(name):
                await self._make(name, _image(item) | {"is_carousel_item": "true"})
        for name in names:
            await self._must_finish(name)
        return [self.ids[name] for name in names]

    async def _make(self, name: str, fields: dict[str, str]) -> None:
        if self._patience.is_over:
            raise _not_ready()
        self.ids[name] = await self._containers.make(self._post, self._tokens, fields)
        await self._keep(dict(self.ids))

    async def _must_finish(self, name: str) -> None:
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
        state = await self._settled(name)
        if name == CONTAINER:
            self._must_be_known(state)
        if state.code in _OVER or (name != CONTAINER and state.code == PUBLISHED):
            return False
        if state.code != FINISHED and not self._noted(state):
            raise _not_ready()
        return True

    def _must_be_known(self, state: State) -> None:
        if self._in_doubt and state.code == GONE:
            raise _untold()

    def _noted(self, state: State) -> bool:
        if state.code == PUBLISHED:
            self.ids[ALREADY_OUT] = self.ids[CONTAINER]
        return state.code == PUBLISHED

    async def _settled(self, name: str) -> State:
        last = State("")

        async def look() -> str:
            nonlocal last
            last = await self._containers.state(self.ids[name], self._tokens)
            return last.code

        await self._patience.until_done(look, unfinished=frozenset({IN_PROGRESS}))
        return last


def _image(item: MediaItem) -> dict[str, str]:
    described = {"alt_text": item.alt_text} if item.alt_text else {}
    return {"image_url": item.url} | described


def _untold() -> PlatformError:
    return PlatformError(
        "Instagram no longer knows what was prepared for this post, so it cannot say whether an "
        "earlier try published it. Nothing was sent again: look at the Instagram profile.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="unknown",
        passes=False,
    )


def _not_ready() -> PlatformError:
    return PlatformError(
        "Instagram is still working on the pictures of this post. Nothing was posted; try again in "
        "a few minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
