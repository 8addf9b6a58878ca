import pytest

from domain.errors import ErrorClass, PlatformError
from domain.form import Form, Format
from domain.platform import Platform

TEXT = "Kulhad chai is back ☕"
DAY_S = 86_400


async def read(signed, *posts):
    return await signed.can.metrics.read_metrics(
        posts, signed.grant.tokens, account_id=signed.account()
    )


async def out(signed):
    post = signed.post(TEXT)
    return (await signed.submit(post, await signed.prepare(post, {}))).platform_post_id


async def test_numbers_that_are_not_there_yet_are_unknown_and_not_zero(instagram, sandbox):
    post = await out(instagram)
    assert (await read(instagram, post)).values == {}
    sandbox.control("clock", advance_s=2 * DAY_S)
    reading = await read(instagram, post)
    names = {"impressions", "reach", "likes", "comments", "shares", "clicks"}
    names |= {"saves", "engagement", "follows", "reposts"}
    assert set(reading.values[post]) == names
    assert reading.values[post]["impressions"] > 0


async def test_the_source_names_the_request_without_a_secret(instagram, sandbox):
    post = await out(instagram)
    sandbox.control("clock", advance_s=2 * DAY_S)
    source = (await read(instagram, post)).sources[post]
    assert source.startswith(f"GET /v26.0/{post}/insights?metric=views,reach,")
    assert instagram.grant.tokens.access_token not in source


async def test_each_post_is_asked_for_once(instagram, sandbox):
    post = await out(instagram)
    await read(instagram, post, post)
    asked = [r for r in sandbox.requests("instagram") if r["operation"] == "insights"]
    assert len(asked) == 1


async def test_both_shapes_of_a_number_are_read_and_anything_else_is_left_out(
    instagram, canned, platforms_for
):
    data = [
        {"name": "views", "values": [{"value": 12}]},
        {"name": "reach", "total_value": {"value": 9}},
        {"name": "likes", "values": []},
        {"name": "comments", "values": [{"value": -1}]},
        {"name": "shares", "values": [{"value": True}]},
        {"name": "unheard_of", "values": [{"value": 3}]},
        "nonsense",
    ]
    server = await canned({"GET": [(200, {"data": data})]})
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    assert (await read(instagram, "1802")).values == {"1802": {"impressions": 12, "reach": 9}}


async def test_a_removed_metric_is_an_error_and_no_silence(instagram, canned, platforms_for):
    body = {"error": {"code": 100, "message": "metric[0] must be one of the following values"}}
    server = await canned({"GET": [(400, body)]})
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    with pytest.raises(PlatformError) as caught:
        await read(instagram, "1802")
    assert caught.value.error_class is ErrorClass.VALIDATION


async def test_a_post_that_is_not_there_is_said_to_be_gone_and_spoils_no_other(instagram, sandbox):
    post = await out(instagram)
    sandbox.control("clock", advance_s=2 * DAY_S)
    reading = await read(instagram, "17999999999999999", post)
    assert reading.gone == {"17999999999999999"}
    assert set(reading.values) == {post}


async def test_a_reel_tells_how_long_it_was_watched(instagram, sandbox, pictures):
    post = instagram.post(TEXT, media=(pictures.film(),))
    media = (await instagram.submit(post, await instagram.prepare(post, {}))).platform_post_id
    sandbox.control("clock", advance_s=2 * DAY_S)
    values = (await read(instagram, media)).values[media]
    assert values["watch_time_s"] == values["impressions"] * 4200 // 1000
    assert values["avg_watch_time_ms"] > 4000
    assert "clicks" not in values


async def test_a_story_of_few_viewers_is_unknown_and_later_counted(instagram, sandbox):
    post = instagram.post("", form=Form(format=Format.STORY))
    media = (await instagram.submit(post, await instagram.prepare(post, {}))).platform_post_id
    reading = await read(instagram, media)
    assert (reading.values, reading.gone) == ({}, frozenset())
    sandbox.control("clock", advance_s=2 * 3600)
    values = (await read(instagram, media)).values[media]
    assert values["impressions"] > 0
    assert {"replies", "clicks"} <= set(values)
