import asyncio
import json
from datetime import UTC, datetime

import pytest

from domain.connection import AccountKind
from domain.errors import ErrorClass, NotFoundError, PlatformError
from platforms.bringing import Bringing
from platforms.linkedin.media import LinkedInMedia
from platforms.linkedin.rest import Rest
from platforms.linkedin.uploads import Uploads
from platforms.waiting import Waiting

TEXT = "Kulhad chai is back ☕"


def now():
    return datetime.now(UTC)


@pytest.fixture
def shown(signed, pictures):
    """A signed-in adapter that can read the bytes of the pictures."""
    signed.files = pictures.files
    signed.media = (pictures.add(1, alt_text="A cup (of chai)"),)
    return signed


def asked(sandbox, operation):
    return [r for r in sandbox.requests("linkedin") if r["operation"] == operation]


async def refused(signed, post, prepared):
    with pytest.raises(PlatformError) as caught:
        await signed.prepare(post, prepared)
    return caught.value


@pytest.mark.parametrize("kind", AccountKind)
@pytest.mark.parametrize("count", [1, 2, 20])
async def test_a_post_shows_its_pictures_in_their_order(shown, sandbox, pictures, kind, count):
    media = tuple(pictures.add(number) for number in range(count))
    post = shown.post(TEXT, media=media, kind=kind)
    made = await shown.submit(post, await shown.prepare(post, {}))
    (effect,) = sandbox.effects()
    assert effect["post_id"] == made.platform_post_id
    assert effect["media"] == [item.sha256 for item in media]
    assert effect["text"] == post.text
    # LinkedIn is given the bytes; it fetches nothing
    assert pictures.fetched == []


async def test_the_description_goes_along(shown, sandbox):
    post = shown.post(TEXT)
    made = await shown.submit(post, await shown.prepare(post, {}))
    page = sandbox.client.get(made.permalink).text
    assert "A cup (of chai)" in page


async def test_a_text_stays_a_single_call(shown, sandbox):
    before = len(sandbox.requests("linkedin"))
    post = shown.post(TEXT, media=())
    await shown.submit(post, await shown.prepare(post, {}))
    assert [r["operation"] for r in sandbox.requests("linkedin")[before:]] == ["create_post"]
    assert shown.kept == []


async def test_each_urn_is_kept_before_its_bytes_leave(shown, sandbox, pictures):
    post = shown.post(TEXT, media=(pictures.add(1), pictures.add(2)))
    seen = []

    async def keep(ids):
        seen.append((sorted(ids), len(asked(sandbox, "upload_image"))))

    await shown.can.publisher.prepare(post, shown.grant.tokens, {}, files=shown, keep=keep)
    assert seen == [
        (["image:0"], 0),
        (["image:0", "uploaded:0"], 1),
        (["image:0", "image:1", "uploaded:0"], 1),
        (["image:0", "image:1", "uploaded:0", "uploaded:1"], 2),
    ]


async def test_what_a_crash_left_behind_is_used_again(shown, sandbox):
    post = shown.post(TEXT)
    first = await shown.prepare(post, {})
    assert await shown.prepare(post, first) == first
    assert await shown.prepare(post, {"image:0": first["image:0"]}) == {"image:0": first["image:0"]}
    assert len(asked(sandbox, "upload_image")) == 1


async def test_half_an_upload_is_begun_again(shown, sandbox):
    post = shown.post(TEXT)
    sandbox.fault("http_500_before_effect", "upload_image")
    error = await refused(shown, post, {})
    assert error.error_class is ErrorClass.TEMPORARY_UNAVAILABLE
    (half,) = shown.kept
    ready = await shown.prepare(post, half)
    assert ready["image:0"] != half["image:0"]
    await shown.submit(post, ready)
    assert len(sandbox.effects()) == 1


async def test_a_urn_that_linkedin_does_not_know_is_made_anew(shown):
    ready = await shown.prepare(shown.post(TEXT), {"image:0": "urn:li:image:C4Dunknown"})
    assert ready["image:0"] == ready["uploaded:0"] != "urn:li:image:C4Dunknown"


@pytest.mark.parametrize("operation", ["initialize_upload", "upload_image", "image_status"])
async def test_a_connection_that_ended_says_so_at_every_step(shown, sandbox, operation):
    sandbox.fault("token_revoked", operation)
    error = await refused(shown, shown.post(TEXT), {})
    assert error.error_class is ErrorClass.INVALID_TOKEN
    assert sandbox.effects() == []


async def test_a_picture_that_cannot_be_processed_says_so_and_is_uploaded_anew(
    shown, sandbox, pictures
):
    item = pictures.add(5)
    good, pictures.files[item.sha256] = pictures.files[item.sha256], b"nonsense"
    post = shown.post(TEXT, media=(item,))
    error = await refused(shown, post, {})
    assert error.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert "Nothing was posted" in error.message
    pictures.files[item.sha256] = good
    ready = await shown.prepare(post, shown.kept[-1])
    assert ready["image:0"] != shown.kept[0]["image:0"]


async def test_a_file_that_is_missing_here_is_told_in_plain_words(shown, sandbox):
    class Nothing:
        async def whole(self, _):
            raise NotFoundError("no such file")

    with pytest.raises(PlatformError, match="missing here") as caught:
        await shown.can.publisher.prepare(
            shown.post(TEXT), shown.grant.tokens, {}, files=Nothing(), keep=shown.keep
        )
    assert caught.value.sent == "no"
    assert asked(sandbox, "initialize_upload") == []


async def test_a_post_never_leaves_without_all_of_its_pictures(shown, sandbox, pictures):
    post = shown.post(TEXT, media=(pictures.add(1), pictures.add(2)))
    with pytest.raises(PlatformError, match="Not every medium") as caught:
        await shown.submit(post, {"image:0": "urn:li:image:C4D1"})
    assert caught.value.sent == "no"
    assert asked(sandbox, "create_post") == []


@pytest.fixture
async def images_at(serve, http):
    """The uploads of an API that answers as it is told; returns them and what was asked."""
    lines = []

    async def start(answers, *, bases=None, waiting=None):
        async def handle(reader, writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lines.append(head.partition(" HTTP/")[0])
            status, body = next(a for begin, a in answers.items() if lines[-1].startswith(begin))
            raw = json.dumps(body).replace("BASE", url).encode()
            writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: {len(raw)}\r\n\r\n".encode())
            writer.write(raw)
            await writer.drain()
            await asyncio.sleep(0)

        url = await serve(handle)
        http.allow(url)
        uploads = Uploads(Rest(http, url, now=now), bases=[url] if bases is None else bases)
        return LinkedInMedia(http, uploads, waiting=waiting or Waiting()), lines

    return start


def begun(url):
    return (200, {"value": {"uploadUrl": url, "image": "urn:li:image:C4D1"}})


async def prepared_by(images, signed, prepared=None):
    return await images.prepare(
        Bringing(signed.post(TEXT), signed.grant.tokens, dict(prepared or {}), signed, signed.keep)
    )


async def test_a_token_that_is_not_told_the_state_goes_on(shown, images_at):
    images, lines = await images_at(
        {
            "POST": begun("BASE/dms-uploads/1"),
            "PUT": (201, None),
            "GET": (403, {"status": 403, "code": "ACCESS_DENIED", "message": "Not enough"}),
        }
    )
    ready = await prepared_by(images, shown)
    assert ready == {"image:0": "urn:li:image:C4D1", "uploaded:0": "urn:li:image:C4D1"}
    # one that was sent completely is used again, one that may not have been is sent anew
    await prepared_by(images, shown, ready)
    assert len([line for line in lines if line.startswith("PUT")]) == 1
    await prepared_by(images, shown, {"image:0": "urn:li:image:C4D0"})
    assert len([line for line in lines if line.startswith("PUT")]) == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/dms-uploads/1",
        "https://linkedin.com.evil.example/1",
        "https://notlinkedin.com/1",
        "https://www.linkedin.com@evil.example/1",
        "http://www.linkedin.com/dms-uploads/1",
        "//www.linkedin.com/1",
        "nonsense",
    ],
)
async def test_the_token_goes_to_no_foreign_host(shown, images_at, url):
    # without a configured base only LinkedIn's own domain is trusted, with one only that base
    for bases in ([], None):
        images, lines = await images_at({"POST": begun(url)}, bases=bases)
        with pytest.raises(PlatformError, match="not LinkedIn's") as caught:
            await prepared_by(images, shown)
        assert (caught.value.error_class, caught.value.sent) == (ErrorClass.CONFIGURATION, "no")
        assert not [line for line in lines if line.startswith("PUT")]


async def test_a_picture_that_takes_too_long_goes_on_at_the_next_try(shown, images_at):
    time = [0.0]

    async def sleep(seconds):
        time[0] += seconds

    images, _ = await images_at(
        {
            "POST": begun("BASE/dms-uploads/1"),
            "PUT": (201, None),
            "GET": (200, {"status": "PROCESSING"}),
        },
        waiting=Waiting(sleep=sleep, monotonic=lambda: time[0]),
    )
    with pytest.raises(PlatformError, match="goes on where it stopped") as caught:
        await prepared_by(images, shown)
    assert caught.value.error_class is ErrorClass.TEMPORARY_UNAVAILABLE
    assert time[0] == 60
    assert shown.kept[-1]["uploaded:0"] == "urn:li:image:C4D1"


@pytest.mark.parametrize("body", [{}, {"value": None}, {"value": {"image": "urn:li:image:C4D1"}}])
async def test_an_answer_without_an_address_is_no_upload(shown, images_at, body):
    images, _ = await images_at({"POST": (200, body)})
    with pytest.raises(PlatformError):
        await prepared_by(images, shown)
    assert shown.kept == []
