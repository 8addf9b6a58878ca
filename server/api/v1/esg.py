"""/api/v1/esg: which of the brand's own posts to learn from, and the proof of the index."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from domain.platform import parse_platform
from domain.post import Reference
from esg.proof import BrandProof
from server.auth.access import Admin, Reader
from server.brands import chosen_brand
from server.running import RunningDep

router = APIRouter(prefix="/esg", tags=["history"])


class SearchBody(BaseModel):
    text: str = Field(max_length=32_000)
    k: int = Field(default=5, ge=1, le=20)
    platform: str | None = Field(default=None, max_length=40)
    distinct: bool = False
    """Never two posts of the same text."""
    brand_id: str | None = Field(default=None, max_length=36)


class SearchView(BaseModel):
    space: str
    references: list[Reference]


@router.post("/search")
async def search(body: SearchBody, caller: Reader, running: RunningDep) -> SearchView:
    """The posts to learn from, best first, each with the reason for its rank."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    found = await running.system.services.esg.search(
        caller.workspace_id,
        brand.id,
        body.text,
        body.k,
        parse_platform(body.platform) if body.platform else None,
        distinct=body.distinct,
    )
    return SearchView(space=found.space, references=list(found.references))


class ReindexBody(BaseModel):
    sample: int = Field(default=50, ge=0, le=1000)
    """How many of the posts are tried as queries, to measure what the index finds."""


class ReindexView(BaseModel):
    equal: bool
    brands: list[BrandProof]


@router.post("/reindex")
async def reindex(body: ReindexBody, caller: Admin, running: RunningDep) -> ReindexView:
    """Compare the derived index of each brand with its rows and repair it; embeds nothing anew."""
    system = running.system
    async with system.store.reading() as unit:
        brands = await unit.indexing.brands(caller.workspace_id)
    found = [
        await system.prover.prove((b.workspace_id, b.brand_id), sample=body.sample) for b in brands
    ]
    return ReindexView(equal=all(proof.equal for proof in found), brands=found)
