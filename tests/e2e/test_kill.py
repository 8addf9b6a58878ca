"""kill -9 at every point of the spine: after a restart nothing is lost, doubled or sent twice."""

import pytest

pytestmark = pytest.mark.slow
ASK = "One LinkedIn post about our masala chai"


def restart(server, *options: str) -> None:
    server.kill()
    server.start(*options)


def finish(owner, twins, *, effects: int = 1) -> None:
    """Wait for the campaign's end and check what can never be broken."""
    owner.wait_for_publication("published")
    twins.pass_first_look()
    owner.wait(lambda: owner.campaign()["status"] == "completed", "the campaign to end")
    assert len(twins.effects()) == effects
    ids = [message["id"] for message in owner.messages()]
    assert len(ids) == len(set(ids))
    said = [m["content"] for m in owner.messages() if m["type"] == "human"]
    assert said == [ASK]


def test_killed_in_the_middle_of_a_turn_the_turn_goes_on(server, owner, twins):
    owner.describe_brand(competitors=[{"name": "Chai Ghar", "website": twins.site}])
    twins.fault("page", "hold_before_effect", platform="site")
    run_id = owner.start_turn(ASK)
    twins.wait_until_held()
    server.kill()
    twins.post("release")
    server.start()
    owner.wait(lambda: owner.run(run_id)["status"] == "success", "the turn to end")
    messages = owner.messages()
    assert [m["type"] for m in messages] == ["human", "ai"]
    (approval,) = owner.approvals()
    owner.decide(approval)
    finish(owner, twins)


def test_killed_while_review_waits_the_question_stays(server, owner, twins):
    owner.say(ASK)
    before = owner.approvals()
    restart(server)
    after = owner.approvals()
    assert [(a["id"], a["version"], a["content_hash"]) for a in after] == [
        (a["id"], a["version"], a["content_hash"]) for a in before
    ]
    assert owner.state()["next"] == ["review"]
    owner.decide(after[0])
    finish(owner, twins)


def test_killed_between_the_decision_and_the_resume_the_thread_resumes(server, owner, twins):
    owner.say(ASK)
    # without a worker the decision is written and nobody takes it further
    restart(server, "--no-worker")
    (approval,) = owner.approvals()
    owner.decide(approval)
    assert owner.state()["next"] == ["review"]
    restart(server)
    finish(owner, twins)
    assert owner.state()["next"] == []


def test_killed_as_soon_as_the_publication_is_committed_it_still_goes_out_once(
    server, owner, twins
):
    owner.say(ASK)
    (approval,) = owner.approvals()
    owner.decide(approval)
    owner.wait(lambda: server.rows("select id from publications"), "the publication row")
    restart(server)
    assert owner.wait_for_publication("published")["permalink"]
    finish(owner, twins)


@pytest.mark.parametrize("mode", ["hold_before_effect", "hold_after_effect"])
def test_killed_while_the_platform_holds_the_post_it_is_out_at_most_once(
    server, owner, twins, mode
):
    owner.say(ASK)
    (approval,) = owner.approvals()
    twins.fault("create_post", mode)
    owner.decide(approval)
    twins.wait_until_held()
    server.kill()
    twins.post("release")
    server.start()
    row = owner.wait_for_publication("published", "unknown")
    assert len(twins.effects()) <= 1
    if row["state"] == "unknown":
        outcome = "published" if twins.effects() else "not_published"
        row = owner.post(f"/api/v1/publications/{row['id']}/resolve", {"outcome": outcome})
        if outcome == "not_published":
            owner.post(f"/api/v1/publications/{row['id']}/retry", {})
            owner.wait_for_publication("published")
    finish(owner, twins)


def test_killed_before_the_effect_and_never_released_a_person_settles_it(server, owner, twins):
    owner.say(ASK)
    (approval,) = owner.approvals()
    twins.fault("create_post", "http_500_before_effect")
    owner.decide(approval)
    owner.wait_for_publication("unknown")
    restart(server)
    row = owner.wait_for_publication("unknown")
    refused = owner.call("POST", f"/api/v1/publications/{row['id']}/retry", json={})
    assert refused.status_code == 409
    owner.post(f"/api/v1/publications/{row['id']}/resolve", {"outcome": "not_published"})
    owner.post(f"/api/v1/publications/{row['id']}/retry", {})
    owner.wait_for_publication("published")
    finish(owner, twins)
