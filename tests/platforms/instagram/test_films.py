from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import ErrorClass, PlatformError
from domain.form import Form, Format, Place, Video
from platforms.instagram.upload import Upload
from platforms.waiting import Waiting

REEL = Form(format=Format.REEL, video=Video(cover_ms=1000, in_feed=False), place=Place(id="7"))
STORY = Form(format=Format.STORY)


async def publish(signed, post):
    return await signed.submit(post, await signed.prepare(post, {}))


def asked(sandbox, name):
    return [r for r in sandbox.requests("instagram") if r["operation"] == name]


@pytest.fixture
def film(instagram, pictures):
    """A film whose bytes can be read here."""
    item = pictures.film(padding=3 * 1024 * 1024 + 5)
    instagram.files = pictures.files
    return item


async def test_a_reels_bytes_are_sent_in_pieces_and_nobody_fetches_them(
    instagram, sandbox, pictures, film
):
    lengths = []
    part = instagram.part

    async def counted(sha256, start, length):
        lengths.append(length)
        return await part(sha256, start, length)

    instagram.part = counted
    made = await publish(instagram, instagram.post("Boiling milk", media=(film,), form=REEL))
    (effect,) = sandbox.effects()
    assert (effect["post_id"], effect["media"]) == (made.platform_post_id, [film.sha256])
    assert pictures.fetched == []
    assert max(lengths) <= 1024 * 1024
    assert set(instagram.kept[0]) == {"container", "container:upload"}


@pytest.mark.parametrize(
    "mode", ["http_500_before_effect", "http_429", "lost_response_after_effect"]
)
async def test_an_upload_that_fails_on_the_way_goes_on(instagram, sandbox, film, mode):
    sandbox.fault(mode, "upload_video", platform="instagram", seconds=1)
    await publish(instagram, instagram.post("Boiling milk", media=(film,), form=REEL))
    assert len(sandbox.effects()) == len(asked(sandbox, "create_container")) == 1


async def test_an_upload_that_a_crash_cut_goes_on_at_the_confirmed_offset(instagram, sandbox, film):
    starts, part = [], instagram.part

    async def crashing(sha256, start, length):
        if start >= 2 * 1024 * 1024:
            raise RuntimeError("the machine stopped")
        return await part(sha256, start, length)

    async def counted(sha256, start, length):
        starts.append(start)
        return await part(sha256, start, length)

    post = instagram.post("Boiling milk", media=(film,), form=REEL)
    instagram.part = crashing
    with pytest.raises(RuntimeError):
        await instagram.prepare(post, {})
    instagram.part = counted
    await instagram.submit(post, await instagram.prepare(post, instagram.kept[-1]))
    assert starts[0] > 0
    assert len(asked(sandbox, "create_container")) == 1
    assert sandbox.effects()[0]["media"] == [film.sha256]


async def test_an_upload_that_is_put_off_for_long_is_told_and_not_waited_out(
    instagram, sandbox, film
):
    sandbox.fault("http_429", "upload_video", platform="instagram", seconds=0)
    with pytest.raises(PlatformError) as caught:
        await instagram.prepare(instagram.post("x", media=(film,), form=REEL), {})
    assert caught.value.error_class is ErrorClass.RATE_LIMIT_EXCEEDED
    assert caught.value.retry_after_s > 60


async def test_a_refused_upload_is_said_in_words_without_the_token(instagram, sandbox, film):
    sandbox.fault("token_revoked", "upload_video", platform="instagram")
    with pytest.raises(PlatformError) as caught:
        await instagram.prepare(instagram.post("x", media=(film,), form=REEL), {})
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "refused")
    assert instagram.grant.tokens.access_token not in caught.value.message


def test_the_token_goes_to_no_host_that_only_an_answer_names(http):
    own = "https://graph.instagram.com"
    upload = Upload(http, base="", own=own, waiting=Waiting())
    usual = "https://rupload.facebook.com/ig-api-upload/v26.0/17881"
    for told in ("https://thief.example/x", "http://rupload.facebook.com/x", 7, None):
        assert upload.address(told, "17881") == usual
    for told in ("https://rupload.facebook.com/x?y=1", f"{own}/x"):
        assert upload.address(told, "17881") == told


async def test_a_video_in_the_feed_is_fetched_and_is_a_reel(instagram, sandbox, pictures):
    item = pictures.film()
    made = await publish(instagram, instagram.post("In the feed", media=(item,)))
    assert pictures.fetched == [item.sha256]
    assert sandbox.effects()[0]["post_id"] == made.platform_post_id


async def test_pictures_and_videos_make_one_carousel_in_their_order(instagram, sandbox, pictures):
    media = (pictures.film(1), pictures.add(2), pictures.film(3))
    await publish(instagram, instagram.post("Three", media=media))
    (effect,) = sandbox.effects()
    assert effect["media"] == [item.sha256 for item in media]


async def test_a_film_that_instagram_cannot_use_says_so(instagram, pictures):
    item = pictures.film()
    pictures.files[item.sha256] = b"GIF89a nonsense"
    with pytest.raises(PlatformError) as caught:
        await instagram.prepare(instagram.post("x", media=(item,)), {})
    assert caught.value.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert "H.264" in caught.value.message


@pytest.mark.parametrize("kind", ["add", "film"])
async def test_a_story_is_published_and_found_again_by_its_time(instagram, sandbox, pictures, kind):
    post = instagram.post("", media=(getattr(pictures, kind)(),), form=STORY)
    ready, since = await instagram.prepare(post, {}), datetime.now(UTC)
    sandbox.fault("lost_response_after_effect", "publish_media", platform="instagram")
    with pytest.raises(PlatformError):
        await instagram.submit(post, ready)

    async def look(taken=()):
        return await instagram.can.probe.probe(
            post,
            instagram.grant.tokens,
            account_id=instagram.account(),
            prepared=ready,
            since=since,
            until=since + timedelta(minutes=5),
            taken=taken,
        )

    (effect,) = sandbox.effects()
    result = await look()
    assert (result.found.platform_post_id, result.confidence) == (effect["post_id"], "high")
    other = await look((effect["post_id"],))
    assert (other.found, other.confidence) == (None, "medium")
