"""An account whose access was taken back: one notice, nothing lost, and nothing sent twice."""

from domain.connection import HELD, ConnectionStatus
from domain.publication import PublicationState
from tools import decisions

S = PublicationState
MANY = 4


async def decide(shop, asked, **wanted):
    return await decisions.decide(
        shop.system.services,
        shop.member,
        asked.id,
        version=asked.version,
        surface="test",
        **wanted,
    )


async def opened(shop):
    return [one for one in await shop.approvals() if one.status == "open"]


async def drafted(shop):
    """Several posts that wait for a yes, each with words of its own."""
    for number in range(MANY):
        known = {one.id for one in await opened(shop)}
        await shop.say("One LinkedIn post about our masala chai")
        (asked,) = [one for one in await opened(shop) if one.id not in known]
        edits = {"text": f"Kettle {number} is on", "hashtags": []}
        await decide(shop, asked, decision="edit", edits=edits)


async def approve_all(shop):
    for asked in await opened(shop):
        await decide(shop, asked, decision="approve")


async def held(shop):
    """All rows, once one met the refusal and the others are left alone because of it."""
    rows = await shop.publications()
    met = [row for row in rows if row.error and row.error.code == HELD]
    return met and {row.state for row in rows} == {S.SCHEDULED} and rows


async def connections(shop):
    async with shop.system.store.reading() as unit:
        return await unit.connections.list(shop.member.workspace_id)


async def told(shop):
    async with shop.system.store.reading() as unit:
        events = await unit.events.after(shop.member.workspace_id, 0, limit=1000)
    return [event.type for event in events]


async def test_a_taken_back_grant_is_told_once_and_everything_goes_out_after_a_new_consent(
    connected, sandbox, until, reconnects
):
    await drafted(connected)
    sandbox.fault("create_post", "token_revoked", count=1)
    await approve_all(connected)
    rows = await until(lambda: held(connected))
    account = rows[0].connection_id
    assert {row.state for row in rows} == {S.SCHEDULED}
    assert all(not row.platform_post_id for row in rows)
    assert sandbox.effects() == []
    ended = [one for one in await connections(connected) if one.id == account]
    assert [one.status for one in ended] == [ConnectionStatus.NEEDS_RECONNECT]
    assert (await told(connected)).count("connection.needs_reconnect") == 1
    # one call met the refusal; the others knew before they were sent
    assert sandbox.calls("create_post") == 1
    await reconnects(connected)

    async def are_out():
        rows = await connected.publications()
        return all(row.state is S.PUBLISHED for row in rows) and rows

    rows = await until(are_out)
    effects = sandbox.effects()
    assert sorted(effect["text"] for effect in effects) == [
        f"Kettle {n} is on" for n in range(MANY)
    ]
    assert {row.platform_post_id for row in rows} == {effect["post_id"] for effect in effects}


async def test_another_account_of_the_platform_inherits_nothing(
    connected, neighbour, sandbox, until
):
    await drafted(connected)
    sandbox.fault("create_post", "token_revoked", count=1)
    await approve_all(connected)
    await until(lambda: held(connected))
    assert {one.status for one in await connections(neighbour)} == {ConnectionStatus.ACTIVE}
    assert "connection.needs_reconnect" not in await told(neighbour)
    await neighbour.say("One LinkedIn post about our masala chai")
    await approve_all(neighbour)

    async def is_out():
        rows = await neighbour.publications()
        return rows and all(row.state is S.PUBLISHED for row in rows)

    await until(is_out)
    assert len(sandbox.effects()) == 1
    rows = await connected.publications()
    assert {row.state for row in rows} == {S.SCHEDULED}
