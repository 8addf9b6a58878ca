"""One behaviour suite for every adapter against its twin: what publishing may rely on."""

import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import ErrorClass, InvalidError, PlatformError
from domain.platform import Platform
from platforms.ports import RenderedPost

ADAPTERS = [Platform.LINKEDIN]
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
TEXT = "Chai is ready (really) नमस्ते 🎉"


@pytest.fixture(params=ADAPTERS)
def adapter(request, signed):
    assert signed.can.platform is request.param
    return signed


async def submit(adapter, post):
    ready = await adapter.can.publisher.prepare(
        post, adapter.grant.tokens, {}, bytes_of=adapter.bytes_of, keep=adapter.keep
    )
    ready = await adapter.can.publisher.prepare(
        post, adapter.grant.tokens, ready, bytes_of=adapter.bytes_of, keep=adapter.keep
    )
    return await adapter.can.publisher.submit(post, adapter.grant.tokens, ready, gate=lambda: True)


async def failure(adapter):
    with pytest.raises(PlatformError) as caught:
        await submit(adapter, adapter.post(TEXT))
    # every failure says who, what happened and what to do
    assert adapter.can.platform.title in caught.value.message
    assert caught.value.message.count(". ") >= 1
    return caught.value


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
    sandbox.fault(mode)
    error = await failure(adapter)
    assert (error.error_class, error.sent) == (UNKNOWN[mode], "unknown")
    asked = [r for r in sandbox.requests("linkedin") if r["operation"] == "create_post"]
    assert len(asked) == 1


@pytest.mark.parametrize("mode", REFUSED)
async def test_a_clean_refusal_is_refused_and_has_no_effect(adapter, sandbox, mode):
    sandbox.fault(mode)
    error = await failure(adapter)
    assert (error.error_class, error.sent) == (REFUSED[mode], "refused")
    assert sandbox.effects() == []


async def test_what_never_left_is_not_sent(adapter, platforms_for):
    with closing(socket.socket()) as reserved:
        # bound and not listening: nobody else can take the port, and nobody answers there
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}"
        nowhere = platforms_for(url).get(adapter.can.platform)
        with pytest.raises(PlatformError) as caught:
            await nowhere.publisher.submit(
                adapter.post(TEXT), adapter.grant.tokens, {}, gate=lambda: True
            )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.NETWORK_ERROR, "no")


@pytest.mark.parametrize("mode", ["lost_response_after_effect", "http_500_after_effect"])
async def test_a_probe_that_can_find_finds_the_post_in_doubt(adapter, sandbox, mode):
    since = datetime.now(UTC)
    sandbox.fault(mode)
    await failure(adapter)
    result = await adapter.can.probe.probe(
        adapter.post(TEXT),
        adapter.grant.tokens,
        account_id=adapter.account(),
        prepared={},
        since=since,
        until=since + timedelta(minutes=5),
    )
    assert result.found.platform_post_id == sandbox.effects()[0]["post_id"]
    assert result.confidence == adapter.can.probe.confidence_for(adapter.connection())


async def test_a_probe_that_cannot_ask_says_so_rather_than_finding_nothing(adapter, sandbox):
    sandbox.fault("http_500_before_effect", "find_posts")
    now = datetime.now(UTC)
    with pytest.raises(PlatformError):
        await adapter.can.probe.probe(
            adapter.post(TEXT),
            adapter.grant.tokens,
            account_id=adapter.account(),
            prepared={},
            since=now,
            until=now,
        )


async def test_numbers_come_under_canonical_names_and_unknown_posts_are_absent(adapter, sandbox):
    made = await submit(adapter, adapter.post(TEXT))
    sandbox.control("clock", advance_s=86_400)
    reading = await adapter.can.metrics.read_metrics(
        [made.platform_post_id, "urn:li:share:404"],
        adapter.grant.tokens,
        account_id=adapter.account(),
    )
    assert set(reading.values) == set(reading.sources) == {made.platform_post_id}
    known = {"impressions", "reach", "clicks", "likes", "comments", "shares"}
    assert set(reading.values[made.platform_post_id]) <= known


def test_a_platform_without_an_adapter_is_refused_in_plain_words(platforms_for):
    platforms = platforms_for("http://127.0.0.1:1")
    with pytest.raises(InvalidError, match="Instagram is not available yet") as caught:
        platforms.get(Platform.INSTAGRAM)
    assert caught.value.code == "platform_not_available"
    assert platforms.available == tuple(ADAPTERS)
