"""Puts X's capabilities together. Holds no rule of its own."""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.http import Http
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting
from platforms.x.api import WWW_BASE, Api
from platforms.x.history import XHistory
from platforms.x.metrics import XMetrics
from platforms.x.oauth import XConnector
from platforms.x.posts import XPosts
from platforms.x.probe import XProbe
from platforms.x.public import XPublicAccounts
from platforms.x.render import XRenderer
from platforms.x.threads import XThreads
from platforms.x.timeline import Timeline
from platforms.x.uploads import XUploads


def x(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    api = Api(http, settings.api_base, now=now)
    www_base = (settings.auth_base or WWW_BASE).rstrip("/")
    posts = XPosts(api, XUploads(api, waiting=waiting), www_base=www_base)
    timeline = Timeline(api)
    return Capabilities(
        platform=Platform.X,
        is_sandbox=settings.is_sandbox,
        renderer=XRenderer(),
        connector=XConnector(settings, http=http, api=api, now=now),
        publisher=posts,
        probe=XProbe(timeline, www_base=www_base),
        metrics=XMetrics(api),
        history=XHistory(api, timeline, www_base=www_base, waiting=waiting),
        continues=XThreads(posts, timeline, www_base=www_base),
        deleter=posts,
        public=XPublicAccounts(api, timeline, www_base=www_base, waiting=waiting),
    )
