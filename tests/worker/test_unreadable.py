"""A grant that no secret key opens is one account's trouble, and a person hears of it."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

from domain.approval import ApprovalStatus
from domain.connection import ConnectionStatus
from domain.platform import Platform
from domain.publication import PublicationState, is_held
from tools import connecting, decisions

S = PublicationState
ASK = "One LinkedIn post about our masala chai"


async def ask(shop, words=ASK):
    await shop.say(words)
    (approval,) = await shop.approvals(ApprovalStatus.OPEN)
    return approval


async def approve(shop, approval):
    await decisions.decide(
        shop.system.services,
        shop.member,
        approval.id,
        version=approval.version,
        decision="approve",
        surface="test",
    )


async def damage(shop):
    """As a lost secret key leaves it: what lies there cannot be opened any more.

    In a thread: where it waits for a writer of this loop, that one has to get on.
    """
    await asyncio.to_thread(_damage, shop)


def _damage(shop):
    url = str(shop.system.settings.app_database_url)
    with closing(sqlite3.connect(url.split("///")[1], timeout=60)) as database:
        database.execute(
            "update connections set tokens = ? where workspace_id = ?",
            (b"gAAAAAB" + b"A" * 93, shop.member.workspace_id),
        )
        database.commit()


def reaches(shop, state):
    async def look():
        rows = await shop.publications()
        return rows and rows[-1].state is state and rows[-1]

    return look


async def status(shop, connection_id):
    async with shop.system.store.reading() as unit:
        return (await unit.connections.get(shop.member.workspace_id, connection_id)).status


def is_waiting(shop):
    async def look():
        rows = await shop.publications()
        return rows and is_held(rows[-1]) and rows[-1]

    return look


async def test_a_due_post_waits_with_the_reason_and_asks_for_the_account(
    connected, neighbour, sandbox, until
):
    approval, other = await ask(connected), await ask(neighbour)
    await damage(connected)
    await approve(connected, approval)
    row = await until(is_waiting(connected))
    assert "secret key. Connect it again" in row.error.message
    assert await status(connected, row.connection_id) is ConnectionStatus.NEEDS_RECONNECT
    await approve(neighbour, other)
    await until(reaches(neighbour, S.PUBLISHED))
    assert len(sandbox.effects()) == 1


async def test_a_doubt_nobody_can_look_at_goes_to_a_person(connected, sandbox, until):
    approval = await ask(connected)
    sandbox.fault("create_post", "lost_response_after_effect")
    await approve(connected, approval)
    await until(reaches(connected, S.UNKNOWN))
    await damage(connected)

    async def told():
        row = (await connected.publications())[-1]
        said = (await connected.messages())[-1]["content"]
        return row.probes == 1 and "not published" in said and row

    row = await until(told)
    assert row.state is S.UNKNOWN
    async with connected.system.store.reading() as unit:
        much_later = connected.system.services.clock() + timedelta(days=1)
        assert await unit.waiting.to_probe(much_later) == ()
    assert await status(connected, row.connection_id) is ConnectionStatus.NEEDS_RECONNECT


async def test_numbers_of_the_others_still_come(connected, neighbour, until):
    await approve(connected, await ask(connected))
    await until(reaches(connected, S.PUBLISHED))
    await damage(connected)
    # other words: both pages are the twin's one page, which refuses the same post twice
    await approve(neighbour, await ask(neighbour, "One LinkedIn post about our spice mix"))
    await until(reaches(neighbour, S.PUBLISHED))
    (row,) = await neighbour.publications()

    async def counted():
        async with neighbour.system.store.reading() as unit:
            return await unit.metrics.of_publications(row.workspace_id, (row.id,))

    # the first look comes twenty seconds after the post
    numbers = await until(counted, seconds=60)
    assert {one.publication_id for one in numbers} == {row.id}
    (mine,) = await connected.publications()

    async def noticed():
        return await status(connected, mine.connection_id) is ConnectionStatus.NEEDS_RECONNECT

    assert await until(noticed, seconds=60)


async def test_an_account_whose_grant_cannot_be_read_can_be_removed(connected):
    await damage(connected)
    services = connected.system.services
    await connecting.disconnect(services, connected.member, Platform.LINKEDIN, None, surface="test")
    async with connected.system.store.reading() as unit:
        assert await unit.connections.list(connected.member.workspace_id) == ()


async def test_a_renewed_grant_is_not_asked_for_again(connected, now):
    async with connected.system.store.writing() as unit:
        (first, *_) = await unit.connections.list(connected.member.workspace_id)
        await unit.connections.ask_again(first.workspace_id, first.id, now)
    assert await status(connected, first.id) is ConnectionStatus.ACTIVE
