"""Posts that are out, their newest numbers, and who is to be asked: on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from domain.campaign import Campaign, CampaignStatus
from domain.connection import ConnectionStatus
from domain.ids import new_id
from domain.metrics import MetricSnapshot
from domain.platform import Platform
from domain.publication import AttemptOutcome, PublicationState
from domain.report import Scope
from store.tables import MetricSnapshotRow
from store.waiting import Due

S = PublicationState


@pytest.fixture
async def published(store, now, submitted):
    """A post that is out and due to be asked about."""
    return await went_out(store, submitted, now, "urn:li:share:1")


async def went_out(store, submitted, now, post_id):
    async with store.writing() as unit:
        await unit.ledger.settle_attempt(submitted, AttemptOutcome.PUBLISHED, at=now, detail="")
        return await unit.ledger.move(
            submitted,
            S.PUBLISHED,
            at=now,
            detail="Out.",
            platform_post_id=post_id,
            published_at=now,
            next_metrics_at=now,
        )


@pytest.fixture
async def newer(store, now, published, another_due):
    """A second post of that account, an hour younger."""
    at = now + timedelta(hours=1)
    row = await another_due(publish_at=at)
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    async with store.writing() as unit:
        claimed = await unit.ledger.claim(due, owner="publisher", now=at)
        ready = await unit.ledger.move(claimed, S.PREPARED, at=at, detail="Ready.")
        submitted = await unit.ledger.begin_attempt(ready, at=at)
    return await went_out(store, submitted, at, "urn:li:share:2")


@pytest.fixture
def scope(workspace):
    _, brand = workspace
    return Scope(kind="period", title="your posts", brand_id=brand.id)


def reading(row, at, likes) -> MetricSnapshot:
    return MetricSnapshot(
        id=new_id(),
        workspace_id=row.workspace_id,
        publication_id=row.id,
        as_of=at,
        collected_at=at,
        window="lifetime",
        values={"likes": likes},
        source="GET /likes",
    )


async def found(store, row, scope):
    async with store.reading() as unit:
        some = await unit.published.list(row.workspace_id, scope, limit=10)
        assert await unit.published.count(row.workspace_id, scope) == len(some)
    return some


async def test_a_list_of_publications_says_what_each_is_about(store, now, published, submitted):
    workspace_id = published.workspace_id
    async with store.writing() as unit:
        for hours, likes in ((2, 9), (1, 4)):
            await unit.metrics.add(reading(published, now + timedelta(hours=hours), likes))
    async with store.reading() as unit:
        subjects = await unit.subjects.of(workspace_id, [published.id, "nobody"])
        asked = await unit.approvals.get(workspace_id, published.approval_id)
        elsewhere = await unit.subjects.of("another", [published.id])
    assert elsewhere == {}
    (subject,) = subjects.values()
    assert (subject.text, subject.language) == ("Chai at four.", "en")
    assert subject.thread_id == asked.thread_id
    assert subject.snapshot.values == {"likes": 9}


async def test_a_post_comes_with_its_newest_numbers_alone(store, now, published, scope):
    (before,) = await found(store, published, scope)
    assert before.snapshot is None
    async with store.writing() as unit:
        for hours, likes in ((2, 20), (1, 10)):
            await unit.metrics.add(reading(published, now + timedelta(hours=hours), likes))
    (post,) = await found(store, published, scope)
    assert post.snapshot.values == {"likes": 20}
    assert (post.publication.id, post.account) == (published.id, "Masala Chai Co.")
    assert post.version.text == "Chai at four."


async def test_numbers_are_read_of_the_listed_posts_alone(store, now, published, newer, scope):
    """A long history must not be loaded for a report that tells of its newest posts."""
    at = now + timedelta(days=1)
    async with store.writing() as unit:
        for row in (published, newer):
            await unit.metrics.add(reading(row, at, 10))
    loaded = []

    def seen(row, _context):
        loaded.append(row.publication_id)

    event.listen(MetricSnapshotRow, "load", seen)
    try:
        async with store.reading() as unit:
            (post,) = await unit.published.list(newer.workspace_id, scope, limit=1)
    finally:
        event.remove(MetricSnapshotRow, "load", seen)
    assert (post.publication.id, post.snapshot.values) == (newer.id, {"likes": 10})
    assert loaded == [newer.id]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 1),
        ({"platform": Platform.X}, 0),
        ({"campaign_id": "another"}, 0),
        ({"publication_ids": ("another",)}, 0),
        ({"brand_id": "another"}, 0),
    ],
)
async def test_a_scope_chooses(store, published, scope, change, count):
    assert len(await found(store, published, scope.model_copy(update=change))) == count


async def test_a_time_has_its_first_instant_and_not_its_last(store, now, published, scope):
    later = now + timedelta(seconds=1)
    for since, until, count in ((now, later, 1), (later, None, 0), (None, now, 0)):
        chosen = scope.model_copy(update={"since": since, "until": until})
        assert len(await found(store, published, chosen)) == count


async def test_another_workspace_sees_none_of_it(store, published, scope, another_workspace):
    stranger, _ = await another_workspace()
    async with store.reading() as unit:
        assert await unit.published.list(stranger.workspace_id, scope, limit=10) == ()
        assert await unit.reports.get(stranger.workspace_id, "r") is None


async def test_a_post_is_asked_about_while_its_account_is_connected(store, now, published):
    async with store.writing() as unit:
        await unit.connections.set_status(
            published.workspace_id, published.connection_id, ConnectionStatus.NEEDS_RECONNECT, now
        )
        assert await unit.ledger.take_to_measure(now) == ()
        await unit.connections.set_status(
            published.workspace_id, published.connection_id, ConnectionStatus.ACTIVE, now
        )
        (row,) = await unit.ledger.take_to_measure(now)
    assert row.id == published.id
    async with store.writing() as unit:
        assert await unit.ledger.take_to_measure(now) == (), "another process asks already"


async def test_a_failure_keeps_the_schedule_and_an_answer_clears_it(store, now, published):
    later = now + timedelta(minutes=1)
    where = (published.workspace_id, published.id)
    async with store.writing() as unit:
        await unit.metrics.failed(*where, next_at=later, failures=3, problem="unreachable")
        row = await unit.publications.get(*where)
        assert (row.metrics_failures, row.metrics_problem) == (3, "unreachable")
        await unit.metrics.answered(*where, next_at=later, settled_at=now)
        row = await unit.publications.get(*where)
    assert (row.metrics_failures, row.metrics_problem, row.numbers_settled_at) == (0, None, now)


async def test_a_campaign_reports_again_when_none_of_its_posts_is_awaited(
    store, now, workspace, new_thread
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
        status=CampaignStatus.COMPLETED,
        created_at=now,
    )
    async with store.writing() as unit:
        await unit.campaigns.add(campaign, ())
        await unit.campaigns.set_report_due(member.workspace_id, campaign.id, now)
        assert await unit.campaigns.reports_due(now - timedelta(seconds=1)) == ()
        (due,) = await unit.campaigns.reports_due(now)
        assert due.id == campaign.id
        await unit.campaigns.set_report_due(member.workspace_id, campaign.id, None)
        assert await unit.campaigns.reports_due(now) == ()


async def test_a_report_is_kept_as_it_was_first_told(store, now, workspace):
    member, brand = workspace
    async with store.writing() as unit:
        for word in ("first", "second"):
            await unit.reports.add(
                member.workspace_id,
                "r",
                {"text": word},
                now,
                brand_id=brand.id,
                campaign_id=None,
            )
        assert await unit.reports.get(member.workspace_id, "r") == {"text": "first"}
