"""A post is taken off its platform again: what followed it goes first, and nobody hears more."""

import pytest

from domain.errors import ConflictError, InvalidError, UpstreamError
from domain.evergreen import Evergreen
from domain.publication import ARRIVES_WITHIN
from tests.worker.below import made
from tools import following, telling
from worker.follower import Follower


@pytest.fixture
def scenes(bench):
    return lambda *faults, **how: made(bench, faults, **how)


def test_a_deleted_thread_goes_from_its_end_and_nothing_follows_it_any_more(scenes):
    scene = scenes("", "", "busy")
    scene.look()
    row = scene.delete()
    assert scene.below.deleted == ["part-2", "part-1", "post-1"]
    assert row.deleted_at == scene.world.now
    assert row.timeline[-1].detail == "Deleted by Asha."
    scene.world.jump(60)
    scene.look()
    assert scene.below.made == 2
    assert scene.events()[-1].type == "publication.deleted"
    with pytest.raises(ConflictError):
        scene.retry(3)
    assert scene.delete() == scene.row
    assert len(scene.below.deleted) == 3


def test_a_comment_goes_with_its_post(scenes):
    scene = scenes(kind="comment")
    scene.look()
    scene.delete()
    assert scene.below.deleted == ["post-1"]


def test_of_a_deleted_post_nobody_is_asked_or_told_any_more(scenes):
    scene = scenes("lost_before", kind="comment")
    scene.look()

    async def keep(days):
        rule = Evergreen(
            publication_id=scene.id,
            workspace_id=scene.workspace_id,
            every_days=days,
            next_at=scene.world.now,
            user_id=scene.member.user_id,
        )
        async with scene.services.store.writing() as unit:
            await unit.evergreens.put(rule)

    async def left():
        async with scene.services.store.reading() as unit:
            rules = await unit.evergreens.of(scene.workspace_id, (scene.id,))
            due = await unit.parts.due(scene.world.now, limit=1_000)
            return rules, [key for key in due if key.publication_id == scene.id]

    scene.run(keep(30))
    scene.delete()
    assert scene.states == ["failed"] * 3
    assert {part.error.code for part in scene.row.parts} == {"deleted"}
    assert telling.next_step(scene.row) == ""
    scene.world.jump(ARRIVES_WITHIN.total_seconds())
    scene.look()
    assert (scene.run(left()), scene.below.made) == (({}, []), 0)


def test_a_deletion_without_an_answer_says_so_and_is_safe_to_repeat(scenes):
    scene = scenes()
    scene.look()
    scene.below.faults = ["", "unknown"]
    with pytest.raises(UpstreamError, match="may be gone") as told:
        scene.delete()
    assert told.value.code == "unknown_outcome"
    assert scene.row.deleted_at is None
    scene.delete()
    assert scene.below.deleted == ["part-3", "part-2", "part-1", "post-1"]


def test_what_cannot_be_deleted_says_why(scenes):
    scene = scenes("lost_before", confidence="none")
    scene.look()
    with pytest.raises(ConflictError, match="say which it is"):
        scene.delete()
    scene.resolve(1, "not_published")
    scene.below.refuses = "Members' posts cannot be deleted. Do it there."
    with pytest.raises(ConflictError, match="Do it there") as told:
        scene.delete()
    assert told.value.code == "cannot_delete"
    without = scenes(deletes=False)
    with pytest.raises(ConflictError, match="no other program"):
        without.delete()


def test_a_further_post_that_nobody_named_is_told_to_be_there_still(scenes):
    scene = scenes("", "", "lost_before", confidence="none")
    scene.look()
    scene.resolve(3, "published")
    assert "its parts 3: delete those there yourself" in scene.delete().timeline[-1].detail


def test_what_was_sent_while_the_post_was_deleted_is_not_left_behind(scenes):
    scene = scenes("", "refused")
    scene.look()
    assert scene.states[1] == "failed"

    async def tried_again():
        follower = Follower(scene.services, owner=scene.owner)
        await following.retry(scene.services, scene.member, scene.key(2), surface="test")
        await follower.follow(scene.key(2))

    scene.below.meanwhile = tried_again
    with pytest.raises(ConflictError, match="Part 2 was sent while its post was being deleted"):
        scene.delete()
    assert scene.row.deleted_at is None
    assert scene.delete().deleted_at == scene.world.now
    assert not scene.below.there


@pytest.mark.parametrize("post_id", ["../../2/users/me?\n x", "1\x00", "one two", "a/b"])
def test_what_is_no_id_settles_nothing(scenes, post_id):
    scene = scenes("lost_before")
    scene.look()
    with pytest.raises(InvalidError) as refused:
        scene.resolve(1, "published", post_id)
    assert refused.value.code == "bad_post_id"
    assert scene.states[0] == "unknown"
