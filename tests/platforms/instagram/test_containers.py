from urllib.parse import parse_qs

import pytest

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform

TEXT = "Kulhad chai is back ☕"


def operations(sandbox, *names):
    asked = [r["operation"] for r in sandbox.requests("instagram")]
    return [name for name in asked if not names or name in names]


async def refused(signed, post, prepared):
    with pytest.raises(PlatformError) as caught:
        await signed.prepare(post, prepared)
    return caught.value


async def test_a_picture_is_one_container_that_is_kept_before_it_is_asked_for(
    instagram, sandbox, pictures
):
    ready = await instagram.prepare(instagram.post(TEXT), {})
    assert instagram.kept == [ready]
    assert set(ready) == {"container"}
    assert pictures.fetched == [instagram.media[0].sha256]
    assert sandbox.effects() == []


async def test_several_pictures_are_a_carousel_in_their_order(instagram, sandbox, pictures):
    media = tuple(pictures.add(number) for number in (7, 8, 9))
    post = instagram.post(TEXT, media=media)
    ready = await instagram.prepare(post, {})
    # each id is handed over as soon as it exists, and none is lost on the way
    assert [set(kept) for kept in instagram.kept] == [
        {"item:0"},
        {"item:0", "item:1"},
        {"item:0", "item:1", "item:2"},
        {"item:0", "item:1", "item:2", "container"},
    ]
    await instagram.submit(post, ready)
    (effect,) = sandbox.effects()
    assert effect["media"] == [item.sha256 for item in media]
    assert effect["text"] == TEXT


async def test_the_next_call_waits_until_the_id_is_kept(instagram, sandbox, pictures):
    made_when_kept = []

    async def keep(ids):
        made_when_kept.append((len(ids), len(operations(sandbox, "create_container"))))

    post = instagram.post(TEXT, media=(pictures.add(1), pictures.add(2)))
    await instagram.can.publisher.prepare(
        post, instagram.grant.tokens, {}, files=instagram, keep=keep
    )
    assert made_when_kept == [(1, 1), (2, 2), (3, 3)]


async def test_a_preparation_that_could_not_keep_its_id_goes_no_further(instagram, sandbox):
    async def keep(_):
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await instagram.can.publisher.prepare(
            instagram.post(TEXT), instagram.grant.tokens, {}, files=None, keep=keep
        )
    assert operations(sandbox)[-1] == "create_container"


async def test_what_a_crash_left_behind_is_used_again(instagram, sandbox, pictures):
    post = instagram.post(TEXT, media=(pictures.add(1), pictures.add(2)))
    await instagram.prepare(post, {})
    for left in instagram.kept[:]:
        again = await instagram.prepare(post, left)
        assert {name: again[name] for name in left} == left
    # three at first, then what each crash had left to be made: two, one, none
    assert len(operations(sandbox, "create_container")) == 3 + 2 + 1


async def test_a_container_that_ran_out_is_made_anew(instagram, sandbox):
    post = instagram.post(TEXT)
    first = await instagram.prepare(post, {})
    sandbox.control("clock", advance_s=25 * 3600)
    second = await instagram.prepare(post, first)
    assert second["container"] != first["container"]
    await instagram.submit(post, second)
    assert len(sandbox.effects()) == 1


async def test_a_container_that_instagram_does_not_know_is_made_anew(instagram):
    ready = await instagram.prepare(instagram.post(TEXT), {"container": "17889999999999999"})
    assert ready["container"] != "17889999999999999"


async def test_in_doubt_a_container_that_is_gone_is_never_made_anew(instagram, sandbox):
    with pytest.raises(PlatformError) as caught:
        await in_doubt(instagram, {"container": "17889999999999999"})
    assert (caught.value.sent, caught.value.passes) == ("unknown", False)
    assert "cannot say" in caught.value.message
    assert operations(sandbox, "create_container") == []


async def test_in_doubt_a_container_that_ran_out_unpublished_is_made_anew(instagram, sandbox):
    first = await instagram.prepare(instagram.post(TEXT), {})
    sandbox.control("clock", advance_s=25 * 3600)
    assert (await in_doubt(instagram, first))["container"] != first["container"]


async def in_doubt(instagram, prepared):
    return await instagram.can.publisher.prepare(
        instagram.post(TEXT),
        instagram.grant.tokens,
        prepared,
        files=instagram,
        keep=instagram.keep,
        in_doubt=True,
    )


async def test_a_container_that_failed_says_why_and_the_next_try_makes_another(instagram, sandbox):
    sandbox.fault("invalid_media", "container_status", platform="instagram")
    error = await refused(instagram, instagram.post(TEXT), {})
    assert error.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert "JPEG" in error.message
    failed = instagram.kept[-1]
    ready = await instagram.prepare(instagram.post(TEXT), failed)
    assert ready["container"] != failed["container"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("IN_PROGRESS", ErrorClass.TEMPORARY_UNAVAILABLE),
        ("NEW_WORD", ErrorClass.TEMPORARY_UNAVAILABLE),
    ],
)
async def test_a_container_that_is_neither_ready_nor_over_is_never_doubled(
    instagram, canned, http, status, expected, platforms_in_a_hurry
):
    server = await canned(
        {
            "GET /v26.0/1788": [(200, {"status_code": status})],
            "GET /v26.0/1784": [(200, {"data": []})],
        }
    )
    there = platforms_in_a_hurry(server.url).get(Platform.INSTAGRAM)
    with pytest.raises(PlatformError) as caught:
        await there.publisher.prepare(
            instagram.post(TEXT),
            instagram.grant.tokens,
            {"container": "17881"},
            files=instagram,
            keep=instagram.keep,
        )
    assert (caught.value.error_class, caught.value.sent) == (expected, "no")
    assert server.lines("POST") == []


async def test_the_caption_and_the_description_go_along(instagram, sandbox, pictures):
    item = pictures.add(3, alt_text="A clay cup of chai")
    post = instagram.post(TEXT, "ChaiTime", media=(item,))
    made = await instagram.submit(post, await instagram.prepare(post, {}))
    answer = sandbox.client.get(
        f"{sandbox.url}/v26.0/{made.platform_post_id}",
        params={"fields": "caption,alt_text,permalink"},
        headers={"authorization": f"Bearer {instagram.grant.tokens.access_token}"},
    ).json()
    assert answer["caption"] == post.wire == TEXT + "\n\n#ChaiTime"
    assert answer["alt_text"] == "A clay cup of chai"
    assert answer["permalink"] == made.permalink


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"url": "http://127.0.0.1:1/gone.jpg"}, "INSTA_PUBLIC_URL")],
)
async def test_a_picture_that_cannot_be_fetched_says_what_to_check(
    instagram, pictures, changes, words
):
    post = instagram.post(TEXT, media=(pictures.add(1, **changes),))
    error = await refused(instagram, post, {})
    assert error.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert words in error.message
    assert instagram.kept == []


async def test_a_picture_that_is_not_what_it_was_said_to_be_is_refused(instagram, pictures):
    item = pictures.add(1)
    pictures.files[item.sha256] = b"GIF89a nonsense"
    error = await refused(instagram, instagram.post(TEXT, media=(item,)), {})
    assert error.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert "JPEG" in error.message


async def test_no_token_is_ever_part_of_an_address_while_publishing(
    instagram, canned, platforms_for
):
    server = await canned(
        {
            "GET /v26.0/17841": [(200, {"data": []})],
            "POST /v26.0/": [(200, {"id": "17881"}), (200, {"id": "1802"})],
            "GET /v26.0/17881": [(200, {"status_code": "FINISHED"})],
            "GET /v26.0/1802": [(200, {"permalink": "https://instagram.com/p/x/"})],
        }
    )
    there = platforms_for(server.url).get(Platform.INSTAGRAM)
    instagram.can = there
    ready = await instagram.prepare(instagram.post(TEXT), {})
    made = await instagram.submit(instagram.post(TEXT), ready)
    assert made.platform_post_id == "1802"
    token = instagram.grant.tokens.access_token
    assert not any(token in line for line in server.asked)
    assert all(f"Bearer {token}" in head for head in server.heads)
    assert parse_qs(server.asked[0].partition("?")[2]) == {"fields": ["quota_usage,config"]}


async def test_a_new_container_that_is_not_known_yet_is_asked_for_again(
    instagram, canned, platforms_in_a_hurry
):
    unknown = {"error": {"code": 24, "error_subcode": 2207008, "message": "no such media"}}
    server = await canned(
        {
            "GET /v26.0/17841": [(200, {"data": []})],
            "POST /v26.0/": [(200, {"id": "17881"})],
            "GET /v26.0/17881": [
                (400, unknown),
                (400, unknown),
                (200, {"status_code": "FINISHED"}),
            ],
        }
    )
    instagram.can = platforms_in_a_hurry(server.url).get(Platform.INSTAGRAM)
    assert await instagram.prepare(instagram.post(TEXT), {}) == {"container": "17881"}
    assert len(server.lines("POST")) == 1


async def test_items_that_ran_out_before_their_carousel_was_made_are_made_anew(
    instagram, canned, pictures, platforms_in_a_hurry
):
    expired = {"error": {"code": -2, "error_subcode": 2207020, "message": "media expired"}}
    made = [(200, {"id": f"1788{number}"}) for number in (1, 2, 3, 4, 5)]
    server = await canned(
        {
            "GET /v26.0/17841": [(200, {"data": []})],
            "POST /v26.0/": [*made[:2], (400, expired), *made[2:]],
            "GET /v26.0/1788": [(200, {"status_code": "FINISHED"})],
        }
    )
    instagram.can = platforms_in_a_hurry(server.url).get(Platform.INSTAGRAM)
    ready = await instagram.prepare(
        instagram.post(TEXT, media=(pictures.add(1), pictures.add(2))), {}
    )
    assert ready == {"item:0": "17883", "item:1": "17884", "container": "17885"}
