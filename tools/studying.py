"""A study of a brand's own posts is ordered, and the last one looked up. Computes nothing."""

from datetime import datetime

from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.ids import new_id
from domain.job import Job, JobStatus
from domain.platform import Platform
from domain.post import Post
from domain.study import Study
from esg.study.own import NEEDED, is_usable
from store.unit import Unit
from tools.services import Services

STUDY = "study"
NEWEST = 1_000
"""Posts that are studied: on two cores in some twenty seconds."""


class OwnStudy(Frozen):
    """What is known of how well a brand's past foretells."""

    under_way: str | None
    """Id of the job that studies now."""
    made_at: datetime | None
    study: Study | None


async def order_study(
    services: Services, workspace_id: str, brand_id: str, platform: Platform | None
) -> str:
    """The id of the job that studies the posts; that of one under way, if there is one.

    Args:
        services: What the tools lean on.
        workspace_id: The tenant.
        brand_id: Whose posts.
        platform: Of which network; else the one with the most posts.

    Raises:
        InvalidError: `short_history`; too few posts with words, date and numbers.
        NotFoundError: No such brand in this workspace.
    """
    async with services.store.reading() as unit:
        found = await studied(unit, workspace_id, brand_id, platform)
        known = await unit.jobs.latest(workspace_id, STUDY, brand_id)
    under_way = next((job for job in known if job.status is not JobStatus.DONE), None)
    if under_way:
        return under_way.id
    if len(found) < NEEDED:
        of = f" on {platform.title}" if platform else ""
        raise InvalidError(
            f"A study needs at least {NEEDED} of your posts{of} with words, a date and numbers, "
            f"and {len(found)} are here. Import more past posts, or bring in those of a connected "
            "account.",
            code="short_history",
        )
    job = Job(
        id=new_id(),
        workspace_id=workspace_id,
        kind=STUDY,
        order={"brand_id": brand_id, "platform": found[0].platform.value},
        tally={},
        total=len(found),
        created_at=services.clock(),
    )
    async with services.store.writing() as unit:
        await unit.jobs.add(job)
    return job.id


async def studied(
    unit: Unit, workspace_id: str, brand_id: str, platform: Platform | None
) -> list[Post]:
    """The newest usable posts of one network, newest first."""
    posts = await unit.posts.list(workspace_id, brand_id, platform=platform, limit=NEWEST)
    usable = [post for post in posts if is_usable(post)]
    if platform is None and usable:
        names = [post.platform for post in usable]
        most = max(Platform, key=names.count)
        return await studied(unit, workspace_id, brand_id, most)
    return usable


async def latest_study(unit: Unit, workspace_id: str, brand_id: str) -> OwnStudy:
    """The newest study that was made, and whether one is under way."""
    known = await unit.jobs.latest(workspace_id, STUDY, brand_id)
    done = next((job for job in known if job.status is JobStatus.DONE), None)
    return OwnStudy(
        under_way=next((job.id for job in known if job.status is not JobStatus.DONE), None),
        made_at=done.created_at if done else None,
        study=Study.model_validate(done.result) if done else None,
    )
