"""The shelf's rows: what is planned anew after each change, done once, and listed to its owner."""

import pytest

from domain.brand_asset import AssetKind, BrandAsset
from domain.ids import new_id
from domain.shelf import Owner, Shelved, Subject
from store.findings import Finding
from tests.parts import a_version


@pytest.fixture
def settle(store, now):
    """Plans everything there is to plan with no file, and gives what it was."""

    async def run() -> set[Owner]:
        async with store.reading() as unit:
            found = await unit.shelf.unplanned(50)
        async with store.writing() as unit:
            for subject in found:
                await unit.shelf.begin(subject, now)
        return {subject.owner for subject in found}

    return run


@pytest.fixture
async def content_subject(asked) -> Subject:
    return Subject(workspace_id=asked.workspace_id, owner=Owner.CONTENT, id=asked.content.id)


def a_file(subject: Subject, key: str = "users/w/a.png", **more) -> Shelved:
    told = {"source": "media/1", "sha256": "0" * 64, "content_type": "image/png", "size": 3}
    return Shelved(subject=subject, key=key, brand_id="b", **{**told, **more})


async def test_each_change_of_what_lies_there_is_planned_anew(store, now, asked, settle):
    assert await settle() == {Owner.CONTENT, Owner.BRAND}
    assert await settle() == set()
    assert Finding.UNSHELVED not in await store.peeks.findings(now, owner="me", in_hand=())
    brand_id, workspace_id = asked.content.brand_id, asked.workspace_id
    asset = BrandAsset(
        id=new_id(), workspace_id=workspace_id, brand_id=brand_id, kind=AssetKind.PRICE_LIST,
        name="prices.csv", content_type="text/csv", size=3, sha256="0" * 64,
        created_by="u", created_at=now,
    )  # fmt: skip
    async with store.writing() as unit:
        await unit.brands.assets.add(asset)
    assert await settle() == {Owner.BRAND}
    async with store.writing() as unit:
        await unit.brands.assets.remove(asset)
    assert await settle() == {Owner.BRAND}
    async with store.writing() as unit:
        await unit.contents.next_version(asked.content, a_version("New", now, number=2), slot=None)
    assert Finding.UNSHELVED in await store.peeks.findings(now, owner="me", in_hand=())
    assert await settle() == {Owner.CONTENT}
    async with store.writing() as unit:
        await unit.reports.add(workspace_id, "r", {}, now, brand_id=brand_id, campaign_id=None)
    assert await settle() == {Owner.REPORT}
    async with store.writing() as unit:
        await unit.brands.remove(workspace_id, brand_id, now)
    assert await settle() == {Owner.BRAND}
    async with store.writing() as unit:
        assert await unit.shelf.rebuild(workspace_id) == 0
        assert await unit.shelf.rebuild("another") == 0
    assert await settle() == {Owner.CONTENT, Owner.BRAND, Owner.REPORT}


async def test_a_plan_is_done_file_by_file_and_only_what_changed(store, now, content_subject):
    first, second = a_file(content_subject), a_file(content_subject, "users/w/a-2.png")
    async with store.writing() as unit:
        await unit.shelf.plan(content_subject, (first, second), now)
        tasks = await unit.shelf.tasks(9)
        assert sorted(task.file.key for task in tasks) == [second.key, first.key]
        assert Finding.UNSHELVED in await store.peeks.findings(now, owner="me", in_hand=())
        assert await listed(unit, content_subject.workspace_id) == []
        for task in tasks:
            assert await unit.shelf.done(task, now)
        assert await listed(unit, content_subject.workspace_id) == [second.key, first.key]
    changed = first.model_copy(update={"sha256": "1" * 64, "version": 2})
    async with store.writing() as unit:
        await unit.shelf.plan(content_subject, (changed,), now)
        tasks = await unit.shelf.tasks(9)
        assert {(task.file.key, task.leaves) for task in tasks} == {
            (first.key, False), (second.key, True),
        }  # fmt: skip
        for task in tasks:
            assert await unit.shelf.done(task, now)
        assert await unit.shelf.tasks(9) == ()
        await unit.shelf.plan(content_subject, (changed,), now)
        assert await unit.shelf.tasks(9) == ()
        (only,) = await unit.shelf.list(
            content_subject.workspace_id, prefix="", after=None, limit=9
        )
    assert only == changed.model_copy(update={"shelved_at": now})


async def test_what_another_plan_came_between_is_done_once_more(store, now, content_subject):
    file = a_file(content_subject)
    other = file.model_copy(update={"sha256": "1" * 64})
    async with store.writing() as unit:
        await unit.shelf.plan(content_subject, (file,), now)
        (stale,) = await unit.shelf.tasks(9)
        await unit.shelf.plan(content_subject, (other,), now)
        (task,) = await unit.shelf.tasks(9)
        assert await unit.shelf.done(task, now)
        # whoever had the first in hand may have written over it since
        assert not await unit.shelf.done(stale, now)
        assert await unit.shelf.is_known(stale)
        assert [t.file.sha256 for t in await unit.shelf.tasks(9)] == [other.sha256]


async def test_what_cannot_be_done_is_left_until_it_is_planned_anew(store, now, content_subject):
    async with store.writing() as unit:
        await unit.shelf.plan(content_subject, (a_file(content_subject),), now)
        (task,) = await unit.shelf.tasks(9)
        await unit.shelf.give_up(task, "not_found")
        assert await unit.shelf.tasks(9) == ()
        assert await unit.shelf.rebuild(content_subject.workspace_id) == 1
        assert len(await unit.shelf.tasks(9)) == 1


async def test_a_list_begins_as_asked_and_is_its_owners_alone(store, now, content_subject):
    keys = ["intelligence/1", "users/w/a%b", "users/w/a1", "users/w/b"]
    async with store.writing() as unit:
        files = tuple(a_file(content_subject, key) for key in keys)
        await unit.shelf.plan(content_subject, files, now)
        for task in await unit.shelf.tasks(9):
            await unit.shelf.done(task, now)
        ours = content_subject.workspace_id
        assert await listed(unit, ours, "users/") == keys[1:]
        assert await listed(unit, ours, "users/w/a%") == keys[1:2]
        assert await listed(unit, ours, "", after="users/w/a1", limit=1) == keys[3:]
        assert await listed(unit, "another", "users/") == []


async def test_what_lies_there_of_nothing_is_a_stray(store, now, content_subject):
    gone = content_subject.model_copy(update={"id": new_id()})
    async with store.writing() as unit:
        await unit.shelf.plan(content_subject, (a_file(content_subject),), now)
        await unit.shelf.plan(gone, (a_file(gone, "users/w/gone.png"),), now)
        assert await unit.shelf.strays(9) == (gone,)
        await unit.shelf.plan(gone, (), now)
        assert await unit.shelf.strays(9) == ()


async def listed(unit, workspace_id, prefix="", *, after=None, limit=9):
    found = await unit.shelf.list(workspace_id, prefix=prefix, after=after, limit=limit)
    return [file.key for file in found]
