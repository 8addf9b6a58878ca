"""Runs a conditional write and says whether it took hold: the lock of every compare-and-set."""

from typing import cast

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncSession


async def changed(session: AsyncSession, statement: Executable) -> bool:
    """Execute an UPDATE or DELETE; True when at least one row was hit."""
    result = cast("CursorResult[tuple[object, ...]]", await session.execute(statement))
    return result.rowcount > 0
