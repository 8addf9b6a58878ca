import logging
import traceback

import pytest

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform

TEXT = "Kulhad chai is back ☕"
QUOTA = "GET /v26.0/17841"


async def failure(signed, post, prepared):
    with pytest.raises(PlatformError) as caught:
        await signed.submit(post, prepared)
    return caught.value


def publishing(sandbox):
    return [r for r in sandbox.requests("instagram") if r["operation"] == "publish_media"]


async def test_a_container_that_was_published_is_never_published_again(instagram, sandbox):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    sandbox.fault("lost_response_after_effect", "publish_media", platform="instagram")
    assert (await failure(instagram, post, ready)).sent == "unknown"
    # whoever tries again all the same finds out before anything is sent
    again = await instagram.prepare(post, ready)
    assert again["container"] == ready["container"]
    error = await failure(instagram, post, again)
    assert (error.error_class, error.sent) == (ErrorClass.DUPLICATE, "unknown")
    assert len(publishing(sandbox)) == len(sandbox.effects()) == 1


async def test_a_refusal_because_it_was_published_is_left_to_the_probe(instagram, sandbox):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    await instagram.submit(post, ready)
    error = await failure(instagram, post, ready)
    assert (error.error_class, error.sent) == (ErrorClass.DUPLICATE, "unknown")
    assert "Nothing was sent again" in error.message
    assert len(sandbox.effects()) == 1


async def test_a_container_that_ran_out_is_a_clean_refusal(instagram, sandbox):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    sandbox.control("clock", advance_s=25 * 3600)
    error = await failure(instagram, post, ready)
    assert (error.error_class, error.sent) == (ErrorClass.TEMPORARY_UNAVAILABLE, "refused")
    assert "prepared anew" in error.message


@pytest.mark.parametrize("mode", ["http_500_before_effect", "slow", "lost_response_after_effect"])
async def test_a_post_whose_address_cannot_be_read_is_out_all_the_same(instagram, sandbox, mode):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    sandbox.fault(mode, "get_media", platform="instagram")
    made = await instagram.submit(post, ready)
    assert made.platform_post_id == sandbox.effects()[0]["post_id"]
    assert made.permalink == ""


async def test_without_a_container_nothing_is_sent(instagram, sandbox):
    error = await failure(instagram, instagram.post(TEXT), {})
    assert error.sent == "no"
    assert publishing(sandbox) == []


async def test_an_account_that_used_up_its_posts_is_told_before_anything_is_made(
    instagram, canned, platforms_for
):
    used_up = {"data": [{"quota_usage": 50, "config": {"quota_total": 50}}]}
    server = await canned({QUOTA: [(200, used_up)]})
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    with pytest.raises(PlatformError, match="50 times within 24 hours") as caught:
        await instagram.prepare(instagram.post(TEXT), {})
    assert caught.value.error_class is ErrorClass.RATE_LIMIT_EXCEEDED
    assert server.lines("POST") == []


async def test_a_quota_that_cannot_be_read_just_now_stops_nothing(instagram, sandbox):
    sandbox.fault("http_500_before_effect", "publishing_limit", platform="instagram")
    assert "container" in await instagram.prepare(instagram.post(TEXT), {})


async def test_a_connection_that_ended_stops_at_once(instagram, sandbox):
    sandbox.fault("token_revoked", "publishing_limit", platform="instagram")
    with pytest.raises(PlatformError) as caught:
        await instagram.prepare(instagram.post(TEXT), {})
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN
    assert instagram.kept == []


async def test_a_post_with_problems_never_leaves(instagram, sandbox):
    before = len(sandbox.requests("instagram"))
    bare = instagram.post(TEXT, media=())
    with pytest.raises(PlatformError, match="need a picture") as caught:
        await instagram.prepare(bare, {})
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.VALIDATION, "no")
    assert (await failure(instagram, bare, {"container": "17881"})).sent == "no"
    assert len(sandbox.requests("instagram")) == before


async def test_a_connection_without_a_token_is_not_tried(instagram):
    with pytest.raises(PlatformError) as caught:
        await instagram.can.publisher.submit(
            instagram.post(TEXT), Tokens(access_token=""), {}, gate=lambda: True
        )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "no")


@pytest.mark.parametrize("body", [{}, {"id": 5}, {"id": ""}, [], {"success": True}])
async def test_a_good_status_without_an_id_proves_nothing(instagram, canned, platforms_for, body):
    server = await canned({"POST": [(200, body)]})
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    error = await failure(instagram, instagram.post(TEXT), {"container": "17881"})
    assert error.sent == "unknown"


@pytest.mark.parametrize(
    "mode", ["token_revoked", "http_500_before_effect", "lost_response_after_effect", "slow"]
)
async def test_no_token_appears_in_errors_or_logs(mode, instagram, sandbox, caplog):
    caplog.set_level(logging.DEBUG)
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    sandbox.fault(mode, "publish_media", platform="instagram")
    error = await failure(instagram, post, ready)
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error) + caplog.text
    assert instagram.grant.tokens.access_token not in shown
    assert "IGAA" not in shown
