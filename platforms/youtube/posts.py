"""Publishing on YouTube and looking whether a video went out. Knows nothing of attempts or retries.

The upload's session is the key of the effect: it makes one video, however often its end is sent.
https://developers.google.com/youtube/v3/docs/videos/insert
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from domain.connection import Connection, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.ports import Confidence, Files, Gate, Keep, ProbeResult, RenderedPost, Submitted
from platforms.sendable import must_be_sendable
from platforms.youtube.data import part_of
from platforms.youtube.errors import CLOCK_SKEW
from platforms.youtube.render import DEFAULT_CATEGORY
from platforms.youtube.resource import id_of, instant, permalink_of, privacy_of, refusal_of
from platforms.youtube.sessions import Sessions, Standing, unfinished
from platforms.youtube.uploads import SESSION, Tails, Upload, Uploads
from platforms.youtube.videos import Videos

MAX_PAGES = 2


class YouTubePosts:
    """Publisher and probe: both speak of the same session."""

    def __init__(
        self, sessions: Sessions, uploads: Uploads, videos: Videos, *, www_base: str
    ) -> None:
        self._sessions = sessions
        self._uploads = uploads
        self._videos = videos
        self._www_base = www_base
        self._tails = Tails()

    async def prepare(
        self,
        post: RenderedPost,
        tokens: Tokens,
        prepared: dict[str, str],
        *,
        files: Files,
        keep: Keep,
        in_doubt: bool = False,
    ) -> dict[str, str]:
        """Have all of the video but its last piece at YouTube; what has arrived is used again.

        Raises:
            PlatformError: The post cannot go as it is, a piece did not arrive, or nothing can tell
                any more whether the video is out.
        """
        must_be_sendable(post, tokens)
        (item,) = post.media
        session = prepared.get(SESSION, "")
        standing = await self._standing(post, session, tokens, in_doubt=in_doubt)
        if standing is None:
            session = await self._sessions.begin(item, metadata_of(post), tokens)
            standing = Standing()
        upload = Upload(session, item, files, tokens, keep)
        if standing.video is not None:
            return upload.ids(item.size)
        await keep(upload.ids(standing.received))
        received = await self._uploads.bring(upload, standing)
        self._tails.keep(session, await upload.tail(received))
        return upload.ids(received)

    async def submit(
        self, post: RenderedPost, tokens: Tokens, prepared: dict[str, str], *, gate: Gate
    ) -> Submitted:
        """Send the last piece, once. What an earlier call has finished is told, not sent again.

        Raises:
            PlatformError: With what is known of the effect in `sent`; also when YouTube has the
                video and nobody will see it.
        """
        must_be_sendable(post, tokens)
        session, total = prepared.get(SESSION, ""), post.media[0].size
        if not session:
            raise unfinished()
        standing = await self._sessions.standing(session, total, tokens)
        if standing.video is not None:
            return self._settled(standing.video, post)
        tail = self._tails.find(session)
        if standing.is_gone or tail is None or standing.received + len(tail) != total:
            raise unfinished()
        video = await self._sessions.finish(session, tail, total=total, tokens=tokens, gate=gate)
        self._tails.drop(session)
        return self._settled(video, post)

    def confidence_for(self, connection: Connection) -> Confidence:  # noqa: ARG002 - of every one
        """High: the session says whether it made a video."""
        return "high"

    async def probe(
        self,
        post: RenderedPost,
        tokens: Tokens,
        *,
        account_id: str,
        prepared: dict[str, str],
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Ask the session; one that is gone cannot tell, and the channel is looked through.

        A video that nobody will see was not posted: sent again, its refusal is told in words.

        Raises:
            PlatformError: YouTube could not be asked.
        """
        session = prepared.get(SESSION)
        if not session:
            return ProbeResult(found=None, confidence="high")
        standing = await self._sessions.standing(session, post.media[0].size, tokens)
        if standing.is_gone:
            found = await self._among_uploads(post, tokens, account_id, since, until, taken)
            return ProbeResult(found=found, confidence="medium")
        video = standing.video
        if video is None or refusal_of(video, post.form, self._www_base):
            return ProbeResult(found=None, confidence="high")
        return ProbeResult(found=self._submitted(video, post), confidence="high")

    async def _standing(
        self, post: RenderedPost, session: str, tokens: Tokens, *, in_doubt: bool
    ) -> Standing | None:
        """How far an earlier try's session is; None when a new one has to be begun."""
        if not session:
            return None
        standing = await self._sessions.standing(session, post.media[0].size, tokens)
        if standing.is_gone:
            if in_doubt:
                raise _untold()
            return None
        # what was refused once is uploaded afresh when a person asks for it again
        is_lost = standing.video and refusal_of(standing.video, post.form, self._www_base)
        return None if is_lost and not in_doubt else standing

    async def _among_uploads(
        self,
        post: RenderedPost,
        tokens: Tokens,
        account_id: str,
        since: datetime,
        until: datetime,
        taken: Collection[str],
    ) -> Submitted | None:
        """The channel's own upload of that time with our title and description."""
        earliest, latest = since - CLOCK_SKEW, until + CLOCK_SKEW
        after = ""
        for _ in range(MAX_PAGES):
            page = await self._videos.uploads(account_id, tokens, after=after)
            for video in page.videos:
                at = instant(part_of(video, "snippet").get("publishedAt"))
                is_of_then = at is not None and earliest <= at <= latest
                if is_of_then and id_of(video) not in taken and _is(video, post):
                    return self._submitted(video, post)
            after = page.after
            if not after:
                break
        return None

    def _settled(self, video: Mapping[str, object], post: RenderedPost) -> Submitted:
        if refused := refusal_of(video, post.form, self._www_base):
            raise refused
        return self._submitted(video, post)

    def _submitted(self, video: Mapping[str, object], post: RenderedPost) -> Submitted:
        return Submitted(
            platform_post_id=id_of(video),
            permalink=permalink_of(id_of(video), self._www_base, post.form),
            published_at=instant(part_of(video, "snippet").get("publishedAt")),
        )


def metadata_of(post: RenderedPost) -> dict[str, object]:
    """The resource to be, by its parts."""
    video = post.form.video
    snippet: dict[str, object] = {
        "title": post.form.title or "",
        "description": post.wire,
        "categoryId": (video and video.category) or DEFAULT_CATEGORY,
    }
    status: dict[str, object] = {"privacyStatus": privacy_of(post.form).value}
    if video and video.tags:
        snippet["tags"] = list(video.tags)
    if video and video.public_at:
        at = video.public_at.astimezone(UTC)
        status["publishAt"] = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    if video and video.made_for_kids is not None:
        status["selfDeclaredMadeForKids"] = video.made_for_kids
    return {"snippet": snippet, "status": status}


def _is(video: Mapping[str, object], post: RenderedPost) -> bool:
    snippet = part_of(video, "snippet")
    told = (snippet.get("title"), snippet.get("description"))
    return told == (post.form.title, post.wire)


def _untold() -> PlatformError:
    return PlatformError(
        "YouTube no longer knows the upload of this video, so it cannot tell whether the video is "
        "out. Look at the YouTube channel and say here whether it is.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="unknown",
        passes=False,
    )
