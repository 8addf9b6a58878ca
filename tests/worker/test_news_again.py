"""News is told as often as it happens, and again when the turn that took it in failed."""

from domain.approval import ApprovalStatus, Decision
from domain.publication import PublicationState
from domain.run import FAILED, RunStatus
from tools import decisions, publishing

S = PublicationState
ASK = "One LinkedIn post about our masala chai"


async def decide(shop, decision=Decision.APPROVE):
    (asked,) = await shop.approvals(ApprovalStatus.OPEN)
    await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        decision=decision,
        surface="test",
    )


def told(shop, words, times=1):
    """Until the team has said this so many times."""

    async def look():
        said = [m for m in await shop.messages() if m["type"] == "ai" and words in m["content"]]
        return said if len(said) >= times else None

    return look


async def fail(shop, run_id):
    """What the runner and the worker write of a run that ended for good; not before it ended."""
    await shop.system.turns.join(shop.member.workspace_id, run_id)
    async with shop.system.store.writing() as unit:
        now = shop.system.services.real_clock()
        await unit.runs.set_status(shop.member.workspace_id, run_id, RunStatus.ERROR, now)


async def test_a_second_failure_is_told_too(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "content_policy", 2)
    await decide(connected)
    await until(told(connected, "did not go out"))
    (row,) = await connected.publications()
    await publishing.retry(connected.system.services, connected.member, row.id, surface="test")
    await until(told(connected, "did not go out", 2))
    (row,) = await connected.publications()
    assert (row.state, len(row.attempts)) == (S.FAILED, 2)


async def test_a_second_doubt_is_asked_about_however_quick_the_person_was(
    connected, sandbox, until
):
    services, member = connected.system.services, connected.member
    await connected.say(ASK)
    sandbox.fault("create_post", "http_500_before_effect", 2)
    await decide(connected)
    await until(told(connected, "published or not published"))
    (row,) = await connected.publications()
    await publishing.resolve(
        services, member, row.id, outcome="not_published", platform_post_id=None, surface="test"
    )
    await publishing.retry(services, member, row.id, surface="test")
    await until(told(connected, "published or not published", 2))
    (row,) = await connected.publications()
    assert (row.state, len(row.attempts)) == (S.UNKNOWN, 2)


async def test_a_decision_heard_by_a_run_that_failed_is_told_by_another(connected, until):
    await connected.say(ASK)
    await decide(connected, Decision.REJECT)
    (said,) = await until(told(connected, "rejected"))
    # the thread waits for nothing any more: the next turn has to tell it without a question
    await fail(connected, said["additional_kwargs"]["run_id"])
    again = await until(told(connected, "rejected", 2))
    assert again[0]["id"] != again[1]["id"]


async def test_an_outcome_told_by_a_run_that_failed_is_told_by_another(connected, sandbox, until):
    await connected.say(ASK)
    sandbox.fault("create_post", "content_policy")
    await decide(connected)
    (said,) = await until(told(connected, "did not go out"))
    await fail(connected, said["additional_kwargs"]["run_id"])
    again = await until(told(connected, "did not go out", 2))
    assert again[0]["id"] != again[1]["id"]


async def test_a_turn_that_keeps_failing_is_not_tried_again_at_once(connected, until):
    await connected.say(ASK)
    await decide(connected, Decision.REJECT)
    (said,) = await until(told(connected, "rejected"))
    workspace, thread = connected.member.workspace_id, connected.thread.id
    run_id = said["additional_kwargs"]["run_id"]
    await fail(connected, run_id)
    at_once = await connected.system.turns.nudge(workspace, thread)
    assert at_once.id == run_id
    assert at_once.status in FAILED
