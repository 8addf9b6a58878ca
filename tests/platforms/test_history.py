"""An account's own posts, listed as each vendor pages them, over real HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import AccountKind
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.history import own_posts

PAGE = "urn:li:organization:105432001"
HANDLE = "17841405822304914"
CLUB = "1780001234567890123"
OLD = {
    "instagram": (HANDLE, "find_media", "insights"),
    "linkedin": (PAGE, "find_posts", "statistics"),
    "x": (CLUB, "find_posts", "get_user"),
}

BURSTS = ("http_500_before_effect", "lost_response_after_effect", "http_429")


@pytest.fixture(params=sorted(OLD))
def account(request, instagram, signed, x, sandbox):
    """An adapter, the account whose posts it lists, and the names of the calls that do so."""
    someone = {"instagram": instagram, "linkedin": signed, "x": x}[request.param]
    urn, listing, counting = OLD[request.param]
    return someone, urn, listing, counting


def in_force(someone):
    async def grant():
        return someone.grant.tokens

    return grant


async def listed(account, *, limit=500, after=""):
    someone, urn, _, _ = account
    pages = own_posts(
        someone.can.history, in_force(someone), account_id=urn, limit=limit, after=after
    )
    return [page async for page in pages]


def posts_of(pages):
    return [post for page in pages for post in page.posts]


async def test_every_post_is_told_once_newest_first_with_its_counts(account, sandbox):
    sandbox.control("history", account=account[1], count=120, days=200)
    pages = await listed(account)
    posts = posts_of(pages)
    assert [len(page.posts) for page in pages] == [50, 50, 20]
    assert pages[0].total == 120
    assert len({post.platform_post_id for post in posts}) == 120
    dates = [post.published_at for post in posts]
    assert dates == sorted(dates, reverse=True)
    assert datetime.now(UTC) - dates[-1] > timedelta(days=190)
    assert {post.text for post in posts} == {effect["text"] for effect in sandbox.effects()}
    tells_reach = account[0].can.platform != "x"
    for post in posts:
        reach = post.reach if tells_reach else post.impressions - 1
        assert post.impressions > reach > post.likes > 0, post
        assert None not in (post.comments, post.shares)
        assert post.permalink.startswith(sandbox.url)
    assert all((post.reach is not None) is tells_reach for post in posts)
    has_saves = account[0].can.platform in ("instagram", "x")
    assert all((post.saves is not None) is has_saves for post in posts)


async def test_no_more_are_read_than_are_wanted(account, sandbox):
    sandbox.control("history", account=account[1], count=120)
    pages = await listed(account, limit=70)
    assert [len(page.posts) for page in pages] == [50, 20]
    rest = await listed(account, after=pages[-1].after)
    whole = posts_of(await listed(account))
    assert posts_of(pages) + posts_of(rest) == whole


async def test_an_account_without_posts_has_none(account):
    assert posts_of(await listed(account)) == []


@pytest.mark.parametrize("mode", BURSTS)
async def test_what_passes_in_the_middle_is_waited_out(account, sandbox, mode):
    platform = account[0].can.platform.value
    sandbox.control("history", account=account[1], count=60)
    for operation in account[2:]:
        sandbox.fault(mode, operation, platform=platform, count=2)
    assert len(posts_of(await listed(account))) == 60


async def test_a_cap_that_lasts_is_told_at_once(account, sandbox):
    platform = account[0].can.platform.value
    sandbox.control("history", account=account[1], count=10)
    sandbox.fault("http_429", account[2], platform=platform, seconds=0)
    with pytest.raises(PlatformError) as caught:
        await listed(account)
    assert caught.value.error_class is ErrorClass.RATE_LIMIT_EXCEEDED
    asked = [r for r in sandbox.requests(platform) if r["operation"] == account[2]]
    assert len(asked) == 1


async def test_a_revoked_grant_ends_it(account, sandbox):
    platform = account[0].can.platform.value
    sandbox.control("history", account=account[1], count=10)
    sandbox.fault("token_revoked", account[3], platform=platform)
    with pytest.raises(PlatformError) as caught:
        await listed(account)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN


def test_a_members_posts_cannot_be_listed_and_the_words_say_what_to_do(signed):
    assert signed.can.history.refusal(signed.connection()) is None
    refusal = signed.can.history.refusal(signed.connection(AccountKind.MEMBER))
    assert "personal profile" in refusal
    assert "Import a CSV" in refusal


@pytest.mark.parametrize("who", ["instagram", "signed", "x"])
def test_without_the_permission_nothing_is_asked(who, request):
    someone = request.getfixturevalue(who)
    kind = someone.grant.accounts[-1].kind
    poor = someone.connection(kind).model_copy(update={"scopes": ("openid",)})
    assert "Connect" in someone.can.history.refusal(poor)


async def test_instagram_counts_nothing_any_more_of_what_is_older_than_two_years(
    instagram, sandbox
):
    sandbox.control("history", account=HANDLE, count=20, days=3000)
    posts = posts_of(await listed((instagram, HANDLE, "", "")))
    limit = datetime.now(UTC) - timedelta(days=730)
    assert 0 < sum(post.published_at < limit for post in posts) < 20
    for post in posts:
        assert (post.impressions is None) is (post.published_at < limit)
        assert post.likes > 0, "what the medium itself says of likes is still there"


async def test_what_instagram_will_not_count_keeps_its_words(canned, platforms_for, signed):
    before = {"code": 100, "error_subcode": 2108006, "message": "Posted before the conversion"}
    media = [
        {"id": "18001", "timestamp": "2020-03-04T10:00:00+0000", "like_count": 7},
        {"id": "not an id", "caption": "left out"},
    ]
    answers = {
        "GET /v26.0/17841/media": [(200, {"data": media})],
        "GET /v26.0/18001/insights": [(400, {"error": before})],
    }
    server = await canned(answers)
    reader = platforms_for(server.url).get(Platform.INSTAGRAM).history
    page = await reader.read_page(in_force(signed), account_id="17841", most=5)
    (post,) = page.posts
    assert (post.text, post.likes, post.comments, post.impressions) == ("", 7, None, None)


async def test_a_list_that_never_ends_is_left(canned, platforms_for, signed):
    element = {"id": "urn:li:share:1", "commentary": "Chai", "lifecycleState": "PUBLISHED"}
    paging = {"total": 10**9}
    server = await canned(
        {
            "GET /rest/posts": [(200, {"elements": [element], "paging": paging})],
            "GET /rest/org": [(200, {"elements": []})],
        }
    )
    reader = platforms_for(server.url).get(Platform.LINKEDIN).history
    pages = own_posts(reader, in_force(signed), account_id=PAGE, limit=500)
    posts = posts_of([page async for page in pages])
    assert [(p.text, p.likes) for p in posts] == [("Chai", None)]
    assert len(server.lines("GET /rest/posts")) < 6
