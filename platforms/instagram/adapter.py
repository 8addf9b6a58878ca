"""Puts Instagram's capabilities together, for either way of signing in. Holds no rule itself."""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.http import Http
from platforms.instagram import scopes
from platforms.instagram.audience import InstagramAudience
from platforms.instagram.comments import instagram_comments
from platforms.instagram.containers import Containers
from platforms.instagram.deleter import InstagramDeleter
from platforms.instagram.errors import INSTAGRAM
from platforms.instagram.facebook_login import FacebookLogin
from platforms.instagram.history import InstagramHistory
from platforms.instagram.metrics import InstagramMetrics
from platforms.instagram.oauth import InstagramConnector
from platforms.instagram.posts import InstagramPosts
from platforms.instagram.probe import InstagramProbe
from platforms.instagram.public import InstagramPublic
from platforms.instagram.render import InstagramRenderer
from platforms.instagram.upload import Upload
from platforms.meta.graph import Graph
from platforms.ports import Capabilities, Connector, PlatformSettings
from platforms.waiting import Waiting

API_BASE = "https://graph.instagram.com"
FACEBOOK_BASE = "https://graph.facebook.com"
"""For tokens of Facebook Login."""


def instagram(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    is_facebook = settings.login == scopes.FACEBOOK
    documented = FACEBOOK_BASE if is_facebook else API_BASE
    graph = Graph(http, settings.api_base or documented, product=INSTAGRAM)
    upload = Upload(http, base=settings.upload_base, own=graph.base, waiting=waiting)
    containers = Containers(graph, upload=upload, waiting=waiting, fetches_http=settings.is_sandbox)
    connector: Connector = (
        FacebookLogin(settings, http=http, graph=graph, now=now)
        if is_facebook
        else InstagramConnector(settings, http=http, graph=graph, now=now)
    )
    return Capabilities(
        platform=Platform.INSTAGRAM,
        is_sandbox=settings.is_sandbox,
        renderer=InstagramRenderer(),
        connector=connector,
        publisher=InstagramPosts(graph, containers),
        probe=InstagramProbe(graph, containers, waiting=waiting),
        metrics=InstagramMetrics(graph),
        history=InstagramHistory(graph, waiting=waiting),
        continues=instagram_comments(graph),
        deleter=InstagramDeleter(graph),
        public=InstagramPublic(graph, waiting=waiting) if is_facebook else None,
        audience=InstagramAudience(graph),
    )
