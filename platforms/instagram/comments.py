"""How Instagram tells of comments. Publishes nothing itself.

It names an author by a user name, which is not kept: its comments are told apart by words and time.
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/comments
"""

from platforms.meta.answers import id_of, instant_of
from platforms.meta.comments import MetaComments, Shape
from platforms.meta.graph import Graph
from platforms.ports import Submitted


def instagram_comments(graph: Graph) -> MetaComments:
    listed = {"fields": "id,text,timestamp"}
    return MetaComments(
        graph, Shape(text="text", time="timestamp", submitted=_submitted, listed=listed)
    )


def _submitted(comment: dict[str, object]) -> Submitted:
    return Submitted(
        platform_post_id=id_of(comment.get("id")),
        permalink="",
        published_at=instant_of(comment.get("timestamp")),
    )
