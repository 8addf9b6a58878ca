"""Proves before anybody approves that a post's media can go out: fit for the platform, reachable.

Talks to our own public address at most; nothing here posts.
"""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from domain.content import Version
from domain.errors import InvalidError, NotFoundError
from domain.platform import Platform
from platforms.http import Http, Timeouts, UnansweredError
from platforms.ports import MediaItem, MediaProfile
from tools.media import media_items
from tools.services import Services

PATIENCE_S = 15.0
_KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "video/mp4": "MP4"}
_SET_IT = (
    "Set INSTA_PUBLIC_URL to the https address under which this server can be reached from the "
    "internet, then approve again."
)


async def check_media(
    services: Services, workspace_id: str, platform: Platform, version: Version
) -> tuple[MediaItem, ...]:
    """Check everything that can be known of a version's media before its post goes out.

    Our addresses carry no expiry: each is served until the approval is over, so one that answers
    now answers through the slot's window too.

    Returns:
        The media, as the platform is given them.

    Raises:
        InvalidError: `media_unfit` with every reason, or `media_unreachable`.
    """
    capabilities = services.platforms.get(platform)
    profile = capabilities.renderer.media
    try:
        items = await media_items(services, workspace_id, version)
    except NotFoundError as error:
        raise InvalidError(error.message, code="media_unfit") from error
    if problems := media_problems(items, profile, platform):
        raise InvalidError(" ".join(problems), code="media_unfit")
    if profile.fetches and items:
        await _prove_reachable(services, items, platform, is_real=not capabilities.is_sandbox)
    return items


def media_problems(
    items: Sequence[MediaItem], profile: MediaProfile, platform: Platform
) -> tuple[str, ...]:
    """Why the platform would not take these media, in words for a person; empty when it would."""
    found = []
    if len(items) < profile.least:
        found.append(
            f"{platform.title} takes no post without a picture. Ask for a new draft with one."
        )
    if len(items) > profile.most:
        most = "no pictures" if not profile.most else f"{profile.most} at most"
        found.append(f"The post has {len(items)} pictures; {platform.title} takes {most}.")
    for item in items if profile.most else ():
        found += _unfit(item, profile, platform.title)
    return tuple(found)


def _unfit(item: MediaItem, profile: MediaProfile, title: str) -> list[str]:
    kind = _KINDS.get(item.content_type, item.content_type)
    if item.content_type not in profile.content_types:
        taken = " or ".join(_KINDS.get(t, t) for t in profile.content_types)
        return [f"The picture is a {kind}; {title} takes {taken}. Save it as that."]
    found = []
    if item.size > profile.max_bytes:
        found.append(
            f"The picture has {item.size / 1e6:.1f} MB; {title} takes up to "
            f"{profile.max_bytes / 1e6:.1f} MB. Make it smaller."
        )
    if not profile.min_aspect <= item.aspect <= profile.max_aspect:
        found.append(
            f"The picture is {item.width} by {item.height}, too "
            f"{'tall' if item.aspect < profile.min_aspect else 'wide'} for {title}. Crop it."
        )
    if item.width < profile.min_width:
        found.append(
            f"The picture is {item.width} pixels wide; {title} wants at least "
            f"{profile.min_width}. Use a larger one."
        )
    if profile.max_pixels and item.width * item.height >= profile.max_pixels:
        found.append(f"The picture has more pixels than {title} takes. Make it smaller.")
    return found


async def _prove_reachable(
    services: Services, items: Sequence[MediaItem], platform: Platform, *, is_real: bool
) -> None:
    """Fetch each medium as the platform will, and compare what comes."""
    _require_address(services.public_url, platform, is_real=is_real)
    # only a stand-in on this machine may be sent to a private address
    allowed = () if is_real else (services.public_url,)
    async with Http(allowed=allowed, timeouts=Timeouts(total=PATIENCE_S)) as http:
        for item in items:
            await _prove_one(http, item, platform)


def _require_address(address: str, platform: Platform, *, is_real: bool) -> None:
    fetches = f"{platform.title} fetches the picture from this server"
    if not address:
        raise _unreachable(f"{fetches}, but this process does not know its own address. {_SET_IT}")
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        raise _unreachable(
            f"INSTA_PUBLIC_URL must be a plain address, without ? or #, as {fetches}. {_SET_IT}"
        )
    if is_real and parts.scheme != "https":
        raise _unreachable(f"{fetches}, which needs https; {address} is not. {_SET_IT}")


async def _prove_one(http: Http, item: MediaItem, platform: Platform) -> None:
    where = f"{platform.title} could not fetch the picture from {item.url}"
    try:
        answer = await http.send("GET", item.url, max_bytes=item.size)
    except UnansweredError as error:
        raise _unreachable(f"{where}: {error.reason}. {_SET_IT}") from error
    if answer.status != 200:
        raise _unreachable(f"{where}: it answers {answer.status}. {_SET_IT}")
    if hashlib.sha256(answer.body).hexdigest() != item.sha256:
        raise _unreachable(
            f"{where}: something else is served there, so that address leads to another server. "
            f"{_SET_IT}"
        )
    if answer.headers.get("content-type", "").split(";")[0] != item.content_type:
        raise _unreachable(f"{where}: it is not served as {item.content_type}. {_SET_IT}")


def _unreachable(message: str) -> InvalidError:
    return InvalidError(f"{message} Nothing was approved.", code="media_unreachable")
