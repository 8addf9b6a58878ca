"""Several brands, their files and drafts, on every database."""

from datetime import timedelta

import pytest

from domain.brand import Brand, BrandProfile
from domain.brand_asset import AssetKind, BrandAsset
from domain.brand_draft import BrandDraft, DraftStatus, Proposal, ProposalField
from domain.errors import InvalidError, NotFoundError
from domain.ids import new_id
from domain.run import Run, RunStatus


@pytest.fixture
async def second(store, workspace, now):
    member, _ = workspace
    profile = BrandProfile(business_name="Chai Express")
    brand = Brand(id=new_id(), workspace_id=member.workspace_id, profile=profile)
    async with store.writing() as unit:
        await unit.brands.add(brand, now)
    return brand


def asset(brand, now, **fields):
    told = {
        "id": new_id(),
        "workspace_id": brand.workspace_id,
        "brand_id": brand.id,
        "kind": AssetKind.PRICE_LIST,
        "name": "prices.csv",
        "content_type": "text/csv",
        "size": 20,
        "sha256": "a" * 64,
        "created_by": "u",
        "created_at": now,
    }
    return BrandAsset(**{**told, **fields})


async def test_brands_are_listed_in_pages_without_those_taken_away(store, workspace, second, now):
    member, first = workspace
    async with store.reading() as unit:
        one = await unit.brands.list(member.workspace_id, after=None, limit=1)
        two = await unit.brands.list(member.workspace_id, after=one[0].id, limit=5)
        with pytest.raises(InvalidError):
            await unit.brands.list(member.workspace_id, after="nothing", limit=5)
    assert sorted(b.id for b in (*one, *two)) == sorted([first.id, second.id])
    async with store.writing() as unit:
        assert (await unit.brands.in_hand(member.workspace_id, first.id)) == {
            "runs": 0,
            "approvals": 0,
            "publications": 0,
            "return": 0,
        }
        await unit.brands.make_default(member.workspace_id, second.id, now)
        await unit.brands.remove(member.workspace_id, first.id, now)
    async with store.reading() as unit:
        assert (await unit.brands.default(member.workspace_id)).id == second.id
        assert await unit.brands.count(member.workspace_id) == 1
        assert (await unit.brands.get(member.workspace_id, first.id)).removed_at == now
        with pytest.raises(NotFoundError):
            await unit.brands.current(member.workspace_id, first.id)


async def test_a_brand_is_in_hand_while_a_turn_of_its_conversations_goes_on(
    store, workspace, second, new_thread, now
):
    member, first = workspace
    thread = await new_thread(member, first)
    run = Run(
        id=new_id(),
        workspace_id=member.workspace_id,
        thread_id=thread.id,
        number=0,
        status=RunStatus.PENDING,
        payload={},
        stream_modes=(),
        user_id=None,
        metadata={},
        created_at=now,
        updated_at=now,
    )
    async with store.writing() as unit:
        await unit.runs.accept(run)
        assert (await unit.brands.in_hand(member.workspace_id, first.id))["runs"] == 1
        assert (await unit.brands.in_hand(member.workspace_id, second.id))["runs"] == 0
        await unit.runs.set_status(run.workspace_id, run.id, RunStatus.SUCCESS, now)
        assert (await unit.brands.in_hand(member.workspace_id, first.id))["runs"] == 0


async def test_what_was_read_before_hides_no_brand_that_was_taken_away(store, workspace, now):
    member, first = workspace
    async with store.writing() as unit:
        await unit.brands.get(member.workspace_id, first.id)
        await unit.brands.remove(member.workspace_id, first.id, now)
        for ask in (unit.brands.current, unit.brands.held, unit.brands.lasting):
            with pytest.raises(NotFoundError):
                await ask(member.workspace_id, first.id)


async def test_files_are_a_brands_own(store, workspace, second, another_workspace, now):
    kept = asset(second, now)
    _, foreign = await another_workspace()
    async with store.writing() as unit:
        await unit.brands.held(second.workspace_id, second.id)
        await unit.brands.assets.add(kept)
    async with store.reading() as unit:
        assets = unit.brands.assets
        assert await assets.list(second.workspace_id, second.id) == (kept,)
        assert await assets.uses(second.workspace_id, kept.sha256)
        assert not await assets.uses(foreign.workspace_id, kept.sha256)
        assert await assets.list(workspace[1].workspace_id, workspace[1].id) == ()
        for owner in (workspace[1], foreign):
            with pytest.raises(NotFoundError):
                await assets.get(owner.workspace_id, owner.id, kept.id)


async def test_a_draft_is_kept_whole_and_forgotten_in_time(store, second, now):
    draft = BrandDraft(
        id=new_id(),
        workspace_id=second.workspace_id,
        brand_id=second.id,
        status=DraftStatus.READY,
        proposals=(
            Proposal(
                id="p1",
                field=ProposalField.PRODUCTS,
                value={"name": "मसाला चाय"},
                source="prices.csv",
                confidence=0.7,
            ),
        ),
        created_by="u",
        created_at=now,
        expires_at=now + timedelta(days=30),
    )
    async with store.writing() as unit:
        await unit.brands.drafts.put(draft)
    async with store.writing() as unit:
        held = await unit.brands.drafts.get(draft.workspace_id, draft.id, now=now, hold=True)
        await unit.brands.drafts.put(held.model_copy(update={"accepted": ("p1",)}))
    async with store.reading() as unit:
        read = await unit.brands.drafts.get(draft.workspace_id, draft.id, now=now)
        with pytest.raises(NotFoundError):
            await unit.brands.drafts.get("elsewhere", draft.id, now=now)
        with pytest.raises(NotFoundError):
            await unit.brands.drafts.get(draft.workspace_id, draft.id, now=draft.expires_at)
    assert read == draft.model_copy(update={"accepted": ("p1",)})
    async with store.writing() as unit:
        await unit.brands.drafts.forget(now + timedelta(days=31))
        with pytest.raises(NotFoundError):
            await unit.brands.drafts.get(draft.workspace_id, draft.id, now=now)
