"""Takes a post off Instagram, which only accounts that are connected by Facebook Login can.

https://developers.facebook.com/docs/instagram-platform/changelog (3 December 2025)
"""

from domain.connection import Connection, Tokens
from platforms.instagram import scopes
from platforms.meta.deleting import delete
from platforms.meta.graph import Graph


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
        await delete(self._graph, platform_post_id, tokens)
