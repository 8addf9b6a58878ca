from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from domain.form import Form, Format
from domain.platform import Platform

LONG_TEXT = "Our menu <new> & old: chai.in/menu and https://chai.example/kulhad?a=1&b=2 ☕"


async def look(x, post, *, since, prepared=None, taken=()):
    return await x.can.probe.probe(
        post,
        x.grant.tokens,
        account_id=x.account(),
        prepared=prepared or {},
        since=since,
        until=datetime.now(UTC),
        taken=taken,
    )


async def test_a_post_is_out_under_an_address_that_people_can_open(x, sandbox, compose):
    made = await x.submit(compose(LONG_TEXT), {})
    page = sandbox.client.get(made.permalink)
    assert "chai.in/menu" in page.text
    assert abs(made.published_at - datetime.now(UTC)) < timedelta(seconds=30)


async def test_a_probe_undoes_short_addresses_and_escapes(x, compose):
    post, since = compose(LONG_TEXT), datetime.now(UTC)
    made = await x.submit(post, {})
    result = await look(x, post, since=since)
    assert (result.found.platform_post_id, result.confidence) == (made.platform_post_id, "medium")
    assert (await look(x, post, since=since, taken={made.platform_post_id})).found is None
    assert (await look(x, compose(LONG_TEXT + "!"), since=since)).found is None
    later = datetime.now(UTC) + timedelta(hours=1)
    assert (await look(x, post, since=later)).found is None


async def test_the_same_words_with_a_picture_are_another_post(x, compose, add):
    since = datetime.now(UTC)
    await x.submit(compose("Chai"), {})
    assert (await look(x, compose("Chai", add()), since=since)).found is None


async def test_the_same_words_again_are_a_duplicate(x, compose):
    await x.submit(compose("Chai"), {})
    with pytest.raises(PlatformError) as caught:
        await x.submit(compose("Chai"), {})
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.DUPLICATE, "refused")


@pytest.mark.parametrize(
    "body", [{"errors": [{"title": "x", "detail": "Failed"}]}, {}, {"data": 5}]
)
async def test_a_good_status_without_a_post_is_no_success(canned, platforms_for, x, compose, body):
    server = await canned({"POST /2/tweets": [(200, body)]})
    publisher = platforms_for(server.url).get(Platform.X).publisher
    with pytest.raises(PlatformError) as caught:
        await publisher.submit(compose("Chai"), x.grant.tokens, {}, gate=lambda: True)
    assert caught.value.sent == "unknown"


async def add_parts(x, post, root):
    parent, made = root.platform_post_id, []
    for part in post.parts:
        done = await x.can.continues.add_part(
            part,
            x.grant.tokens,
            account_id=x.account(),
            root_id=root.platform_post_id,
            parent_id=parent,
            gate=lambda: True,
        )
        parent = done.platform_post_id
        made.append(parent)
    return made


async def find(x, part, root_id, parent_id, since, taken=()):
    return await x.can.continues.find_part(
        part,
        x.grant.tokens,
        account_id=x.account(),
        root_id=root_id,
        parent_id=parent_id,
        since=since,
        until=datetime.now(UTC),
        taken=taken,
    )


async def test_a_thread_hangs_together_and_each_part_is_found_where_it_is(x, sandbox, compose):
    since = datetime.now(UTC)
    form = Form(format=Format.THREAD, thread=("Second: chai.in", "Third"))
    post = compose("First", form=form, first_comment="Comment")
    root = await x.submit(post, {})
    second, third, comment = await add_parts(x, post, root)
    texts = [effect["text"] for effect in sandbox.effects()]
    assert texts == ["First", "Second: chai.in", "Third", "Comment"]
    parents = [(root.platform_post_id, second), (second, third), (third, comment)]
    for part, (parent, made) in zip(post.parts, parents, strict=True):
        found = await find(x, part, root.platform_post_id, parent, since)
        assert (found.found.platform_post_id, found.confidence) == (made, "medium")
    elsewhere = await find(x, post.parts[1], root.platform_post_id, root.platform_post_id, since)
    assert elsewhere.found is None
    # replies are no posts of their own, for a probe as for the history
    assert (await look(x, compose("Third"), since=since)).found is None


async def test_a_part_in_doubt_is_sent_once_and_found(x, sandbox, compose, operations):
    since = datetime.now(UTC)
    post = compose("First", first_comment="Comment")
    root = await x.submit(post, {})
    sandbox.fault("lost_response_after_effect", platform="x")
    with pytest.raises(PlatformError) as caught:
        await add_parts(x, post, root)
    assert caught.value.sent == "unknown"
    assert operations().count("create_post") == 2
    found = await find(x, post.parts[0], root.platform_post_id, root.platform_post_id, since)
    assert found.found.platform_post_id == sandbox.effects()[1]["post_id"]


async def test_a_post_is_taken_back_and_one_that_is_gone_is_no_error(x, sandbox, compose):
    made = await x.submit(compose("Chai"), {})
    for _ in range(2):
        await x.can.deleter.delete(made.platform_post_id, x.grant.tokens, account_id=x.account())
    assert sandbox.effects() == []
    assert x.can.deleter.refusal(x.connection()) is None
    poor = x.connection().model_copy(update={"scopes": ("tweet.read",)})
    assert "Connect X again" in x.can.deleter.refusal(poor)
    assert x.can.probe.confidence_for(poor) == "none"


async def test_what_is_no_post_of_x_or_not_clearly_deleted_is_told(canned, platforms_for, x):
    server = await canned({"DELETE /2/tweets/7": [(200, {"data": {"deleted": False}})]})
    deleter = platforms_for(server.url).get(Platform.X).deleter
    for post_id, sent in (("urn:li:share:1", "no"), ("7", "unknown")):
        with pytest.raises(PlatformError) as caught:
            await deleter.delete(post_id, Tokens(access_token="t"), account_id="1")
        assert caught.value.sent == sent
