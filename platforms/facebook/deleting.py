"""Taking a Page's post off Facebook.

https://developers.facebook.com/docs/pages-api/posts#delete-a-post
"""

from domain.connection import Connection, Tokens
from platforms.facebook.graph import Graph
from platforms.meta.deleting import delete

SCOPE = "pages_manage_posts"


class FacebookDeleter:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def refusal(self, connection: Connection) -> str | None:
        if SCOPE in connection.scopes:
            return None
        return (
            f"Facebook was not allowed to change the posts of {connection.account_name}. Connect "
            "Facebook again with every permission ticked, or delete the post on the Page itself."
        )

    async def delete(
        self,
        platform_post_id: str,
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - a post knows whose it is
    ) -> None:
        """As the port says."""
        await delete(self._graph, platform_post_id, tokens)
