"""Reels and video Stories: start, upload and finish; the id of the start tells what became of it.

https://developers.facebook.com/documentation/video-api/guides/reels-publishing
https://developers.facebook.com/docs/page-stories-api
"""

from dataclasses import dataclass

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms import saying
from platforms.bringing import Bringing
from platforms.facebook import errors
from platforms.facebook.graph import Graph
from platforms.facebook.kinds import Kind, kind_of
from platforms.facebook.seen import VIDEO_FIELDS, post_id_of, submitted_video, usual_address
from platforms.facebook.uploads import must_be_within, not_prepared
from platforms.http import UnansweredError
from platforms.meta.answers import VERSION, id_of
from platforms.meta.graph import upload_headers
from platforms.meta.refusing import MISSING, GraphError
from platforms.pieces import pieces
from platforms.ports import Gate, RenderedPost, Submitted
from platforms.told import listed
from platforms.waiting import Waiting

VIDEO, UPLOAD_URL, ALREADY_OUT = "video", "upload_url", "published"
"""Names among the ids; the last one holds a video that turned out to be published before."""
PATIENCE_S = 75.0
SEEN_S = 10.0
EDGES = {Kind.REEL: "video_reels", Kind.VIDEO_STORY: "video_stories"}
UPLOADING, UPLOADED, PUBLISHING, PUBLISHED, FAILED, GONE = (
    "uploading",
    "uploaded",
    "publishing",
    "published",
    "failed",
    "gone",
)
"""Ours, for what Facebook tells in three phases."""
_PHASES = ("uploading_phase", "processing_phase", "publishing_phase")


@dataclass(frozen=True)
class State:
    code: str
    transferred: object = None
    """How many bytes Facebook says it has."""
    words: str = ""


class FacebookClips:
    def __init__(self, graph: Graph, *, waiting: Waiting) -> None:
        self._graph = graph
        self._waiting = waiting

    async def prepare(self, media: Bringing, *, in_doubt: bool) -> dict[str, str]:
        """Have the video at Facebook, ready to be finished; an earlier try's is gone on with.

        Raises:
            PlatformError: Refused, not answered, not ready in time, or nobody can tell any more
                whether an earlier try published it.
        """
        ids = media.ids
        ids.pop(ALREADY_OUT, None)
        state = await self.state(ids[VIDEO], media.tokens) if ids.get(VIDEO) else State("")
        if state.code in (PUBLISHED, PUBLISHING):
            return ids | {ALREADY_OUT: ids[VIDEO]}
        if state.code == GONE and in_doubt:
            raise errors.FACEBOOK.untold()
        if state.code in ("", GONE, FAILED):
            state = State(UPLOADING, transferred=0)
            await self._start(media)
        if state.code == UPLOADING:
            await self._send(media, state)
        await self._must_be_uploaded(ids[VIDEO], media.tokens)
        return ids

    async def finish(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], *, gate: Gate
    ) -> Submitted:
        """The irreversible call. What is known to be out is left to the probe, unsent.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        video = prepared.get(VIDEO)
        if not video:
            raise not_prepared()
        if prepared.get(ALREADY_OUT) == video:
            raise errors.FACEBOOK.already_out()
        fields = {"upload_phase": "finish", "video_id": video}
        if kind_of(post) is Kind.REEL:
            fields |= {"video_state": "PUBLISHED"} | _told(post)
        url = self._graph.address(f"{post.account_id}/{EDGES[kind_of(post)]}")
        body = await self._graph.act(url, tokens, fields, effect="post", gate=gate)
        if body.get("success") is not True:
            raise errors.FACEBOOK.without_content("saying that the video is out", effect="post")
        return await self.as_seen(
            video, tokens, post=post, post_id=post_id_of(body, post.account_id)
        )

    async def as_seen(
        self, video: str, tokens: Tokens, *, post: RenderedPost, post_id: str = ""
    ) -> Submitted:
        """Where and since when it can be seen; unread it is out all the same.

        Fresh from its upload a video has no address to tell yet: it stands where its kind does.
        """
        www_base, account_id = self._graph.www_base, post.account_id
        usual = usual_address(kind_of(post), video, account_id=account_id, www_base=www_base)
        query = {"fields": VIDEO_FIELDS}
        try:
            body = await self._graph.get(video, tokens, query, total_s=SEEN_S)
        except PlatformError:
            return Submitted(platform_post_id=post_id or video, permalink=usual)
        found = submitted_video({**body, "id": video}, account_id=account_id, www_base=www_base)
        told = {"platform_post_id": post_id} if post_id else {}
        return found.model_copy(update={"permalink": found.permalink or usual, **told})

    async def state(self, video: str, tokens: Tokens) -> State:
        """How far a video is.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        try:
            body = await self._graph.get(video, tokens, {"fields": "status"})
        except GraphError as error:
            if error.numbers == MISSING:
                return State(GONE)
            raise
        status = body.get("status")
        return _state_of(status if isinstance(status, dict) else {})

    async def _start(self, media: Bringing) -> None:
        path = f"{media.post.account_id}/{EDGES[kind_of(media.post)]}"
        body = await self._graph.make(path, media.tokens, {"upload_phase": "start"})
        video = id_of(body.get("video_id"))
        if not video:
            raise errors.FACEBOOK.without_content("the video's id")
        url = saying.address(body.get("upload_url")) or (
            f"https://rupload.facebook.com/video-upload/{VERSION}/{video}"
        )
        await media.note({VIDEO: video, UPLOAD_URL: url})

    async def _send(self, media: Bringing, state: State) -> None:
        item, tokens, url = media.post.media[0], media.tokens, media.ids[UPLOAD_URL]
        offset = must_be_within(item, state.transferred)
        self._graph.hosts.must_take(url, "video")
        headers = upload_headers(item, tokens, offset)
        try:
            content = pieces(item, media.files, offset, platform=Platform.FACEBOOK)
            answer = await self._graph.send(url, tokens, content, headers)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        if _passes(answer.json()):
            raise _not_ready()
        self._graph.content_of(answer, tokens)

    async def _must_be_uploaded(self, video: str, tokens: Tokens) -> None:
        last = State(UPLOADING)

        async def look() -> str:
            nonlocal last
            last = await self.state(video, tokens)
            return last.code

        code = await self._waiting.begin(PATIENCE_S).until_done(
            look, unfinished=frozenset({UPLOADING})
        )
        if code == FAILED:
            raise errors.failed_video(last.words)
        if code not in (UPLOADED, PUBLISHING, PUBLISHED):
            raise _not_ready()


def _passes(body: object) -> bool:
    """Whether the upload's host, which has a shape of its own, says that it can be gone on with."""
    debug = body.get("debug_info") if isinstance(body, dict) else None
    return isinstance(debug, dict) and debug.get("retriable") is True


def _told(post: RenderedPost) -> dict[str, str]:
    """What readers see beside a Reel."""
    given = {
        "description": post.wire,
        "title": post.form.title or "",
        "place": post.form.place.id if post.form.place else "",
    }
    return {name: value for name, value in given.items() if value}


def _state_of(status: dict[str, object]) -> State:
    phases = {name: _phase(status, name) for name in _PHASES}
    failed = [phase for phase in phases.values() if phase.get("status") == "error"]
    if failed or status.get("video_status") == "error":
        words = [str(one.get("message", "")) for phase in failed for one in _errors(phase)]
        return State(FAILED, words=" ".join(words))
    publishing, uploading = phases["publishing_phase"], phases["uploading_phase"]
    if "published" in (publishing.get("publish_status"), status.get("video_status")) or (
        publishing.get("status") == "complete"
    ):
        return State(PUBLISHED)
    if publishing.get("status") == "in_progress":
        return State(PUBLISHING)
    # a video is not processed before it is finished, so that is not waited for
    if uploading.get("status") == "complete":
        return State(UPLOADED)
    return State(UPLOADING, transferred=uploading.get("bytes_transferred", 0))


def _phase(status: dict[str, object], name: str) -> dict[str, object]:
    found = status.get(name)
    return found if isinstance(found, dict) else {}


def _errors(phase: dict[str, object]) -> list[dict[str, object]]:
    # met as one object and as a list of them
    one = phase.get("error")
    return [*listed(phase, "errors"), *([one] if isinstance(one, dict) else [])]


def _not_ready() -> PlatformError:
    return PlatformError(
        "Facebook does not have all of this post's video yet. Nothing was posted; try again in a "
        "few minutes, it goes on where it stopped.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
