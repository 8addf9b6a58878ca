"""Puts Instagram's capabilities together. Holds no rule of its own."""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.http import Http
from platforms.instagram.containers import Containers
from platforms.instagram.graph import Graph
from platforms.instagram.history import InstagramHistory
from platforms.instagram.metrics import InstagramMetrics
from platforms.instagram.oauth import InstagramConnector
from platforms.instagram.posts import InstagramPosts
from platforms.instagram.probe import InstagramProbe
from platforms.instagram.render import InstagramRenderer
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting


def instagram(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    graph = Graph(http, settings.api_base)
    containers = Containers(graph, waiting=waiting)
    return Capabilities(
        platform=Platform.INSTAGRAM,
        is_sandbox=settings.is_sandbox,
        renderer=InstagramRenderer(),
        connector=InstagramConnector(settings, http=http, graph=graph, now=now),
        publisher=InstagramPosts(graph, containers),
        probe=InstagramProbe(graph, containers, waiting=waiting),
        metrics=InstagramMetrics(graph),
        history=InstagramHistory(graph, waiting=waiting),
    )
