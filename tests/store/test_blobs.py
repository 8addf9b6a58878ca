"""Files by key, in a folder and in a bucket: whole or not at all, proven, never elsewhere."""

import hashlib
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import InvalidError, NotFoundError, UnavailableError
from store.assets import blobs_at
from store.blobs import DAMAGED, UNREACHABLE, Label
from store.cache import IN_USE_S, Cache
from store.s3_moves import LARGE, METADATA_BYTES, described
from tests import s3_server

KEY = "media/ab/abc"
CHAI = b"masala chai " * 1_000
LARGE_FILM = os.urandom(LARGE * 2 + 5)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(params=["folder", "bucket"])
def blobs(request, tmp_path):
    url = request.getfixturevalue("bucket").url if request.param == "bucket" else ""
    made = blobs_at(url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def in_bucket(bucket, tmp_path):
    made = blobs_at(bucket.url, tmp_path)
    yield made
    made.close()


def in_inbox(blobs, content: bytes) -> Path:
    file = blobs.inbox / f"upload-{sha256(content)[:8]}"
    file.write_bytes(content)
    return file


async def test_what_is_put_is_read_whole_in_parts_and_as_a_file(blobs):
    await blobs.put(KEY, CHAI, Label("text/plain"))
    assert await blobs.has(KEY)
    assert await blobs.get(KEY) == CHAI
    assert await blobs.part(KEY, 7, 5) == CHAI[7:12]
    assert await blobs.part(KEY, len(CHAI) - 3, 50) == CHAI[-3:]
    assert await blobs.part(KEY, len(CHAI), 50) == b""
    assert await blobs.part(KEY, len(CHAI) + 9, 50) == b""
    assert (await blobs.file(KEY)).read_bytes() == CHAI
    assert await blobs.digest(KEY) == sha256(CHAI)


async def test_an_empty_file_is_one(blobs):
    await blobs.put(KEY, b"")
    assert (await blobs.get(KEY), await blobs.part(KEY, 0, 9)) == (b"", b"")
    assert (await blobs.file(KEY)).read_bytes() == b""


async def test_a_later_file_takes_the_place_of_the_first(blobs):
    await blobs.put(KEY, CHAI)
    assert (await blobs.file(KEY)).read_bytes() == CHAI
    await blobs.put(KEY, b"filter coffee")
    assert await blobs.get(KEY) == b"filter coffee"
    assert (await blobs.file(KEY)).read_bytes() == b"filter coffee"
    assert await blobs.digest(KEY) == sha256(b"filter coffee")


async def test_what_is_not_there_is_told_and_may_be_deleted_twice(blobs):
    for ask in (blobs.get, blobs.file, blobs.digest):
        with pytest.raises(NotFoundError):
            await ask(KEY)
    with pytest.raises(NotFoundError):
        await blobs.part(KEY, 0, 1)
    assert not await blobs.has(KEY)
    assert await blobs.set_aside(KEY) is None
    await blobs.delete(KEY)
    await blobs.put(KEY, CHAI)
    await blobs.delete(KEY)
    await blobs.delete(KEY)
    assert not await blobs.has(KEY)


@pytest.mark.parametrize("size", [12, LARGE * 2 + 5], ids=["small", "in parts"])
async def test_a_file_of_the_inbox_is_taken_set_aside_and_taken_back(blobs, size):
    content = LARGE_FILM[:size]
    file = in_inbox(blobs, content)
    await blobs.stage(KEY, file, Label("video/mp4"))
    await blobs.take(KEY, file, Label("video/mp4"))
    assert not file.exists()
    assert await blobs.digest(KEY) == sha256(content)
    aside = await blobs.set_aside(KEY)
    assert aside.read_bytes() == content
    assert not await blobs.has(KEY)
    await blobs.take(KEY, aside)
    assert await blobs.get(KEY) == content
    assert list(blobs.inbox.iterdir()) == []


async def test_what_another_removed_between_is_taken_all_the_same(blobs):
    file = in_inbox(blobs, CHAI)
    await blobs.stage(KEY, file)
    await blobs.delete(KEY)
    await blobs.take(KEY, file)
    assert await blobs.get(KEY) == CHAI


@pytest.mark.parametrize("key", ["../key", "/etc/passwd", "a/../../b", "a//b", "a/./b", "", "a\\b"])
async def test_a_key_stays_inside(blobs, key):
    for call in (blobs.get(key), blobs.put(key, b"x"), blobs.delete(key), blobs.has(key)):
        with pytest.raises(InvalidError):
            await call


async def test_a_file_lies_on_the_shelf_and_stays_where_it_was(blobs):
    await blobs.put(KEY, CHAI)
    shelf = "users/w/brand-assets/logo.png"
    for _ in range(2):
        await blobs.shelve(shelf, of=KEY, sha256=sha256(CHAI), label=Label("image/png"))
    await blobs.put("media/2", b"other")
    await blobs.shelve(shelf, of="media/2", sha256=sha256(b"other"), label=Label("image/png"))
    assert (await blobs.get(shelf), await blobs.get(KEY)) == (b"other", CHAI)
    await blobs.delete(shelf)
    assert await blobs.get("media/2") == b"other"


async def test_nothing_but_the_bytes_that_were_meant_gets_onto_the_shelf(blobs):
    with pytest.raises(NotFoundError):
        await blobs.shelve("users/w/a", of=KEY, sha256=sha256(CHAI), label=Label())
    await blobs.put(KEY, b"other")
    with pytest.raises(NotFoundError) as refused:
        await blobs.shelve("users/w/a", of=KEY, sha256=sha256(CHAI), label=Label())
    assert refused.value.code == DAMAGED
    assert not await blobs.has("users/w/a")


async def test_the_inbox_is_cleared_of_what_is_old(blobs):
    old, new = in_inbox(blobs, b"old"), in_inbox(blobs, b"new")
    os.utime(old, (0, 0))
    assert await blobs.clear_inbox(datetime.now(UTC) - timedelta(hours=1)) == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert await blobs.digest_of(new) == sha256(b"new")


async def test_files_that_can_be_kept_are_well(blobs):
    await blobs.check()
    await blobs.require_room(1)
    with pytest.raises(UnavailableError) as refused:
        await blobs.require_room(1 << 60)
    assert refused.value.code == "disk_full"


async def test_a_folder_of_its_own_may_be_named_in_three_ways(tmp_path):
    for url in (str(tmp_path / "a b"), f"file://{tmp_path}/a%20b"):
        await blobs_at(url, tmp_path / "data").put("key", b"x")
        assert (tmp_path / "a b" / "key").read_bytes() == b"x"
    await blobs_at("", tmp_path / "data").put("key", b"x")
    assert (tmp_path / "data" / "assets" / "key").read_bytes() == b"x"


async def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnavailableError) as refused:
        await blobs_at(str(tmp_path / "file" / "folder"), tmp_path).check()
    assert refused.value.code == UNREACHABLE
    assert "INSTA_ASSETS_URL" in refused.value.message


async def test_an_object_says_what_it_is(in_bucket, bucket):
    await in_bucket.put(KEY, CHAI, Label("text/plain"))
    (kept,) = bucket.keys()
    assert kept == KEY
    seen = bucket.head(KEY)
    assert seen["ContentType"] == "text/plain"
    assert seen["Metadata"]["sha256"] == sha256(CHAI)
    facts = {"alt-text": "चाय", "ai-made": "true"}
    await in_bucket.shelve("users/a", of=KEY, sha256=sha256(CHAI), label=Label("image/png", facts))
    shelved = bucket.head("users/a")
    assert shelved["ContentType"] == "image/png"
    assert shelved["Metadata"]["alt-text"] == "%E0%A4%9A%E0%A4%BE%E0%A4%AF"
    assert shelved["Metadata"]["ai-made"] == "true"


def test_facts_that_are_too_long_are_cut_between_letters():
    shown = described("0" * 64, Label("image/png", {"alt-text": "चा" * 500, "ai-made": "true"}))
    metadata = shown["Metadata"]
    assert sum(len(name) + len(value) for name, value in metadata.items()) <= METADATA_BYTES
    assert metadata["ai-made"] == "true"
    assert len(metadata["alt-text"]) > 1_500
    assert len(metadata["alt-text"]) % 9 == 0
    assert metadata["alt-text"].isascii()


async def test_an_object_that_was_changed_behind_our_back_is_told(in_bucket, bucket):
    await in_bucket.put(KEY, CHAI)
    told = bucket.head(KEY)["Metadata"]
    bucket.spoil(KEY, b"other", Metadata=told)
    for ask in (in_bucket.get, in_bucket.file, in_bucket.digest):
        with pytest.raises(NotFoundError) as refused:
            await ask(KEY)
        assert refused.value.code == DAMAGED
    bucket.spoil(KEY, b"other")
    assert await in_bucket.digest(KEY) == sha256(b"other")
    assert list(in_bucket.inbox.iterdir()) == []


async def test_a_damaged_file_of_the_cache_is_fetched_anew(in_bucket, tmp_path):
    await in_bucket.put(KEY, CHAI)
    cached = await in_bucket.file(KEY)
    cached.write_bytes(b"x")
    assert (await in_bucket.file(KEY)).read_bytes() == CHAI
    cached.unlink()
    assert await in_bucket.digest(KEY) == sha256(CHAI)


async def test_what_is_in_the_cache_is_not_fetched_again(in_bucket, bucket):
    file = in_inbox(in_bucket, CHAI)
    await in_bucket.take(KEY, file)
    first = await in_bucket.file(KEY)
    assert await in_bucket.file(KEY) == first
    assert first.stat().st_nlink == 1


def test_the_cache_lets_go_of_what_was_unused_for_longest(tmp_path):
    cache = Cache(tmp_path / "cache", most_bytes=25)
    made = []
    for number in range(4):
        content = bytes([number]) * 10
        file = tmp_path / "new"
        file.write_bytes(content)
        made.append(cache.keep(f"{number}" * 8, sha256(content), file))
        if number < 2:
            unused = time.time() - IN_USE_S - 10 + number
            os.utime(made[-1], (unused, unused))
    # the newest two are in use and stay, though with the second it would be too much
    assert [path.exists() for path in made] == [False, False, True, True]


async def test_a_bucket_that_is_gone_is_told_and_no_file_is_called_missing(in_bucket, bucket):
    await in_bucket.put(KEY, CHAI)
    bucket.destroy()
    for call in (
        in_bucket.check(), in_bucket.get(KEY), in_bucket.has(KEY), in_bucket.file(KEY),
        in_bucket.put(KEY, CHAI), in_bucket.delete(KEY), in_bucket.part(KEY, 0, 1),
    ):  # fmt: skip
        with pytest.raises(UnavailableError) as refused:
            await call
        assert refused.value.code == UNREACHABLE
        assert refused.value.extra["lasting"]
        assert "does not exist" in refused.value.message
        assert bucket.name not in refused.value.message


async def test_who_does_not_answer_is_told_and_no_secret_with_it(
    in_bucket, monkeypatch, unused_endpoint
):
    monkeypatch.setenv("AWS_ENDPOINT_URL", unused_endpoint)
    with pytest.raises(UnavailableError) as refused:
        await in_bucket.get(KEY)
    assert refused.value.code == UNREACHABLE
    assert not refused.value.extra["lasting"]
    assert "AWS_ENDPOINT_URL" in refused.value.message
    told = f"{refused.value.message} {refused.value.__cause__}"
    assert "made-up" not in told


async def test_without_credentials_it_says_where_they_are_given(in_bucket, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(UnavailableError) as refused:
        await in_bucket.check()
    assert "AWS_ACCESS_KEY_ID" in refused.value.message


@pytest.fixture
def unused_endpoint() -> str:
    return f"http://127.0.0.1:{s3_server.free_port()}"


async def test_an_upload_that_breaks_off_leaves_nothing_and_is_sent_again(
    bucket, tmp_path, monkeypatch
):
    wire = s3_server.Wire(bucket.endpoint, most_bytes=LARGE // 2)
    monkeypatch.setenv("AWS_ENDPOINT_URL", wire.endpoint)
    blobs = blobs_at(bucket.url, tmp_path)
    file = in_inbox(blobs, LARGE_FILM)
    with pytest.raises(UnavailableError) as refused:
        await blobs.stage(KEY, file)
    assert refused.value.code == UNREACHABLE
    assert wire.cuts
    assert bucket.keys() == []
    assert "Uploads" not in bucket.client.list_multipart_uploads(Bucket=bucket.name)
    blobs.close()
    wire.close()
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    again = blobs_at(bucket.url, tmp_path)
    await again.take(KEY, file)
    assert await again.digest(KEY) == sha256(LARGE_FILM)
    again.close()
