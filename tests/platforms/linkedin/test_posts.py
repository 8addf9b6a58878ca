import asyncio
import logging
import traceback
from datetime import UTC, datetime, timedelta

import pytest

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from domain.platform import Platform

TEXT = "Kulhad chai (₹35) *today* #ChaiTime — {limited} <3 [come] | ~5 pm_ @home \\o/\nचाय गरम है"


async def submit(signed, post):
    ready = await signed.can.publisher.prepare(
        post, signed.grant.tokens, {}, files=signed, keep=signed.keep
    )
    return await signed.can.publisher.submit(post, signed.grant.tokens, ready, gate=lambda: True)


async def refused(signed, post):
    with pytest.raises(PlatformError) as caught:
        await submit(signed, post)
    return caught.value


async def look(signed, post, kind=AccountKind.ORGANIZATION, **window):
    now = datetime.now(UTC)
    return await signed.can.probe.probe(
        post,
        signed.grant.tokens,
        account_id=signed.account(kind),
        prepared={},
        since=window.get("since", now - timedelta(minutes=1)),
        until=window.get("until", now),
    )


async def test_a_post_reads_back_as_it_was_previewed(signed, sandbox):
    post = signed.post(TEXT, "दिवाली")
    made = await submit(signed, post)
    (effect,) = sandbox.effects()
    assert effect["text"] == post.text == TEXT + "\n\n#दिवाली"
    assert effect["post_id"] == made.platform_post_id
    assert made.permalink == f"{sandbox.url}/feed/update/{made.platform_post_id}"
    assert sandbox.client.get(made.permalink).status_code == 200


async def test_a_post_goes_out_for_a_member_too(signed, sandbox):
    post = signed.post(TEXT, kind=AccountKind.MEMBER)
    await submit(signed, post)
    assert sandbox.effects()[0]["account"] == signed.account(AccountKind.MEMBER)


async def test_a_duplicate_is_refused_and_named(signed, sandbox):
    post = signed.post(TEXT)
    made = await submit(signed, post)
    error = await refused(signed, post)
    assert (error.error_class, error.sent) == (ErrorClass.DUPLICATE, "refused")
    assert error.platform_post_id == made.platform_post_id
    assert len(sandbox.effects()) == 1


async def test_a_lost_response_is_unknown_and_the_probe_finds_the_post(signed, sandbox):
    post = signed.post(TEXT)
    sandbox.fault("lost_response_after_effect")
    error = await refused(signed, post)
    assert (error.error_class, error.sent) == (ErrorClass.NETWORK_ERROR, "unknown")
    result = await look(signed, post)
    assert result.confidence == "medium"
    assert result.found.platform_post_id == sandbox.effects()[0]["post_id"]


async def test_the_probe_finds_nothing_of_another_text_or_another_time(signed):
    post = signed.post(TEXT)
    await submit(signed, post)
    assert (await look(signed, signed.post(TEXT + "!"))).found is None
    later = datetime.now(UTC) + timedelta(hours=1)
    assert (await look(signed, post, since=later, until=later)).found is None
    assert (await look(signed, post)).found is not None


async def test_the_probe_looks_beyond_the_first_page(signed, sandbox):
    post = signed.post(TEXT)
    since = datetime.now(UTC) - timedelta(minutes=1)
    await submit(signed, post)
    for number in range(55):
        await submit(signed, signed.post(f"later {number}"))
    assert (await look(signed, post, since=since)).found is not None


async def test_a_members_post_is_never_found_nor_asked_for(signed, sandbox):
    post = signed.post(TEXT, kind=AccountKind.MEMBER)
    await submit(signed, post)
    before = len(sandbox.requests("linkedin"))
    result = await look(signed, post, kind=AccountKind.MEMBER)
    assert (result.found, result.confidence) == (None, "low")
    assert len(sandbox.requests("linkedin")) == before


def test_confidence_follows_the_account_and_its_scopes(signed):
    page = signed.connection()
    assert signed.can.probe.confidence_for(page) == "medium"
    unread = page.model_copy(update={"scopes": ("w_organization_social",)})
    assert signed.can.probe.confidence_for(unread) == "low"
    assert signed.can.probe.confidence_for(signed.connection(AccountKind.MEMBER)) == "low"


async def test_a_post_with_problems_never_leaves(signed, sandbox):
    before = len(sandbox.requests("linkedin"))
    error = await refused(signed, signed.post(""))
    with pytest.raises(PlatformError, match="no text"):
        await signed.can.publisher.submit(
            signed.post(""), signed.grant.tokens, {}, gate=lambda: True
        )
    assert (error.error_class, error.sent) == (ErrorClass.VALIDATION, "no")
    assert len(sandbox.requests("linkedin")) == before


async def test_a_page_that_the_member_does_not_manage_is_a_permission_matter(signed):
    post = signed.post(TEXT).model_copy(update={"account_id": "urn:li:organization:999"})
    error = await refused(signed, post)
    assert (error.error_class, error.sent) == (ErrorClass.INSUFFICIENT_PERMISSIONS, "refused")


async def answered(raw, serve, signed, platforms_for):
    async def handle(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()
        await asyncio.sleep(10)

    there = platforms_for(await serve(handle)).get(signed.can.platform)
    return await there.publisher.submit(
        signed.post(TEXT), signed.grant.tokens, {}, gate=lambda: True
    )


async def test_a_created_post_counts_even_if_the_body_never_ends(serve, signed, platforms_for):
    raw = b"HTTP/1.1 201 Created\r\nx-restli-id: urn:li:share:5\r\ncontent-length: 9\r\n\r\nhalf"
    made = await answered(raw, serve, signed, platforms_for)
    assert made.platform_post_id == "urn:li:share:5"


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx-restli-id: urn:li:share:5\r\ncontent-length: 2\r\n\r\n{}",
        b"HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 400 Bad Request\r\ncontent-length: 99\r\n\r\n{",
        b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
async def test_an_answer_that_proves_nothing_is_unknown(raw, serve, signed, platforms_for):
    with pytest.raises(PlatformError) as caught:
        await answered(raw, serve, signed, platforms_for)
    assert caught.value.sent == "unknown"


@pytest.mark.parametrize(
    "mode", ["token_revoked", "http_500_before_effect", "lost_response_after_effect", "slow"]
)
async def test_no_token_appears_in_errors_or_logs(mode, signed, sandbox, caplog):
    caplog.set_level(logging.DEBUG)
    sandbox.fault(mode)
    error = await refused(signed, signed.post(TEXT))
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error) + caplog.text
    token = signed.grant.tokens.access_token
    assert token not in shown
    assert token not in f"{signed.grant!r} {signed.grant}"


async def test_a_connection_without_a_token_is_not_tried(signed):
    with pytest.raises(PlatformError) as caught:
        await signed.can.publisher.submit(
            signed.post(TEXT), Tokens(access_token=""), {}, gate=lambda: True
        )
    assert (caught.value.error_class, caught.value.sent) == (ErrorClass.INVALID_TOKEN, "no")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({}, datetime(2026, 11, 28, tzinfo=UTC)),
        ({"publishedAt": 1795824060000}, datetime(2026, 11, 28, 0, 1, tzinfo=UTC)),
        ({"publishedAt": 10**30}, None),
        ({"publishedAt": "soon"}, datetime(2026, 11, 28, tzinfo=UTC)),
    ],
)
async def test_a_found_post_has_the_time_that_linkedin_gives_it(
    signed, canned, platforms_for, times, expected
):
    created = datetime(2026, 11, 28, tzinfo=UTC)
    element = {
        "id": "urn:li:share:7",
        "commentary": TEXT,
        "createdAt": int(created.timestamp() * 1000),
    }
    server = await canned({"GET /rest/posts": [(200, {"elements": [element | times]})]})
    signed.can = platforms_for(server.url).get(Platform.LINKEDIN)
    result = await look(signed, signed.post(TEXT), since=created, until=created)
    assert result.found.published_at == expected
