"""What follows a post: each part once, in its order and told, whatever becomes of its call."""

import pytest

from crash import following
from crash.installation import on_sqlite
from crash.posts import Look
from crash.scene import scene
from crash.steps import NOTHING, Step
from domain.form import Form, Format
from domain.part import PartState
from store.parts import PartKey
from tools import following as parts

pytestmark = pytest.mark.slow
asynchronous = pytest.mark.asyncio(loop_scope="module")
ON_X = Step("x", "create_post", "irreversible", shows=NOTHING)
ON_LINKEDIN = Step("linkedin", "create_comment", "irreversible", shows=NOTHING)
FOLLOWING = ("Ginger goes in first.", "Then the milk, and patience.")
THREAD = Look(form=Form(format=Format.THREAD, thread=FOLLOWING))


async def approved(matrix, step, look):
    connection = await matrix.connect(step, matrix.new_member(step))
    return await matrix.approve(step, connection, look)


def is_asked_about(row):
    return bool(row.parts) and row.parts[0].state is PartState.UNKNOWN and row.parts[0].probes


def is_over(row):
    return bool(row.parts) and all(part.state is PartState.PUBLISHED for part in row.parts)


def shown(matrix, row):
    ids = {row.platform_post_id, *(part.platform_post_id for part in row.parts)}
    return [e["text"] for e in matrix.twin.effects() if e["post_id"] in ids]


@asynchronous
@pytest.mark.parametrize("mode", ["lost_response_after_effect", "http_500_after_effect"])
async def test_a_lost_answer_in_a_thread_is_found_and_nothing_is_sent_twice(matrix, mode):
    before = len(matrix.twin.effects())
    # the first post passes
    matrix.twin.arm("x", "create_post", "slow", more={"seconds": 0.01})
    matrix.twin.arm("x", "create_post", mode)
    post = await approved(matrix, ON_X, THREAD)
    row = await matrix.until(post, is_over)
    texts = shown(matrix, row)
    assert post.marker in texts[0]
    assert texts[1:] == list(FOLLOWING)
    assert len(matrix.twin.effects()) == before + 3
    told = " ".join(entry.detail for entry in row.timeline)
    assert "Part 1 was found on the platform" in told
    assert row.timeline[-1].detail == "Part 2 is out. 2 of 2 parts out."
    assert not matrix.twin.armed()


@asynchronous
async def test_a_part_that_no_look_can_find_waits_for_a_persons_word(matrix):
    before = len(matrix.twin.effects())
    matrix.twin.arm("x", "create_post", "slow", more={"seconds": 0.01})
    matrix.twin.arm("x", "create_post", "http_500_before_effect")
    post = await approved(matrix, ON_X, THREAD)
    row = await matrix.until(post, is_asked_about)
    assert len(matrix.twin.effects()) == before + 1
    assert row.parts[1].state is PartState.SCHEDULED
    key = PartKey(workspace_id=row.workspace_id, publication_id=row.id, n=1)
    settled = {"outcome": "not_published", "platform_post_id": None, "surface": "test"}
    await parts.resolve(matrix.system.services, matrix.member, key, **settled)
    await parts.retry(matrix.system.services, matrix.member, key, surface="test")
    row = await matrix.until(post, is_over)
    assert shown(matrix, row)[1:] == list(FOLLOWING)
    assert len(matrix.twin.effects()) == before + 3


@asynchronous
async def test_a_first_comment_whose_answer_is_lost_is_found_and_not_sent_again(matrix):
    matrix.twin.arm("linkedin", "create_comment", "lost_response_after_effect")
    look = Look(first_comment="The recipe is on our page.")
    row = await matrix.until(await approved(matrix, ON_LINKEDIN, look), is_over)
    (comment,) = row.parts
    assert comment.platform_post_id
    assert comment.attempts == 1
    calls = [one["operation"] for one in matrix.twin.requests("linkedin")]
    assert calls.count("create_comment") == 1
    assert "Part 1 was found on the platform" in row.timeline[-1].detail


def test_killed_in_any_call_of_a_thread_each_post_is_out_once_and_in_order(report):
    with scene(on_sqlite, report, members=4, part="threads", on=following.ON) as opened:
        following.play(opened, 1)
    assert report.flaws() == []
