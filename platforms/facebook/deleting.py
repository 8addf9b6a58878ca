"""Taking a Page's post off Facebook.

https://developers.facebook.com/docs/pages-api/posts#delete-a-post
"""

from domain.connection import Connection, Tokens
from platforms.facebook.graph import Graph, without_content
from platforms.meta.refusing import MISSING, GraphError

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
        """As the port says.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        url = self._graph.address(platform_post_id)
        try:
            body = await self._graph.act(url, tokens, {}, effect="deletion", method="DELETE")
        except GraphError as error:
            if error.numbers == MISSING:
                return
            raise
        if body.get("success") is not True:
            raise without_content("saying that the post is gone", effect="deletion")
