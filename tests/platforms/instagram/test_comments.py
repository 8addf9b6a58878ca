from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import PlatformError


@pytest.fixture
async def out(instagram):
    """A post that is out, and the comment that is to follow it."""
    post = instagram.post("Chai at four", first_comment="#chai #pune")
    made = await instagram.submit(post, await instagram.prepare(post, {}))
    return made.platform_post_id, post.parts[0]


async def add(signed, root, part, gate=lambda: True):
    return await signed.can.continues.add_part(
        part, signed.grant.tokens, account_id=signed.account(), root_id=root, parent_id=root,
        gate=gate,
    )  # fmt: skip


async def find(signed, root, part, taken=()):
    now = datetime.now(UTC)
    return await signed.can.continues.find_part(
        part, signed.grant.tokens, account_id=signed.account(), root_id=root, parent_id=root,
        since=now - timedelta(minutes=1), until=now + timedelta(minutes=1), taken=taken,
    )  # fmt: skip


async def test_the_first_comment_stands_below_the_post_and_is_found_there(instagram, out):
    root, part = out
    assert (await find(instagram, root, part)).found is None
    made = await add(instagram, root, part)
    found = (await find(instagram, root, part)).found
    assert found.platform_post_id == made.platform_post_id
    assert (await find(instagram, root, part, (made.platform_post_id,))).found is None


@pytest.mark.parametrize(
    ("mode", "sent"),
    [
        ("lost_response_after_effect", "unknown"),
        ("http_500_after_effect", "unknown"),
        ("slow", "unknown"),
        ("content_policy", "refused"),
        ("token_revoked", "refused"),
    ],
)
async def test_what_became_of_a_comment_is_never_guessed(instagram, sandbox, out, mode, sent):
    sandbox.fault(mode, "create_comment", platform="instagram")
    with pytest.raises(PlatformError) as caught:
        await add(instagram, *out)
    assert caught.value.sent == sent


async def test_a_closed_gate_and_a_threads_reply_send_nothing(instagram, sandbox, out):
    root, part = out
    for wanted, gate in ((part, lambda: False), (part.model_copy(update={"kind": "reply"}), None)):
        with pytest.raises(PlatformError) as caught:
            await add(instagram, root, wanted, gate or (lambda: True))
        assert caught.value.sent == "no"
    assert not [r for r in sandbox.requests("instagram") if r["operation"] == "create_comment"]
