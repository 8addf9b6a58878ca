"""Seals every stored secret anew with the first key, so that an old one can be thrown away.

Each row is a write of its own that holds only while its bytes are the ones that were read: what
somebody renews or connects meanwhile is sealed by the first key anyway. Begun again, it goes on.
"""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from domain.platform import Platform
from store.cipher import TokenCipher
from store.execute import changed
from store.statements import CONNECTIONS
from store.tables import OauthStateRow

AT_ONCE = 50


class Unreadable(Frozen):
    """An account whose grant no key opens; only a new consent helps."""

    workspace_id: str
    connection_id: str
    platform: Platform
    account_name: str


class Slice(Frozen):
    """What came of some rows."""

    rotated: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    last: str = ""
    """Where the next one goes on; empty at the end."""


class Rotating:
    def __init__(self, session: AsyncSession, cipher: TokenCipher) -> None:
        self._session = session
        self._cipher = cipher

    async def connections(self, after: str) -> Slice:
        """The next accounts' grants."""
        c = CONNECTIONS.c
        rows = (
            await self._session.execute(
                select(c.id, c.workspace_id, c.platform, c.account_name, c.tokens)
                .where(c.id > after)
                .order_by(c.id)
                .limit(AT_ONCE)
            )
        ).all()
        rotated, unreadable = 0, []
        for row in rows:
            if self._cipher.is_newest(row.tokens):
                continue
            sealed = self._cipher.resealed(row.tokens)
            if sealed is None:
                unreadable.append(
                    Unreadable(
                        workspace_id=row.workspace_id,
                        connection_id=row.id,
                        platform=Platform(row.platform),
                        account_name=row.account_name,
                    )
                )
                continue
            rotated += await changed(
                self._session,
                update(CONNECTIONS)
                .where(c.id == row.id, c.tokens == row.tokens)
                .values(tokens=sealed),
            )
        last = rows[-1].id if rows else ""
        return Slice(rotated=rotated, unreadable=tuple(unreadable), last=last)

    async def states(self, after: str) -> Slice:
        """The next consent round trips' secrets; one that no key opens is over by itself soon."""
        key, verifier = OauthStateRow.state_hash, OauthStateRow.verifier
        rows = (
            await self._session.execute(
                select(key, verifier)
                .where(key > after, verifier.is_not(None))
                .order_by(key)
                .limit(AT_ONCE)
            )
        ).all()
        rotated = 0
        for state_hash, held in rows:
            if held is None or self._cipher.is_newest(held):
                continue
            sealed = self._cipher.resealed(held)
            if sealed is not None:
                rotated += await changed(
                    self._session,
                    update(OauthStateRow)
                    .where(key == state_hash, verifier == held)
                    .values(verifier=sealed)
                    .execution_options(synchronize_session=False),
                )
        return Slice(rotated=rotated, last=rows[-1][0] if rows else "")
