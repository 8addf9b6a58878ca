"""What follows a post that is out: each part once, in its order, whatever happens to a call."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain.connection import HELD, ConnectionStatus
from domain.errors import ConflictError, InvalidError
from domain.part import PartState, trouble_of
from domain.publication import ARRIVES_WITHIN, PublicationState
from tests.worker.below import TEXTS, made
from tools import telling
from worker.follower import Follower
from worker.part_endings import ACCOUNT_AGAIN

P = PartState


@pytest.fixture
def scenes(bench):
    return lambda *faults, **how: made(bench, faults, **how)


def texts(scene):
    return [said for said, _ in scene.below.there.values()]


def test_a_thread_goes_out_in_its_order_each_part_below_the_one_before(scenes):
    scene = scenes()
    assert scene.row.state is PublicationState.PUBLISHED
    assert scene.states == ["scheduled"] * 3
    scene.look()
    assert scene.states == ["published"] * 3
    assert list(scene.below.there.values()) == [
        ("One.", "post-1"),
        ("Two.", "part-1"),
        ("Three.", "part-2"),
    ]
    assert scene.row.timeline[-1].detail == "Part 3 is out. 3 of 3 parts out."
    assert [e.data["part"]["n"] for e in scene.events() if e.type == "publication.part"] == [
        1,
        2,
        3,
    ]


def test_a_busy_platform_is_asked_again_later_and_nothing_overtakes(scenes):
    scene = scenes("", "busy")
    scene.look()
    assert scene.states == ["published", "scheduled", "scheduled"]
    scene.look()
    assert texts(scene) == ["One."]
    scene.world.jump(5)
    scene.look()
    assert texts(scene) == ["One.", "Two.", "Three."]


def test_what_is_busy_again_and_again_ends_with_a_person_whose_retry_goes_on(scenes):
    scene = scenes("busy", "busy", "busy")
    for _ in range(5):
        scene.look()
        scene.world.jump(30)
    assert scene.states == ["failed", "scheduled", "scheduled"]
    assert scene.below.made == 0
    assert scene.row.parts[0].error.retryable
    scene.retry(1)
    scene.look()
    assert texts(scene) == list(TEXTS)


def test_a_final_refusal_stops_the_thread_and_leaves_the_post_out(scenes):
    scene = scenes("", "refused")
    scene.look()
    row = scene.row
    assert (row.state, scene.states[1:]) == (PublicationState.PUBLISHED, ["failed", "scheduled"])
    assert "1 of 3 parts out" in row.timeline[-1].detail
    assert trouble_of(row.parts).n == 2
    assert "Try part 2 again" in telling.next_step(row)


def test_the_conversation_hears_of_a_post_again_when_what_follows_it_stands_still(scenes):
    scene = scenes("refused")

    async def told(is_told):
        statement = text("UPDATE publications SET told_state = 'published' WHERE id = :id")
        query = text("SELECT told_state FROM publications WHERE id = :id")
        async with scene.services.store.writing() as unit:
            session = unit.parts._session
            if is_told:
                await session.execute(statement, {"id": scene.id})
            return await session.scalar(query, {"id": scene.id})

    assert scene.run(told(True)) == "published"
    before = scene.row.fence
    scene.look()
    assert scene.run(told(False)) is None
    assert scene.row.fence > before  # what names the run that tells it


@pytest.mark.parametrize("fault", ["lost_after", "odd_after", "killed_after"])
def test_a_part_whose_answer_was_lost_is_found_and_never_sent_twice(scenes, fault):
    scene = scenes("", fault)
    scene.look()
    scene.look(owner="another")  # what a killed one held is taken up
    scene.world.jump(5)
    scene.look(owner="another")
    scene.look(owner="another")
    assert scene.states == ["published"] * 3
    assert texts(scene) == list(TEXTS)


@pytest.mark.parametrize("fault", ["lost_before", "killed_before"])
def test_what_did_not_arrive_is_sent_again_once_it_cannot_arrive_any_more(scenes, fault):
    scene = scenes(fault)
    scene.look()
    scene.look(owner="another")
    scene.world.jump(5)
    scene.look(owner="another")
    assert scene.states[0] == "unknown"
    scene.world.jump(ARRIVES_WITHIN.total_seconds())
    scene.look(owner="another")
    scene.world.jump(5)
    scene.look(owner="another")
    assert texts(scene) == list(TEXTS)


@pytest.mark.parametrize("confidence", ["medium", "low", "none"])
def test_a_no_that_cannot_be_trusted_is_a_persons_to_settle(scenes, confidence):
    scene = scenes("lost_before", confidence=confidence)
    for _ in range(12):
        scene.look()
        scene.world.jump(3600)
    assert scene.states == ["unknown", "scheduled", "scheduled"]
    assert scene.below.made == 0
    with pytest.raises(ConflictError, match="could post it twice"):
        scene.retry(1)
    scene.resolve(1, "not_published")
    scene.retry(1)
    scene.look()
    assert texts(scene) == list(TEXTS)


def test_a_person_who_saw_it_names_it_because_the_next_follows_it(scenes):
    scene = scenes("lost_before", confidence="none")
    scene.look()
    with pytest.raises(InvalidError) as told:
        scene.resolve(1, "published")
    assert told.value.code == "post_id_needed"
    with pytest.raises(ConflictError) as told:
        scene.resolve(1, "published", "post-1")
    assert told.value.code == "another_publications_post"
    scene.resolve(1, "published", "by-hand")
    scene.look()
    assert next(iter(scene.below.there.values())) == ("Two.", "by-hand")


def test_a_look_that_fails_is_made_again(scenes):
    scene = scenes("lost_after", "cannot_look")
    scene.look()
    for _ in range(3):
        scene.world.jump(15)
        scene.look()
    assert texts(scene) == list(TEXTS)


def test_a_refused_grant_lapses_and_the_part_waits_until_the_account_is_connected_again(scenes):
    scene = scenes("no_grant")
    scene.look()
    assert scene.account().status is ConnectionStatus.NEEDS_RECONNECT
    assert (scene.states[0], scene.row.parts[0].error.code) == ("scheduled", HELD)
    assert "Connect LinkedIn again" in telling.next_step(scene.row)
    told, fence = len(scene.events()), scene.row.fence
    for _ in range(3):
        scene.world.jump(ACCOUNT_AGAIN.total_seconds())
        scene.look()
    # one incident is told once, however often it is looked at
    assert (len(scene.events()), scene.row.fence, scene.below.made) == (told, fence, 0)
    scene.connect(access_token="another")
    scene.world.jump(ACCOUNT_AGAIN.total_seconds())
    scene.look()
    assert texts(scene) == list(TEXTS)
    assert telling.next_step(scene.row) == ""


def test_a_part_whose_token_ended_early_goes_out_by_a_new_one_without_a_person(scenes):
    scene = scenes("no_grant")
    scene.connect(access_token="early", refresh_token="good")
    scene.look()
    scene.world.jump(5)
    scene.look()
    assert scene.connector.asked == 1
    assert scene.account().status is ConnectionStatus.ACTIVE
    assert texts(scene) == list(TEXTS)


def test_a_grant_that_cannot_be_renewed_now_is_not_asked_for_at_every_look(scenes):
    scene = scenes()
    scene.connect(access_token="over", refresh_token="good", expires_at=scene.world.now)
    scene.connector.down = True
    scene.look()
    assert (scene.states[0], scene.below.made) == ("scheduled", 0)
    assert scene.row.parts[0].due_at > scene.world.now
    scene.connector.down = False
    scene.world.jump(60)
    scene.look()
    assert texts(scene) == list(TEXTS)


def test_a_paused_account_holds_its_parts_back(scenes):
    scene = scenes()

    async def pause(by):
        async with scene.services.store.writing() as unit:
            await unit.connections.set_pause(
                scene.workspace_id, scene.connection_id, by=by, at=scene.world.now
            )

    scene.run(pause("Asha"))
    scene.look()
    assert scene.below.made == 0
    scene.run(pause(None))
    scene.look()
    assert texts(scene) == list(TEXTS)


def test_a_part_that_is_a_day_late_is_not_sent_before_a_person_says_so(scenes):
    scene = scenes()
    scene.world.jump(timedelta(hours=25).total_seconds())
    scene.look()
    assert (scene.states[0], scene.below.made) == ("failed", 0)
    scene.retry(1)
    scene.look()
    assert texts(scene) == list(TEXTS)


def test_only_what_was_laid_out_is_sent(scenes):
    scene = scenes()
    scene.network.texts = ("Other words.", "Two.", "Three.")
    scene.look()
    assert scene.row.parts[0].error.code == "not_approved"
    assert scene.below.made == 0


def test_a_platform_without_a_way_to_follow_says_so(scenes):
    scene = scenes(continues=False)
    scene.look()
    assert scene.states[0] == "failed"
    assert "by hand" in scene.row.parts[0].error.message


def test_of_many_processes_one_sends_each_part(scenes):
    scene = scenes()

    async def all_at_once():
        followers = [Follower(scene.services, owner=f"p{n}") for n in range(5)]
        await asyncio.gather(*(f.follow(scene.key(1)) for f in followers))

    scene.run(all_at_once())
    scene.look()
    assert Counter(texts(scene)) == Counter(TEXTS)


def test_a_poll_sends_what_is_due_beside_itself_and_a_stop_waits_for_it(scenes):
    scene = scenes()

    async def poll():
        follower = Follower(scene.services, owner="test")
        await follower.look()
        await follower.stop()

    scene.run(poll())
    assert set(texts(scene)) <= set(TEXTS)
    scene.look()
    assert texts(scene) == list(TEXTS)


FAULTS = ("", "", "busy", "refused", "lost_before", "lost_after", "killed_before", "killed_after")


@settings(max_examples=15, deadline=None)
@given(
    faults=st.lists(st.sampled_from(FAULTS), max_size=8),
    steps=st.lists(
        st.sampled_from(["look", "wait", "retry", "look elsewhere", "seen"]), max_size=14
    ),
    confidence=st.sampled_from(["high", "medium", "none"]),
)
def test_whatever_happens_no_part_is_out_twice_and_none_is_lost(bench, faults, steps, confidence):
    scene = made(bench, faults, confidence=confidence)
    for step in steps:
        _do(scene, step)
    scene.below.faults.clear()
    rounds = 0
    while scene.states != ["published"] * 3:  # all works again, and a person answers
        rounds += 1
        assert rounds < 40, scene.states
        for step in ("look elsewhere", "seen", "retry", "wait"):
            _do(scene, step)
    assert texts(scene) == list(TEXTS)


def _do(scene, step):
    trouble = next((p for p in scene.row.parts if p.state in (P.UNKNOWN, P.FAILED)), None)
    if step == "look":
        scene.look()
    elif step == "look elsewhere":
        scene.look(owner="another")
    elif step == "wait":
        scene.world.jump(400)
    elif step == "retry" and trouble and trouble.state is P.FAILED:
        scene.retry(trouble.n)
    elif step == "seen" and trouble and trouble.state is P.UNKNOWN and trouble.probes:
        # a person looks, and says what is there
        found = [i for i, (said, _) in scene.below.there.items() if said == trouble.text]
        scene.resolve(trouble.n, "published" if found else "not_published", *found)
