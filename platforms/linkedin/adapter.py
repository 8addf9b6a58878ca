"""Puts LinkedIn's capabilities together. Holds no rule of its own.

LinkedIn has no call for other accounts, and none for a place: neither is offered.
"""

from collections.abc import Callable
from datetime import datetime

from domain.platform import Platform
from platforms.http import Http
from platforms.linkedin.audience import LinkedInAudience
from platforms.linkedin.comments import LinkedInComments
from platforms.linkedin.deleting import LinkedInDeleter
from platforms.linkedin.history import LinkedInHistory
from platforms.linkedin.media import LinkedInMedia
from platforms.linkedin.metrics import LinkedInMetrics
from platforms.linkedin.oauth import LinkedInConnector
from platforms.linkedin.posts import LinkedInPosts
from platforms.linkedin.render import LinkedInRenderer
from platforms.linkedin.rest import WWW_BASE, Rest
from platforms.linkedin.uploads import Uploads
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting


def linkedin(
    settings: PlatformSettings, *, http: Http, now: Callable[[], datetime], waiting: Waiting
) -> Capabilities:
    rest = Rest(http, settings.api_base, now=now)
    uploads = Uploads(rest, bases=(settings.upload_base, settings.api_base))
    media = LinkedInMedia(http, uploads, waiting=waiting)
    www_base = (settings.auth_base or WWW_BASE).rstrip("/")
    posts = LinkedInPosts(rest, media, www_base=www_base)
    metrics = LinkedInMetrics(rest)
    return Capabilities(
        platform=Platform.LINKEDIN,
        is_sandbox=settings.is_sandbox,
        renderer=LinkedInRenderer(),
        connector=LinkedInConnector(settings, http=http, rest=rest, now=now),
        publisher=posts,
        probe=posts,
        metrics=metrics,
        history=LinkedInHistory(rest, metrics, www_base=www_base, waiting=waiting),
        continues=LinkedInComments(rest, www_base=www_base),
        deleter=LinkedInDeleter(rest),
        audience=LinkedInAudience(rest, metrics),
    )
