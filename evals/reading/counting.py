"""How long a caption is where it will stand, by the adapters that will send it."""

from functools import cache

from domain.content import Provenance, Version
from domain.platform import Platform
from domain.safety import Safety
from domain.times import EARLIEST
from platforms.facebook.render import FacebookRenderer
from platforms.instagram.render import InstagramRenderer
from platforms.linkedin.render import LinkedInRenderer
from platforms.ports import Renderer
from platforms.x.render import XRenderer
from platforms.youtube.render import YouTubeRenderer


@cache
def _renderers() -> dict[Platform, Renderer]:
    return {
        Platform.INSTAGRAM: InstagramRenderer(),
        Platform.FACEBOOK: FacebookRenderer(),
        Platform.LINKEDIN: LinkedInRenderer(),
        Platform.X: XRenderer(),
        Platform.YOUTUBE: YouTubeRenderer(),
    }


def length(platform: Platform, text: str, hashtags: tuple[str, ...]) -> int:
    """Text and hashtags as the platform counts them: characters, weights (X), bytes (YouTube)."""
    nobody = Provenance(author="", prompt="", prompt_version="", prompt_hash="")
    version = Version(
        number=1,
        text=text,
        hashtags=hashtags,
        safety=Safety(passed=True),
        provenance=nobody,
        created_at=EARLIEST,
        created_by="",
    )
    return _renderers()[platform].render(version, account_id="").character_count


def limit(platform: Platform) -> int:
    """The platform's own limit, counted in the same way."""
    return _renderers()[platform].limit
