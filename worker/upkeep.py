"""Renews grants ahead of their end and warns of those only a person can renew. Decides nothing.

A post at three in the morning then waits for no token, and a person hears of an end days before.
"""

import asyncio
from datetime import datetime

import structlog

from domain import renewing
from domain.connection import Connection
from domain.errors import PlatformError
from tools.granting import fresh
from tools.services import Services
from worker.pulse import steady_s

EVERY_S = 15.0
MOST = 50
"""Accounts that one look takes up: the rest is found by the next."""
AT_ONCE = 4
log = structlog.get_logger()


class Upkeep:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_s = -EVERY_S
        self._room = asyncio.Semaphore(AT_ONCE)

    async def look(self) -> None:
        """Take up what ends soon, unless a look was made a moment ago."""
        if steady_s() - self._looked_s < EVERY_S:
            return
        self._looked_s = steady_s()
        await self.renew_due()

    async def renew_due(self) -> None:
        """Take up what ends soon; one account's trouble is not the others'."""
        now = self._services.clock()
        async with self._services.store.reading() as unit:
            found = await unit.grants.due(now, self._services.real_clock(), MOST)
        ended = await asyncio.gather(
            *(self._take_up(connection, now) for connection in found), return_exceptions=True
        )
        for connection, error in zip(found, ended, strict=True):
            if isinstance(error, PlatformError):
                log.info("grant.not_renewed_ahead", connection_id=connection.id, code=error.code)
            elif isinstance(error, Exception):
                log.error("grant.upkeep_failed", connection_id=connection.id, exc_info=error)

    async def _take_up(self, connection: Connection, now: datetime) -> None:
        async with self._room:
            async with self._services.store.reading() as unit:
                tokens = await unit.connections.tokens(connection.workspace_id, connection.id)
            if tokens is None:
                async with self._services.store.writing() as unit:
                    await unit.connections.ask_again(connection.workspace_id, connection.id, now)
                return
            platform = connection.platform
            ends = renewing.lasts_until(platform, tokens)
            is_soon = ends is not None and ends <= now + renewing.WARN_AHEAD
            if is_soon or ends != connection.lasts_until:
                async with self._services.store.writing() as unit:
                    await unit.grants.note_end(connection, tokens, now, is_soon=is_soon)
            expires = tokens.expires_at
            if expires is not None and not renewing.is_early(
                platform, expires, now, key=connection.id
            ):
                await fresh(self._services, connection, tokens, is_ahead=True)
