"""The first comment under a video: sent once, found again. Publishes no video.

https://developers.google.com/youtube/v3/docs/commentThreads
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import UnansweredError
from platforms.ports import Gate, Part, ProbeResult, Submitted
from platforms.youtube import errors
from platforms.youtube.data import Data, items_of, part_of, target_of
from platforms.youtube.resource import id_of, instant, permalink_of

PATH = "/youtube/v3/commentThreads"
PAGE_SIZE = 100
MAX_PAGES = 3


class YouTubeComments:
    def __init__(self, data: Data, *, www_base: str) -> None:
        self._data = data
        self._www_base = www_base

    async def add_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,  # noqa: ARG002 - a comment stands below the video itself
        gate: Gate,
    ) -> Submitted:
        """Send it, once.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        if part.kind != "comment":
            raise PlatformError(
                "YouTube has no threads of posts, so this part was not sent. Remove it.",
                error_class=ErrorClass.VALIDATION,
                sent="no",
            )
        target = target_of(PATH, {"part": "snippet"})
        try:
            answer = await self._data.send(
                "POST", target, tokens, body=body_of(part, account_id, root_id), gate=gate
            )
        except UnansweredError as error:
            raise errors.unanswered(error, effect="comment") from None
        found = answer.json()
        if answer.status != 200 or not isinstance(found, dict) or not id_of(found):
            raise self._data.refusal(answer, tokens, effect="comment")
        return self._submitted(found, root_id)

    async def find_part(
        self,
        part: Part,
        tokens: Tokens,
        *,
        account_id: str,
        root_id: str,
        parent_id: str,  # noqa: ARG002 - as in `add_part`
        since: datetime,
        until: datetime,
        taken: Collection[str] = (),
    ) -> ProbeResult:
        """Look for it among the newest comments.

        Never more than medium: one that YouTube holds back for a review is not listed.

        Raises:
            PlatformError: YouTube could not be asked.
        """
        earliest, latest = since - errors.CLOCK_SKEW, until + errors.CLOCK_SKEW
        query = {
            "part": "snippet",
            "videoId": root_id,
            "order": "time",
            "textFormat": "plainText",
            "maxResults": str(PAGE_SIZE),
        }
        for _ in range(MAX_PAGES):
            body = await self._data.get(PATH, tokens, query)
            for thread in items_of(body):
                at = instant(_comment(thread).get("publishedAt"))
                is_of_then = at is not None and earliest <= at <= latest
                if is_of_then and id_of(thread) not in taken and _is(thread, part, account_id):
                    found = self._submitted(thread, root_id)
                    return ProbeResult(found=found, confidence="medium")
            query["pageToken"] = saying.identifier(body.get("nextPageToken"))
            if not query["pageToken"]:
                break
        return ProbeResult(found=None, confidence="medium")

    def _submitted(self, thread: Mapping[str, object], root_id: str) -> Submitted:
        return Submitted(
            platform_post_id=id_of(thread),
            permalink=f"{permalink_of(root_id, self._www_base)}&lc={id_of(thread)}",
            published_at=instant(_comment(thread).get("publishedAt")),
        )


def body_of(part: Part, account_id: str, root_id: str) -> dict[str, object]:
    comment = {"snippet": {"textOriginal": part.wire}}
    return {"snippet": {"channelId": account_id, "videoId": root_id, "topLevelComment": comment}}


def _comment(thread: Mapping[str, object]) -> dict[str, object]:
    top = part_of(part_of(thread, "snippet"), "topLevelComment")
    return part_of(top, "snippet")


def _is(thread: Mapping[str, object], part: Part, account_id: str) -> bool:
    """Whether the channel itself wrote it, in these words."""
    comment = _comment(thread)
    author = part_of(comment, "authorChannelId").get("value")
    texts = (comment.get("textOriginal"), comment.get("textDisplay"))
    return author == account_id and bool(id_of(thread)) and part.wire in texts
