"""Makes a medium fit what a platform takes, and says what that changed. The original stays.

A picture is done while its person waits; a video is ordered as a job (`worker.fitter`).
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import InvalidError
from domain.form import Format
from domain.ids import new_id
from domain.job import Job, JobStatus
from domain.media import FITTED, MediaKind, Medium
from domain.platform import Platform
from platforms.fitting import misfits
from platforms.material import MediaItem, MediaProfile, PictureRules, VideoRules
from tools.media import file_of
from tools.services import Services
from tools.uploads import keep_file, look_at

if TYPE_CHECKING:
    from media.filming import Film

FIT = "fit"


@dataclass(frozen=True)
class Wanted:
    """For what a medium is to fit.

    crop: Whether edges may be cut off; else bars are added where its shape is not taken.
    """

    workspace_id: str
    sha256: str
    platform: Platform
    format: Format = Format.POST
    crop: bool = False

    @property
    def purpose(self) -> str:
        return f"{self.platform.value}/{self.format.value}"


@dataclass(frozen=True)
class Fitted:
    """The medium that fits: a new one, or the same with no changes."""

    medium: Medium
    purpose: str
    changes: tuple[str, ...] = ()


async def fit(services: Services, wanted: Wanted) -> Fitted | str:
    """The medium as it fits, or the id of the job that makes it.

    Raises:
        InvalidError: `media_unfit` with every reason, or `format_not_offered`.
        NotFoundError: The workspace has no such medium, or its file is gone.
    """
    medium, profile = await source_of(services, wanted)
    known = await _made_before(services, wanted, profile)
    if known is not None:
        return known
    rules = profile.rules(medium.kind)
    if isinstance(rules, PictureRules) and medium.kind is MediaKind.PICTURE:
        return await _fit_picture(services, wanted, medium, rules, profile)
    if isinstance(rules, VideoRules):
        film, _ = await film_of(services, wanted, medium, rules, profile)
        return await _ordered(services, wanted, medium) if film else Fitted(medium, wanted.purpose)
    refuse_misfits(profile, wanted, medium)
    return Fitted(medium, wanted.purpose)


async def source_of(services: Services, wanted: Wanted) -> tuple[Medium, MediaProfile]:
    """What is to fit, and the rules.

    Raises:
        InvalidError: `format_not_offered`.
        NotFoundError: The workspace has no such medium.
    """
    formats = services.platforms.get(wanted.platform).renderer.formats
    profile = formats.get(wanted.format)
    if profile is None:
        offered = " or ".join(one.value for one in formats)
        raise InvalidError(
            f"{wanted.platform.title} has no {wanted.format.value} here. Choose {offered}.",
            code="format_not_offered",
        )
    async with services.store.reading() as unit:
        return await unit.media.get(wanted.workspace_id, wanted.sha256), profile


def refuse_misfits(profile: MediaProfile, wanted: Wanted, medium: Medium) -> None:
    """See that nothing is wrong with it any more.

    Raises:
        InvalidError: `media_unfit` with every reason.
    """
    reasons = _reasons(profile, wanted.platform, medium)
    if reasons:
        raise InvalidError(" ".join(reasons), code="media_unfit", extra={"reasons": reasons})


async def film_of(
    services: Services,
    wanted: Wanted,
    medium: Medium,
    rules: VideoRules,
    profile: MediaProfile,
) -> tuple["Film | None", list[str]]:
    """How a video is made to fit, and what that changes; None when it fits.

    Raises:
        InvalidError: `media_unfit` with every reason.
        NotFoundError: `medium_missing`; its file is gone.
    """
    from media import boxes, filming
    from media.inspecting import Inspected

    source = await file_of(services, medium.sha256)
    # whoever fetches a film begins to play it while it arrives
    index_first = not profile.fetches or (
        (await asyncio.to_thread(boxes.look_through, source)).index_first
    )
    found = Inspected(
        content_type=medium.content_type,
        width=medium.width,
        height=medium.height,
        size=medium.size,
        facts=medium.facts,
    )
    film, changes = filming.planned(found, rules, crop=wanted.crop, index_first=index_first)
    if film is None:
        refuse_misfits(profile, wanted, medium)
    return film, changes


def provenance_of(wanted: Wanted, changes: tuple[str, ...]) -> dict[str, object]:
    return {
        "kind": FITTED,
        "of": wanted.sha256,
        "for": wanted.purpose,
        "crop": wanted.crop,
        "changes": list(changes),
    }


async def _fit_picture(
    services: Services,
    wanted: Wanted,
    medium: Medium,
    rules: PictureRules,
    profile: MediaProfile,
) -> Fitted:
    if not _reasons(profile, wanted.platform, medium):
        return Fitted(medium, wanted.purpose)
    if (medium.facts.frames or 1) > 1:
        raise InvalidError(
            "This picture moves, and would have to stand still to fit. Save it as an MP4 video, "
            "or use a still one.",
            code="media_unfit",
        )
    from media.developing import Order, picture_type
    from media.looking import develop
    from media.reshaping import Wish, reshaped

    content_type = picture_type(
        medium.content_type, medium.size, rules.content_types, rules.max_bytes
    )
    wish = Wish(crop=wanted.crop, max_pixels=rules.max_pixels)
    shape, changes = reshaped((medium.width, medium.height), rules, wish)
    order = Order(
        of_type=medium.content_type,
        content_type=content_type,
        shape=shape,
        max_bytes=rules.max_bytes,
        min_width=rules.min_width,
    )
    source = await file_of(services, medium.sha256)
    result = services.blobs.inbox / f"fit-{new_id()}"
    try:
        changes = [*changes, *await develop(source, order, result)]
        return await kept(services, wanted, profile, result, tuple(changes))
    finally:
        await asyncio.to_thread(result.unlink, missing_ok=True)


async def kept(
    services: Services,
    wanted: Wanted,
    profile: MediaProfile,
    result: Path,
    changes: tuple[str, ...],
) -> Fitted:
    """Keep what was made, if it does fit.

    Raises:
        InvalidError: `media_unfit` with every reason; nothing was kept.
    """
    sha256 = await services.blobs.digest_of(result)
    made = await look_at(
        services,
        wanted.workspace_id,
        result,
        sha256,
        provenance=provenance_of(wanted, changes),
    )
    refuse_misfits(profile, wanted, made)
    return Fitted(await keep_file(services, made, result), wanted.purpose, changes)


async def _made_before(services: Services, wanted: Wanted, profile: MediaProfile) -> Fitted | None:
    """What was made for the same purpose earlier, while the rules still take it."""
    async with services.store.reading() as unit:
        found = await unit.media.fitted(
            wanted.workspace_id, wanted.sha256, wanted.purpose, crop=wanted.crop
        )
    if found is None or _reasons(profile, wanted.platform, found):
        return None
    changes = found.provenance.get("changes")
    told = tuple(map(str, changes)) if isinstance(changes, list) else ()
    return Fitted(found, wanted.purpose, told)


async def _ordered(services: Services, wanted: Wanted, medium: Medium) -> str:
    """The id of the job that converts it; that of one under way, if there is one."""
    order = {
        "brand_id": "",  # so that those of a workspace come one after the other
        "sha256": wanted.sha256,
        "platform": wanted.platform.value,
        "format": wanted.format.value,
        "crop": wanted.crop,
    }
    async with services.store.writing() as unit:
        known = await unit.jobs.latest(wanted.workspace_id, FIT, "")
        for job in known:
            if job.order == order and job.status is not JobStatus.DONE:
                return job.id
        job = Job(
            id=new_id(),
            workspace_id=wanted.workspace_id,
            kind=FIT,
            order=order,
            tally={},
            total=max(1, round(medium.facts.duration_s or 1)),
            created_at=services.clock(),
        )
        await unit.jobs.add(job)
    return job.id


def _reasons(profile: MediaProfile, platform: Platform, medium: Medium) -> list[str]:
    item = MediaItem(
        sha256=medium.sha256,
        content_type=medium.content_type,
        width=medium.width,
        height=medium.height,
        size=medium.size,
        facts=medium.facts,
        url="",
    )
    return [f"It {reason}" for reason in misfits(profile, platform, item)]
