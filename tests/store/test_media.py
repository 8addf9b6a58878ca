"""Media rows: each workspace's own, and which of them may be fetched without a token."""

import asyncio

import pytest

from domain.approval import Decision
from domain.errors import NotFoundError
from domain.media import Medium
from domain.publication import PublicationState
from store.approvals import Verdict

SHA = "ab" * 32
OTHER = "cd" * 32


@pytest.fixture
async def shown(store, now, asked):
    """An open approval whose post shows a picture."""
    await know(store, asked.workspace_id, now)
    version = asked.content.version.model_copy(update={"number": 2, "media": (SHA,)})
    async with store.writing() as unit:
        content = await unit.contents.next_version(asked.content, version, slot=None)
        await unit.approvals.supersede(
            asked.workspace_id, asked.id, next_approval_id="next", at=now
        )
        approval = asked.model_copy(update={"id": "next", "version": 2, "content": content})
        await unit.approvals.open(approval)
        return await unit.approvals.get(asked.workspace_id, "next")


async def know(store, workspace_id, now, sha256=SHA):
    medium = Medium(
        workspace_id=workspace_id,
        sha256=sha256,
        content_type="image/jpeg",
        width=1080,
        height=1350,
        size=9,
        provenance={"kind": "card"},
        created_at=now,
    )
    async with store.writing() as unit:
        await unit.media.add(medium)
    return medium


async def fetchable(store, sha256=SHA):
    async with store.reading() as unit:
        return await unit.media.waiting_to_go_out(sha256) is not None


async def decide(store, approval, decision, now):
    async with store.writing() as unit:
        verdict = Verdict(decision=decision, by="Asha", at=now)
        assert await unit.approvals.decide(approval.workspace_id, approval.id, 2, verdict)


async def test_a_medium_is_its_workspaces_own(store, now, workspace, another_workspace):
    owner, _ = workspace
    stranger, _ = await another_workspace()
    medium = await know(store, owner.workspace_id, now)
    async with store.reading() as unit:
        assert await unit.media.get(owner.workspace_id, SHA) == medium
        assert await unit.media.known(stranger.workspace_id, (SHA,)) == ()
        with pytest.raises(NotFoundError):
            await unit.media.get(stranger.workspace_id, SHA)


async def test_several_are_given_in_the_order_asked_for(store, now, workspace):
    owner, _ = workspace
    for sha256 in (SHA, OTHER):
        await know(store, owner.workspace_id, now, sha256)
    async with store.reading() as unit:
        found = await unit.media.known(owner.workspace_id, (OTHER, "ef" * 32, SHA))
    assert [medium.sha256 for medium in found] == [OTHER, SHA]


async def test_the_same_medium_kept_at_once_is_one(store, now, workspace):
    owner, _ = workspace
    kept = await asyncio.gather(*(know(store, owner.workspace_id, now) for _ in range(8)))
    async with store.reading() as unit:
        assert await unit.media.get(owner.workspace_id, SHA) == kept[0]


async def test_contents_and_approvals_carry_what_their_media_are(store, shown):
    async with store.reading() as unit:
        content = await unit.contents.get(shown.workspace_id, shown.content.id)
        first = await unit.contents.get(shown.workspace_id, shown.content.id, version=1)
    assert [m.sha256 for m in content.media] == [m.sha256 for m in shown.content.media] == [SHA]
    assert first.media == ()


async def test_it_is_fetchable_while_somebody_is_asked(store, shown):
    assert await fetchable(store)
    assert not await fetchable(store, OTHER)


@pytest.mark.parametrize("decision", [Decision.REJECT, Decision.APPROVE])
async def test_a_decision_that_sends_nothing_ends_it(store, now, shown, decision):
    await decide(store, shown, decision, now)
    assert not await fetchable(store)


async def test_a_superseded_question_ends_it(store, now, shown):
    async with store.writing() as unit:
        await unit.approvals.supersede(shown.workspace_id, shown.id, next_approval_id=None, at=now)
    assert not await fetchable(store)


@pytest.mark.parametrize("state", list(PublicationState))
async def test_after_a_yes_it_is_fetchable_until_the_publication_ended(
    store, now, shown, scheduled, state
):
    await decide(store, shown, Decision.APPROVE, now)
    over = {"published", "failed", "cancelled", "missed"}
    row = scheduled.model_copy(
        update={"id": "p", "approval_id": shown.id, "content_version": 2, "state": state}
    )
    async with store.writing() as unit:
        await unit.publications.add(row, detail="")
    assert await fetchable(store) is (state.value not in over)


async def test_a_hash_in_the_words_of_a_post_makes_nothing_fetchable(store, now, asked):
    await know(store, asked.workspace_id, now)
    version = asked.content.version.model_copy(update={"number": 2, "text": SHA})
    async with store.writing() as unit:
        content = await unit.contents.next_version(asked.content, version, slot=None)
        approval = asked.model_copy(update={"id": "next", "version": 2, "content": content})
        await unit.approvals.supersede(
            asked.workspace_id, asked.id, next_approval_id="next", at=now
        )
        await unit.approvals.open(approval)
    assert not await fetchable(store)


async def test_what_nobody_needs_is_removed_and_shared_bytes_are_told(
    store, now, workspace, another_workspace
):
    owner, _ = workspace
    other, _ = await another_workspace()
    for one in (owner, other):
        await know(store, one.workspace_id, now)
    async with store.writing() as unit:
        await unit.media.hold(SHA)
        assert await unit.media.use(owner.workspace_id, SHA) is None
        assert not await unit.media.remove(owner.workspace_id, SHA)
        assert await unit.media.remove(other.workspace_id, SHA)
        with pytest.raises(NotFoundError):
            await unit.media.remove(owner.workspace_id, SHA)


async def test_a_version_of_a_post_needs_its_media(store, shown):
    async with store.reading() as unit:
        assert "a post" in await unit.media.use(shown.workspace_id, SHA)
        assert await unit.media.use(shown.workspace_id, OTHER) is None


async def test_what_was_handed_in_is_listed_newest_first_without_cards(store, now, workspace):
    owner, _ = workspace
    await know(store, owner.workspace_id, now, "00" * 32)
    kinds = {"11" * 32: "upload", "22" * 32: "upload", "33" * 32: "fitted"}
    async with store.writing() as unit:
        for number, (sha256, kind) in enumerate(kinds.items()):
            medium = Medium(
                workspace_id=owner.workspace_id,
                sha256=sha256,
                content_type="image/jpeg",
                width=1,
                height=1,
                size=1,
                provenance={"kind": kind, "of": SHA, "for": "x/post", "crop": False},
                created_at=now.replace(minute=number // 2),
            )
            await unit.media.add(medium)
    async with store.reading() as unit:
        first = await unit.media.handed_in(owner.workspace_id, after=None, limit=2)
        rest = await unit.media.handed_in(owner.workspace_id, after=first[-1].sha256, limit=2)
        made = await unit.media.fitted(owner.workspace_id, SHA, "x/post", crop=False)
        assert await unit.media.fitted(owner.workspace_id, SHA, "x/post", crop=True) is None
    assert [m.sha256[:2] for m in (*first, *rest)] == ["33", "22", "11"]
    assert made.sha256[:2] == "33"
