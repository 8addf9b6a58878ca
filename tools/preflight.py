"""Proves before anybody approves that a post's media can go out: fit for the platform, reachable.

Talks to our own public address at most; nothing here posts.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from domain.content import Version
from domain.errors import InvalidError, NotFoundError
from domain.media import MediaKind
from domain.platform import Platform
from platforms.fitting import media_problems
from platforms.http import Answer, Http, Timeouts, UnansweredError
from platforms.material import MediaItem, MediaProfile
from tools.media import Kept, media_items
from tools.services import Services

PATIENCE_S = 15.0
END_BYTES = 64 * 1024
"""Of each end of a large file, which prove that an address leads to it."""
ANY_LENGTH = sys.maxsize
"""The renderer refused a description that is too long before anybody was asked."""
_SET_IT = (
    "Set INSTA_PUBLIC_URL to the https address under which this server can be reached from the "
    "internet, then approve again."
)


async def check_media(
    services: Services,
    workspace_id: str,
    platform: Platform,
    version: Version,
    *,
    is_served: bool = True,
) -> tuple[MediaItem, ...]:
    """Check everything that can be known of a version's media before its post goes out.

    Args:
        is_served: Whether we hand them out now, so that their addresses can be tried.

    Our addresses carry no expiry: each is served until the approval is over, so one that answers
    now answers through the slot's window too.

    Returns:
        The media, as the platform is given them.

    Raises:
        InvalidError: `media_unfit` with every reason, or `media_unreachable`.
    """
    capabilities = services.platforms.get(platform)
    formats = capabilities.renderer.formats
    profile = formats.get(version.form.format, MediaProfile())
    try:
        items = await media_items(services, workspace_id, version)
    except NotFoundError as error:
        raise InvalidError(error.message, code="media_unfit") from error
    problems = media_problems(profile, platform, version, items, longest_alt_text=ANY_LENGTH)
    if problems:
        raise InvalidError(" ".join(problems), code="media_unfit")
    await _require_files(Kept(services, workspace_id), items)
    if profile.fetches and items and is_served:
        await _prove_reachable(
            services, workspace_id, items, platform, is_real=not capabilities.is_sandbox
        )
    return items


async def _require_files(files: Kept, items: Sequence[MediaItem]) -> None:
    """Before anybody is sent to our address: what is missing here cannot be served there."""
    for item in items:
        try:
            await files.prove(item.sha256)
        except NotFoundError as error:
            raise InvalidError(
                f"{error.message} Nothing was changed.", code="media_unfit"
            ) from error


async def _prove_reachable(
    services: Services,
    workspace_id: str,
    items: Sequence[MediaItem],
    platform: Platform,
    *,
    is_real: bool,
) -> None:
    """Fetch each medium as the platform will, and compare what comes; of large files the ends."""
    _require_address(services.public_url, platform, items, is_real=is_real)
    # only a stand-in on this machine may be sent to a private address
    allowed = () if is_real else (services.public_url,)
    files = Kept(services, workspace_id)
    async with Http(allowed=allowed, timeouts=Timeouts(total=PATIENCE_S)) as http:
        for item in items:
            if item.kind in (MediaKind.PICTURE, MediaKind.ANIMATION):
                await _prove_one(http, item, platform)
            else:
                await _prove_ends(http, item, platform, files)


def _require_address(
    address: str, platform: Platform, items: Sequence[MediaItem], *, is_real: bool
) -> None:
    kinds = " and ".join(dict.fromkeys(f"the {item.kind}" for item in items))
    fetches = f"{platform.title} fetches {kinds} from this server"
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
    """Fetch a picture whole."""
    where = _where(item, platform)
    answer = await _fetched(http, item, where, most=item.size)
    if answer.status != 200:
        raise _unreachable(f"{where}: it answers {answer.status}. {_SET_IT}")
    if hashlib.sha256(answer.body).hexdigest() != item.sha256:
        raise _another(where)
    _require_type(answer, item, where)


async def _prove_ends(http: Http, item: MediaItem, platform: Platform, files: Kept) -> None:
    """Fetch the first and the last bytes of what is too large to fetch for a proof.

    With its length they are its own: they hold a film's index and its last moments.
    """
    where = _where(item, platform)
    length = min(END_BYTES, item.size)
    for start in dict.fromkeys((0, item.size - length)):
        told = {"range": f"bytes={start}-{start + length - 1}"}
        answer = await _fetched(http, item, where, most=length, headers=told)
        if answer.status not in (200, 206) or (answer.status == 200 and length < item.size):
            raise _unreachable(f"{where}: asked for a part, it answers {answer.status}. {_SET_IT}")
        whole = f"bytes {start}-{start + length - 1}/{item.size}"
        is_whole = answer.status == 200 or answer.headers.get("content-range") == whole
        if not is_whole or answer.body != await files.part(item.sha256, start, length):
            raise _another(where)
        _require_type(answer, item, where)


async def _fetched(
    http: Http,
    item: MediaItem,
    where: str,
    *,
    most: int,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    try:
        return await http.send("GET", item.url, max_bytes=most, headers=headers)
    except UnansweredError as error:
        if headers and error.head is not None and error.head.status == 200:
            raise _unreachable(
                f"{where}: something before this server hands out whole files only, and a "
                f"platform asks for parts of a large one (Range). Allow them there. {_SET_IT}"
            ) from error
        raise _unreachable(f"{where}: {error.reason}. {_SET_IT}") from error


def _where(item: MediaItem, platform: Platform) -> str:
    return f"{platform.title} could not fetch the {item.kind} from {item.url}"


def _require_type(answer: Answer, item: MediaItem, where: str) -> None:
    if answer.headers.get("content-type", "").split(";")[0] != item.content_type:
        raise _unreachable(f"{where}: it is not served as {item.content_type}. {_SET_IT}")


def _another(where: str) -> InvalidError:
    return _unreachable(
        f"{where}: something else is served there, so that address leads to another server. "
        f"{_SET_IT}"
    )


def _unreachable(message: str) -> InvalidError:
    return InvalidError(f"{message} Nothing was approved.", code="media_unreachable")
