"""Taking a video off YouTube.

https://developers.google.com/youtube/v3/docs/videos/delete
"""

from domain.connection import Connection, Tokens
from platforms.http import UnansweredError
from platforms.youtube import errors
from platforms.youtube.data import Data, target_of
from platforms.youtube.oauth import MANAGE


class YouTubeDeleter:
    def __init__(self, data: Data) -> None:
        self._data = data

    def refusal(self, connection: Connection) -> str | None:
        if MANAGE in connection.scopes:
            return None
        return (
            f"YouTube was not allowed to let us delete videos of {connection.account_name}. "
            "Connect YouTube again with every permission ticked, or delete it in YouTube Studio."
        )

    async def delete(self, platform_post_id: str, tokens: Tokens, *, account_id: str) -> None:  # noqa: ARG002 - a grant is for one channel
        """Take the video off; one that is gone already is no error.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        target = target_of("/youtube/v3/videos", {"id": platform_post_id})
        try:
            answer = await self._data.send("DELETE", target, tokens)
        except UnansweredError as error:
            raise errors.unanswered(error, effect="deletion") from None
        if answer.status == 204:
            return
        refused = self._data.refusal(answer, tokens, effect="deletion")
        if refused.reason != "videoNotFound":
            raise refused
