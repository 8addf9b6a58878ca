"""Answers to requests that carried an Idempotency-Key, kept for a day."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from store.tables import ExecutorRow, IdempotencyRow

KEPT = timedelta(hours=24)


class Answered(Frozen):
    """What is known of an earlier request under the same key."""

    fingerprint: str
    """sha256 of method, path and body."""
    status: int | None
    """None while it is still being worked on."""
    content_type: str | None
    body: bytes | None


class Idempotency:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(
        self, actor: str, key: str, fingerprint: str, now: datetime, *, holder: str
    ) -> Answered | None:
        """Take the key for a new request (None), or say what an earlier one made of it.

        A key whose request was never answered is taken over when the process that held it is
        gone, or is this one: a process asks only for what it has not in hand.

        Args:
            holder: This process's executor id.
        """
        await self._session.execute(
            delete(IdempotencyRow).where(IdempotencyRow.created_at < now - KEPT)
        )
        row = await self._row(actor, key, for_update=True)
        if row is not None and (row.status is not None or await self._is_held(row, holder)):
            return _answered(row)
        if row is not None:
            row.fingerprint, row.holder, row.created_at = fingerprint, holder, now
            await self._session.flush()
            return None
        row = IdempotencyRow(
            actor=actor, key=key, fingerprint=fingerprint, holder=holder, created_at=now
        )
        try:
            async with self._session.begin_nested():
                self._session.add(row)
        except IntegrityError:
            # another process took it this very moment
            return Answered(fingerprint=fingerprint, status=None, content_type=None, body=None)
        return None

    async def look(self, actor: str, key: str) -> Answered | None:
        """What is known of the request with this key; None when nothing is."""
        row = await self._row(actor, key)
        return _answered(row) if row else None

    async def _row(
        self, actor: str, key: str, *, for_update: bool = False
    ) -> IdempotencyRow | None:
        query = select(IdempotencyRow).where(
            IdempotencyRow.actor == actor, IdempotencyRow.key == key
        )
        found = await self._session.scalars(query.with_for_update() if for_update else query)
        return found.one_or_none()

    async def _is_held(self, row: IdempotencyRow, holder: str) -> bool:
        """Whether another process that lives works on it."""
        if row.holder in (None, holder):
            return False
        living = select(ExecutorRow.id).where(ExecutorRow.id == row.holder)
        return await self._session.scalar(living) is not None

    async def finish(
        self, actor: str, key: str, *, holder: str, status: int, content_type: str, body: bytes
    ) -> None:
        """Keep the answer, unless the key went to another process meanwhile."""
        await self._session.execute(
            update(IdempotencyRow)
            .where(*_held(actor, key, holder))
            .values(status=status, content_type=content_type[:100], body=body)
        )

    async def forget(self, actor: str, key: str, *, holder: str) -> None:
        """Give the key back: the request failed on our side and may be tried again."""
        await self._session.execute(delete(IdempotencyRow).where(*_held(actor, key, holder)))


def _held(actor: str, key: str, holder: str) -> tuple[ColumnElement[bool], ...]:
    """The key while its request is with this process and has no answer yet."""
    return (
        IdempotencyRow.actor == actor,
        IdempotencyRow.key == key,
        IdempotencyRow.holder == holder,
        IdempotencyRow.status.is_(None),
    )


def _answered(row: IdempotencyRow) -> Answered:
    return Answered(
        fingerprint=row.fingerprint,
        status=row.status,
        content_type=row.content_type,
        body=row.body,
    )
