from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.form import Format
from domain.platform import Platform
from platforms.facebook.counts import counts_in
from platforms.history import own_posts

DAY = 86_400


async def out(facebook, post):
    return await facebook.submit(post, await facebook.prepare(post, {}))


async def metrics_of(facebook, *posts):
    return await facebook.can.metrics.read_metrics(
        posts, facebook.grant.tokens, account_id=facebook.account()
    )


async def test_insights_come_after_a_day_and_fields_at_once(facebook, sandbox, post_of):
    made = await out(facebook, post_of("Kettle on"))
    early = (await metrics_of(facebook, made.platform_post_id)).values[made.platform_post_id]
    assert set(early) == {"likes", "comments", "shares"}
    sandbox.control("clock", advance_s=3 * DAY)
    late = (await metrics_of(facebook, made.platform_post_id)).values[made.platform_post_id]
    assert set(late) == {"likes", "comments", "shares", "impressions", "reach", "clicks"}
    assert late["impressions"] > late["reach"] > late["likes"] > 0


async def test_a_deleted_post_is_gone_and_no_zero(facebook, post_of):
    made = await out(facebook, post_of("Kettle on"))
    await facebook.can.deleter.delete(
        made.platform_post_id, facebook.grant.tokens, account_id=facebook.account()
    )
    reading = await metrics_of(facebook, made.platform_post_id)
    assert (reading.values, reading.gone) == ({}, {made.platform_post_id})


async def test_a_removed_name_falls_back_to_the_next_and_spoils_nothing(
    canned, platforms_for, facebook
):
    removed = {"error": {"message": "(#100) The value must be valid", "code": 100}}
    nothing = {"error": {"message": "(#3001)", "code": 3001, "error_subcode": 1504028}}

    def told(name, value):
        return {"data": [{"name": name, "values": [{"value": value}]}]}

    base = "GET /v26.0/1_2/insights?period=lifetime&metric="
    server = await canned(
        {
            base + "post_media_view": [(400, removed)],
            base + "post_impressions_unique": [(400, nothing)],
            base + "post_impressions": [(200, told("post_impressions", 70))],
            base + "post_total": [(400, removed)],
            base + "post_clicks": [(200, told("post_clicks", "many"))],
            "GET /v26.0/1_2?": [(200, {"id": "1_2", "comments": {"summary": {"total_count": 3}}})],
        }
    )
    can = platforms_for(server.url).get(Platform.FACEBOOK)
    reading = await can.metrics.read_metrics(["1_2"], facebook.grant.tokens, account_id="1")
    assert reading.values == {"1_2": {"impressions": 70, "comments": 3, "shares": 0}}


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ({}, {}),
        ({"shares": {"count": 4}}, {"shares": 4}),
        ({"shares": "x", "comments": {"summary": {"total_count": True}}}, {}),
        ({"reactions": {"summary": {"total_count": 0}}}, {"likes": 0}),
    ],
)
def test_what_is_not_told_is_not_zero(body, counts):
    assert counts_in(body) == counts


async def test_a_video_known_by_its_own_id_is_counted_by_its_post(facebook, sandbox, film, post_of):
    ready = await facebook.prepare(post_of("Steam", film(), format=Format.REEL), {})
    await facebook.submit(post_of("Steam", film(), format=Format.REEL), ready)
    sandbox.control("clock", advance_s=3 * DAY)
    reading = await metrics_of(facebook, ready["video"])
    assert reading.values[ready["video"]]["impressions"] > 0


async def test_a_pages_numbers_are_told_for_the_time_asked(facebook, sandbox, post_of):
    await out(facebook, post_of("Kettle on"))
    sandbox.control("clock", advance_s=10 * DAY)
    until = datetime.now(UTC) + timedelta(days=9)
    audience = await facebook.can.audience.read_audience(
        facebook.grant.tokens,
        account_id=facebook.account(),
        since=until - timedelta(days=8),
        until=until,
    )
    assert {"followers", "impressions", "engagement", "reach", "clicks"} <= set(audience.values)
    assert audience.values["followers"] > 1000
    assert sum(audience.demographics["country"].values()) <= audience.values["followers"]
    assert facebook.grant.tokens.access_token not in audience.source


async def test_the_past_comes_page_by_page_with_reels_at_its_end(facebook, sandbox, film, post_of):
    sandbox.control("history", account=facebook.account(), count=60, days=90)
    reel = post_of("Steam", film(), format=Format.REEL)
    await out(facebook, reel)
    sandbox.control("clock", advance_s=3)

    async def grant():
        return facebook.grant.tokens

    found = []
    async for page in own_posts(
        facebook.can.history, grant, account_id=facebook.account(), limit=100
    ):
        found += page.posts
    assert len({post.platform_post_id for post in found}) == len(found) == 61
    assert (found[-1].text, found[0].saves) == ("Steam", None)
    assert all(post.published_at and post.permalink.startswith("http") for post in found)
    assert found[30].impressions > 0
    assert facebook.can.history.refusal(facebook.connection()) is None


async def test_another_page_is_read_by_its_name(facebook, sandbox):
    async def grant():
        return facebook.grant.tokens

    sandbox.control("history", account="104523809117702", count=8, days=30)
    for handle in ("harbour.lane.books", "https://www.facebook.com/harbour.lane.books/"):
        page = await facebook.can.public.read_public(
            handle, grant, account_id=facebook.account(), most=5
        )
        assert (page.name, page.handle) == ("Harbour Lane Books", "harbour.lane.books")
        assert len(page.posts.posts) == 5
        assert page.followers > 0
    with pytest.raises(NotFoundError, match="no Page called"):
        await facebook.can.public.read_public("nobody.here", grant, account_id="1", most=5)


async def test_an_app_without_review_is_told_what_would_let_it_look(
    canned, platforms_for, facebook
):
    refused = {"error": {"message": "(#10) needs Page Public Content Access", "code": 10}}
    server = await canned({"GET": [(403, refused)]})
    can = platforms_for(server.url).get(Platform.FACEBOOK)

    async def grant():
        return facebook.grant.tokens

    with pytest.raises(PlatformError, match="passed its review") as caught:
        await can.public.read_public("somebody", grant, account_id="1", most=5)
    assert caught.value.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS
