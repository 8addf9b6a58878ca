"""/api/v1/posts: the brand's own history, listed, and a post of it deleted."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from domain.ers import reach_normalised_ers
from domain.platform import parse_platform
from domain.post import Post
from domain.register import RegisterReading
from domain.times import GivenInstant
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.paging import Cursor, Limit, Page, cut
from server.running import RunningDep

router = APIRouter(prefix="/posts", tags=["history"])


class PostsQuery(BaseModel):
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
        found = await unit.posts.list(
            caller.workspace_id,
            brand.id,
            platform=parse_platform(wanted.platform) if wanted.platform else None,
            text=wanted.q,
            since=wanted.since,
            until=wanted.until,
            after=wanted.cursor,
            limit=wanted.limit + 1,
        )
    esg = running.system.services.esg
    registers = await esg.registers_of(caller.workspace_id, brand.id, found)
    return cut(
        found,
        lambda post: _view(post, registers[post.id]),
        key=lambda post: post.id,
        limit=wanted.limit,
    )


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


def _view(post: Post, registers: Sequence[RegisterReading]) -> dict[str, object]:
    """The post with the registers it speaks in, strongest first, and with both scores: by its
    counts, and by its counts per 1,000 people reached.
    """
    per_reach = reach_normalised_ers(post.likes, post.comments, post.shares, post.reach)
    return {
        **post.model_dump(mode="json", exclude={"workspace_id"}),
        "registers": [read.register.value for read in registers],
        "register_confidence": {read.register.value: read.confidence for read in registers},
        "reach_normalised_ers": per_reach,
    }
