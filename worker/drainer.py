"""Sends what one account has due, one after the other. Decides nothing about a single post."""

import structlog

from domain.errors import UnavailableError
from worker.publisher import Publisher

log = structlog.get_logger()


class Drainer:
    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._stopping = False

    def stop(self) -> None:
        """Begin no further publication."""
        self._stopping = True

    async def drain(self, connection_id: str, most: int) -> None:
        """Publish that many, unless nothing of this account is due or somebody else works on it."""
        try:
            for _ in range(most):
                if self._stopping or not await self._publisher.publish_next(connection_id):
                    return
        except UnavailableError as error:
            # the poll finds the account again once the database is back
            log.warning("drain.stopped", connection_id=connection_id, code=error.code)
