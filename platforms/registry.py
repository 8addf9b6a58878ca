"""Which platforms this installation can reach, and what each can do. Holds no vendor rule."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from domain.errors import InvalidError
from domain.platform import Platform
from platforms.facebook.adapter import facebook
from platforms.http import Http
from platforms.instagram.adapter import instagram
from platforms.linkedin.adapter import linkedin
from platforms.ports import Capabilities, PlatformSettings
from platforms.waiting import Waiting
from platforms.x.adapter import x
from platforms.youtube.adapter import youtube

_ADAPTERS: Mapping[Platform, Callable[..., Capabilities]] = {
    Platform.INSTAGRAM: instagram,
    Platform.FACEBOOK: facebook,
    Platform.LINKEDIN: linkedin,
    Platform.X: x,
    Platform.YOUTUBE: youtube,
}


class Platforms:
    """The adapters by platform."""

    def __init__(self, adapters: Iterable[Capabilities]) -> None:
        self._adapters = {adapter.platform: adapter for adapter in adapters}

    @property
    def available(self) -> tuple[Platform, ...]:
        return tuple(self._adapters)

    def get(self, platform: Platform) -> Capabilities:
        """What can be done on that platform.

        Raises:
            InvalidError: `platform_not_available`; this installation has no settings of it.
        """
        if platform in self._adapters:
            return self._adapters[platform]
        known = ", ".join(p.title for p in self.available) or "none"
        raise InvalidError(
            f"{platform.title} is not set up here. Choose one of these instead: {known}.",
            code="platform_not_available",
        )


def build_platforms(
    settings: Mapping[Platform, PlatformSettings],
    *,
    http: Http,
    now: Callable[[], datetime],
    waiting: Waiting | None = None,
) -> Platforms:
    """The adapters of every platform that has both settings and an adapter.

    The configured bases may be called even when they are private addresses: they come from whoever
    runs the installation, not from a request.

    Args:
        settings: Where each platform is.
        http: The guarded way out.
        now: The product's clock.
        waiting: How pauses are made while a platform works on media.
    """
    chosen = {p: s for p, s in settings.items() if p in _ADAPTERS}
    for one in chosen.values():
        bases = (
            one.api_base,
            one.upload_base,
            one.auth_base,
            one.token_base,
            one.analytics_base,
        )
        http.allow(*filter(None, bases))
    wait = waiting or Waiting()
    return Platforms(_ADAPTERS[p](s, http=http, now=now, waiting=wait) for p, s in chosen.items())
