"""Stored secrets are sealed anew with the first key, and nothing but that changes."""

from datetime import timedelta

import pytest

from domain.connection import Tokens
from domain.platform import Platform
from store.connections import ConsentState
from store.unit import Store
from tests.store.conftest import a_connection, make_workspace
from tools.rotating import rotate

OLD, NEW, LOST = "the-old-key", "the-new-key", "a-lost-key"
HELD = Tokens(access_token="a-secret", refresh_token="another")


@pytest.fixture
async def opens(database_url):
    """Opens the same database with these keys."""
    opened = []

    def make(*keys: str) -> Store:
        opened.append(Store(database_url, secret_keys=keys))
        return opened[-1]

    yield make
    for store in opened:
        await store.close()


async def keep(store: Store, now, account: str):
    """An account with its grant, and a consent under way, sealed by the store's first key."""
    member, _ = await make_workspace(store, now)
    made = a_connection(member.workspace_id, now).model_copy(update={"account_name": account})
    consent = ConsentState(
        workspace_id=member.workspace_id,
        user_id=member.user_id,
        platform=Platform.LINKEDIN,
        redirect_uri="http://x/",
        verifier=f"proof of {account}",
        expires_at=now + timedelta(minutes=30),
    )
    async with store.writing() as unit:
        await unit.connections.save(made, HELD, now)
        await unit.connections.remember_state(account, consent)
    return made


async def held(store: Store, connection):
    async with store.reading() as unit:
        return await unit.connections.tokens(connection.workspace_id, connection.id)


async def test_after_a_rotation_the_old_key_can_be_thrown_away(opens, now):
    made = [await keep(opens(OLD), now, f"account {n}") for n in range(60)]
    assert await held(opens(NEW), made[0]) is None
    first = await rotate(opens(NEW, OLD))
    assert first == {"rotated": 120, "unreadable": []}
    assert {(await held(opens(NEW), one)) for one in (made[0], made[-1])} == {HELD}
    async with opens(NEW).writing() as unit:
        spent = await unit.connections.use_state("account 3", now)
    assert spent.verifier == "proof of account 3"
    assert await rotate(opens(NEW, OLD)) == {"rotated": 0, "unreadable": []}


async def test_what_no_key_opens_is_named_and_left_as_it_is(opens, now):
    lost = await keep(opens(LOST), now, "Chai Ghar")
    found = await rotate(opens(NEW, OLD))
    assert found["rotated"] == 0
    (one,) = found["unreadable"]
    assert (one.account_name, one.connection_id) == ("Chai Ghar", lost.id)
    assert "secret" not in repr(found)
    assert await held(opens(LOST), lost) == HELD
