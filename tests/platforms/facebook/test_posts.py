import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.form import Format, Link, Place
from domain.platform import Platform


def calls(sandbox, name):
    return [one for one in sandbox.requests("facebook") if one["operation"] == name]


async def out(facebook, post):
    return await facebook.submit(post, await facebook.prepare(post, {}))


async def look(facebook, post, ready, since):
    return await facebook.can.probe.probe(
        post,
        facebook.grant.tokens,
        account_id=facebook.account(),
        prepared=ready,
        since=since,
        until=since + timedelta(minutes=5),
    )


async def test_a_link_card_is_one_call_that_names_the_link(facebook, sandbox, post_of):
    post = post_of("Our menu", link=Link(url="https://chai.example/menu"))
    made = await out(facebook, post)
    assert made.permalink == f"{sandbox.url}/{made.platform_post_id.replace('_', '/posts/')}/"
    page = sandbox.client.get(made.permalink).text
    assert "https://chai.example/menu" in page
    assert sandbox.effects()[0]["post_id"] == made.platform_post_id


@pytest.mark.parametrize("count", [1, 2, 10])
async def test_photos_go_up_unseen_and_are_shown_by_one_post_in_their_order(
    facebook, sandbox, photo, post_of, count
):
    items = [photo(number) for number in range(count)]
    post = post_of("Kettle on", *items, place=Place(id="1234567"))
    ready = await facebook.prepare(post, {})
    assert sandbox.effects() == []
    assert len(facebook.kept) == count
    # a second preparation, as after a crash, sends no photo again
    assert await facebook.prepare(post, ready) == ready
    assert len(calls(sandbox, "upload_photo")) == count
    await facebook.submit(post, ready)
    (effect,) = sandbox.effects()
    assert effect["media"] == [item.sha256 for item in items]
    assert len(calls(sandbox, "create_post")) == 1


async def test_a_photo_that_facebook_lost_is_sent_again(facebook, sandbox, photo, post_of):
    post = post_of("Kettle on", photo())
    ready = await facebook.prepare(post, {"photo:0": "1220000000404"})
    assert ready["photo:0"] != "1220000000404"
    assert len(calls(sandbox, "upload_photo")) == 1


async def test_each_photo_carries_its_own_description(facebook, sandbox, photo, post_of):
    post = post_of("Two", photo(1), photo(2), alt_texts=("A kettle", "A “cup”, नमस्ते"))
    ready = await facebook.prepare(post, {})
    told = [
        sandbox.client.get(
            f"{sandbox.url}/v26.0/{ready[name]}",
            params={"fields": "alt_text_custom"},
            headers={"authorization": f"Bearer {facebook.grant.tokens.access_token}"},
        ).json()["alt_text_custom"]
        for name in ("photo:0", "photo:1")
    ]
    assert told == ["A kettle", "A “cup”, नमस्ते"]


async def test_a_feed_video_goes_up_in_pieces_and_is_out_under_its_posts_id(
    facebook, sandbox, film, post_of
):
    item = film(padding=3 * 1024 * 1024)
    post = post_of("A film", item, title="How we brew")
    since = datetime.now(UTC)
    ready = await facebook.prepare(post, {})
    assert [sorted(kept) for kept in facebook.kept] == [["upload"], ["handle", "upload"]]
    await facebook.submit(post, ready)
    (effect,) = sandbox.effects()
    assert (
        effect["media"]
        == [item.sha256]
        == [hashlib.sha256(facebook.files[item.sha256]).hexdigest()]
    )
    result = await look(facebook, post, ready, since)
    assert (result.found.platform_post_id, result.confidence) == (effect["post_id"], "medium")


async def test_an_upload_goes_on_at_the_offset_that_facebook_confirms(
    facebook, sandbox, film, post_of
):
    item = film(padding=2 * 1024 * 1024)
    whole = facebook.files[item.sha256]
    asked = []

    class Dying:
        async def part(self, sha256, start, length):
            asked.append(start)
            if start >= 1024 * 1024:
                raise ConnectionError("killed")
            return whole[start : start + length]

    post = post_of("A film", item)
    with pytest.raises(ConnectionError):
        await facebook.can.publisher.prepare(
            post, facebook.grant.tokens, {}, files=Dying(), keep=facebook.keep
        )
    offset = await wait_for_offset(facebook, sandbox, facebook.kept[-1]["upload"])
    asked.clear()

    class Whole:
        async def part(self, sha256, start, length):
            asked.append(start)
            return whole[start : start + length]

    ready = await facebook.can.publisher.prepare(
        post, facebook.grant.tokens, facebook.kept[-1], files=Whole(), keep=facebook.keep
    )
    assert asked[0] == offset > 0
    await facebook.submit(post, ready)
    assert sandbox.effects()[0]["media"] == [item.sha256]


async def wait_for_offset(facebook, sandbox, session):
    import asyncio

    for _ in range(50):
        offset = sandbox.client.get(
            f"{sandbox.url}/v26.0/{session}",
            headers={"authorization": f"OAuth {facebook.grant.tokens.access_token}"},
        ).json()["file_offset"]
        if offset:
            return offset
        await asyncio.sleep(0.1)
    return 0


async def test_a_reel_is_started_uploaded_and_finished_once(facebook, sandbox, film, post_of):
    item = film()
    post = post_of("Steam", item, format=Format.REEL, title="Brewing", place=Place(id="77"))
    ready = await facebook.prepare(post, {})
    assert facebook.kept[0]["video"] == ready["video"]
    assert sandbox.effects() == []
    # a second preparation goes on with the same video
    assert await facebook.prepare(post, ready) == ready
    made = await facebook.submit(post, ready)
    # told or not, it leads to where Reels stand
    assert made.permalink.endswith(f"/reel/{ready['video']}/")
    (effect,) = sandbox.effects()
    assert (effect["text"], effect["media"]) == ("Steam", [item.sha256])
    assert len(calls(sandbox, "rupload")) == 1


@pytest.mark.parametrize("mode", ["lost_response_after_effect", "http_500_before_effect"])
async def test_of_a_reel_a_probe_knows_for_certain(facebook, sandbox, film, post_of, mode):
    post, since = post_of("Steam", film(), format=Format.REEL), datetime.now(UTC)
    ready = await facebook.prepare(post, {})
    sandbox.fault(mode, "video_reels", platform="facebook")
    with pytest.raises(PlatformError) as caught:
        await facebook.submit(post, ready)
    assert caught.value.sent == "unknown"
    result = await look(facebook, post, ready, since)
    assert result.confidence == "high"
    made = [effect["post_id"] for effect in sandbox.effects()]
    assert ([result.found.platform_post_id] if result.found else []) == made
    assert len(made) == (mode == "lost_response_after_effect")


async def test_a_reel_that_is_out_is_never_finished_again(facebook, sandbox, film, post_of):
    post = post_of("Steam", film(), format=Format.REEL)
    ready = await facebook.prepare(post, {})
    await facebook.submit(post, ready)
    again = await facebook.prepare(post, ready)
    before = len(calls(sandbox, "video_reels"))
    with pytest.raises(PlatformError) as caught:
        await facebook.submit(post, again)
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.DUPLICATE, "unknown")
    assert len(calls(sandbox, "video_reels")) == before


async def test_a_video_that_is_gone_while_in_doubt_is_left_to_a_person(facebook, film, post_of):
    post = post_of("Steam", film(), format=Format.REEL)
    with pytest.raises(PlatformError) as caught:
        await facebook.can.publisher.prepare(
            post,
            facebook.grant.tokens,
            {"video": "2390000000404", "upload_url": "x"},
            files=facebook,
            keep=facebook.keep,
            in_doubt=True,
        )
    assert (caught.value.sent, caught.value.passes) == ("unknown", False)


async def test_a_video_that_facebook_cannot_use_is_told_before_anything_is_out(
    facebook, sandbox, film, post_of
):
    item = film()
    facebook.files[item.sha256] = bytes(item.size)
    with pytest.raises(PlatformError) as caught:
        await facebook.prepare(post_of("Steam", item, format=Format.REEL), {})
    assert caught.value.error_class is ErrorClass.INVALID_MEDIA_FORMAT
    assert sandbox.effects() == []


async def test_stories_show_a_photo_or_a_video(facebook, sandbox, film, photo, post_of):
    since = datetime.now(UTC)
    for item in (photo(), film()):
        post = post_of("", item, format=Format.STORY)
        ready = await facebook.prepare(post, {})
        made = await facebook.submit(post, ready)
        effect = sandbox.effects()[-1]
        assert effect["media"] == [item.sha256]
        assert effect["post_id"] == made.platform_post_id
        result = await look(facebook, post, ready, since)
        assert (result.found.platform_post_id, result.confidence) == (effect["post_id"], "high")


async def test_a_text_that_the_page_has_just_posted_is_a_duplicate(facebook, sandbox, post_of):
    await out(facebook, post_of("Kettle on"))
    with pytest.raises(PlatformError) as caught:
        await out(facebook, post_of("Kettle on"))
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.DUPLICATE, "refused")
    assert len(sandbox.effects()) == 1


async def test_a_post_of_another_media_count_is_not_taken_for_ours(facebook, photo, post_of):
    since = datetime.now(UTC)
    await out(facebook, post_of("Kettle on", photo(1), photo(2)))
    result = await look(facebook, post_of("Kettle on", photo(3)), {}, since)
    assert result.found is None


async def test_the_first_comment_follows_and_is_found_again(facebook, sandbox, post_of):
    post = post_of("Kettle on", comment="Order by phone")
    made = await out(facebook, post)
    (part,) = post.parts
    where = {"account_id": facebook.account(), "root_id": made.platform_post_id}
    where["parent_id"] = made.platform_post_id
    since = datetime.now(UTC)
    sandbox.fault("lost_response_after_effect", "create_comment", platform="facebook")
    with pytest.raises(PlatformError) as caught:
        await facebook.can.continues.add_part(
            part, facebook.grant.tokens, gate=lambda: True, **where
        )
    assert caught.value.sent == "unknown"
    assert "comment may be there" in caught.value.message
    span = {"since": since, "until": since + timedelta(minutes=1)}
    tokens = facebook.grant.tokens
    found = await facebook.can.continues.find_part(part, tokens, **where, **span)
    assert found.found.platform_post_id
    taken = {found.found.platform_post_id}
    again = await facebook.can.continues.find_part(part, tokens, taken=taken, **where, **span)
    assert (again.found, again.confidence) == (None, "medium")


async def test_a_comment_that_facebook_spaced_anew_is_found_all_the_same(
    canned, platforms_for, facebook, post_of
):
    now = datetime.now(UTC)
    told = {"id": "1_2_3", "message": "Order  by\nphone", "from": {"id": facebook.account()}}
    told["created_time"] = now.strftime("%Y-%m-%dT%H:%M:%S+0000")
    server = await canned({"GET": [(200, {"data": [told]})]})
    (part,) = post_of("Kettle on", comment="Order by phone").parts
    found = await platforms_for(server.url).get(Platform.FACEBOOK).continues.find_part(
        part, facebook.grant.tokens, account_id=facebook.account(), root_id="1_2", parent_id="1_2",
        since=now, until=now,
    )  # fmt: skip
    assert found.found.platform_post_id == "1_2_3"


@pytest.mark.parametrize("platform", [Platform.FACEBOOK, Platform.INSTAGRAM])
async def test_a_post_that_can_be_read_is_not_taken_for_a_deleted_one(
    canned, platforms_for, platform
):
    # the same numbers stand for "gone" and for "not allowed"
    gone = {"error": {"message": "Unsupported delete request.", "code": 100, "error_subcode": 33}}
    server = await canned({"DELETE": [(400, gone)], "GET": [(200, {"id": "1_2"}), (400, gone)]})
    deleter = platforms_for(server.url).get(platform).deleter
    with pytest.raises(PlatformError, match="Unsupported delete") as caught:
        await deleter.delete("1_2", Tokens(access_token="page-token"), account_id="1")
    assert caught.value.sent == "refused"
    await deleter.delete("1_2", Tokens(access_token="page-token"), account_id="1")


async def test_deleting_takes_the_post_away_and_twice_is_once(facebook, sandbox, post_of):
    made = await out(facebook, post_of("Kettle on"))
    for _ in range(2):
        await facebook.can.deleter.delete(
            made.platform_post_id, facebook.grant.tokens, account_id=facebook.account()
        )
    assert sandbox.effects() == []
    assert facebook.can.deleter.refusal(facebook.connection()) is None
