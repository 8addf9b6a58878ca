"""A script's storyboard as a video: ordered as a job, drawn by `worker.filmer`, kept as a medium.

It goes into no post by itself: whoever wants it out writes a Reel, Short or Story with it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from domain.account import Member, Right
from domain.brand import Brand, BrandProfile, Contact
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.form import Format
from domain.frozen import Frozen
from domain.ids import new_id
from domain.job import Job
from domain.look import Ratio, Style
from domain.media import ASKED_BY, STORYBOARD, MediaFacts, Medium
from domain.platform import Platform
from domain.video import VideoScript
from media.frames import FRAMES
from media.storyboard.look import FPS, Look, Storyboard
from platforms.fitting import misfits
from platforms.material import MediaItem
from platforms.registry import Platforms
from tools.cards import logo_of
from tools.looks import look_for
from tools.media import require_own, whole
from tools.quotas import count_images, require_image_left
from tools.services import Services
from tools.uploads import keep_file, look_at

if TYPE_CHECKING:
    from media.reel import Told

KIND = "storyboard"
ROOM = 64 * 1024 * 1024
"""Bytes that a storyboard of a minute and what is drawn beside it may take."""
MOST_WAITING = 3
"""Of a workspace at a time: each keeps two cores busy for about its own length."""
_FORMATS = {
    Platform.INSTAGRAM: Format.REEL,
    Platform.FACEBOOK: Format.REEL,
    Platform.YOUTUBE: Format.SHORT,
}
"""How a short video is usually shown; elsewhere in an ordinary post."""


class StoryboardOrder(Frozen):
    """What is to be drawn, as the job keeps it."""

    brand_id: str
    script: VideoScript
    platform: Platform
    format: Format
    style: Style
    ratio: Ratio
    pictures: dict[int, str] = Field(default_factory=dict)
    """By scene number the hash of a picture of the workspace."""
    by: str
    """The person who asked for it; empty: the team, for a post."""


class StoryboardWish(Frozen):
    """A request for a storyboard; what is left out follows from platform and brand."""

    script: VideoScript
    platform: Platform
    format: Format | None = None
    style: Style | None = None
    ratio: Ratio | None = None
    pictures: dict[int, str] = Field(default_factory=dict)


async def order(services: Services, member: Member, brand: Brand, wish: StoryboardWish) -> str:
    """The id of the job that draws it; that of one under way, if the same is being drawn.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `format_not_offered`, `media_unfit` with every reason, `bad_edit` (a picture
            that is not the workspace's), `unknown_scene`, `not_a_picture`.
        ConflictError: `too_many_orders`.
        LimitError: The plan's images of this month are used up.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver for this video.", code="not_an_editor")
    wanted = understood(services.platforms, brand, wish, by=member.user_id)
    await _require_pictures(services, member.workspace_id, wanted)
    plain = wanted.model_dump(mode="json")
    async with services.store.writing() as unit:
        waiting = await unit.jobs.unfinished(member.workspace_id, KIND)
        for job in waiting:
            if job.order == plain:
                return job.id
        if len(waiting) >= MOST_WAITING:
            raise ConflictError(
                f"{MOST_WAITING} storyboards are being drawn already. Wait for one of them.",
                code="too_many_orders",
            )
        await require_image_left(unit, member.workspace_id, services.clock())
        made = Job(
            id=new_id(),
            workspace_id=member.workspace_id,
            kind=KIND,
            order=plain,
            tally={},
            total=wish.script.duration,
            created_at=services.clock(),
        )
        await unit.jobs.add(made)
        by, now = member.user_id, made.created_at
        await count_images(unit, member.workspace_id, now, by, [made.id])
    return made.id


def understood(
    platforms: Platforms, brand: Brand, wish: StoryboardWish, *, by: str
) -> StoryboardOrder:
    """The wish with what follows from brand and platform.

    Raises:
        InvalidError: `format_not_offered`, or `media_unfit` with every reason.
    """
    format_ = wish.format or _FORMATS.get(wish.platform, Format.POST)
    look = look_for(brand.profile, wish.platform, format_, style=wish.style, ratio=wish.ratio)
    # an ordinary post's pictures may be wide; a short video is filmed upright or square
    ratio = wish.ratio or (Ratio.SQUARE if format_ is Format.POST else look.ratio)
    wanted = StoryboardOrder(
        brand_id=brand.id,
        script=wish.script,
        platform=wish.platform,
        format=format_,
        style=look.style,
        ratio=ratio,
        pictures=wish.pictures or _of_products(brand.profile, wish.script),
        by=by,
    )
    _require_taken(platforms, wanted)
    return wanted


def _of_products(profile: BrandProfile, script: VideoScript) -> dict[int, str]:
    """In each scene that names a product with a picture, that picture: never another one's."""
    pictured = [product for product in profile.products if product.picture]
    found: dict[int, str] = {}
    for scene in script.scenes[1:-1]:
        shown = [o.text for o in script.text_overlays if o.scene_number == scene.scene_number]
        said = " ".join((scene.description, *scene.visual_elements, scene.dialogue or "", *shown))
        named = [p for p in pictured if p.name.casefold() in said.casefold()]
        if named:
            longest = max(named, key=lambda product: len(product.name))
            found[scene.scene_number] = longest.picture or ""
    return found


def _require_taken(platforms: Platforms, wanted: StoryboardOrder) -> None:
    """See that the platform would take the video, before minutes go into it."""
    title, format_ = wanted.platform.title, wanted.format.value
    profile = platforms.get(wanted.platform).renderer.formats.get(wanted.format)
    if profile is None or profile.videos is None:
        raise InvalidError(
            f"{title} takes no video in a {format_}. Choose another format.",
            code="format_not_offered",
        )
    frame = FRAMES[wanted.ratio]
    item = MediaItem(
        sha256="",
        content_type="video/mp4",
        width=frame.width,
        height=frame.height,
        size=max(profile.videos.min_bytes, 1),
        facts=MediaFacts(
            duration_s=float(wanted.script.duration),
            fps=float(FPS),
            video_codec="h264",
            audio_codec="aac",
            audio_hz=48_000,
        ),
        url="",
    )
    if reasons := [f"It {reason}" for reason in misfits(profile, wanted.platform, item)]:
        raise InvalidError(" ".join(reasons), code="media_unfit", extra={"reasons": reasons})


async def _require_pictures(services: Services, workspace_id: str, wanted: StoryboardOrder) -> None:
    if not wanted.pictures:
        return
    if strange := sorted(set(wanted.pictures) - {s.scene_number for s in wanted.script.scenes}):
        raise InvalidError(
            f"pictures: there is no scene {', '.join(map(str, strange))}; the script has "
            f"{len(wanted.script.scenes)}.",
            code="unknown_scene",
        )
    hashes = tuple(dict.fromkeys(wanted.pictures.values()))
    await require_own(services, workspace_id, hashes)
    async with services.store.reading() as unit:
        known = await unit.media.known(workspace_id, hashes)
    if any(not medium.content_type.startswith("image/") for medium in known):
        raise InvalidError(
            "pictures: one of these is no picture. Use JPEG, PNG or WebP.", code="not_a_picture"
        )


async def film(
    services: Services, workspace_id: str, wanted: StoryboardOrder, result: Path, told: "Told"
) -> tuple[Medium, Storyboard]:
    """Draw it into `result`, which lies in the inbox, and keep it as a medium.

    Raises:
        UnavailableError: It could not be drawn, or not in time.
        NotFoundError: The brand or a picture is gone meanwhile.
    """
    from media.reel import render  # the imaging library loads when one is needed

    async with services.store.reading() as unit:
        profile = (await unit.brands.current(workspace_id, wanted.brand_id)).profile
    look = Look(
        palette=profile.brand_assets.color_palette,
        name=profile.business_name,
        place=profile.location,
        contact=_reached(profile.contact),
        style=wanted.style,
        logo=await logo_of(services, workspace_id, profile),
    )
    pictures = {scene: await whole(services, one) for scene, one in wanted.pictures.items()}
    await services.blobs.require_room(ROOM)
    async with services.drawing:  # it keeps two cores busy
        made = await render(wanted.script, look, pictures, wanted.ratio, result, told)
    sha256 = await services.blobs.digest_of(result)
    medium = await look_at(services, workspace_id, result, sha256, provenance=_provenance(wanted))
    return await keep_file(services, medium, result), made


def _provenance(wanted: StoryboardOrder) -> dict[str, object]:
    """What it was drawn from: every video says why."""
    asked = {ASKED_BY: wanted.by} if wanted.by else {}
    return {
        "kind": STORYBOARD,
        **asked,
        "title": wanted.script.title,
        "style": wanted.style.value,
        "ratio": wanted.ratio.value,
        "for": f"{wanted.platform.value}/{wanted.format.value}",
        "pictures": list(wanted.pictures.values()),
        "script": wanted.script.model_dump(mode="json"),
    }


def _reached(contact: Contact) -> str:
    """The way to reach the brand that its call shows."""
    if contact.whatsapp:
        return f"WhatsApp {contact.whatsapp}"
    return contact.phone or contact.website or ""
