"""The effect ledger's states: what may follow what, and after which outcomes a try is safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.publication import (
    CANCELLABLE,
    LONGEST_BACKOFF_S,
    MOVES,
    NOT_SENT,
    SETTLED_FOR_THREAD,
    TERMINAL,
    AttemptOutcome,
    PublicationState,
    backoff_s,
    may_move,
)

S = PublicationState
states = st.sampled_from(S)


def reachable(start: PublicationState, *, without: frozenset[PublicationState]) -> set:
    seen, todo = {start}, [start]
    while todo:
        for to in MOVES[todo.pop()] - seen - without:
            seen.add(to)
            todo.append(to)
    return seen


def test_every_state_says_what_may_follow_it():
    assert set(MOVES) == set(S)


@given(states)
def test_no_state_moves_to_itself(state):
    assert not may_move(state, state)


@given(states)
def test_every_state_can_be_reached_from_scheduled(state):
    assert state in reachable(S.SCHEDULED, without=frozenset())


@given(states)
def test_every_state_can_come_to_an_end(state):
    assert reachable(state, without=frozenset()) & TERMINAL


@pytest.mark.parametrize("state", [S.PUBLISHED, S.CANCELLED])
def test_nothing_follows_published_or_cancelled(state):
    assert MOVES[state] == frozenset()


def test_published_is_reached_only_through_submitted_or_by_a_look():
    """From where a look leads there, `require_move` wants an attempt that was begun before."""
    before = {s for s in S if may_move(s, S.PUBLISHED)}
    assert before == {S.SUBMITTED, S.UNKNOWN, S.SCHEDULED, S.FAILED}


def test_submitted_is_reached_only_through_prepared():
    assert [s for s in S if may_move(s, S.SUBMITTED)] == [S.PREPARED]


def test_from_submitted_on_nothing_is_cancelled():
    for state in (S.SUBMITTED, S.UNKNOWN, S.PUBLISHED):
        assert state not in CANCELLABLE
        assert not may_move(state, S.CANCELLED)


@given(st.sampled_from(sorted(CANCELLABLE)))
def test_whatever_is_cancellable_may_move_to_cancelled(state):
    assert may_move(state, S.CANCELLED)


def test_an_unknown_effect_is_never_submitted_again_before_it_is_settled():
    # out of doubt only by a look or a person: as published, or as failed, from where it may go on
    assert MOVES[S.UNKNOWN] == {S.PUBLISHED, S.FAILED}
    assert S.SUBMITTED not in reachable(S.UNKNOWN, without=frozenset({S.FAILED}))


def test_missed_never_goes_out_later():
    assert S.PUBLISHED not in reachable(S.MISSED, without=frozenset())


def test_unknown_is_told_to_the_thread_though_it_is_not_terminal():
    assert S.UNKNOWN not in TERMINAL
    told = SETTLED_FOR_THREAD - TERMINAL
    assert told == {S.UNKNOWN}


@given(st.sampled_from(AttemptOutcome))
def test_only_outcomes_that_rule_out_an_effect_allow_another_attempt(outcome):
    ruled_out = {"not_sent", "looked_not_sent", "refused", "resolved_not_published"}
    assert (outcome in NOT_SENT) is (outcome.value in ruled_out)


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 1.0), (2, 2.0), (3, 4.0)])
def test_backoff_doubles(attempt, seconds):
    assert backoff_s(attempt, None) == seconds


@given(st.integers(1, 20), st.none() | st.floats(0, 10**6))
def test_backoff_is_never_shorter_than_the_platform_asked(attempt, asked):
    wait = backoff_s(attempt, asked)
    assert wait >= min(asked or 0, LONGEST_BACKOFF_S)
    assert wait >= backoff_s(attempt, None)
