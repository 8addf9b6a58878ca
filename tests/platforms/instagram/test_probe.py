from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import PlatformError
from domain.platform import Platform

TEXT = "Kulhad chai is back ☕\n\nCome by!"


async def look(signed, prepared, *, post=None, since=None, until=None):
    now = datetime.now(UTC)
    return await signed.can.probe.probe(
        post or signed.post(TEXT),
        signed.grant.tokens,
        account_id=signed.account(),
        prepared=prepared,
        since=since or now - timedelta(minutes=1),
        until=until or now,
    )


async def test_a_published_container_leads_to_its_post(instagram, sandbox):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    made = await instagram.submit(post, ready)
    result = await look(instagram, ready)
    assert (result.found, result.confidence) == (made, "high")


@pytest.mark.parametrize("advance_s", [0, 25 * 3600])
async def test_a_container_that_was_not_published_settles_it(instagram, sandbox, advance_s):
    ready = await instagram.prepare(instagram.post(TEXT), {})
    sandbox.control("clock", advance_s=advance_s)
    result = await look(instagram, ready)
    assert (result.found, result.confidence) == (None, "high")


async def test_without_a_container_nothing_can_have_left_and_nothing_is_asked(instagram, sandbox):
    before = len(sandbox.requests("instagram"))
    result = await look(instagram, {})
    assert (result.found, result.confidence) == (None, "high")
    assert len(sandbox.requests("instagram")) == before


async def test_a_post_of_another_caption_or_time_is_not_taken_for_ours(instagram):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    await instagram.submit(post, ready)
    other = await look(instagram, ready, post=instagram.post(TEXT + "!"))
    later = datetime.now(UTC) + timedelta(hours=1)
    elsewhen = await look(instagram, ready, since=later, until=later)
    for result in (other, elsewhen):
        # it is out, so "not found" must never be trusted
        assert (result.found, result.confidence) == (None, "medium")


async def test_a_post_of_an_earlier_attempt_is_found_within_its_containers_life(instagram, sandbox):
    post = instagram.post(TEXT)
    ready = await instagram.prepare(post, {})
    made = await instagram.submit(post, ready)
    sandbox.control("clock", advance_s=3 * 3600)
    again = await instagram.prepare(post, ready)
    later = datetime.now(UTC) + timedelta(hours=3)
    assert (await look(instagram, again, since=later, until=later)).found == made


async def test_the_probe_looks_beyond_the_first_page(instagram, canned, platforms_for):
    def media(number, caption):
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
        return {"id": f"{number}", "caption": caption, "timestamp": when}

    server = await canned(
        {
            "GET /v26.0/17881": [(200, {"status_code": "PUBLISHED"})],
            "GET /v26.0/17841": [
                (
                    200,
                    {
                        "data": [media(1, "other"), "nonsense", {"id": "2"}, media(3, "other")],
                        "paging": {"cursors": {"after": "next-page"}, "next": "https://…"},
                    },
                ),
                (200, {"data": [media(4, TEXT.replace("\n\n", "\n"))]}),
            ],
        }
    )
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    result = await look(instagram, {"container": "17881"})
    assert result.found.platform_post_id == "4"
    assert result.found.permalink == ""
    assert "after=next-page" in server.lines("GET /v26.0/17841")[1]


@pytest.mark.parametrize(
    ("states", "confidence"),
    [
        (["FINISHED", "FINISHED"], "high"),
        (["IN_PROGRESS", "ERROR"], "high"),
        (["EXPIRED"], "high"),
        # ready before it was sent, so it is being published now
        (["IN_PROGRESS", "IN_PROGRESS"], "medium"),
        (["FINISHED", "IN_PROGRESS"], "medium"),
        (["NEW_WORD", "NEW_WORD"], "medium"),
        # out, and the list does not have it yet
        (["PUBLISHED"], "medium"),
        (["FINISHED", "PUBLISHED"], "medium"),
    ],
)
async def test_only_a_state_that_cannot_turn_into_a_post_is_a_trustworthy_no(
    instagram, canned, platforms_for, states, confidence
):
    server = await canned(
        {
            "GET /v26.0/17881": [(200, {"status_code": state}) for state in states],
            "GET /v26.0/17841": [(200, {"data": []})],
        }
    )
    instagram.can = platforms_for(server.url).get(Platform.INSTAGRAM)
    result = await look(instagram, {"container": "17881"})
    assert (result.found, result.confidence) == (None, confidence)
    assert len(server.lines("GET /v26.0/17881")) == len(states)


async def test_a_container_that_is_gone_tells_nothing(instagram):
    result = await look(instagram, {"container": "17889999999999999"})
    assert (result.found, result.confidence) == (None, "low")


async def test_of_a_container_that_is_gone_the_post_itself_is_still_found(instagram):
    post = instagram.post(TEXT)
    made = await instagram.submit(post, await instagram.prepare(post, {}))
    result = await look(instagram, {"container": "17889999999999999"})
    assert (result.found, result.confidence) == (made, "high")


async def test_a_probe_that_cannot_ask_says_so(instagram, sandbox):
    ready = await instagram.prepare(instagram.post(TEXT), {})
    sandbox.fault("token_revoked", "container_status", platform="instagram")
    with pytest.raises(PlatformError):
        await look(instagram, ready)


async def test_a_probe_changes_nothing(instagram, sandbox):
    ready = await instagram.prepare(instagram.post(TEXT), {})
    before = len(sandbox.requests("instagram"))
    await look(instagram, ready)
    assert {r["method"] for r in sandbox.requests("instagram")[before:]} == {"GET"}


def test_confidence_follows_the_scopes(instagram):
    connection = instagram.connection()
    assert instagram.can.probe.confidence_for(connection) == "high"
    blind = connection.model_copy(update={"scopes": ()})
    assert instagram.can.probe.confidence_for(blind) == "low"


async def test_a_post_is_dated_by_instagrams_own_clock(instagram, sandbox):
    sandbox.control("clock", advance_s=3600)
    post = instagram.post(TEXT)
    made = await instagram.submit(post, await instagram.prepare(post, {}))
    late = made.published_at - datetime.now(UTC)
    assert timedelta(minutes=59) < late < timedelta(minutes=61)
