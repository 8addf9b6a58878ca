from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import AccountKind
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.linkedin.metrics import MEMBER_QUERIES

DAY = timedelta(days=1)


async def read(signed, kind=AccountKind.ORGANIZATION, *, days=7, now=None):
    now = now or datetime.now(UTC)
    return await signed.can.audience.read_audience(
        signed.grant.tokens, account_id=signed.account(kind), since=now - days * DAY, until=now
    )


async def test_a_page_knows_how_many_follow_it_and_who_they_are(signed, sandbox):
    await signed.submit(signed.post("Chai is ready"), {})
    sandbox.control("clock", advance_s=3 * 86_400)
    found = await read(signed, now=datetime.now(UTC) + 3 * DAY)
    known = {"followers", "follows", "page_views", "impressions", "clicks", "likes"}
    assert known <= found.values.keys()
    assert found.values["impressions"] > found.values["likes"]
    assert found.values["followers"] > found.values["page_views"] > 0
    assert {"country", "region", "function", "industry", "seniority", "company_size"} == set(
        found.demographics
    )
    assert set(found.demographics["function"]) == {"Marketing", "Sales"}
    assert set(found.demographics["seniority"]) == {"Entry", "Senior"}
    assert sum(found.demographics["country"].values()) <= found.values["followers"]
    assert signed.grant.tokens.access_token not in found.source


async def test_a_longer_time_has_more_views(signed):
    short, long = await read(signed, days=2), await read(signed, days=20)
    assert long.values["page_views"] > 4 * short.values["page_views"]


async def test_of_a_member_there_are_numbers_alone(signed, sandbox):
    await signed.submit(signed.post("Mine", kind=AccountKind.MEMBER), {})
    sandbox.control("clock", advance_s=2 * 86_400)
    found = await read(signed, AccountKind.MEMBER, now=datetime.now(UTC) + 2 * DAY)
    assert found.values.keys() == set(MEMBER_QUERIES.values())
    assert found.values["impressions"] > 0
    assert found.demographics == {}


@pytest.mark.parametrize("mode", ["http_429", "token_revoked", "http_500_before_effect"])
async def test_what_could_not_be_asked_is_no_empty_audience(signed, sandbox, mode):
    sandbox.fault(mode, "audience")
    with pytest.raises(PlatformError):
        await read(signed)


async def test_another_page_is_a_permission_matter(signed):
    now = datetime.now(UTC)
    with pytest.raises(PlatformError) as caught:
        await signed.can.audience.read_audience(
            signed.grant.tokens,
            account_id="urn:li:organization:105432002",
            since=now - DAY,
            until=now,
        )
    assert caught.value.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS


async def test_odd_answers_leave_a_number_absent_and_unknown_groups_keep_their_name(
    signed, canned, platforms_for
):
    followers = {
        "followerGains": {"organicFollowerGain": -3, "paidFollowerGain": True},
        "followerCountsByFunction": [
            {"function": "urn:li:function:99", "followerCounts": {"organicFollowerCount": 2}},
            {"function": "urn:li:function:15", "followerCounts": {"organicFollowerCount": -2}},
            {"function": ["x"], "followerCounts": {"organicFollowerCount": 2}},
            7,
        ],
        "followerCountsByGeo": "none",
    }
    server = await canned(
        {
            "GET /rest/networkSizes": [(200, {"firstDegreeSize": "many"})],
            "GET /rest/organizationalEntityFollower": [(200, {"elements": [followers]})],
            "GET /rest/": [(200, {"elements": [{"totalPageStatistics": {"views": 5}}]})],
        }
    )
    signed.can = platforms_for(server.url).get(Platform.LINKEDIN)
    found = await read(signed)
    assert found.values == {"follows": -3}
    assert found.demographics == {"function": {"urn:li:function:99": 2.0}}
