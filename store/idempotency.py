"""Answers to requests that carried an Idempotency-Key, kept for a day."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.frozen import Frozen
from store.tables import IdempotencyRow

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

    async def begin(self, actor: str, key: str, fingerprint: str, now: datetime) -> Answered | None:
        """Take the key for a new request (None), or say what an earlier one made of it."""
        await self._session.execute(
            delete(IdempotencyRow).where(IdempotencyRow.created_at < now - KEPT)
        )
        row = await self._session.scalar(
            select(IdempotencyRow)
            .where(IdempotencyRow.actor == actor, IdempotencyRow.key == key)
            .with_for_update()
        )
        if row is not None:
            return Answered(
                fingerprint=row.fingerprint,
                status=row.status,
                content_type=row.content_type,
                body=row.body,
            )
        self._session.add(
            IdempotencyRow(actor=actor, key=key, fingerprint=fingerprint, created_at=now)
        )
        await self._session.flush()
        return None

    async def finish(
        self, actor: str, key: str, *, status: int, content_type: str, body: bytes
    ) -> None:
        await self._session.execute(
            update(IdempotencyRow)
            .where(IdempotencyRow.actor == actor, IdempotencyRow.key == key)
            .values(status=status, content_type=content_type[:100], body=body)
        )

    async def forget(self, actor: str, key: str) -> None:
        """Give the key back: the request failed on our side and may be tried again."""
        await self._session.execute(
            delete(IdempotencyRow).where(IdempotencyRow.actor == actor, IdempotencyRow.key == key)
        )
