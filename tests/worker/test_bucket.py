"""A running system whose files are in a bucket: a post goes out of it, or says why it does not."""

import dataclasses
from urllib.parse import unquote

import pytest

from config.settings import Settings
from domain.approval import Decision
from domain.errors import UnavailableError
from domain.publication import PublicationState
from store.assets import blobs_at
from store.media import blob_key
from tests import s3_server
from tools import decisions
from worker.ending import Endings
from worker.publisher import Publisher
from worker.shelver import Shelver
from worker.system import open_system

LATER = "One LinkedIn post about our masala chai tomorrow at 7 pm"


@pytest.fixture
def settings(settings: Settings, bucket: s3_server.Bucket) -> Settings:
    return settings.model_copy(update={"assets_url": bucket.url})


@pytest.fixture
async def planned(connected):
    """(medium's hash, its publication) of a post with a card, approved for tomorrow."""
    await connected.say(LATER)
    (asked,) = await connected.approvals()
    await decisions.decide(
        connected.system.services, connected.member, asked.id, version=1,
        decision=Decision.APPROVE, surface="test",
    )  # fmt: skip
    services = connected.system.services
    async with services.store.writing() as unit:  # else what it takes is soon called abandoned
        await unit.executors.register("test", host="here", at=services.real_clock())
    (row,) = await connected.publications()
    return asked.content.version.media[0], row


async def publish(shop, row, *, blobs=None):
    """Send it as its time comes; what then is known of it."""
    services = shop.system.services
    more = {"blobs": blobs} if blobs else {}
    then = dataclasses.replace(services, clock=lambda: row.publish_at, **more)
    await Publisher(then, Endings(then), owner="test").publish_next(row.connection_id)
    (row,) = await shop.publications()
    return row


async def test_a_post_is_drafted_approved_and_published_from_a_bucket(
    connected, bucket, sandbox, until
):
    services, member = connected.system.services, connected.member
    await connected.say("One LinkedIn post about our masala chai, right now")
    (asked,) = await connected.approvals()
    if asked.publish_at is not None:
        await decisions.decide(
            services, member, asked.id, version=1, decision=Decision.EDIT,
            edits={"publish_at": None}, surface="test",
        )  # fmt: skip
        asked = (await connected.approvals())[-1]
    await decisions.decide(
        services, member, asked.id, version=asked.version, decision=Decision.APPROVE,
        surface="test",
    )  # fmt: skip

    async def out():
        (row,) = await connected.publications()
        return row.state is PublicationState.PUBLISHED and row

    row = await until(out)
    (sha256,), kept = asked.content.version.media, bucket.keys()
    assert blob_key(sha256) in kept
    assert sha256 in str(sandbox.effects())
    assert not (connected.system.settings.data_dir / "assets").exists()

    async def on_the_shelf():
        found = bucket.keys()
        return [key for key in found if "/content/images/" in key]

    (key,) = await until(on_the_shelf, seconds=20)
    seen = bucket.head(key)
    assert seen["ContentType"] == "image/jpeg"
    told = seen["Metadata"]
    version = str(asked.content.version.number)
    of = (told["sha256"], told["content-id"], told["version"])
    assert of == (sha256, row.content_id, version)
    assert (told["provenance"], told["ai-made"]) == ("card", "false")
    assert unquote(told["alt-text"]) == " ".join(asked.content.version.alt_text.split())
    assert (await connected.system.checks())["assets"] == "ok"


async def test_an_object_that_was_changed_behind_our_back_is_never_published(
    connected, planned, bucket, sandbox
):
    sha256, row = planned
    told = bucket.head(blob_key(sha256))["Metadata"]
    bucket.spoil(blob_key(sha256), b"something else", Metadata=told)
    row = await publish(connected, row)
    assert (row.state, row.error.code) == (PublicationState.FAILED, "medium_damaged")
    assert sandbox.effects() == []
    assert sandbox.calls("initialize_upload") == 0


async def test_an_object_that_is_gone_is_told_before_a_platform_is_asked(
    connected, planned, bucket, sandbox
):
    sha256, row = planned
    bucket.client.delete_object(Bucket=bucket.name, Key=f"shop/{blob_key(sha256)}")
    row = await publish(connected, row)
    assert (row.state, row.error.code) == (PublicationState.FAILED, "medium_missing")
    assert sandbox.calls("initialize_upload") == 0


async def test_a_post_waits_for_a_bucket_that_does_not_answer_and_loses_no_try(
    connected, planned, bucket, sandbox, monkeypatch, tmp_path
):
    _, row = planned
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3_server.free_port()}")
    unreachable = blobs_at(bucket.url, tmp_path / "elsewhere")
    waiting = await publish(connected, row, blobs=unreachable)
    assert waiting.state is PublicationState.SCHEDULED
    assert (waiting.tries, waiting.due_at > row.due_at) == (row.tries, True)
    assert sandbox.calls("initialize_upload") == 0
    resting = Shelver(dataclasses.replace(connected.system.services, blobs=unreachable))
    async with connected.system.store.writing() as unit:
        await unit.shelf.rebuild(connected.member.workspace_id)
    with pytest.raises(UnavailableError):
        await resting.shelve()
    await resting.shelve()  # at rest
    then = waiting.model_copy(update={"publish_at": waiting.due_at})
    assert (await publish(connected, then)).state is PublicationState.PUBLISHED
    unreachable.close()


async def test_the_start_is_refused_where_the_bucket_does_not_exist(settings, bucket):
    bucket.destroy()
    with pytest.raises(UnavailableError) as refused:
        async with open_system(settings):
            pass
    assert "does not exist" in refused.value.message


async def test_health_tells_of_a_bucket_that_went_away_and_of_one_that_is_silent(
    settings, bucket, monkeypatch
):
    async with open_system(settings, jobs=False) as system:
        assert (await system.checks())["assets"] == "ok"
        bucket.destroy()
        assert "does not exist" in (await system.checks())["assets"]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3_server.free_port()}")
    async with open_system(settings, jobs=False) as system:  # it may come back by itself
        assert "does not answer" in (await system.checks())["assets"]
