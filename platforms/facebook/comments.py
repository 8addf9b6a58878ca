"""How Facebook tells of comments. Publishes nothing itself.

https://developers.facebook.com/docs/graph-api/reference/object/comments/
"""

from functools import partial

from platforms.facebook.graph import Graph
from platforms.facebook.seen import submitted_post
from platforms.meta.comments import MetaComments, Shape


def facebook_comments(graph: Graph) -> MetaComments:
    shape = Shape(
        text="message",
        time="created_time",
        submitted=partial(submitted_post, www_base=graph.www_base),
        made={"fields": "id,permalink_url,created_time"},
        listed={
            "fields": "id,message,from,created_time,permalink_url",
            "filter": "stream",
            "order": "reverse_chronological",
        },
        names_authors=True,
    )
    return MetaComments(graph, shape)
