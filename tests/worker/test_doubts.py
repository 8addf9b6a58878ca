"""What a look may settle, and what nobody may promise while a call can still arrive."""

import asyncio
import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.connection import ConnectionStatus
from domain.errors import ConflictError, NotFoundError
from domain.publication import ARRIVES_WITHIN, PublicationState
from domain.publication import AttemptOutcome as Outcome
from media.card import draw
from media.wording import CardWords
from platforms.ports import ProbeResult, Submitted
from store.tables import PublicationRow
from store.waiting import Due
from tools import connecting, decisions, publishing
from tools.media import Kept, keep
from tools.rescheduling import reschedule
from tools.slotting import When
from worker.ending import Endings, miss
from worker.prober import Prober

S = PublicationState
ASK = "One LinkedIn post about our masala chai"
NO = ProbeResult(found=None, confidence="high")


async def approved(shop):
    (approval,) = [a for a in await shop.approvals() if a.status == "open"]
    await decisions.decide(
        shop.system.services,
        shop.member,
        approval.id,
        version=approval.version,
        decision="approve",
        surface="test",
    )
    return approval


async def only(shop):
    return (await shop.publications())[-1]


def out(shop):
    """Until the newest post is out."""

    async def look():
        return (await only(shop)).state is S.PUBLISHED

    return look


def in_doubt(shop):
    """Until a look at the newest post could not tell."""

    async def look():
        row = await only(shop)
        return row.state is S.UNKNOWN and row.probes > 0 and row

    return look


async def test_a_look_never_settles_on_a_post_that_is_another_publications_own(
    connected, sandbox, until
):
    first = await approved_text(connected, "The very same words")
    await until(out(connected))
    sandbox.fault("create_post", "http_500_before_effect")
    await approved_text(connected, "The very same words")
    row = await until(in_doubt(connected))
    assert row.state is S.UNKNOWN
    assert row.platform_post_id is None
    assert len(sandbox.effects()) == 1
    assert first.id != row.approval_id


async def approved_text(shop, words: str, ask: str = ASK):
    await shop.say(ask)
    (asked,) = [a for a in await shop.approvals() if a.status == "open"]
    await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        decision="edit",
        edits={"text": words, "hashtags": []},
        surface="test",
    )
    return await approved(shop)


@pytest.fixture
async def looked(connected, sandbox, until):
    """A post whose call ended without an answer, that a look did not find; its account paused."""
    await connected.say(ASK)
    sandbox.fault("create_post", "http_500_before_effect")
    await approved(connected)
    row = await until(in_doubt(connected))
    services, member = connected.system.services, connected.member
    await connecting.set_pause(services, member, row.connection_id, paused=True, surface="test")
    await prober(services)._settle(row, NO)
    row = await only(connected)
    assert (row.state, row.attempts[0].outcome) == (S.SCHEDULED, Outcome.LOOKED_NOT_SENT)
    return row


def prober(services) -> Prober:
    return Prober(services, Endings(services), owner="test")


def later(services, row, by=ARRIVES_WITHIN):
    """The services when nothing of the first call can arrive any more."""
    then = row.attempts[0].started_at + by
    return dataclasses.replace(services, clock=lambda: then)


async def changes(shop, row):
    """What cancelling and moving it answer."""
    services, codes = shop.system.services, []
    for act in (
        reschedule(services, shop.member, row.id, when=When(), surface="test"),
        publishing.cancel(services, shop.member, row.id, surface="test"),
    ):
        try:
            await act
        except ConflictError as error:
            codes.append(error.code)
        else:
            codes.append("done")
    return codes


async def test_while_a_call_may_still_arrive_nothing_is_moved_or_called_off(connected, looked):
    assert await changes(connected, looked) == ["already_submitted"] * 2


async def test_a_second_look_makes_a_no_certain_and_then_it_may_be_changed(connected, looked):
    services = connected.system.services
    async with services.store.reading() as unit:
        assert await unit.waiting.to_probe(services.clock()) == ()
        (due,) = await unit.waiting.to_probe(later(services, looked).clock())
    assert due.publication_id == looked.id
    await prober(services)._settle_for_good(looked, NO)
    row = await only(connected)
    assert (row.state, row.attempts[0].outcome) == (S.SCHEDULED, Outcome.NOT_SENT)
    assert await changes(connected, looked) == ["done", "already_over"]


async def test_what_a_second_look_finds_is_out(connected, looked):
    services = connected.system.services
    found = Submitted(platform_post_id="urn:li:share:1", permalink="https://x.example/1")
    await prober(services)._settle_for_good(looked, ProbeResult(found=found, confidence="high"))
    row = await only(connected)
    assert (row.state, row.platform_post_id) == (S.PUBLISHED, "urn:li:share:1")
    assert row.attempts[0].outcome is Outcome.PUBLISHED


async def test_a_second_look_that_cannot_tell_asks_a_person(connected, looked):
    services, member = connected.system.services, connected.member
    row = looked
    for _ in range(5):
        await prober(services)._settle_for_good(row, None)
        row = await only(connected)
    assert (row.state, row.attempts[0].outcome) == (S.UNKNOWN, Outcome.UNKNOWN)
    assert await changes(connected, row) == ["already_submitted"] * 2
    settled = await publishing.resolve(
        services, member, row.id, outcome="not_published", platform_post_id=None, surface="test"
    )
    assert settled.attempts[0].outcome is Outcome.RESOLVED_NOT_PUBLISHED
    assert await changes(connected, settled) == ["done", "already_over"]


async def test_nothing_is_missed_before_it_is_certain_that_it_did_not_go_out(connected, looked):
    """Its time ends while the call may still arrive: in doubt first, missed after a last look."""
    services = connected.system.services
    due = Due(workspace_id=looked.workspace_id, publication_id=looked.id)
    over = later(services, looked, by=timedelta(hours=25))
    await miss(over, due)
    row = await only(connected)
    assert (row.state, row.attempts[0].outcome) == (S.UNKNOWN, Outcome.UNKNOWN)
    await prober(over)._settle(row, NO)
    row = await only(connected)
    assert (row.state, row.attempts[0].outcome) == (S.SCHEDULED, Outcome.NOT_SENT)
    await miss(over, due)
    assert (await only(connected)).state is S.MISSED


@pytest.fixture
async def looked_twice(connected, sandbox, until, looked):
    """The same after a second call that ended without an answer and was not found either."""
    services, member = connected.system.services, connected.member
    sandbox.fault("create_post", "http_500_before_effect")
    await connecting.set_pause(services, member, looked.connection_id, paused=False, surface="t")
    row = await until(in_doubt(connected))
    await connecting.set_pause(services, member, row.connection_id, paused=True, surface="test")
    await prober(services)._settle(row, NO)
    row = await only(connected)
    assert {a.outcome for a in row.attempts} == {Outcome.LOOKED_NOT_SENT}
    return row


async def test_two_calls_in_doubt_are_one_question_and_a_persons_answer_settles_both(
    connected, looked_twice
):
    services, member = connected.system.services, connected.member
    await Endings(services).cannot_tell(looked_twice)
    row = await only(connected)
    assert row.state is S.UNKNOWN
    assert [a.outcome for a in row.attempts] == [Outcome.LOOKED_NOT_SENT, Outcome.UNKNOWN]
    await publishing.resolve(
        services, member, row.id, outcome="not_published", platform_post_id=None, surface="test"
    )
    row = await publishing.cancel(services, member, row.id, surface="test")
    assert row.state is S.CANCELLED
    assert {a.outcome for a in row.attempts} == {Outcome.RESOLVED_NOT_PUBLISHED}


async def test_a_dead_publishers_row_is_put_back_with_its_second_look(
    connected, until, looked_twice
):
    services, row = connected.system.services, looked_twice
    due = Due(workspace_id=row.workspace_id, publication_id=row.id)
    async with services.store.writing() as unit:
        await unit.connections.set_pause(
            row.workspace_id, row.connection_id, by=None, at=services.clock()
        )
        assert await unit.ledger.claim(due, owner="dead", now=row.due_at)
        await unit.connections.set_pause(
            row.workspace_id, row.connection_id, by="A person", at=services.clock()
        )

    async def swept():
        now = await only(connected)
        return now.state is S.SCHEDULED and now.fence > row.fence + 1

    await until(swept)
    last = row.attempts[-1].started_at + ARRIVES_WITHIN + timedelta(seconds=1)
    async with services.store.reading() as unit:
        assert await unit.waiting.to_probe(last - timedelta(seconds=2)) == ()
        assert await unit.waiting.to_probe(last) == (due,)


async def test_a_row_that_cannot_be_ended_keeps_no_other_waiting(connected, until):
    """The first row is of a platform that this version does not know."""
    for words in ("The first words", "Other words"):
        await approved_text(connected, words, f"{ASK} tomorrow at 7 pm")
    odd, other = await connected.publications()
    services, past = connected.system.services, odd.created_at - timedelta(days=1)
    window = {"not_before": past, "not_after": past}
    async with services.store.writing() as unit:
        for row, changed in ((odd, {"platform": "orkut"}), (other, {})):
            await unit.posts._session.execute(
                update(PublicationRow)
                .where(PublicationRow.id == row.id)
                .values(due_at=row.due_at - timedelta(hours=row is odd), **window, **changed)
            )

    async def missed():
        async with services.store.reading() as unit:
            row = await unit.publications.get(other.workspace_id, other.id)
        return row.state is S.MISSED and row

    ended = await until(missed)
    assert ended.error.code == "missed"
    assert ended.attempts == ()


async def test_a_person_cannot_settle_on_another_publications_post(connected, sandbox, until):
    await approved_text(connected, "The first words")
    await until(out(connected))
    first = await only(connected)
    sandbox.fault("create_post", "http_500_before_effect")
    await approved_text(connected, "Other words")
    row = await until(in_doubt(connected))
    with pytest.raises(ConflictError) as refused:
        await publishing.resolve(
            connected.system.services,
            connected.member,
            row.id,
            outcome="published",
            platform_post_id=first.platform_post_id,
            surface="test",
        )
    assert refused.value.code == "another_publications_post"


async def test_a_duplicate_of_another_publications_post_was_not_published(
    connected, sandbox, until
):
    await approved_text(connected, "The very same words")
    await until(out(connected))
    sandbox.fault("create_post", "http_500_before_effect")
    await approved_text(connected, "The very same words")
    row = await until(in_doubt(connected))
    services, member = connected.system.services, connected.member
    await publishing.resolve(
        services, member, row.id, outcome="not_published", platform_post_id=None, surface="test"
    )
    await publishing.retry(services, member, row.id, surface="test")

    async def over():
        row = await only(connected)
        return row.state in (S.FAILED, S.PUBLISHED) and len(row.attempts) > 1 and row

    row = await until(over)
    assert (row.state, row.error.code) == (S.FAILED, "duplicate")
    assert row.platform_post_id is None


async def test_a_refusal_of_an_older_grant_leaves_the_account_connected_anew_alone(connected):
    member, store = connected.member, connected.system.store
    async with store.writing() as unit:
        (connection, *_) = await unit.connections.list(member.workspace_id)
        tokens = await unit.connections.tokens(member.workspace_id, connection.id)
        older = tokens.model_copy(update={"access_token": "an older one"})
        now = connected.system.services.clock()
        await unit.grants.refused(member.workspace_id, connection.id, older, now)
        assert (
            await unit.connections.get(member.workspace_id, connection.id)
        ).status is ConnectionStatus.ACTIVE
        await unit.grants.refused(member.workspace_id, connection.id, tokens, now)
        seen = await unit.connections.get(member.workspace_id, connection.id)
        assert seen.status is ConnectionStatus.NEEDS_RECONNECT
        await unit.connections.disconnect(member.workspace_id, connection.id, now)
        await unit.grants.refused(member.workspace_id, connection.id, tokens, now)
        seen = await unit.connections.get(member.workspace_id, connection.id)
    assert seen.status is ConnectionStatus.DISCONNECTED


async def test_a_picture_that_changed_on_disk_is_no_picture(connected, system, tmp_path):
    services = system.services
    drawn = draw(CardWords(headline="Chai", line="", brand="Chai Co.", place=""), ())
    medium = await keep(services, connected.member.workspace_id, drawn, provenance={})
    files = Kept(services, connected.member.workspace_id)
    assert await files.whole(medium.sha256) == drawn
    await files.prove(medium.sha256)
    (file,) = list((system.settings.data_dir / "assets").rglob(medium.sha256))
    file.write_bytes(b"something else")
    for look in (files.whole, files.prove):
        with pytest.raises(NotFoundError) as refused:
            await look(medium.sha256)
        assert refused.value.code == "medium_damaged"


async def test_edits_beside_a_yes_are_refused_instead_of_ignored(connected):
    await connected.say(ASK)
    (approval,) = await connected.approvals()
    with pytest.raises(Exception, match="takes no edits"):
        await decisions.decide(
            connected.system.services,
            connected.member,
            approval.id,
            version=approval.version,
            decision="approve",
            edits={"text": "the words I meant"},
            surface="test",
        )
    assert await connected.publications() == ()


async def test_of_a_yes_and_an_edit_at_once_one_wins(connected):
    await connected.say(ASK)
    (approval,) = await connected.approvals()

    async def act(decision, **more):
        try:
            await decisions.decide(
                connected.system.services,
                connected.member,
                approval.id,
                version=approval.version,
                decision=decision,
                surface="test",
                **more,
            )
        except ConflictError as error:
            return error.code
        return "won"

    acts = [act("approve"), *(act("edit", edits={"text": f"words {n}"}) for n in range(4))]
    assert sorted(await asyncio.gather(*acts)) == ["already_decided"] * 4 + ["won"]


async def test_a_yes_that_a_wish_took_back_is_not_told_as_approved(connected):
    await connected.say(f"{ASK} tomorrow at 7 pm")
    await approved(connected)
    told = await connected.say("Make it shorter")
    assert "is approved" not in told
    rows = [row.state for row in await connected.publications()]
    assert rows == [S.CANCELLED]
    assert [a.status for a in await connected.approvals()] == ["superseded", "open"]
