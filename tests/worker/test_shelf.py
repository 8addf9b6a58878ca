"""The shelf of a running system, in a folder and in a bucket; and posts whose files are in one."""

import io
import json

import pytest
from PIL import Image

from domain.approval import Decision
from domain.brand_asset import AssetKind
from domain.ids import new_id
from store.media import blob_key
from tools import brand_assets, brand_removal, decisions
from worker.system import open_system

ASK = "One LinkedIn post about our masala chai"


def a_logo(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(params=["folder", "bucket"])
async def system(request, settings):
    """In place of the fixture of that name: with files in either."""
    if request.param == "bucket":
        settings = settings.model_copy(update={"assets_url": request.getfixturevalue("bucket").url})
    async with open_system(settings) as opened:
        yield opened


@pytest.fixture
def shelf(shop, until):
    """Waits until so many files lie there under the prefix and nothing is left to be done."""

    async def wait(number: int, prefix: str = "users/"):
        async def settled():
            async with shop.system.store.reading() as unit:
                if await unit.shelf.unplanned(1) or await unit.shelf.tasks(1):
                    return None
                found = await unit.shelf.list(
                    shop.member.workspace_id, prefix=prefix, after=None, limit=99
                )
            return {file.key: file for file in found} if len(found) == number else None

        return await until(settled, seconds=20) if number else await settled() or {}

    return wait


async def test_a_posts_card_lies_under_its_contents_key_and_a_new_version_takes_its_place(
    connected, shelf
):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    content, blobs = asked.content, connected.system.services.blobs
    key = (
        f"users/{content.workspace_id}/campaigns/{content.campaign_id}/content/images/"
        f"{content.id}.jpg"
    )
    file = (await shelf(1))[key]
    ((findings, _),) = (await shelf(1, "intelligence/")).items()
    assert json.loads(await blobs.get(findings))["campaign_id"] == content.campaign_id
    assert (file.sha256, file.version) == (content.version.media[0], 1)
    assert (file.alt_text, file.ai_made) == (content.version.alt_text, False)
    assert await blobs.digest(key) == file.sha256
    await decisions.decide(
        connected.system.services, connected.member, asked.id, version=1, decision=Decision.EDIT,
        edits={"text": "Rain outside.\nMasala chai inside."}, surface="test",
    )  # fmt: skip

    new = (await connected.approvals())[-1].content.version
    assert new.media[0] != file.sha256
    file = (await shelf(1))[key]
    assert (file.sha256, file.version) == (new.media[0], 2)
    assert await blobs.digest(key) == new.media[0]


async def test_brand_files_are_named_by_their_use_and_leave_with_it(shop, shelf):
    services, member, brand = shop.system.services, shop.member, shop.brand
    folder = f"users/{member.workspace_id}/brand-assets"

    async def hand_in(kind, content, name):
        handed = brand_assets.Handed(kind=kind, content=content, name=name)
        return await brand_assets.keep(services, member, brand.id, handed, surface="test")

    first = await hand_in(AssetKind.LOGO, a_logo("red"), "old.png")
    second = await hand_in(AssetKind.LOGO, a_logo("blue"), "new.png")
    await hand_in(AssetKind.PRICE_LIST, b"Chai,20\nCoffee,30\n", "मेन्यू 2026.csv")
    await hand_in(AssetKind.STYLE_GUIDE, b"Tone: warm and honest", "guide.txt")
    found = await shelf(4)
    assert {key.removeprefix(f"{folder}/") for key in found} == {
        "logo.png", "old.png", "मेन्यू-2026.csv", "style-guide.txt",
    }  # fmt: skip
    assert found[f"{folder}/logo.png"].sha256 == second.sha256
    assert await services.blobs.get(f"{folder}/logo.png") == a_logo("blue")
    await brand_assets.remove(services, member, brand.id, second.id, surface="test")
    found = await shelf(3)
    assert f"{folder}/logo.png" not in found
    assert not await services.blobs.has(f"{folder}/logo.png")
    assert not await services.blobs.has(blob_key(second.sha256))
    await brand_assets.remove(services, member, brand.id, first.id, surface="test")
    assert len(await shelf(2)) == 2


async def test_reports_and_findings_are_written_out_and_a_removed_brand_leaves_nothing(
    shop, shelf, until
):
    services, workspace_id = shop.system.services, shop.member.workspace_id
    now = services.clock()
    second = shop.brand.model_copy(update={"id": new_id(), "is_default": False})
    async with services.store.writing() as unit:
        await unit.brands.add(second, now)
        for number in range(2):
            body = {"text": f"चाय {number}"}
            await unit.reports.add(
                workspace_id, f"{number}" * 36, body, now, brand_id=second.id, campaign_id=None
            )
    found = await shelf(2)
    folder = f"users/{workspace_id}/campaigns/posts/reports/analytics-"
    assert all(key.startswith(folder) for key in found)
    told = [json.loads(await services.blobs.get(key)) for key in sorted(found)]
    assert sorted(one["text"] for one in told) == ["चाय 0", "चाय 1"]
    await brand_removal.remove(services, shop.member, second.id, surface="test")

    async def is_empty():
        return await shelf(0) == {} and not await services.blobs.has(min(found))

    await until(is_empty, seconds=20)


async def test_what_cannot_be_put_there_keeps_nothing_waiting(connected, shelf, until):
    await connected.say(ASK)
    (asked,) = await connected.approvals()
    await shelf(1)
    services, content = connected.system.services, asked.content
    key = blob_key(content.version.media[0])
    kept = await services.blobs.get(key)
    await services.blobs.delete(key)
    async with services.store.writing() as unit:
        await unit.shelf.rebuild(content.workspace_id)

    async def is_given_up():
        async with services.store.reading() as unit:
            return not await unit.shelf.unplanned(1) and not await unit.shelf.tasks(1)

    await until(is_given_up, seconds=20)
    await services.blobs.put(key, kept)
    async with services.store.writing() as unit:
        await unit.shelf.rebuild(content.workspace_id)
    assert len(await shelf(1)) == 1
