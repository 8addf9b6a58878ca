"""How long a caption is where it will stand, by the adapters that will send it."""

from functools import cache

from domain.content import Provenance, Safety, Version
from domain.platform import Platform
from domain.times import EARLIEST
from platforms.instagram.render import InstagramRenderer
from platforms.linkedin.render import LinkedInRenderer
from platforms.ports import Renderer


@cache
def _renderers() -> dict[Platform, Renderer]:
    return {Platform.INSTAGRAM: InstagramRenderer(), Platform.LINKEDIN: LinkedInRenderer()}


def length(platform: Platform, text: str, hashtags: tuple[str, ...]) -> int | None:
    """Characters as the platform counts them; None for a platform that has no adapter yet."""
    renderer = _renderers().get(platform)
    if renderer is None:
        return None
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
    return renderer.render(version, account_id="").character_count


def limit(platform: Platform) -> int:
    """The platform's own limit; of one without an adapter the shortest we know."""
    renderer = _renderers().get(platform)
    return renderer.limit if renderer else 280
