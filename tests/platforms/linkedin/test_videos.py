import json

import pytest

from domain.connection import AccountKind
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform

PART = 4 * 1024 * 1024
TEXT = "The kettle, filmed"


def asked(sandbox, operation):
    return [r for r in sandbox.requests("linkedin") if r["operation"] == operation]


@pytest.mark.parametrize("kind", AccountKind)
async def test_a_video_goes_up_in_parts_and_arrives_whole(
    signed, sandbox, hold, compose, film, kind
):
    item = hold(film(2 * PART + 1000))
    post = compose(TEXT, item, kind=kind, title="Kettle")
    assert post.problems == ()
    made = await signed.submit(post, await signed.prepare(post, {}))
    (effect,) = sandbox.effects()
    assert effect["media"] == [item.sha256]
    assert made.platform_post_id.startswith("urn:li:ugcPost:")
    assert len(asked(sandbox, "upload_video_part")) == 3
    assert "Kettle" in sandbox.client.get(made.permalink).text


async def test_each_part_is_kept_before_the_next_one_leaves(signed, sandbox, hold, compose, film):
    post = compose(TEXT, hold(film(2 * PART + 5)))
    seen = []

    async def keep(ids):
        etags = json.loads(ids.get("video:0:etags", "[]"))
        seen.append((len(etags), len(asked(sandbox, "upload_video_part")), "uploaded:0" in ids))

    await signed.can.publisher.prepare(post, signed.grant.tokens, {}, files=signed, keep=keep)
    assert seen == [(0, 0, False), (1, 1, False), (2, 2, False), (3, 3, False), (3, 3, True)]


@pytest.mark.parametrize("killed_at", [0, 1, 2, 3])
async def test_after_a_kill_it_goes_on_at_the_first_missing_part(
    signed, sandbox, hold, compose, film, killed_at
):
    item = hold(film(2 * PART + 5))
    post = compose(TEXT, item)

    async def keep(ids):
        signed.kept.append(dict(ids))
        if len(signed.kept) == killed_at + 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await signed.can.publisher.prepare(post, signed.grant.tokens, {}, files=signed, keep=keep)
    ready = await signed.prepare(post, signed.kept[-1])
    assert ready["video:0"] == signed.kept[0]["video:0"]
    assert len(asked(sandbox, "upload_video_part")) == 3
    await signed.submit(post, ready)
    assert sandbox.effects()[0]["media"] == [item.sha256]


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        ("initialize_video", "http_500_after_effect"),
        ("upload_video_part", "lost_response_after_effect"),
        ("upload_video_part", "http_429"),
        ("finalize_video", "lost_response_after_effect"),
        ("finalize_video", "http_500_before_effect"),
    ],
)
async def test_what_fails_on_the_way_passes_and_is_gone_on_with(
    signed, sandbox, hold, compose, film, operation, mode
):
    item = hold(film())
    post = compose(TEXT, item)
    sandbox.fault(mode, operation)
    with pytest.raises(PlatformError) as caught:
        await signed.prepare(post, {})
    assert caught.value.error_class.retryable
    assert caught.value.sent in ("no", "refused")
    ready = await signed.prepare(post, signed.kept[-1] if signed.kept else {})
    await signed.submit(post, ready)
    assert sandbox.effects()[0]["media"] == [item.sha256]


async def test_dead_addresses_of_an_earlier_try_mean_a_new_upload(
    signed, sandbox, hold, compose, film
):
    post = compose(TEXT, hold(film()))
    sandbox.fault("http_429", "upload_video_part")
    with pytest.raises(PlatformError):
        await signed.prepare(post, {})
    sandbox.control("clock", advance_s=2 * 86_400)
    ready = await signed.prepare(post, signed.kept[-1])
    assert ready["video:0"] != signed.kept[0]["video:0"]


@pytest.mark.parametrize("operation", ["upload_video_part", "finalize_video", "video_status"])
async def test_a_video_that_cannot_be_processed_says_so_and_goes_up_anew(
    signed, sandbox, hold, compose, film, operation
):
    post = compose(TEXT, hold(film()))
    sandbox.fault("invalid_media", operation)
    with pytest.raises(PlatformError, match="could not process a video"):
        await signed.prepare(post, {})
    ready = await signed.prepare(post, signed.kept[-1])
    assert ready["video:0"] != signed.kept[0]["video:0"]


async def test_a_video_that_is_missing_here_is_told_before_anything_is_asked(
    signed, sandbox, hold, compose, film
):
    post = compose(TEXT, hold(film()))
    signed.files.clear()
    signed.files[post.media[0].sha256] = b""
    with pytest.raises(PlatformError, match="file of a video is missing here") as caught:
        await signed.prepare(post, {})
    assert caught.value.error_class is ErrorClass.VALIDATION
    assert asked(sandbox, "initialize_video") == []


@pytest.mark.parametrize(
    "instructions",
    [
        None,
        [],
        [{"uploadUrl": "BASE/1", "firstByte": 0, "lastByte": 5}],
        [{"uploadUrl": "BASE/1", "firstByte": "0", "lastByte": 102399}],
        [{"uploadUrl": 5, "firstByte": 0, "lastByte": 102399}],
        [{"uploadUrl": "https://evil.example/1", "firstByte": 0, "lastByte": 102399}],
    ],
)
async def test_instructions_that_do_not_fit_the_file_are_not_followed(
    signed, hold, compose, film, canned, platforms_for, instructions
):
    value = {"video": "urn:li:video:1", "uploadToken": "", "uploadInstructions": instructions}
    server = await canned({"POST /rest/videos": [(200, {"value": value})]})
    signed.can = platforms_for(server.url).get(Platform.LINKEDIN)
    with pytest.raises(PlatformError) as caught:
        await signed.prepare(compose(TEXT, hold(film())), {})
    assert caught.value.sent == "no"
    assert server.lines("PUT") == []
    assert signed.kept == []
