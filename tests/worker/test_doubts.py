"""What a look may settle, and what nobody may promise while a call can still arrive."""

import asyncio

import pytest

from domain.errors import ConflictError, NotFoundError
from domain.publication import ARRIVES_WITHIN, AttemptOutcome, PublicationState, may_still_arrive
from media.card import draw
from media.wording import CardWords
from platforms.ports import ProbeResult
from tools import decisions, publishing
from tools.media import bytes_of, keep
from tools.rescheduling import reschedule
from worker.ending import Endings
from worker.prober import Prober

S = PublicationState
ASK = "One LinkedIn post about our masala chai"


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


async def test_a_look_never_settles_on_a_post_that_is_another_publications_own(
    connected, sandbox, until
):
    first = await approved_text(connected, "The very same words")

    async def out():
        return (await only(connected)).state is S.PUBLISHED

    await until(out)
    sandbox.fault("create_post", "http_500_before_effect")
    await approved_text(connected, "The very same words")

    async def in_doubt():
        row = await only(connected)
        return row.state is not S.PUBLISHED and row.probes > 0 and row

    row = await until(in_doubt)
    assert row.state is S.UNKNOWN
    assert row.platform_post_id is None
    assert len(sandbox.effects()) == 1
    assert first.id != row.approval_id


async def approved_text(shop, words: str):
    await shop.say(ASK)
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


async def test_while_a_call_may_still_arrive_nothing_is_moved_or_called_off(
    connected, sandbox, until
):
    await connected.say(ASK)
    sandbox.fault("create_post", "http_500_before_effect")
    await approved(connected)

    async def in_doubt():
        row = await only(connected)
        return row.state is S.UNKNOWN and row.probes > 0 and row

    row = await until(in_doubt)
    services = connected.system.services
    no = ProbeResult(found=None, confidence="high")
    sandbox.fault("create_post", "http_429", count=5)
    await settled(services, row, no)
    row = await only(connected)
    assert row.attempts[0].outcome is AttemptOutcome.LOOKED_NOT_SENT
    assert may_still_arrive(row, services.clock())
    assert not may_still_arrive(row, row.attempts[0].started_at + ARRIVES_WITHIN)
    for act in (
        publishing.cancel(services, connected.member, row.id, surface="test"),
        reschedule(services, connected.member, row.id, publish_at=None, surface="test"),
    ):
        with pytest.raises(ConflictError) as refused:
            await act
        assert refused.value.code == "already_submitted"


async def settled(services, row, result):
    """What the prober does with such an answer."""
    prober = Prober(services, Endings(services), owner="test")
    await prober._settle(row, result)


async def test_a_picture_that_changed_on_disk_is_no_picture(connected, system, tmp_path):
    services = system.services
    drawn = draw(CardWords(headline="Chai", line="", brand="Chai Co.", place=""), ())
    medium = await keep(services, connected.member.workspace_id, drawn, provenance={})
    read = bytes_of(services, connected.member.workspace_id)
    assert await read(medium.sha256) == drawn
    (file,) = list((system.settings.data_dir / "assets").rglob(medium.sha256))
    file.write_bytes(b"something else")
    with pytest.raises(NotFoundError) as refused:
        await read(medium.sha256)
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
