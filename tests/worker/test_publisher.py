"""Publishing against the twin: at most one effect, whatever happens to the call."""

from datetime import UTC, datetime, time, timedelta

import httpx
import pytest
from sqlalchemy import text

from domain.approval import ApprovalStatus, Decision
from domain.connection import HELD, ConnectionStatus
from domain.errors import ConflictError, ForbiddenError
from domain.platform import Platform
from domain.publication import AttemptOutcome, PublicationState
from store.waiting import Due
from tools import connecting, decisions, publishing
from worker.ending import Endings
from worker.publisher import Publisher

S = PublicationState
CALLBACK = "http://127.0.0.1:8000/api/v1/platforms/callback/linkedin"
ASK = "One LinkedIn post about our masala chai"


async def approve_all(shop) -> None:
    for approval in await shop.approvals(ApprovalStatus.OPEN):
        await decisions.decide(
            shop.system.services,
            shop.member,
            approval.id,
            version=approval.version,
            decision=Decision.APPROVE,
            surface="test",
        )


def in_state(shop, *states):
    async def check():
        rows = await shop.publications()
        return rows[0] if rows and rows[0].state in states else None

    return check


def asked_about(shop):
    async def check():
        rows = await shop.publications()
        return rows[0] if rows and rows[0].state is S.UNKNOWN and rows[0].probes else None

    return check


async def test_an_approved_post_goes_out_once_and_says_where(connected, sandbox, until):
    await connected.say(ASK)
    await approve_all(connected)
    row = await until(in_state(connected, S.PUBLISHED))
    (effect,) = sandbox.effects()
    (approval,) = await connected.approvals()
    assert effect["post_id"] == row.platform_post_id
    assert approval.content.version.text.split("\n")[0] in effect["text"]
    assert row.permalink.startswith(sandbox.url)
    assert [a.outcome for a in row.attempts] == [AttemptOutcome.PUBLISHED]


async def test_a_lost_response_is_settled_by_looking_not_by_sending_again(
    connected, sandbox, until
):
    await connected.say(ASK)
    sandbox.fault("create_post", "lost_response_after_effect")
    await approve_all(connected)
    row = await until(in_state(connected, S.PUBLISHED))
    assert len(sandbox.effects()) == 1
    assert sandbox.calls("create_post") == 1
    assert S.UNKNOWN in [entry.state for entry in row.timeline]


async def test_a_500_before_the_effect_waits_for_a_person_and_is_never_sent_again_unasked(
    connected, sandbox, until
):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_500_before_effect")
    await approve_all(connected)
    row = await until(asked_about(connected))
    assert sandbox.calls("create_post") == 1
    with pytest.raises(ConflictError) as refused:
        await publishing.retry(connected.system.services, connected.member, row.id, surface="test")
    assert refused.value.code == "not_safe_to_retry"

    services, member = connected.system.services, connected.member
    failed = await publishing.resolve(
        services, member, row.id, outcome="not_published", platform_post_id=None, surface="test"
    )
    assert failed.state is S.FAILED
    await publishing.retry(services, member, row.id, surface="test")
    await until(in_state(connected, S.PUBLISHED))
    assert len(sandbox.effects()) == 1


async def test_a_person_can_say_that_an_unknown_post_is_out(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_500_before_effect")
    await approve_all(connected)
    row = await until(asked_about(connected))
    settled = await publishing.resolve(
        connected.system.services,
        connected.member,
        row.id,
        outcome="published",
        platform_post_id="urn:li:share:7",
        surface="test",
    )
    assert settled.state is S.PUBLISHED
    assert settled.attempts[-1].outcome is AttemptOutcome.RESOLVED_PUBLISHED


async def test_too_many_requests_is_tried_again_by_itself(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_429")
    await approve_all(connected)
    row = await until(in_state(connected, S.PUBLISHED))
    assert [a.outcome for a in row.attempts] == [AttemptOutcome.REFUSED, AttemptOutcome.PUBLISHED]
    assert len(sandbox.effects()) == 1


async def test_after_three_refusals_it_fails_with_the_platforms_reason(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_429", count=3)
    await approve_all(connected)
    row = await until(in_state(connected, S.FAILED))
    assert row.error.code == "rate_limit_exceeded"
    assert len(row.attempts) == 3
    assert sandbox.effects() == []


async def test_a_daily_limit_is_waited_for_and_costs_no_try(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_429", seconds=0)
    await approve_all(connected)
    row = await until(refused_once(connected))
    began = row.attempts[0].started_at
    midnight = datetime.combine(began, time.max, UTC)
    is_near = midnight - began < timedelta(minutes=10)
    assert (row.state, row.tries) == (S.SCHEDULED, 1 if is_near else 0)
    assert midnight < row.due_at < midnight + timedelta(minutes=5)
    assert sandbox.effects() == []


def refused_once(shop):
    async def look():
        (row,) = await shop.publications()
        return [a.outcome for a in row.attempts] == [AttemptOutcome.REFUSED] and row

    return look


async def test_a_revoked_token_lets_the_post_wait_until_the_account_is_connected_again(
    connected, sandbox, until, reconnects
):
    await connected.say(ASK)
    sandbox.fault("create_post", "token_revoked")
    await approve_all(connected)
    row = await until(refused_once(connected))
    async with connected.system.store.reading() as unit:
        connection = await unit.connections.get(row.workspace_id, row.connection_id)
    assert (row.state, row.error.code) == (S.SCHEDULED, HELD)
    assert connection.status is ConnectionStatus.NEEDS_RECONNECT

    async def told():
        return "Connect LinkedIn again" in (await connected.messages())[-1]["content"]

    await until(told)
    assert sandbox.effects() == []
    await reconnects(connected)
    await until(in_state(connected, S.PUBLISHED))
    assert len(sandbox.effects()) == 1


async def test_a_content_refusal_is_not_tried_again(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "content_policy")
    await approve_all(connected)
    row = await until(in_state(connected, S.FAILED))
    assert row.error.code == "content_policy_violation"
    assert sandbox.calls("create_post") == 1


@pytest.mark.parametrize(
    "tampering",
    [
        "update content_versions set body = json_set(body, '$.text', 'Something else')",
        "update approvals set status = 'superseded'",
        "update approvals set decision = 'reject'",
        "update approvals set content_hash = 'x'",
        "update publications set publish_at = '2027-01-01 00:00:00.000000'",
    ],
)
async def test_the_publisher_refuses_what_nobody_approved_in_exactly_this_form(
    connected, sandbox, tampering
):
    await connected.say(ASK)
    services = connected.system.services
    approvals = await connected.approvals(ApprovalStatus.OPEN)
    async with connected.system.store.writing() as unit:
        for approval in approvals:
            wanted = decisions.Wanted(decision=Decision.APPROVE, version=approval.version)
            await decisions.apply(
                unit, services, connected.member, approval.id, wanted, surface="test"
            )
        await unit.posts._session.execute(text(tampering))
    (row,) = await connected.publications()
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    await Publisher(services, Endings(services), owner="test").publish(due)
    (row,) = await connected.publications()
    assert row.state is S.FAILED
    assert row.error.code == "not_approved"
    assert sandbox.calls("create_post") == 0


async def test_cancelling_in_time_sends_nothing_and_too_late_is_refused(connected, sandbox, until):
    await connected.say(ASK)
    await approve_all(connected)
    row = await until(in_state(connected, S.PUBLISHED))
    with pytest.raises(ConflictError) as refused:
        await publishing.cancel(connected.system.services, connected.member, row.id, surface="test")
    assert refused.value.code == "already_submitted"


async def test_a_try_that_failed_before_its_claim_does_not_strand_the_row(
    connected, sandbox, until
):
    await connected.say(ASK)
    await approve_all(connected)
    await until(in_state(connected, S.PUBLISHED))
    # the same row again, as if its first workflow had died without claiming it
    async with connected.system.store.writing() as unit:
        await unit.posts._session.execute(
            text("update publications set state = 'scheduled', platform_post_id = null")
        )
        await unit.posts._session.execute(text("update attempts set outcome = 'refused'"))
    await until(in_state(connected, S.PUBLISHED, S.FAILED))
    assert sandbox.calls("create_post") == 2


async def test_who_may_not_connect_any_more_cannot_finish_what_they_began(shop):
    services, member = shop.system.services, shop.member
    url, state = await connecting.start(services, member, Platform.LINKEDIN, CALLBACK)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(url, data={"action": "allow"})
    code = httpx.URL(answer.headers["location"]).params["code"]
    async with services.store.writing() as unit:
        await unit.posts._session.execute(text("update members set role = 'editor'"))
    with pytest.raises(ForbiddenError):
        await connecting.finish(services, Platform.LINKEDIN, code, state)
    async with services.store.reading() as unit:
        assert await unit.connections.list(member.workspace_id) == ()
