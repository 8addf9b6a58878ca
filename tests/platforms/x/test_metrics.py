"""Counts, the account's past and other accounts, in both of X's vocabularies."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.platform import Platform
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms

DAY_S = 86_400
VERIFIER = "yet-another-proof-key-of-forty-three-letters-or-so"
NEIGHBOUR = "1780009876543210987"


@pytest.fixture(params=["sandbox-x", "sandbox-x-new"])
async def anyhow(request, x, http, sandbox, redirect_uri, press):
    """X as its guides say, and as its newer specification says."""
    sandbox.control(
        "clients", platform="x", client_id=request.param, client_secret="s", redirect_uris=[]
    )
    settings = PlatformSettings(
        api_base=sandbox.url,
        auth_base=sandbox.url,
        client_id=request.param,
        client_secret=SecretStr("s"),
    )
    can = build_platforms({Platform.X: settings}, http=http, now=lambda: datetime.now(UTC)).get(
        Platform.X
    )
    url = can.connector.authorize_url("s", redirect_uri, verifier=VERIFIER)
    code = press(sandbox, url).params["code"]
    x.can, x.grant = can, await can.connector.exchange(code, redirect_uri, verifier=VERIFIER)
    return x


async def renewed(signed):
    signed.grant = signed.grant.model_copy(
        update={"tokens": await signed.can.connector.refresh(signed.grant.tokens)}
    )


async def read(signed, ids):
    return await signed.can.metrics.read_metrics(
        ids, signed.grant.tokens, account_id=signed.account()
    )


def in_force(signed):
    async def grant():
        return signed.grant.tokens

    return grant


async def test_a_post_is_measured_in_either_vocabulary(anyhow, sandbox, compose):
    # seven in the evening in India, when the simulated audience is awake
    now = datetime.now(UTC)
    evening = now.replace(hour=13, minute=30, second=0, microsecond=0)
    sandbox.control("clock", advance_s=(evening - now).total_seconds() % DAY_S)
    await renewed(anyhow)
    made = await anyhow.submit(compose("Thank you for ten lakh cups"), {})
    sandbox.control("clock", advance_s=DAY_S)
    await renewed(anyhow)
    reading = await read(anyhow, [made.platform_post_id, "1995000000000000404", "no id"])
    counts = reading.values[made.platform_post_id]
    names = {"impressions", "likes", "comments", "shares", "saves", "clicks", "engagement"}
    assert set(counts) == names
    assert counts["impressions"] > counts["engagement"] > counts["likes"] > 0
    assert reading.gone == {"1995000000000000404"}
    assert reading.sources[made.platform_post_id].startswith("GET /2/tweets?ids=")


async def test_a_video_tells_how_often_it_was_played(x, sandbox, compose, add):
    post = compose("A film", add("video/mp4"))
    made = await x.submit(post, await x.prepare(post, {}))
    sandbox.control("clock", advance_s=DAY_S)
    await renewed(x)
    counts = (await read(x, [made.platform_post_id])).values[made.platform_post_id]
    assert 0 < counts["video_views"] < counts["impressions"]


async def test_of_an_older_post_the_rest_is_asked_of_analytics(x, sandbox, operations):
    sandbox.control("history", account=x.account(), count=3, days=200)
    old = sandbox.effects()[0]["post_id"]
    values = (await read(x, [old])).values[old]
    assert {"impressions", "clicks", "follows"} <= set(values)
    assert operations().count("analytics") == 1
    sandbox.fault("http_500_before_effect", "analytics", platform="x")
    values = (await read(x, [old])).values[old]
    assert "clicks" not in values, "what X does not tell is absent"


async def test_no_posts_means_no_call_and_many_are_asked_for_in_hundreds(x, operations):
    before = operations().count("get_posts")
    assert (await read(x, [])).values == {}
    await read(x, [str(2_000_000_000_000_000_000 + n) for n in range(150)])
    assert operations().count("get_posts") - before == 2


async def test_the_past_is_told_in_either_vocabulary(anyhow, sandbox):
    sandbox.control("history", account=anyhow.account(), count=8, days=90)
    page = await anyhow.can.history.read_page(in_force(anyhow), account_id=anyhow.account(), most=3)
    assert (len(page.posts), page.total) == (3, 8)
    texts = [effect["text"] for effect in sandbox.effects()]
    assert [post.text for post in page.posts] == texts[::-1][:3]
    for post in page.posts:
        assert post.reach is None
        assert post.impressions > post.likes > 0
        assert None not in (post.shares, post.saves, post.comments)


async def test_another_account_is_read_by_its_name(anyhow, sandbox):
    sandbox.control("history", account=NEIGHBOUR, count=7, days=40)
    found = await anyhow.can.public.read_public(
        "@HarbourLane", in_force(anyhow), account_id=anyhow.account(), most=5
    )
    assert (found.account_id, found.handle) == (NEIGHBOUR, "harbourlane")
    assert (found.name, len(found.posts.posts), found.posts.total) == ("Harbour Lane Walks", 5, 7)
    assert found.followers > 0
    assert found.posts.after


@pytest.mark.parametrize("handle", ["nobody_here", "no such name", "", "a" * 16, "../me"])
async def test_a_name_that_x_does_not_show_is_not_found(x, handle):
    with pytest.raises(NotFoundError, match="X shows no account"):
        await x.can.public.read_public(handle, in_force(x), account_id=x.account(), most=5)


async def test_another_account_is_not_read_without_access(x, sandbox):
    sandbox.fault("token_revoked", "find_user", platform="x")
    with pytest.raises(PlatformError) as caught:
        await x.can.public.read_public("harbourlane", in_force(x), account_id="1", most=5)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN


async def test_odd_answers_leave_out_what_they_do_not_tell(canned, platforms_for, x):
    old = str(
        (int((datetime.now(UTC) - timedelta(days=1)).timestamp() * 1000) - 1288834974657) << 22
    )
    metrics = {"repost_count": 3, "quote_count": True, "like_count": -1, "reply_count": "2"}
    posts = [{"id": old, "public_metrics": metrics}, {"id": "999"}, 5]
    server = await canned({"GET /2/tweets": [(200, {"data": posts, "errors": "none"})]})
    reader = platforms_for(server.url).get(Platform.X).metrics
    reading = await reader.read_metrics([old, "999"], x.grant.tokens, account_id="1")
    assert reading.values == {old: {"shares": 3}}
