from datetime import UTC, datetime

import pytest

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.x.uploads import SEGMENT


async def test_four_pictures_with_descriptions_are_shown_in_their_order(
    x, sandbox, compose, add, operations
):
    media = [add(number=n, alt_text=f"Cup {n}") for n in range(4)]
    post = compose("Four cups", *media)
    made = await x.submit(post, await x.prepare(post, {}))
    (effect,) = sandbox.effects()
    assert effect["media"] == [item.sha256 for item in media]
    page = sandbox.client.get(made.permalink).text
    assert [f'alt="Cup {n}"' in page for n in range(4)] == [True] * 4
    assert operations().count("upload_status") == 0, "a picture needs no waiting for"


@pytest.mark.parametrize("kind", ["image/gif", "video/mp4"])
async def test_an_animation_or_a_video_is_waited_for_and_found_by_the_probe(
    x, sandbox, compose, add, operations, kind
):
    since, post = datetime.now(UTC), compose("Moving chai", add(kind))
    made = await x.submit(post, await x.prepare(post, {}))
    assert sandbox.effects()[0]["media"] == [post.media[0].sha256]
    assert "upload_status" in operations()
    result = await x.can.probe.probe(
        post,
        x.grant.tokens,
        account_id=x.account(),
        prepared={},
        since=since,
        until=datetime.now(UTC),
    )
    assert result.found.platform_post_id == made.platform_post_id


async def test_an_upload_goes_on_at_the_segment_where_it_stopped(
    x, sandbox, compose, add, operations
):
    post = compose("A film", add("video/mp4", size=2 * SEGMENT + 5))
    sandbox.fault("http_500_before_effect", "append_upload", platform="x")
    with pytest.raises(PlatformError):
        await x.prepare(post, {})
    assert x.kept[-1]["media:0:segments"] == "0"
    ready = await x.prepare(post, x.kept[-1])
    assert ready["media:0"] == x.kept[0]["media:0"]
    assert operations().count("append_upload") == 4
    assert operations().count("initialize_upload") == 1
    before = len(operations())
    assert await x.prepare(post, ready) == ready
    assert len(operations()) == before, "what is ready is not asked about again"


async def test_every_id_is_kept_before_the_call_that_builds_on_it(x, compose, add):
    post = compose("A cup", add(alt_text="A cup"))
    ready = await x.prepare(post, {})
    steps = [
        (kept.get("media:0:segments"), kept.get("media:0:state"), "media:0:described" in kept)
        for kept in x.kept
    ]
    assert steps == [
        ("0", None, False),
        ("1", None, False),
        ("1", "ready", False),
        ("1", "ready", True),
    ]
    assert x.kept[-1] == ready


async def test_media_that_x_has_dropped_are_sent_anew(x, sandbox, compose, add, operations):
    post = compose("A cup", add())
    ready = await x.prepare(post, {})
    old = {**ready, "media:0:until": str(int(datetime.now(UTC).timestamp()) - 1)}
    with pytest.raises(PlatformError) as caught:
        await x.submit(post, old)
    assert (caught.value.error_class, caught.value.sent) == (
        ErrorClass.TEMPORARY_UNAVAILABLE,
        "no",
    )
    fresh = await x.prepare(post, old)
    assert fresh["media:0"] != ready["media:0"]
    unfinished = {
        "media:0": "123",
        "media:0:until": fresh["media:0:until"],
        "media:0:segments": "1",
    }
    assert (await x.prepare(post, unfinished))["media:0"] not in ("123", fresh["media:0"])
    assert operations().count("initialize_upload") == 3
    await x.submit(post, fresh)
    assert len(sandbox.effects()) == 1


@pytest.mark.parametrize("operation", ["initialize_upload", "finalize_upload", "upload_status"])
async def test_a_file_that_x_cannot_use_is_named_and_nothing_is_posted(
    x, sandbox, compose, add, operation
):
    sandbox.fault("invalid_media", operation, platform="x")
    with pytest.raises(PlatformError) as caught:
        await x.prepare(compose("A film", add("video/mp4")), {})
    assert caught.value.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert (caught.value.sent, sandbox.effects()) == ("refused", [])


async def test_a_medium_that_x_gave_up_is_sent_anew_by_the_next_try(
    x, sandbox, compose, add, operations
):
    post = compose("A film", add("video/mp4"))
    sandbox.fault("invalid_media", "upload_status", platform="x")
    with pytest.raises(PlatformError):
        await x.prepare(post, {})
    assert not [name for name in x.kept[-1] if name.startswith("media:0")]
    ready = await x.prepare(post, x.kept[-1])
    assert operations().count("initialize_upload") == 2
    await x.submit(post, ready)
    assert len(sandbox.effects()) == 1


async def test_a_file_that_is_not_here_any_more_is_said_to_be_missing(x, compose, add, operations):
    item = add("video/mp4", size=50)
    post = compose("A film", item)
    x.files[item.sha256] = b"short"
    with pytest.raises(PlatformError, match="missing here") as caught:
        await x.prepare(post, {})
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.VALIDATION, "no")
    assert "append_upload" not in operations()


async def test_a_video_that_takes_too_long_is_no_failure(
    canned, platforms_in_a_hurry, x, compose, add
):
    info = {"processing_info": {"state": "in_progress", "check_after_secs": 20}}
    server = await canned(
        {
            "POST /2/media/upload/initialize": [(200, {"data": {"id": "77"}})],
            "POST /2/media/upload/77/append": [(204, None)],
            "POST /2/media/upload/77/finalize": [(200, {"data": {"id": "77", **info}})],
            "GET /2/media/upload": [(200, {"data": {"id": "77", **info}})],
        }
    )
    publisher = platforms_in_a_hurry(server.url).get(Platform.X).publisher
    with pytest.raises(PlatformError) as caught:
        await publisher.prepare(
            compose("A film", add("video/mp4")), x.grant.tokens, {}, files=x, keep=x.keep
        )
    assert caught.value.error_class is ErrorClass.TEMPORARY_UNAVAILABLE
    assert 10 < len(server.lines("GET /2/media/upload")) < 20, "as often as X asks us to"
