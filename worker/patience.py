"""Writes what must not be forgotten: waits for a database that is away, as long as this lives."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from domain.errors import UnavailableError
from store.unit import Unit
from tools.services import Services

PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
PATIENCE_S = 900.0
Written = TypeVar("Written")
log = structlog.get_logger()


async def patiently(services: Services, action: Callable[[Unit], Awaitable[Written]]) -> Written:
    """Do it in a unit of its own, again and again until the database takes it.

    Raises:
        UnavailableError: It stayed away; a sweep settles the row once it is back.
    """
    pause_s, waited_s = PAUSE_S, 0.0
    while True:
        try:
            async with services.store.writing() as unit:
                written = await action(unit)
        except UnavailableError as error:
            if waited_s > PATIENCE_S:
                raise
            log.warning("publication.not_written_yet", code=error.code)
        else:
            return written
        await asyncio.sleep(pause_s)
        waited_s, pause_s = waited_s + pause_s, min(2 * pause_s, LONGEST_PAUSE_S)
