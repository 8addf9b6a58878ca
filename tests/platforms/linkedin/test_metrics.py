import json

import pytest

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.linkedin.metrics import MEMBER_QUERIES

DAY_S = 86_400
REDIRECT = "http://127.0.0.1:9/api/v1/platforms/callback/linkedin"
ABSENT = "urn:li:share:1"


async def publish(signed, text, kind=AccountKind.ORGANIZATION):
    post = signed.post(text, kind=kind)
    made = await signed.can.publisher.submit(post, signed.grant.tokens, {}, gate=lambda: True)
    return made.platform_post_id


async def read(signed, urns, kind=AccountKind.ORGANIZATION):
    return await signed.can.metrics.read_metrics(
        urns, signed.grant.tokens, account_id=signed.account(kind)
    )


async def test_a_pages_posts_are_measured_and_the_absent_stay_absent(signed, sandbox):
    urns = [await publish(signed, f"Chai number {n}") for n in range(3)]
    sandbox.control("clock", advance_s=2 * DAY_S)
    reading = await read(signed, [*urns, ABSENT])
    assert set(reading.values) == set(urns)
    for counts in reading.values.values():
        assert set(counts) == {"impressions", "reach", "clicks", "likes", "comments", "shares"}
        assert counts["impressions"] >= counts["reach"] > 0
    assert ABSENT not in reading.sources


async def test_the_source_is_the_request_without_secrets(signed, sandbox):
    urn = await publish(signed, "Chai")
    sandbox.control("clock", advance_s=DAY_S)
    source = (await read(signed, [urn])).sources[urn]
    assert source.startswith("GET /rest/organizationalEntityShareStatistics?")
    assert signed.grant.tokens.access_token not in source


async def test_a_fresh_post_without_activity_has_no_numbers_rather_than_zeros(signed):
    urn = await publish(signed, "Just now")
    assert (await read(signed, [urn])).values == {}


async def test_many_posts_are_asked_for_in_several_calls(signed, sandbox):
    before = len(sandbox.requests("linkedin"))
    await read(signed, [f"urn:li:share:{n}" for n in range(1, 46)])
    assert len(sandbox.requests("linkedin")) == before + 3


async def test_no_posts_means_no_call(signed, sandbox):
    before = len(sandbox.requests("linkedin"))
    assert (await read(signed, [])).values == {}
    assert len(sandbox.requests("linkedin")) == before


async def test_a_members_numbers_have_saves_sends_clicks_and_follows_too(signed, sandbox):
    urn = await publish(signed, "Mine", AccountKind.MEMBER)
    sandbox.control("clock", advance_s=3 * DAY_S)
    reading = await read(signed, [urn], AccountKind.MEMBER)
    assert reading.values[urn].keys() == set(MEMBER_QUERIES.values())
    assert reading.values[urn]["impressions"] > reading.values[urn]["saves"]


async def test_a_members_numbers_without_the_scope_are_a_permission_matter(signed, press, sandbox):
    narrow = signed.can.connector.authorize_url("s", REDIRECT).replace(
        "+r_member_postAnalytics", ""
    )
    signed.grant = await signed.can.connector.exchange(
        press(sandbox, narrow).params["code"], REDIRECT
    )
    urn = await publish(signed, "Mine", AccountKind.MEMBER)
    with pytest.raises(PlatformError) as caught:
        await read(signed, [urn], AccountKind.MEMBER)
    assert caught.value.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS


async def test_a_metric_that_linkedin_does_not_count_costs_none_of_the_others(
    canned, platforms_for
):
    refused = {"status": 400, "code": "INVALID_VALUE_FOR_FIELD", "message": "queryType"}
    server = await canned(
        {"GET /rest/member": [(200, {"elements": [{"count": 7}]}), (400, refused)]}
    )
    metrics = platforms_for(server.url).get(Platform.LINKEDIN).metrics
    reading = await metrics.read_metrics(
        ["urn:li:ugcPost:8"], Tokens(access_token="token"), account_id="urn:li:person:x"
    )
    assert reading.values == {"urn:li:ugcPost:8": {"impressions": 7}}
    assert "entity=(ugc:urn%3Ali%3AugcPost%3A8)" in server.asked[0]


def scripted(answers, seen):
    """A server that answers each request target by the first fitting piece of text."""

    async def handle(reader, writer):
        target = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        seen.append(target)
        body = json.dumps(next(a for piece, a in answers if piece in target)).encode()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))

    return handle


async def measured(serve, platforms_for, answers, urns, account_id):
    seen = []
    base = await serve(scripted(answers, seen))
    metrics = platforms_for(base).get(Platform.LINKEDIN).metrics
    tokens = Tokens(access_token="token")
    return await metrics.read_metrics(urns, tokens, account_id=account_id), seen


async def test_both_spellings_of_reach_and_odd_values_are_understood(serve, platforms_for):
    totals = {"uniqueImpressionsCounts": 7, "likeCount": True, "clickCount": "3", "shareCount": -1}
    answer = {"elements": [{"ugcPost": "urn:li:ugcPost:2", "totalShareStatistics": totals}, 5]}
    reading, seen = await measured(
        serve, platforms_for, [("", answer)], ["urn:li:ugcPost:2"], "urn:li:organization:1"
    )
    assert reading.values == {"urn:li:ugcPost:2": {"reach": 7}}
    assert seen[0].endswith("&ugcPosts=List(urn%3Ali%3AugcPost%3A2)")


async def test_a_members_numbers_are_asked_one_by_one(serve, platforms_for):
    answers = [
        ("=IMPRESSION", {"elements": [{"count": 90}]}),
        ("=REACTION", {"elements": [{"count": 4}]}),
        ("", {"elements": []}),
    ]
    reading, seen = await measured(
        serve, platforms_for, answers, ["urn:li:share:8"], "urn:li:person:x"
    )
    assert reading.values == {"urn:li:share:8": {"impressions": 90, "likes": 4}}
    assert len(seen) == len(MEMBER_QUERIES)
    assert "entity=(share:urn%3Ali%3Ashare%3A8)" in seen[0]
