"""POST /{ig}/media: fetches the picture, checks it, keeps it in a new container."""

from dataclasses import replace

from starlette.responses import Response

from sandbox import files, pictures
from sandbox.exchange import Call, RefusalError
from sandbox.fetching import Download, Trouble, fetch
from sandbox.instagram import access, containers, errors
from sandbox.instagram.containers import READY_AFTER_MS, Container, Kind, Status
from sandbox.instagram.draft import Draft, read_draft
from sandbox.world import World

LARGEST_IMAGE = 8 * 1024 * 1024
NARROWEST = 4 / 5
WIDEST = 1.91
MOST_CONTAINERS = 400
DAY_MS = 24 * 3600 * 1000


async def bring(world: World, call: Call) -> Call:
    """Fetches the picture of a call that has a good token and asks for one."""
    try:
        draft = read_draft(access.enter(world, call, access.PUBLISH).params)
    except RefusalError:
        return call
    if not draft.image_url:
        return call
    return replace(call, download=await fetch(draft.image_url, largest=LARGEST_IMAGE))


def create(world: World, call: Call) -> Response:
    visit = access.enter(world, call, access.PUBLISH)
    draft = read_draft(visit.params)
    account, now = visit.grant.account, world.clock.now_ms()
    _check_allowance(world, account, now)
    ready_ms = now + READY_AFTER_MS
    if draft.kind is Kind.CAROUSEL:
        children = [_child(world, account, child, now) for child in draft.children]
        kept = tuple(sha256 for child in children for sha256 in child.files)
        ready_ms = max(ready_ms, *(child.ready_ms for child in children))
    else:
        kept = (_keep(world, draft, call.download or Download(trouble=Trouble.UNREACHABLE)),)
    container = Container(
        id=containers.new_id(),
        account=account,
        kind=draft.kind,
        caption=draft.caption,
        alt_text=draft.alt_text,
        is_child=draft.is_child,
        files=kept,
        children=draft.children,
        created_ms=now,
        ready_ms=ready_ms,
    )
    containers.add(world.state, container)
    return errors.reply({"id": container.id})


def _check_allowance(world: World, account: str, now: int) -> None:
    # The cap is documented, its error is not: this is the one of the cap on posts.
    if containers.count_since(world.state, account, now - DAY_MS) >= MOST_CONTAINERS:
        raise errors.refusal(
            9,
            f"An account can make {MOST_CONTAINERS} containers within 24 hours",
            subcode=2207042,
            title="Too many containers",
        )


def _child(world: World, account: str, container_id: str, now: int) -> Container:
    child = containers.find(world.state, account, container_id)
    if child is None:
        raise errors.refusal(24, f"The media {container_id[:40]} was not found", subcode=2207006)
    if not child.is_child:
        raise errors.invalid("A child must be made with is_carousel_item=true", 2207028)
    if child.status(now) in (Status.EXPIRED, Status.PUBLISHED, Status.ERROR):
        raise errors.refusal(
            -2, "The media of a child has expired; make a new one", subcode=2207020
        )
    return child


def _keep(world: World, draft: Draft, download: Download) -> str:
    if download.trouble is Trouble.TOO_LARGE:
        raise errors.refusal(
            36000,
            "The image is too large to download",
            subcode=2207004,
            title="Image too large",
            advice="The image may have 8 MiB at most.",
        )
    if download.trouble is Trouble.TIMEOUT:
        raise errors.refusal(
            -2, "Fetching the media from its address took too long", subcode=2207003
        )
    if download.trouble is not None:
        raise errors.refusal(
            9004,
            "Only photo or video can be accepted as media type",
            subcode=2207052,
            title="Media download has failed",
            advice=f"The media could not be fetched from this address: {draft.image_url[:500]}",
        )
    _check_picture(download.content, draft.kind)
    return files.keep(world.state, download.content, pictures.JPEG)


def _check_picture(content: bytes, kind: Kind) -> None:
    try:
        picture = pictures.read(content)
    except pictures.NotAPictureError as error:
        raise _wrong_format(str(error)) from None
    if picture.content_type != pictures.JPEG:
        raise _wrong_format(f"The image is {picture.content_type}; only JPEG is accepted.")
    if kind is Kind.IMAGE and not NARROWEST <= picture.ratio <= WIDEST:
        raise errors.refusal(
            36003,
            f"The aspect ratio {picture.width}:{picture.height} is not supported",
            subcode=2207009,
            title="Unsupported aspect ratio",
            advice="The ratio of width to height must be between 4:5 and 1.91:1.",
        )


def _wrong_format(advice: str) -> RefusalError:
    return errors.refusal(
        36001,
        "The image format is not supported",
        subcode=2207005,
        title="Unsupported image format",
        advice=advice,
    )
