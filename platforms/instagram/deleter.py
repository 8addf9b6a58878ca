"""Takes a post off Instagram, which only accounts that are connected by Facebook Login can.

https://developers.facebook.com/docs/instagram-platform/changelog (3 December 2025)
"""

from domain.connection import Connection, Tokens
from domain.errors import PlatformError
from platforms.http import UnansweredError
from platforms.instagram import errors, scopes
from platforms.instagram.graph import Graph


class InstagramDeleter:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def refusal(self, connection: Connection) -> str | None:
        if not scopes.is_by_facebook(connection):
            return (
                "Instagram lets other programs delete posts only of accounts that are connected by "
                f"Facebook Login, and {connection.account_name} is connected by Instagram Login. "
                "Delete the post in the Instagram app."
            )
        if scopes.DELETE not in connection.scopes:
            return (
                f"Instagram was not allowed to have posts of {connection.account_name} deleted "
                "from here. Connect Instagram again with every permission ticked, or delete the "
                "post in the Instagram app."
            )
        return None

    async def delete(
        self,
        platform_post_id: str,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - a medium knows whose it is
    ) -> None:
        """As the port says."""
        try:
            answer = await self._graph.delete(platform_post_id, tokens)
        except UnansweredError as error:
            raise errors.unanswered(error, irreversible=True) from None
        body = answer.json()
        if answer.status == 200 and isinstance(body, dict) and body.get("success") is True:
            return
        refused = errors.refusal(answer, irreversible=True, secrets=(tokens.access_token,))
        # the same numbers stand for "gone" and for "not allowed": what can be read is not gone
        if refused.numbers != errors.MISSING or await self._is_there(platform_post_id, tokens):
            raise refused

    async def _is_there(self, media: str, tokens: Tokens) -> bool:
        try:
            await self._graph.get(media, tokens, {"fields": "id"})
        except errors.GraphError as error:
            return error.numbers != errors.MISSING
        except PlatformError:
            return True
        return True
