"""Numbers, lists, other channels, people, comments and deletion against the stand-in."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from domain.errors import NotFoundError, PlatformError
from domain.form import Privacy, Video
from domain.platform import Platform
from platforms.ports import Part, PlatformSettings
from platforms.registry import build_platforms

DAY_S = 86_400
PART = Part(kind="comment", wire="Recipe below", text="Recipe below", character_count=12, limit=9)


async def out(youtube, text="Chai, slowly", **form):
    item = youtube.media[0]
    post = youtube.post(text)
    post = post.model_copy(update={"form": post.form.model_copy(update=form)})
    assert post.media == (item,)
    return await youtube.submit(post, await youtube.prepare(post, {}))


async def later(sandbox, youtube, days):
    sandbox.control("clock", advance_s=days * DAY_S)
    return await youtube.can.connector.refresh(youtube.grant.tokens)


async def read(youtube, ids, tokens):
    return await youtube.can.metrics.read_metrics(ids, tokens, account_id=youtube.account())


async def test_the_reports_lag_while_the_counters_do_not(sandbox, youtube, http):
    made = await out(youtube)
    one = made.platform_post_id
    fresh = (await read(youtube, [one], youtube.grant.tokens)).values[one]
    assert set(fresh) == {"impressions", "likes", "comments"}
    tokens = await later(sandbox, youtube, 6)
    # an installation whose clock is as far ahead as the stand-in's
    settings = PlatformSettings(
        api_base=sandbox.url,
        analytics_base=sandbox.url,
        client_id="c",
        client_secret=SecretStr("s"),
    )
    ahead = build_platforms(
        {Platform.YOUTUBE: settings}, http=http, now=lambda: datetime.now(UTC) + timedelta(days=6)
    )
    metrics = ahead.get(Platform.YOUTUBE).metrics
    reading = await metrics.read_metrics([one], tokens, account_id=youtube.account())
    assert {"shares", "saves", "follows", "watch_time_s", "video_views", "clicks"} <= set(
        reading.values[one]
    )
    assert "/v2/reports?ids=channel==MINE" in reading.sources[one]


async def test_hidden_counters_are_unknown_and_not_zero(sandbox, youtube):
    made = await out(youtube, video=Video(made_for_kids=True))
    reading = await read(youtube, [made.platform_post_id], youtube.grant.tokens)
    assert set(reading.values[made.platform_post_id]) == {"impressions", "likes"}


@pytest.mark.parametrize("mode", ["invalid_media", "content_policy"])
async def test_a_video_that_is_lost_later_is_gone(sandbox, youtube, mode):
    one = (await out(youtube)).platform_post_id
    sandbox.fault(mode, "get_videos", platform="youtube")
    reading = await read(youtube, [one, "nosuchvideo"], youtube.grant.tokens)
    assert reading.gone == {one, "nosuchvideo"}
    assert reading.values == {}


async def test_a_file_that_is_no_video_fails_after_its_upload(sandbox, youtube, make_video):
    content = b"not a video at all"
    item = make_video(content)
    youtube.files[item.sha256] = content
    post = youtube.post("Chai", media=(item,))
    made = await youtube.submit(post, await youtube.prepare(post, {}))
    sandbox.control("clock", advance_s=5)
    reading = await read(youtube, [made.platform_post_id], youtube.grant.tokens)
    assert reading.gone == {made.platform_post_id}


async def test_a_person_who_ticked_no_reports_has_the_counters_all_the_same(
    youtube, canned, platforms_for
):
    item = {"id": "v1", "statistics": {"viewCount": "7"}, "status": {"uploadStatus": "processed"}}
    server = await canned(
        {"GET /youtube/v3/videos": [(200, {"items": [item]})], "GET /v2": [(403, {})]}
    )
    can = platforms_for(server.url).get(youtube.can.platform)
    reading = await can.metrics.read_metrics(["v1"], youtube.grant.tokens, account_id="UC1")
    assert reading.values == {"v1": {"impressions": 7}}


async def test_own_videos_come_page_by_page_without_private_ones(sandbox, youtube):
    sandbox.control("history", account=youtube.account(), count=7, days=60)
    await out(youtube, "Secret", video=Video(privacy=Privacy.PRIVATE))

    async def grant():
        return youtube.grant.tokens

    first = await youtube.can.history.read_page(grant, account_id=youtube.account(), most=5)
    second = await youtube.can.history.read_page(
        grant, account_id=youtube.account(), most=5, after=first.after
    )
    assert (first.total, len(first.posts), len(second.posts), second.after) == (8, 4, 3, "")
    times = [post.published_at for post in (*first.posts, *second.posts)]
    assert times == sorted(times, reverse=True)
    assert all(post.impressions is not None for post in first.posts)
    assert not any("Secret" in post.text for post in first.posts)


async def test_another_channel_is_read_by_its_handle(sandbox, youtube):
    async def grant():
        return youtube.grant.tokens

    sandbox.control("history", account="Harbour Lane Films", count=3, days=30)
    found = await youtube.can.public.read_public(
        "@HarbourLaneFilms", grant, account_id=youtube.account(), most=2
    )
    assert (found.handle, found.name) == ("harbourlanefilms", "Harbour Lane Films")
    assert found.followers > 0
    assert (len(found.posts.posts), found.posts.total) == (2, 3)
    with pytest.raises(NotFoundError, match="no channel “@nobody”"):
        await youtube.can.public.read_public("nobody", grant, account_id="UC1", most=2)


async def test_the_audience_is_told_by_age_gender_and_country(sandbox, youtube):
    await out(youtube)
    tokens = await later(sandbox, youtube, 5)
    since = datetime.now(UTC) - timedelta(days=1)
    found = await youtube.can.audience.read_audience(
        tokens, account_id=youtube.account(), since=since, until=since + timedelta(days=8)
    )
    assert found.values["impressions"] > 0
    assert found.values["followers"] > 0
    assert round(sum(found.demographics["age"].values())) == 100
    assert set(found.demographics["gender"]) == {"female", "male", "user_specified"}
    assert "IN" in found.demographics["country"]
    empty = await youtube.can.audience.read_audience(
        tokens, account_id=youtube.account(), since=since - timedelta(days=90), until=since
    )
    assert set(empty.values) == {"followers"}
    assert empty.demographics == {}


async def add(youtube, root, gate=lambda: True):
    return await youtube.can.continues.add_part(
        PART,
        youtube.grant.tokens,
        account_id=youtube.account(),
        root_id=root,
        parent_id=root,
        gate=gate,
    )


async def find(youtube, root, since):
    return await youtube.can.continues.find_part(
        PART,
        youtube.grant.tokens,
        account_id=youtube.account(),
        root_id=root,
        parent_id=root,
        since=since,
        until=since + timedelta(minutes=5),
    )


async def test_a_first_comment_in_doubt_is_found_again(sandbox, youtube):
    since, root = datetime.now(UTC), (await out(youtube)).platform_post_id
    assert (await find(youtube, root, since)).found is None
    with pytest.raises(PlatformError) as caught:
        await add(youtube, root, gate=lambda: False)
    assert caught.value.sent == "no"
    sandbox.fault("lost_response_after_effect", "create_comment", platform="youtube")
    with pytest.raises(PlatformError) as caught:
        await add(youtube, root)
    assert caught.value.sent == "unknown"
    found = await find(youtube, root, since)
    assert found.confidence == "medium"
    assert found.found.platform_post_id.startswith("Ug")
    second = await add(youtube, root)
    assert second.platform_post_id != found.found.platform_post_id
    assert second.permalink.endswith(f"watch?v={root}&lc={second.platform_post_id}")


async def test_where_comments_are_off_it_is_said(youtube):
    root = (await out(youtube, video=Video(made_for_kids=True))).platform_post_id
    with pytest.raises(PlatformError, match="Comments are switched off") as caught:
        await add(youtube, root)
    assert caught.value.sent == "refused"


async def test_a_video_is_deleted_once_and_again_without_complaint(sandbox, youtube):
    one = (await out(youtube)).platform_post_id
    for _ in range(2):
        await youtube.can.deleter.delete(one, youtube.grant.tokens, account_id=youtube.account())
    assert sandbox.effects() == []
    assert (await read(youtube, [one], youtube.grant.tokens)).gone == {one}


def test_what_the_person_did_not_allow_is_said_before(youtube):
    connection = youtube.connection()
    assert youtube.can.deleter.refusal(connection) is None
    assert youtube.can.history.refusal(connection) is None
    bare = connection.model_copy(update={"scopes": ()})
    assert "every permission ticked" in youtube.can.deleter.refusal(bare)
    assert "every permission ticked" in youtube.can.history.refusal(bare)


async def test_a_scheduled_video_shows_itself_at_its_time(sandbox, youtube):
    at = datetime.now(UTC) + timedelta(hours=2)
    made = await out(youtube, video=Video(public_at=at))
    page = sandbox.client.get(made.permalink)
    assert page.status_code == 404
    sandbox.control("clock", advance_s=2 * 3600 + 5)
    assert sandbox.client.get(made.permalink).status_code == 200
