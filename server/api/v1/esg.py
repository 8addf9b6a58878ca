"""/api/v1/esg: posts to learn from, what a text should do and why, the index's proof."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AliasChoices, BaseModel, Field

from domain.alignment import Signal, Verdict
from domain.content import Provenance
from domain.expectation import Expected
from domain.explanation import BestRegister, Explanation, Lift, ReadRegister
from domain.frozen import Frozen
from domain.platform import Platform, parse_platform
from domain.post import Reference
from domain.preference import PreferenceModel
from domain.register import Register
from esg.proof import BrandProof
from server.auth.access import Admin, Reader
from server.brands import chosen_brand
from server.running import RunningDep
from tools.aligning import Aligned, align
from tools.preferring import preference_model

router = APIRouter(prefix="/esg", tags=["history"])


class SearchBody(BaseModel):
    text: str = Field(max_length=32_000)
    k: int = Field(default=5, ge=1, le=20)
    platform: str | None = Field(default=None, max_length=40)
    distinct: bool = False
    """Never two posts of the same text."""
    brand_id: str | None = Field(default=None, max_length=36)


class ExplainBody(BaseModel):
    text: str = Field(max_length=32_000, validation_alias=AliasChoices("text", "draft"))
    """May be called draft, as where one is aligned."""
    platform: str | None = Field(default=None, max_length=40)
    brand_id: str | None = Field(default=None, max_length=36)


class AlignBody(BaseModel):
    draft: str = Field(max_length=32_000, validation_alias=AliasChoices("draft", "text"))
    """May be called text, as where one is explained."""
    platform: str | None = Field(default=None, max_length=40)
    brand_id: str | None = Field(default=None, max_length=36)


class AlignView(Frozen):
    """The alignment with what it rests on, in one flat object."""

    resonance_score: float
    verdict: Verdict
    emotional_archetype: str
    what_works: str
    what_is_missing: str
    missing_signals: list[Signal]
    rewrite_suggestion: str
    rewrite_score: float | None
    """What the rewrite scores by the same measure; null without one."""
    rewrite_expected_ers: Expected | None
    rewrite_note: str
    """Why there is no rewrite."""
    rewrite_caution: str
    """That the rewrite is expected to do worse than the draft; empty otherwise."""
    confidence: float
    references: list[Reference]
    register: Register | None
    """The one the draft speaks in most; null where none could be read."""
    registers: list[ReadRegister]
    best_registers: list[BestRegister]
    expected_ers: Expected | None
    level: float | None
    lifts: list[Lift]
    basis: str
    space: str
    author: str
    provenance: Provenance


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
        _platform(body.platform),
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
async def reindex(
    caller: Admin, running: RunningDep, body: ReindexBody | None = None
) -> ReindexView:
    """Compare the derived index of each brand with its rows and repair it; embeds nothing anew."""
    system, sample = running.system, (body or ReindexBody()).sample
    async with system.store.reading() as unit:
        brands = await unit.indexing.brands(caller.workspace_id)
    found = [await system.prover.prove((b.workspace_id, b.brand_id), sample=sample) for b in brands]
    return ReindexView(equal=all(proof.equal for proof in found), brands=found)


@router.get("/model")
async def model(
    caller: Reader,
    running: RunningDep,
    brand_id: Annotated[str | None, Query(max_length=36)] = None,
) -> PreferenceModel:
    """What moves the brand's audience: each register's effect, what that rests on, and how good
    predictions were.
    """
    brand = await chosen_brand(running.system.store, caller, brand_id)
    return await preference_model(running.system.services, caller.workspace_id, brand.id)


@router.post("/explain")
async def explain(body: ExplainBody, caller: Reader, running: RunningDep) -> Explanation:
    """Why a text should do what it should: references, registers, expectation, what would help."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    return await running.system.services.esg.explain(
        caller.workspace_id, brand.id, body.text, platform=_platform(body.platform)
    )


@router.post("/align")
async def align_draft(body: AlignBody, caller: Reader, running: RunningDep) -> AlignView:
    """How well a draft resonates, what it lacks, and a text that was measured to do better."""
    brand = await chosen_brand(running.system.store, caller, body.brand_id)
    found = await align(
        running.system.services,
        caller.workspace_id,
        brand.id,
        body.draft,
        _platform(body.platform),
    )
    return _view(found)


def _platform(name: str | None) -> Platform | None:
    return parse_platform(name) if name else None


def _view(found: Aligned) -> AlignView:
    told = found.explanation
    return AlignView(
        **found.alignment.model_dump(exclude={"other_rewrites"}),
        rewrite_score=found.rewrite_score,
        rewrite_expected_ers=found.rewrite_expected,
        rewrite_note=found.rewrite_note,
        rewrite_caution=found.rewrite_caution,
        references=list(told.references),
        register=told.registers[0].register if told.registers else None,
        registers=list(told.registers),
        best_registers=list(told.best_registers),
        expected_ers=told.expected,
        level=told.level,
        lifts=list(told.lifts),
        basis=told.basis,
        space=told.space,
        author=found.author,
        provenance=found.provenance,
    )
