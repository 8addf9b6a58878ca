"""Puts YouTube's capabilities together. Holds no rule of its own."""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.http import Http
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting
from platforms.youtube.analytics import Analytics
from platforms.youtube.audience import YouTubeAudience
from platforms.youtube.comments import YouTubeComments
from platforms.youtube.data import ANALYTICS_BASE, API_BASE, Data
from platforms.youtube.deleting import YouTubeDeleter
from platforms.youtube.history import YouTubeHistory
from platforms.youtube.metrics import YouTubeMetrics
from platforms.youtube.oauth import YouTubeConnector
from platforms.youtube.posts import YouTubePosts
from platforms.youtube.render import YouTubeRenderer
from platforms.youtube.resource import WWW_BASE
from platforms.youtube.sessions import Sessions
from platforms.youtube.uploads import Uploads
from platforms.youtube.videos import Videos


def youtube(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    data = Data(http, settings.api_base or API_BASE, now=now)
    uploading = Data(http, settings.upload_base or data.base, now=now)
    reports = Data(http, settings.analytics_base or ANALYTICS_BASE, now=now)
    # the stand-in shows its videos itself
    www_base = data.base if settings.is_sandbox else WWW_BASE
    videos = Videos(data)
    analytics = Analytics(reports, now=now)
    sessions = Sessions(uploading, bases=(settings.upload_base, settings.api_base))
    posts = YouTubePosts(sessions, Uploads(sessions, waiting), videos, www_base=www_base)
    metrics = YouTubeMetrics(videos, analytics)
    history = YouTubeHistory(videos, www_base=www_base, waiting=waiting)
    return Capabilities(
        platform=Platform.YOUTUBE,
        is_sandbox=settings.is_sandbox,
        renderer=YouTubeRenderer(),
        connector=YouTubeConnector(settings, http=http, videos=videos, now=now),
        publisher=posts,
        probe=posts,
        metrics=metrics,
        history=history,
        continues=YouTubeComments(data, www_base=www_base),
        deleter=YouTubeDeleter(data),
        public=history,
        audience=YouTubeAudience(videos, analytics),
    )
