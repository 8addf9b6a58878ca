"""One behaviour suite for what only some adapters offer: parts, deleting, and what can be read."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import ErrorClass, NotFoundError, PlatformError
from domain.form import Form, Format
from domain.platform import Platform

FIXTURES = {platform: platform.value for platform in Platform} | {Platform.LINKEDIN: "signed"}
PART_CALLS = dict.fromkeys(Platform, "create_comment") | {Platform.X: "create_post"}
DELETE_CALLS = dict.fromkeys(Platform, "delete_post") | {
    Platform.YOUTUBE: "delete_video",
    Platform.INSTAGRAM: "delete_media",
}
COMMENT = "Order by phone (really) चाय ☕"
LOST = {
    "lost_response_after_effect": ErrorClass.NETWORK_ERROR,
    "http_500_after_effect": ErrorClass.TEMPORARY_UNAVAILABLE,
    "http_500_before_effect": ErrorClass.TEMPORARY_UNAVAILABLE,
}
REFUSED = {
    "token_revoked": ErrorClass.INVALID_TOKEN,
    "http_429": ErrorClass.RATE_LIMIT_EXCEEDED,
}
CANONICAL = {
    *("followers", "follows", "unfollows", "impressions", "reach", "engagement", "clicks"),
    *("likes", "comments", "shares", "saves", "reposts", "video_views", "watch_time_s"),
    *("profile_views", "replies"),
}


LACKING = {
    "audience": {Platform.X},
    "public": {Platform.LINKEDIN, Platform.INSTAGRAM},
}
"""Calls that a platform has not; Instagram shows other accounts by Facebook Login alone."""


def adapters_with(name):
    @pytest.fixture(params=[p for p in Platform if p not in LACKING.get(name, ())])
    def adapter(request):
        signed = request.getfixturevalue(FIXTURES[request.param])
        assert getattr(signed.can, name) is not None
        return signed

    return adapter


@pytest.mark.parametrize("name", ["continues", "deleter", "history", "audience", "public"])
def test_an_adapter_leaves_out_just_what_its_platform_has_not(platforms_for, name):
    platforms = platforms_for("http://127.0.0.1:9")
    lacking = {p for p in Platform if getattr(platforms.get(p), name) is None}
    assert lacking == LACKING.get(name, set())


continuing = adapters_with("continues")
deleting = adapters_with("deleter")
listing = adapters_with("history")
hearing = adapters_with("audience")
looking = adapters_with("public")


async def out(adapter, text="Kettle on", **fields):
    post = adapter.post(text, **fields)
    assert not post.problems
    return post, await adapter.submit(post, await adapter.prepare(post, {}))


@pytest.fixture
async def root(continuing):
    """A post that is out and waits for its first comment."""
    return await out(continuing, first_comment=COMMENT)


async def add(adapter, root, gate=lambda: True):
    post, made = root
    return await adapter.can.continues.add_part(
        post.parts[0],
        adapter.grant.tokens,
        account_id=post.account_id,
        root_id=made.platform_post_id,
        parent_id=made.platform_post_id,
        gate=gate,
    )


async def find(adapter, root, taken=()):
    post, made = root
    now = datetime.now(UTC)
    return await adapter.can.continues.find_part(
        post.parts[0],
        adapter.grant.tokens,
        account_id=post.account_id,
        root_id=made.platform_post_id,
        parent_id=made.platform_post_id,
        since=now - timedelta(minutes=2),
        until=now + timedelta(minutes=2),
        taken=taken,
    )


def asked(sandbox, adapter, calls):
    platform = adapter.can.platform
    return [one for one in sandbox.requests(platform.value) if one["operation"] == calls[platform]]


def fault(sandbox, adapter, mode, calls):
    platform = adapter.can.platform
    sandbox.fault(mode, calls[platform], platform=platform.value)


def check_words(adapter, error):
    """Whoever reads it learns who, what, and what to do."""
    assert adapter.can.platform.title in error.message
    assert error.message.count(". ") >= 1
    assert adapter.grant.tokens.access_token not in error.message


async def test_a_part_goes_out_once_and_is_found_by_its_words(continuing, root):
    assert (await find(continuing, root)).found is None
    made = await add(continuing, root)
    found = await find(continuing, root)
    assert found.found.platform_post_id == made.platform_post_id
    # what is known to be another's is not ours, however alike
    again = await find(continuing, root, taken=(made.platform_post_id,))
    assert again.found is None
    assert again.confidence != "high"


@pytest.mark.parametrize("mode", LOST)
async def test_a_part_in_doubt_is_unknown_sent_once_and_found_if_it_is_there(
    continuing, sandbox, root, mode
):
    before = len(asked(sandbox, continuing, PART_CALLS))
    fault(sandbox, continuing, mode, PART_CALLS)
    with pytest.raises(PlatformError) as caught:
        await add(continuing, root)
    assert (caught.value.error_class, caught.value.sent) == (LOST[mode], "unknown")
    check_words(continuing, caught.value)
    assert len(asked(sandbox, continuing, PART_CALLS)) == before + 1
    found = (await find(continuing, root)).found
    assert (found is not None) is ("before" not in mode)


@pytest.mark.parametrize("mode", REFUSED)
async def test_a_refused_part_says_why_and_is_not_there(continuing, sandbox, root, mode):
    fault(sandbox, continuing, mode, PART_CALLS)
    with pytest.raises(PlatformError) as caught:
        await add(continuing, root)
    assert (caught.value.error_class, caught.value.sent) == (REFUSED[mode], "refused")
    check_words(continuing, caught.value)
    if mode != "token_revoked":
        assert (await find(continuing, root)).found is None


async def test_a_closed_gate_sends_no_part(continuing, sandbox, root):
    before = len(asked(sandbox, continuing, PART_CALLS))
    with pytest.raises(PlatformError) as caught:
        await add(continuing, root, gate=lambda: False)
    assert caught.value.sent == "no"
    assert len(asked(sandbox, continuing, PART_CALLS)) == before


async def test_deleting_twice_is_no_error(deleting, sandbox):
    if refusal := deleting.can.deleter.refusal(deleting.connection()):
        assert deleting.can.platform.title in refusal
        return
    _, made = await out(deleting)
    for _ in range(2):
        await deleting.can.deleter.delete(
            made.platform_post_id, deleting.grant.tokens, account_id=deleting.account()
        )
    assert sandbox.effects() == []


@pytest.mark.parametrize("mode", [*LOST, *REFUSED])
async def test_a_deletion_that_fails_says_what_is_known_of_it(deleting, sandbox, mode):
    if deleting.can.deleter.refusal(deleting.connection()):
        return
    _, made = await out(deleting)
    fault(sandbox, deleting, mode, DELETE_CALLS)
    with pytest.raises(PlatformError) as caught:
        await deleting.can.deleter.delete(
            made.platform_post_id, deleting.grant.tokens, account_id=deleting.account()
        )
    wanted = (LOST | REFUSED)[mode], "unknown" if mode in LOST else "refused"
    assert (caught.value.error_class, caught.value.sent) == wanted
    check_words(deleting, caught.value)
    assert len(sandbox.effects()) == ("after" not in mode)


async def test_own_posts_come_newest_first_and_each_once(listing):
    made = [(await out(listing, f"Kettle {n}"))[1].platform_post_id for n in range(3)]

    async def grant():
        return listing.grant.tokens

    seen, after = [], ""
    for _ in range(6):
        page = await listing.can.history.read_page(
            grant, account_id=listing.account(), after=after, most=2
        )
        assert len(page.posts) <= 2
        seen += page.posts
        after = page.after
        if not after:
            break
    assert [post.platform_post_id for post in seen][:3] == made[::-1]
    assert len({post.platform_post_id for post in seen}) == len(seen)
    assert [post.text for post in seen][:3] == ["Kettle 2", "Kettle 1", "Kettle 0"]


async def test_a_listing_that_cannot_be_asked_is_no_empty_one(listing, sandbox):
    async def grant():
        return listing.grant.tokens

    platform = listing.can.platform.value
    sandbox.fault("token_revoked", "*", platform=platform, count=50)
    with pytest.raises(PlatformError) as caught:
        await listing.can.history.read_page(grant, account_id=listing.account(), most=2)
    assert caught.value.error_class is ErrorClass.INVALID_TOKEN


async def test_an_audience_without_numbers_is_empty_and_not_zero(hearing):
    until = datetime.now(UTC) - timedelta(days=400)
    audience = await hearing.can.audience.read_audience(
        hearing.grant.tokens,
        account_id=hearing.account(),
        since=until - timedelta(days=3),
        until=until,
    )
    assert set(audience.values) <= CANONICAL
    # Facebook tells numbers of those days itself; of the others nothing is told or made up
    if hearing.can.platform is not Platform.FACEBOOK:
        assert set(audience.values) <= {"followers"}
    assert all(group for group in audience.demographics.values())
    assert hearing.grant.tokens.access_token not in audience.source


async def test_a_public_name_that_nobody_has_is_said(looking):
    async def grant():
        return looking.grant.tokens

    with pytest.raises((NotFoundError, PlatformError)) as caught:
        await looking.can.public.read_public(
            "nobody-of-that-name-here", grant, account_id=looking.account(), most=3
        )
    assert looking.can.platform.title in caught.value.message


def test_a_thread_is_offered_only_where_parts_can_follow(continuing):
    if Format.THREAD in continuing.can.renderer.formats:
        post = continuing.post("One", form=Form(format=Format.THREAD, thread=("Two",)))
        assert [part.text for part in post.parts] == ["Two"]
