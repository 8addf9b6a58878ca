"""Puts Facebook's capabilities together. Holds no rule of its own."""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.facebook.audience import FacebookAudience
from platforms.facebook.clips import FacebookClips
from platforms.facebook.comments import facebook_comments
from platforms.facebook.deleting import FacebookDeleter
from platforms.facebook.graph import Graph
from platforms.facebook.history import FacebookHistory
from platforms.facebook.metrics import FacebookMetrics
from platforms.facebook.oauth import FacebookConnector
from platforms.facebook.photos import FacebookPhotos
from platforms.facebook.posts import FacebookPosts
from platforms.facebook.probe import FacebookProbe
from platforms.facebook.public import FacebookPublic
from platforms.facebook.render import FacebookRenderer
from platforms.facebook.stories import FacebookStories
from platforms.facebook.uploads import FacebookUploads
from platforms.http import Http
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting


def facebook(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    graph = Graph(http, settings)
    clips = FacebookClips(graph, waiting=waiting)
    stories = FacebookStories(graph)
    metrics = FacebookMetrics(graph)
    return Capabilities(
        platform=Platform.FACEBOOK,
        is_sandbox=settings.is_sandbox,
        renderer=FacebookRenderer(),
        connector=FacebookConnector(settings, http=http, graph=graph, now=now),
        publisher=FacebookPosts(
            graph,
            photos=FacebookPhotos(graph),
            uploads=FacebookUploads(graph, app=settings.client_id),
            clips=clips,
            stories=stories,
        ),
        probe=FacebookProbe(graph, clips=clips, stories=stories, waiting=waiting),
        metrics=metrics,
        history=FacebookHistory(graph, metrics, waiting=waiting),
        continues=facebook_comments(graph),
        deleter=FacebookDeleter(graph),
        public=FacebookPublic(graph),
        audience=FacebookAudience(graph),
    )
