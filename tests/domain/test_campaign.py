"""Priorities and order of a campaign's tasks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.campaign import Task, TaskStatus, TaskType, prioritised, ready, urgency
from domain.errors import InvalidError

NOW = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
TIERS = ("basic", "pro", "enterprise")


def task(id_: str, *depends_on: str, **changes: object) -> Task:
    given_ = {
        "id": id_,
        "workspace_id": "w",
        "campaign_id": "c",
        "type": TaskType.CONTENT_CREATION,
        "depends_on": depends_on,
    }
    return Task.model_validate({**given_, **changes})


CHAIN = (task("a"), task("b", "a"), task("c", "b"), task("d", "c"))


@st.composite
def plans(draw):
    """Tasks in an order in which each may depend on earlier ones only."""
    tasks = []
    for i in range(draw(st.integers(min_value=1, max_value=7))):
        earlier = [t.id for t in tasks]
        depends = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        due = draw(st.none() | st.integers(min_value=-400, max_value=400))
        tasks.append(
            task(
                f"t{i}",
                *depends,
                status=draw(st.sampled_from(TaskStatus)),
                due_at=None if due is None else NOW + timedelta(hours=due),
            )
        )
    return tuple(draw(st.permutations(tasks)))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(-1, 1.0), (0, 1.0), (42, 0.75), (84, 0.5), (168, 0.0), (169, 0.0), (1000, 0.0)],
)
def test_urgency_falls_over_a_week(hours, expected):
    assert urgency(NOW + timedelta(hours=hours), NOW) == pytest.approx(expected)


def test_no_deadline_is_no_urgency():
    assert urgency(None, NOW) == 0.0


@given(st.integers(-5000, 5000), st.integers(0, 5000))
def test_nearer_is_never_less_urgent(hours, later):
    near, far = (NOW + timedelta(hours=h) for h in (hours, hours + later))
    assert 0 <= urgency(far, NOW) <= urgency(near, NOW) <= 1


def test_priority_is_the_designs_formula():
    due = NOW + timedelta(hours=84)
    first, *_ = prioritised((task("a", due_at=due), task("b", "a")), tier="pro", now=NOW)
    assert first.priority == pytest.approx(0.4 * 0.5 + 0.3 * 0.5 + 0.3 * 1)


def test_depth_is_the_chain_that_waits_over_the_longest():
    depths = [t.priority / 0.3 for t in prioritised(CHAIN, tier="basic", now=NOW)]
    assert depths == pytest.approx([1, 2 / 3, 1 / 3, 0])


def test_a_single_task_has_no_depth_and_divides_by_nothing():
    (only,) = prioritised((task("a"),), tier="basic", now=NOW)
    assert only.priority == 0.0


@pytest.mark.parametrize(("tier", "value"), [("basic", 0), ("pro", 0.5), ("enterprise", 1)])
def test_tier_counts_as_the_design_says(tier, value):
    (only,) = prioritised((task("a"),), tier=tier, now=NOW)
    assert only.priority == pytest.approx(0.3 * value)


def test_what_waits_for_a_failed_task_sinks_however_far_behind_it_is():
    tasks = (task("a", status=TaskStatus.FAILED), *CHAIN[1:])
    due = tuple(t.model_copy(update={"due_at": NOW}) for t in tasks)
    after = {t.id: t.priority for t in prioritised(due, tier="enterprise", now=NOW)}
    assert after["a"] > 0
    assert [after[i] for i in "bcd"] == [0, 0, 0]


@given(plans(), st.sampled_from(TIERS))
def test_priorities_stay_within_zero_and_one_and_change_nothing_else(tasks, tier):
    after = prioritised(tasks, tier=tier, now=NOW)
    assert [t.model_copy(update={"priority": 0.0}) for t in after] == list(tasks)
    assert all(0 <= t.priority <= 1 for t in after)


@given(plans(), st.sampled_from(TIERS))
def test_order_of_the_list_changes_no_priority(tasks, tier):
    forward = {t.id: t.priority for t in prioritised(tasks, tier=tier, now=NOW)}
    backward = {t.id: t.priority for t in prioritised(tasks[::-1], tier=tier, now=NOW)}
    assert forward == backward


@given(plans())
def test_a_task_is_ready_exactly_when_it_waits_and_all_it_needs_is_over(tasks):
    over = {t.id for t in tasks if t.status in (TaskStatus.COMPLETED, TaskStatus.FAILED)}
    found = {t.id for t in ready(tasks)}
    waiting = {t.id: set(t.depends_on) for t in tasks if t.status is TaskStatus.PENDING}
    assert found == {id_ for id_, needs in waiting.items() if needs <= over}


def test_ready_takes_the_highest_priority_first_and_ties_by_id():
    tasks = (task("z", priority=0.5), task("b", priority=0.2), task("a", priority=0.2))
    assert [t.id for t in ready(tasks)] == ["z", "a", "b"]


def test_what_waits_for_a_failed_task_comes_last_instead_of_never():
    tasks = (task("a", status=TaskStatus.FAILED), task("b", "a"), task("z"))
    ranked = prioritised(tasks, tier="pro", now=NOW)
    assert [t.id for t in ready(ranked)] == ["z", "b"]


def test_a_whole_chain_comes_out_in_order():
    tasks, order = CHAIN, []
    while found := ready(tasks):
        order.append(found[0].id)
        tasks = tuple(
            t.model_copy(update={"status": TaskStatus.COMPLETED}) if t.id == found[0].id else t
            for t in tasks
        )
    assert order == ["a", "b", "c", "d"]


def test_tasks_that_wait_for_each_other_are_refused_by_name():
    with pytest.raises(InvalidError, match=r"a.*b|b.*a"):
        prioritised((task("a", "b"), task("b", "a")), tier="pro", now=NOW)


def test_a_plan_with_many_paths_is_weighed_at_once():
    tasks = [task("0a"), task("0b")]
    for i in range(1, 17):
        tasks += [task(f"{i}{s}", f"{i - 1}a", f"{i - 1}b") for s in "ab"]
    first = prioritised(tuple(tasks), tier="basic", now=NOW)[0]
    assert first.priority == pytest.approx(0.3)
