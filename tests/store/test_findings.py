"""The one question of a round says exactly what each look would find: on both databases."""

from contextlib import suppress
from datetime import timedelta

import pytest

from domain.approval import Decision
from domain.campaign import Campaign, CampaignStatus, Task, TaskStatus, TaskType
from domain.connection import HELD
from domain.ids import new_id
from domain.job import Job
from domain.part import PublicationPart
from domain.publication import (
    SETTLED_FOR_THREAD,
    AttemptOutcome,
    PublicationError,
    PublicationState,
)
from domain.run import Run, RunStatus
from store.approvals import Verdict
from store.findings import Finding
from store.waiting import Due

S, F = PublicationState, Finding
ME = "publisher"


@pytest.fixture
def finds(store):
    """What there is at a moment, after every look was made and found it, or nothing."""

    async def ask(at, in_hand=()) -> set[Finding]:
        found = await store.peeks.findings(at, owner=ME, in_hand=in_hand)
        async with store.reading() as unit:
            looked = {
                F.ABANDONED: await unit.waiting.abandoned(ME, in_hand),
                F.PAST_WINDOW: await unit.waiting.past_window(at),
                F.HEADS: await unit.waiting.heads(at),
                F.TO_PROBE: await unit.waiting.to_probe(at),
                F.PARTS: [
                    *await unit.parts.abandoned(ME, frozenset()),
                    *await unit.parts.to_probe(at),
                    *await unit.parts.due(at),
                ],
                F.UNHEARD: await unit.approvals.unheard(),
                F.UNTOLD: await unit.publications.untold(SETTLED_FOR_THREAD),
                F.DISTRIBUTED: await unit.campaigns.distributed(),
                F.REPORTABLE: await unit.campaigns.reportable(),
                F.REPORTS_DUE: await unit.campaigns.reports_due(at),
                F.UNFINISHED: await unit.runs.all_unfinished(),
                F.UNSHELVED: [*await unit.shelf.unplanned(9), *await unit.shelf.tasks(9)],
            }
        looked[F.TO_MEASURE] = await measurable(store, at)
        assert set(looked) == set(Finding)
        assert found == {finding for finding, rows in looked.items() if rows}
        return set(found) - {F.UNSHELVED}  # of every new brand and post; see test_shelf

    return ask


class UndoneError(Exception):
    """Takes a transaction back."""


async def measurable(store, at):
    """What would be taken to be measured, left as it was."""
    rows = ()
    with suppress(UndoneError):
        async with store.writing() as unit:
            rows = await unit.ledger.take_to_measure(at)
            raise UndoneError
    return rows


async def test_an_idle_database_has_nothing(finds, store, now, workspace):
    assert await finds(now) == set()
    assert not await store.peeks.has_jobs()


async def test_a_post_is_found_from_its_instant_to_the_end_of_its_window(finds, now, scheduled):
    assert await finds(now - timedelta(microseconds=1)) == set()
    assert await finds(now) == {F.HEADS}
    assert await finds(scheduled.not_after) == {F.HEADS}
    late = scheduled.not_after + timedelta(seconds=1)
    assert await finds(late) == {F.HEADS, F.PAST_WINDOW}
    assert await finds(now - timedelta(days=1)) == set()  # a clock that was turned back


async def test_a_post_of_a_paused_account_is_not_found_until_it_is_resumed(
    finds, store, now, scheduled
):
    where = (scheduled.workspace_id, scheduled.connection_id)
    for by, found in (("Asha", set()), (None, {F.HEADS})):
        async with store.writing() as unit:
            await unit.connections.set_pause(*where, by=by, at=now)
        assert await finds(now) == found


async def test_what_the_dead_held_or_this_process_let_fall_is_found(finds, store, now, claimed):
    assert await finds(now) == {F.ABANDONED}
    assert await finds(now, [claimed.id]) == {F.ABANDONED}  # of nobody who is known to live
    async with store.writing() as unit:
        await unit.executors.register(ME, host="here", at=now)
    assert await finds(now) == {F.ABANDONED}
    assert await finds(now, [claimed.id, "another"]) == set()


async def test_a_doubt_is_found_when_its_look_is_due(finds, store, now, submitted):
    async with store.writing() as unit:
        await unit.ledger.move(
            submitted, S.UNKNOWN, at=now, detail="", next_probe_at=now + timedelta(seconds=10)
        )
    assert await finds(now) == set()
    assert await finds(now + timedelta(seconds=10)) == {F.TO_PROBE}


async def test_what_is_out_is_told_measured_and_followed(finds, store, now, submitted):
    later = now + timedelta(hours=1)
    part = PublicationPart(
        workspace_id=submitted.workspace_id,
        publication_id=submitted.id,
        n=1,
        kind="reply",
        text="Part 1",
        due_at=later,
        not_after=later + timedelta(days=1),
    )
    async with store.writing() as unit:
        await unit.ledger.settle_attempt(submitted, AttemptOutcome.PUBLISHED, at=now, detail="")
        await unit.ledger.move(
            submitted,
            S.PUBLISHED,
            at=now,
            detail="Out.",
            platform_post_id="urn:li:share:1",
            published_at=now,
            next_metrics_at=later,
        )
        await unit.parts.add(submitted, [part], at=now)
    assert await finds(now) == {F.UNTOLD}
    assert await finds(later) == {F.UNTOLD, F.TO_MEASURE, F.PARTS}


async def test_what_was_told_of_a_held_post_is_not_told_of_what_becomes_of_it(
    finds, store, now, scheduled
):
    where = (scheduled.workspace_id, scheduled.thread_id)
    held = PublicationError(code=HELD, message="Connect it again.", retryable=True).model_dump()
    async with store.writing() as unit:
        row = await unit.ledger.move(scheduled, S.SCHEDULED, at=now, detail="", error=held)
    assert await finds(now) == {F.HEADS, F.UNTOLD}
    async with store.writing() as unit:
        (told,) = await unit.publications.tell(*where, "r1", SETTLED_FOR_THREAD)
    assert (told.id, await finds(now)) == (row.id, {F.HEADS})
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    async with store.writing() as unit:
        row = await unit.ledger.claim(due, owner=ME, now=now)
        await unit.ledger.move(row, S.SCHEDULED, at=now, detail="Let go.", error=held)
    assert await finds(now) == {F.HEADS, F.UNTOLD}
    async with store.writing() as unit:
        row = await unit.ledger.claim(due, owner=ME, now=now)
        await unit.ledger.move(row, S.FAILED, at=now, detail="No.", error=held)
    assert await finds(now) == {F.UNTOLD}


async def test_a_decision_is_found_until_its_thread_took_it_in(finds, store, now, asked):
    async with store.writing() as unit:
        verdict = Verdict(decision=Decision.REJECT, by="Asha", at=now)
        assert await unit.approvals.decide(asked.workspace_id, asked.id, 1, verdict)
    assert await finds(now) == {F.UNHEARD}


async def test_runs_and_jobs_are_found_until_they_end(finds, store, now, asked, workspace):
    _, brand = workspace
    run = Run(
        id="r1",
        workspace_id=asked.workspace_id,
        thread_id=asked.thread_id,
        number=0,
        status=RunStatus.PENDING,
        payload={},
        created_at=now,
        updated_at=now,
    )
    job = Job(
        id="j1",
        workspace_id=brand.workspace_id,
        kind="history",
        order={"brand_id": brand.id},
        tally={},
        created_at=now,
    )
    async with store.writing() as unit:
        await unit.runs.accept(run)
        await unit.jobs.add(job)
    assert await finds(now) == {F.UNFINISHED}
    assert await store.peeks.has_jobs()
    async with store.writing() as unit:
        await unit.runs.set_status(run.workspace_id, run.id, RunStatus.SUCCESS, now)
    assert await finds(now) == set()


async def test_a_campaign_is_found_when_it_is_out_and_when_it_is_to_be_told_of(
    finds, store, now, workspace, new_thread
):
    member, brand = workspace
    thread = await new_thread(member, brand)
    campaign = Campaign(
        id=new_id(),
        workspace_id=member.workspace_id,
        brand_id=brand.id,
        thread_id=thread.id,
        name="Diwali",
        brief="",
        status=CampaignStatus.ACTIVE,
        created_at=now,
    )
    out, told = (
        Task(id=new_id(), workspace_id=member.workspace_id, campaign_id=campaign.id, type=kind)
        for kind in (TaskType.DISTRIBUTION, TaskType.ANALYTICS)
    )
    async with store.writing() as unit:
        await unit.campaigns.add(campaign, (out, told))
    assert await finds(now) == set()
    for status, found in (
        (TaskStatus.IN_PROGRESS, F.DISTRIBUTED),
        (TaskStatus.COMPLETED, F.REPORTABLE),
    ):
        async with store.writing() as unit:
            await unit.campaigns.set_task(member.workspace_id, out.id, status, now)
        assert await finds(now) == {found}
    async with store.writing() as unit:
        await unit.campaigns.set_task(member.workspace_id, told.id, TaskStatus.COMPLETED, now)
        await unit.campaigns.set_report_due(member.workspace_id, campaign.id, now)
    assert await finds(now - timedelta(seconds=1)) == set()
    assert await finds(now) == {F.REPORTS_DUE}
