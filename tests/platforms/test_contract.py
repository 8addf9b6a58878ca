"""One behaviour suite for every adapter against its twin: what publishing may rely on."""

import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.ports import RenderedPost

ADAPTERS = {
    Platform.INSTAGRAM: "publish_media",
    Platform.LINKEDIN: "create_post",
    Platform.X: "create_post",
    Platform.YOUTUBE: "finish_upload",
    Platform.FACEBOOK: "create_post",
}
"""Each with the twin's name of its irreversible call."""
UNKNOWN = {
    "lost_response_after_effect": ErrorClass.NETWORK_ERROR,
    "http_500_before_effect": ErrorClass.TEMPORARY_UNAVAILABLE,
    "http_500_after_effect": ErrorClass.TEMPORARY_UNAVAILABLE,
    "slow": ErrorClass.TIMEOUT,
    "hold_before_effect": ErrorClass.TIMEOUT,
    "hold_after_effect": ErrorClass.TIMEOUT,
}
REFUSED = {
    "http_429": ErrorClass.RATE_LIMIT_EXCEEDED,
    "token_revoked": ErrorClass.INVALID_TOKEN,
    "content_policy": ErrorClass.CONTENT_POLICY_VIOLATION,
    "invalid_media": ErrorClass.INVALID_MEDIA_FORMAT,
}
UNKNOWN_POSTS = {
    Platform.INSTAGRAM: "18020000000000404",
    Platform.LINKEDIN: "urn:li:share:404",
    Platform.X: "1995000000000000404",
    Platform.YOUTUBE: "nosuchvideo",
    Platform.FACEBOOK: "104523809112771_404",
}
TEXT = "Chai is ready (really) नमस्ते 🎉"


@pytest.fixture(params=ADAPTERS)
def adapter(request):
    name = {Platform.LINKEDIN: "signed"}.get(request.param, request.param.value)
    signed = request.getfixturevalue(name)
    assert signed.can.platform is request.param
    return signed


async def submit(adapter, post):
    # preparing twice is what a crash between the two steps comes to
    ready = await adapter.prepare(post, await adapter.prepare(post, {}))
    return await adapter.submit(post, ready)


async def failure(adapter):
    with pytest.raises(PlatformError) as caught:
        await submit(adapter, adapter.post(TEXT))
    # every failure says who, what happened and what to do
    assert adapter.can.platform.title in caught.value.message
    assert caught.value.message.count(". ") >= 1
    return caught.value


def fault(sandbox, adapter, mode):
    platform = adapter.can.platform
    sandbox.fault(mode, ADAPTERS[platform], platform=platform.value)


def calls(sandbox, adapter):
    platform = adapter.can.platform
    return [
        asked
        for asked in sandbox.requests(platform.value)
        if asked["operation"] == ADAPTERS[platform]
    ]


def test_the_preview_and_the_payload_are_one_value(adapter):
    post = adapter.post(TEXT, "ChaiTime")
    assert isinstance(post, RenderedPost)
    assert post == adapter.post(TEXT, "ChaiTime")
    assert 0 < post.character_count <= post.limit


async def test_one_submission_is_one_visible_post_with_the_previewed_text(adapter, sandbox):
    post = adapter.post(TEXT, "ChaiTime")
    made = await submit(adapter, post)
    (effect,) = sandbox.effects()
    assert (effect["post_id"], effect["text"]) == (made.platform_post_id, post.text)
    assert effect["account"] == post.account_id
    assert made.permalink.startswith("http")


@pytest.mark.parametrize("mode", UNKNOWN)
async def test_an_effect_in_doubt_is_unknown_and_submitted_once(adapter, sandbox, mode):
    fault(sandbox, adapter, mode)
    error = await failure(adapter)
    assert (error.error_class, error.sent) == (UNKNOWN[mode], "unknown")
    assert len(calls(sandbox, adapter)) == 1


@pytest.mark.parametrize("mode", REFUSED)
async def test_a_clean_refusal_is_refused_and_has_no_effect(adapter, sandbox, mode):
    fault(sandbox, adapter, mode)
    error = await failure(adapter)
    assert (error.error_class, error.sent) == (REFUSED[mode], "refused")
    assert sandbox.effects() == []


async def test_what_never_left_is_not_sent(adapter, platforms_for):
    ready = await adapter.prepare(adapter.post(TEXT), {})
    with closing(socket.socket()) as reserved:
        # bound and not listening: nobody else can take the port, and nobody answers there
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        nowhere = platforms_for(url).get(adapter.can.platform)
        with pytest.raises(PlatformError) as caught:
            await nowhere.publisher.submit(
                adapter.post(TEXT), adapter.grant.tokens, ready, gate=lambda: True
            )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.NETWORK_ERROR, "no")


async def test_a_closed_gate_sends_nothing(adapter, sandbox):
    post = adapter.post(TEXT)
    ready = await adapter.prepare(post, {})
    with pytest.raises(PlatformError) as caught:
        await adapter.can.publisher.submit(post, adapter.grant.tokens, ready, gate=lambda: False)
    assert caught.value.sent == "no"
    assert calls(sandbox, adapter) == []
    assert sandbox.effects() == []


@pytest.mark.parametrize("mode", ["lost_response_after_effect", "http_500_after_effect"])
async def test_a_probe_that_can_find_finds_the_post_in_doubt(adapter, sandbox, mode):
    post, since = adapter.post(TEXT), datetime.now(UTC)
    ready = await adapter.prepare(post, {})
    fault(sandbox, adapter, mode)
    with pytest.raises(PlatformError):
        await adapter.submit(post, ready)
    result = await look(adapter, ready, since=since)
    assert result.found.platform_post_id == sandbox.effects()[0]["post_id"]
    assert since - timedelta(seconds=1) <= result.found.published_at <= datetime.now(UTC)
    assert result.confidence == adapter.can.probe.confidence_for(adapter.connection())


async def test_a_probe_never_finds_what_did_not_go_out(adapter, sandbox):
    post, since = adapter.post(TEXT), datetime.now(UTC)
    ready = await adapter.prepare(post, {})
    fault(sandbox, adapter, "http_500_before_effect")
    with pytest.raises(PlatformError):
        await adapter.submit(post, ready)
    result = await look(adapter, ready, since=since)
    assert result.found is None
    assert result.confidence == adapter.can.probe.confidence_for(adapter.connection())


async def test_a_probe_that_cannot_ask_says_so_rather_than_finding_nothing(adapter, sandbox):
    ready = await adapter.prepare(adapter.post(TEXT), {})
    sandbox.fault("http_500_before_effect", "*", platform=adapter.can.platform.value)
    with pytest.raises(PlatformError):
        await look(adapter, ready, since=datetime.now(UTC))


async def look(adapter, ready, *, since):
    return await adapter.can.probe.probe(
        adapter.post(TEXT),
        adapter.grant.tokens,
        account_id=adapter.account(),
        prepared=ready,
        since=since,
        until=since + timedelta(minutes=5),
    )


async def test_numbers_come_under_canonical_names_and_unknown_posts_are_absent(adapter, sandbox):
    made = await submit(adapter, adapter.post(TEXT))
    sandbox.control("clock", advance_s=2 * 86_400)
    # an access of hours is over by then, and renewed as the product does it
    tokens = await adapter.can.connector.refresh(adapter.grant.tokens) or adapter.grant.tokens
    reading = await adapter.can.metrics.read_metrics(
        [made.platform_post_id, UNKNOWN_POSTS[adapter.can.platform]],
        tokens,
        account_id=adapter.account(),
    )
    assert set(reading.values) == set(reading.sources) == {made.platform_post_id}
    known = {"impressions", "reach", "clicks", "likes", "comments", "shares", "saves", "follows"}
    known |= {"engagement", "reposts", "video_views", "watch_time_s"}
    assert set(reading.values[made.platform_post_id]) <= known
    assert tokens.access_token not in str(reading.sources)


def test_every_platform_has_an_adapter_that_this_suite_knows(platforms_for):
    assert set(platforms_for("http://127.0.0.1:1").available) == set(ADAPTERS) == set(Platform)
