"""POST /{ig}/media: fetches the medium, checks it, keeps it in a new container."""

from dataclasses import replace

from starlette.responses import Response

from sandbox import files, pictures
from sandbox.exchange import Call, RefusalError
from sandbox.fetching import Download, Trouble, fetch, fetch_to
from sandbox.instagram import access, containers, films, uploading
from sandbox.instagram.containers import (
    READY_AFTER_MS,
    VIDEO_READY_AFTER_MS,
    Container,
    Kind,
    Status,
)
from sandbox.instagram.draft import Draft, read_draft
from sandbox.meta import errors
from sandbox.world import World

LARGEST_IMAGE = 8 * 1024 * 1024
NARROWEST = 4 / 5
WIDEST = 1.91
MOST_CONTAINERS = 400
DAY_MS = 24 * 3600 * 1000


async def bring(world: World, call: Call) -> Call:
    """Fetches the medium of a call that has a good token and asks for one."""
    try:
        draft = read_draft(access.enter(world, call, access.PUBLISH).params)
    except RefusalError:
        return call
    if draft.image_url:
        return replace(call, download=await fetch(draft.image_url, largest=LARGEST_IMAGE))
    if draft.video_url:
        key = world.stash.new()
        path = world.stash.path(key)
        trouble = await fetch_to(path, draft.video_url, largest=films.LARGEST)
        return replace(call, download=Download(trouble=trouble, stashed=key))
    return call


def create(world: World, call: Call) -> Response:
    visit = access.enter(world, call, access.PUBLISH)
    draft = read_draft(visit.params)
    account, now = visit.grant.account, world.clock.now_ms()
    _check_allowance(world, account, now)
    download = call.download or Download(trouble=Trouble.UNREACHABLE)
    children = [_child(world, account, child, now) for child in draft.children]
    kept = tuple(sha256 for child in children for sha256 in child.files)
    if draft.image_url:
        kept = (_keep(world, draft, download),)
    container = Container(
        id=containers.new_id(),
        account=account,
        kind=draft.kind,
        caption=draft.caption,
        alt_text=draft.alt_text,
        is_child=draft.is_child,
        is_video=draft.is_video,
        wishes=draft.wishes,
        files=kept,
        children=draft.children,
        created_ms=now,
        ready_ms=None
        if draft.is_video
        else max(now + READY_AFTER_MS, *(child.ready_ms or 0 for child in children), 0),
        upload=world.stash.new() if draft.is_resumable else None,
    )
    containers.add(world.state, container)
    if draft.video_url:
        _take_film(world, container, download)
    answer = {"id": container.id}
    if draft.is_resumable:
        answer["uri"] = uploading.address(world, container.id)
    return errors.reply(answer)


def _take_film(world: World, container: Container, download: Download) -> None:
    """What is wrong with a film is told by its container and not by the call that made it."""
    if download.trouble is None:
        films.settle(world, container, download.stashed)
        return
    if download.stashed:
        world.stash.drop(download.stashed)
    subcode = {
        Trouble.TIMEOUT: 2207003,
        Trouble.TOO_LARGE: 2207026,
        Trouble.UNREACHABLE: 2207077,
    }[download.trouble]
    containers.settle(
        world.state,
        container.id,
        files=(),
        failure=films.failed(subcode, "The video could not be downloaded from its address."),
        ready_ms=world.clock.now_ms() + VIDEO_READY_AFTER_MS,
    )


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
    status = child.status(now)
    if status in (Status.EXPIRED, Status.PUBLISHED, Status.ERROR):
        raise errors.refusal(
            -2, "The media of a child has expired; make a new one", subcode=2207020
        )
    if child.is_video and status is not Status.FINISHED:
        raise errors.refusal(
            9007,
            "Media ID is not available",
            subcode=2207027,
            title="Media is not ready",
            advice="A video of the carousel is still being processed.",
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
