"""/api/v1/posts: the brand's own history, listed, and a post of it deleted."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from domain.ers import reach_normalised_ers
from domain.platform import parse_platform
from domain.post import Post
from domain.register import RegisterReading
from domain.times import GivenInstant
from esg.identity import address_of
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.paging import Cursor, Limit, Page, cut
from server.running import RunningDep
from store.unit import Unit
from worker.system import System

router = APIRouter(prefix="/posts", tags=["history"])

MOST_IDS = 50


class PostsQuery(BaseModel):
    id: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=MOST_IDS)
    """Only these, whatever else is asked for."""
    platform: str | None = None
    q: str | None = Field(default=None, max_length=500)
    """Part of the text, whatever the case."""
    since: GivenInstant | None = None
    until: GivenInstant | None = None
    brand_id: str | None = None
    limit: Limit = 50
    cursor: Cursor = None


@router.get("")
async def list_posts(
    caller: Reader, running: RunningDep, wanted: Annotated[PostsQuery, Query()]
) -> Page[dict[str, object]]:
    """The brand's posts with their counts and scores, newest first."""
    brand = await chosen_brand(running.system.store, caller, wanted.brand_id)
    async with running.system.store.reading() as unit:
        found = await _chosen(unit, caller.workspace_id, brand.id, wanted)
        told = await unit.publications.permalinks(
            caller.workspace_id, [post.platform_post_id for post in found if post.platform_post_id]
        )
    esg = running.system.services.esg
    registers = await esg.registers_of(caller.workspace_id, brand.id, found)
    return cut(
        found,
        lambda post: _view(post, registers[post.id], _permalink(running.system, post, told)),
        key=lambda post: post.id,
        limit=wanted.limit,
    )


async def _chosen(
    unit: Unit, workspace_id: str, brand_id: str, wanted: PostsQuery
) -> tuple[Post, ...]:
    if wanted.id:
        found = await unit.posts.by_ids(workspace_id, brand_id, wanted.id)
        kept = [found[one] for one in dict.fromkeys(wanted.id) if one in found]
        return tuple(kept[: wanted.limit])
    return await unit.posts.list(
        workspace_id,
        brand_id,
        platform=parse_platform(wanted.platform) if wanted.platform else None,
        text=wanted.q,
        since=wanted.since,
        until=wanted.until,
        after=wanted.cursor,
        limit=wanted.limit + 1,
    )


def _permalink(system: System, post: Post, told: Mapping[str, str]) -> str | None:
    """Where people find the post: as its platform said when it went out, else by its id.

    Ids that the sandbox made up lead nowhere on the network that it plays.
    """
    if not post.platform_post_id:
        return None
    if said := told.get(post.platform_post_id):
        return said
    services = system.services
    if post.platform in services.platforms.available and system.settings.uses_sandbox(
        post.platform
    ):
        return None
    return address_of(post.platform, post.platform_post_id)


@router.delete("/{post_id}", status_code=204)
async def delete_post(post_id: str, caller: Writer, running: RunningDep) -> None:
    """Take a post out of the history, with its vectors; the index follows by itself.

    A draft that was written from it keeps what it says of it. Importing the file it came from
    brings the post back.
    """
    at = running.system.services.clock()
    async with running.system.store.writing() as unit:
        post = await unit.posts.remove(caller.workspace_id, post_id)
        await unit.audit.record(
            caller.workspace_id,
            at=at,
            user_id=caller.member.user_id,
            surface=caller.surface,
            action="post.delete",
            subject=post_id,
            detail={"brand_id": post.brand_id, "platform": post.platform.value},
        )


def _view(
    post: Post, registers: Sequence[RegisterReading], permalink: str | None
) -> dict[str, object]:
    """The post with its address, the registers it speaks in, strongest first, and both scores: by
    its counts, and by its counts per 1,000 people reached.
    """
    per_reach = reach_normalised_ers(post.likes, post.comments, post.shares, post.reach)
    return {
        **post.model_dump(mode="json", exclude={"workspace_id"}),
        "permalink": permalink,
        "registers": [read.register.value for read in registers],
        "register_confidence": {read.register.value: read.confidence for read in registers},
        "reach_normalised_ers": per_reach,
    }
