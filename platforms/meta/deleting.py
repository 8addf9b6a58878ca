"""Taking a post off Facebook or Instagram.

https://developers.facebook.com/docs/pages-api/posts#delete-a-post
https://developers.facebook.com/docs/instagram-platform/changelog (3 December 2025)
"""

from domain.connection import Tokens
from domain.errors import PlatformError
from platforms.meta.graph import Graph
from platforms.meta.refusing import MISSING, GraphError


async def delete(graph: Graph, post: str, tokens: Tokens) -> None:
    """Take it off; one that is gone already is no error.

    Raises:
        PlatformError: With what is known of the effect in `sent`.
    """
    url = graph.address(post)
    try:
        body = await graph.act(url, tokens, {}, effect="deletion", method="DELETE")
    except GraphError as error:
        # the same numbers stand for "gone" and for "not allowed": what can be read is not gone
        if error.numbers != MISSING or await _is_there(graph, post, tokens):
            raise
        return
    if body.get("success") is not True:
        raise graph.product.without_content("saying that the post is gone", effect="deletion")


async def _is_there(graph: Graph, post: str, tokens: Tokens) -> bool:
    try:
        await graph.get(post, tokens, {"fields": "id"})
    except GraphError as error:
        return error.numbers != MISSING
    except PlatformError:
        return True
    return True
