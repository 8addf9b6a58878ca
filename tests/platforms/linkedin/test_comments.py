from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import AccountKind
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform
from platforms.ports import Part

COMMENT = "Recipe (really): https://chai.example/a_b *now* #chai @Asha\nचाय ☕ مرحبا"


@pytest.fixture
async def root(signed, compose):
    """A post of the page that is out, waiting for its first comment."""
    post = compose("Chai is ready", first_comment=f" {COMMENT} ")
    return (await signed.submit(post, {})).platform_post_id, post.parts[0]


async def add(signed, root, *, kind=AccountKind.ORGANIZATION, gate=lambda: True):
    return await signed.can.continues.add_part(
        root[1],
        signed.grant.tokens,
        account_id=signed.account(kind),
        root_id=root[0],
        parent_id=root[0],
        gate=gate,
    )


async def look(signed, root, *, kind=AccountKind.ORGANIZATION, **fields):
    now = datetime.now(UTC)
    return await signed.can.continues.find_part(
        root[1],
        signed.grant.tokens,
        account_id=signed.account(kind),
        root_id=root[0],
        parent_id=root[0],
        **{"since": now - timedelta(minutes=1), "until": now, **fields},
    )


async def test_a_first_comment_is_plain_text_and_comes_back_unchanged(signed, sandbox, root):
    assert root[1].wire == root[1].text == COMMENT
    made = await add(signed, root)
    assert made.platform_post_id.startswith(f"urn:li:comment:({root[0]},")
    found = (await look(signed, root)).found
    assert found.platform_post_id == made.platform_post_id
    assert abs(found.published_at - datetime.now(UTC)) < timedelta(seconds=30)
    page = sandbox.client.get(made.permalink)
    assert "Recipe (really): https://chai.example/a_b *now* #chai @Asha\nचाय ☕ مرحبا" in page.text


async def test_a_lost_answer_is_unknown_and_the_comment_is_found(signed, sandbox, root):
    sandbox.fault("lost_response_after_effect", "create_comment")
    with pytest.raises(PlatformError) as caught:
        await add(signed, root)
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.NETWORK_ERROR, "unknown")
    result = await look(signed, root)
    assert result.confidence == "medium"
    taken = result.found.platform_post_id
    assert (await look(signed, root, taken=(taken,))).found is None
    earlier = datetime.now(UTC) - timedelta(hours=1)
    assert (await look(signed, root, since=earlier, until=earlier)).found is None


@pytest.mark.parametrize(
    ("mode", "error_class"),
    [
        ("http_429", ErrorClass.RATE_LIMIT_EXCEEDED),
        ("token_revoked", ErrorClass.INVALID_TOKEN),
        ("content_policy", ErrorClass.CONTENT_POLICY_VIOLATION),
    ],
)
async def test_a_clean_refusal_leaves_no_comment(signed, sandbox, root, mode, error_class):
    sandbox.fault(mode, "create_comment")
    with pytest.raises(PlatformError) as caught:
        await add(signed, root)
    assert (caught.value.error_class, caught.value.sent) == (error_class, "refused")
    if mode != "token_revoked":
        assert (await look(signed, root)).found is None


async def test_a_closed_gate_sends_nothing(signed, sandbox, root):
    with pytest.raises(PlatformError) as caught:
        await add(signed, root, gate=lambda: False)
    assert caught.value.sent == "no"
    assert [r for r in sandbox.requests("linkedin") if r["operation"] == "create_comment"] == []


async def test_below_a_members_post_nobody_can_look(signed, sandbox, compose):
    post = compose("Mine", kind=AccountKind.MEMBER, first_comment="First")
    root = (await signed.submit(post, {})).platform_post_id, post.parts[0]
    assert (await add(signed, root, kind=AccountKind.MEMBER)).platform_post_id
    before = len(sandbox.requests("linkedin"))
    result = await look(signed, root, kind=AccountKind.MEMBER)
    assert (result.found, result.confidence) == (None, "low")
    assert len(sandbox.requests("linkedin")) == before


async def test_linkedin_has_no_threads(signed, root):
    reply = Part(kind="reply", wire="x", text="x", character_count=1, limit=9)
    with pytest.raises(PlatformError, match="no thread") as caught:
        await add(signed, (root[0], reply))
    assert caught.value.sent == "no"


@pytest.mark.parametrize(
    ("answer", "urn"),
    [
        ({"id": "77"}, "urn:li:comment:(urn:li:share:5,77)"),
        (
            {"$URN": "urn:li:comment:(urn:li:activity:9,77)"},
            "urn:li:comment:(urn:li:activity:9,77)",
        ),
        ({}, None),
        ({"id": ["77"]}, None),
    ],
)
async def test_a_comment_counts_only_with_a_name(signed, root, canned, platforms_for, answer, urn):
    server = await canned({"POST /rest/socialActions": [(201, answer)]})
    signed.can = platforms_for(server.url).get(Platform.LINKEDIN)
    if urn:
        assert (await add(signed, ("urn:li:share:5", root[1]))).platform_post_id == urn
        return
    with pytest.raises(PlatformError) as caught:
        await add(signed, ("urn:li:share:5", root[1]))
    assert caught.value.sent == "unknown"


async def test_an_app_without_the_product_is_told_of_it(signed, root, canned, platforms_for):
    denied = {"status": 403, "code": "ACCESS_DENIED", "message": "Not enough permissions"}
    server = await canned({"POST /rest/socialActions": [(403, denied)]})
    signed.can = platforms_for(server.url).get(Platform.LINKEDIN)
    with pytest.raises(PlatformError, match="Community Management") as caught:
        await add(signed, root)
    assert caught.value.sent == "refused"


async def delete(signed, urn):
    await signed.can.deleter.delete(urn, signed.grant.tokens, account_id=signed.account())


async def test_a_post_is_deleted_and_one_that_is_gone_is_no_error(signed, sandbox, root):
    await delete(signed, root[0])
    assert sandbox.effects() == []
    await delete(signed, root[0])
    await delete(signed, "urn:li:share:404")


async def test_a_lost_answer_to_a_deletion_is_unknown_and_may_be_asked_again(signed, sandbox, root):
    sandbox.fault("lost_response_after_effect", "delete_post")
    with pytest.raises(PlatformError) as caught:
        await delete(signed, root[0])
    assert caught.value.sent == "unknown"
    await delete(signed, root[0])
    assert sandbox.effects() == []


async def test_the_post_of_another_page_is_not_deleted(signed, sandbox, root, press, platforms_for):
    other = platforms_for(sandbox.url).get(Platform.LINKEDIN)
    uri = "http://127.0.0.1:9/api/v1/platforms/callback/linkedin"
    back = press(sandbox, other.connector.authorize_url("s", uri), account="q7Lm0Xv4Ke")
    signed.grant = await other.connector.exchange(back.params["code"], uri)
    with pytest.raises(PlatformError) as caught:
        await delete(signed, root[0])
    assert caught.value.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS
    assert len(sandbox.effects()) == 1


def test_whether_posts_can_be_deleted_follows_the_scopes(signed):
    for kind, scope in (
        (AccountKind.ORGANIZATION, "w_organization_social"),
        (AccountKind.MEMBER, "w_member_social"),
    ):
        connection = signed.connection(kind)
        assert signed.can.deleter.refusal(connection) is None
        narrow = connection.model_copy(
            update={"scopes": tuple(s for s in connection.scopes if s != scope)}
        )
        assert "Connect LinkedIn again" in signed.can.deleter.refusal(narrow)
