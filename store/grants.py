"""The upkeep of grants in the rows: who renews one, what came of it, what a refusal means.

One consent may stand behind several accounts (a person and their pages): they are held, renewed
and lost together. Asks no platform.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import renewing
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.frozen import Frozen
from domain.platform import Platform
from store.cipher import TokenCipher
from store.connections import Connections, to_connection
from store.tables import ConnectionRow

ACTIVE = ConnectionStatus.ACTIVE
NEEDS_RECONNECT = ConnectionStatus.NEEDS_RECONNECT


class Turn(StrEnum):
    """What somebody finds who wants to renew a grant."""

    MINE = "mine"
    """Nobody else may until the lease is over."""
    BUSY = "busy"
    """Somebody else is at it."""
    DONE = "done"
    """It was renewed, or connected anew, meanwhile."""
    LATER = "later"
    """It failed a moment ago."""
    OVER = "over"
    """Only a person can help."""


class Lease(Frozen):
    """The right to renew one grant, and the tokens to do it with."""

    turn: Turn
    flight: str
    connection: Connection
    tokens: Tokens | None = None
    """Those in force, where there are any."""
    later_at: datetime | None = None


class Grants:
    def __init__(
        self,
        session: AsyncSession,
        cipher: TokenCipher,
        connections: Connections,
    ) -> None:
        self._session = session
        self._cipher = cipher
        self._connections = connections

    async def begin(
        self,
        connection: Connection,
        seen: Tokens,
        *,
        flight: str,
        now: datetime,
        at: datetime,
        until: datetime,
    ) -> Lease:
        """Take the right to renew, for all accounts of the grant, unless somebody has it.

        Args:
            connection: Any of the grant's accounts.
            seen: The tokens that want to be renewed.
            flight: This renewal's own id.
            now: By the posts' time, as the tokens' own.
            at: By the machine's time, as all leases.
            until: When it is taken for dead.
        """
        row, held, family = await self._family(connection)
        if row is None or held is None or row.status != ACTIVE.value:
            return Lease(turn=Turn.OVER, flight=flight, connection=connection)
        found = Lease(turn=Turn.MINE, flight=flight, connection=to_connection(row), tokens=held)
        is_young = renewing.is_young(found.connection, row.renewed_at, now)
        if held.access_token != seen.access_token or is_young:
            return found.model_copy(update={"turn": Turn.DONE})
        if any(one.renewing_until is not None and one.renewing_until > at for one in family):
            return found.model_copy(update={"turn": Turn.BUSY})
        if row.renew_after is not None and row.renew_after > at:
            return found.model_copy(update={"turn": Turn.LATER, "later_at": row.renew_after})
        for one in family:
            one.renewing_by, one.renewing_until = flight, until
        await self._session.flush()
        return found

    async def renewed(self, lease: Lease, new: Tokens, at: datetime) -> Tokens | None:
        """Keep new tokens for every account that still has the old ones; what is in force now.

        Tokens that somebody else put there meanwhile stay. An account that was given up while the
        answer was under way works again: the platform has just said so.
        """
        row, held, family = await self._family(lease.connection, of=lease.tokens)
        kept = None
        for one in family:
            old = self._cipher.open(one.tokens)
            if old is None:
                continue
            tokens = renewing.merged(old, new)
            one.tokens = self._cipher.seal(tokens)
            one.expires_at = tokens.expires_at
            one.lasts_until = renewing.lasts_until(lease.connection.platform, tokens)
            one.renewed_at = one.updated_at = at
            one.renew_failures, one.renew_after, one.warned_at = 0, None, None
            one.renewing_by = one.renewing_until = None
            kept = tokens
        await self._session.flush()
        for one in family:
            await self._connections.set_status(one.workspace_id, one.id, ACTIVE, at)
        return kept if kept is not None or row is None else held

    async def ended(self, connection: Connection, tokens: Tokens, at: datetime) -> None:
        """The grant is dead: every account that still has these tokens needs a person, told once.

        One that was connected anew meanwhile is left alone.
        """
        _, _, family = await self._family(connection, of=tokens, by_access=True)
        for one in family:
            one.renewing_by = one.renewing_until = None
        await self._session.flush()
        over = [one for one in family if one.status == ACTIVE.value]
        # one consent is one incident, however many accounts it lets us act as
        told = next((one.id for one in over if one.id == connection.id), None)
        told = told or next((one.id for one in over), None)
        for one in over:
            await self._connections.set_status(
                one.workspace_id, one.id, NEEDS_RECONNECT, at, is_told=one.id == told
            )

    async def failed(self, lease: Lease, why: str, *, at: datetime, now: datetime) -> float:
        """Give the right back; returns the seconds until the next try. Told after some in a row.

        Args:
            lease: What is given back.
            why: In words, for the people of the account.
            at: By the machine's time.
            now: By the posts' time, which events carry.
        """
        row, _, family = await self._family(lease.connection, of=lease.tokens)
        mine = [one for one in family if one.renewing_by == lease.flight]
        for one in mine:
            one.renew_failures += 1
            one.renew_after = at + timedelta(seconds=renewing.pause_s(one.renew_failures))
            one.renewing_by = one.renewing_until = None
        if row in mine and row is not None and row.renew_failures == renewing.TELL_AFTER:
            self._connections.tell("renewal_failed", row, now, reason=why)
        await self._session.flush()
        return renewing.pause_s(row.renew_failures) if row is not None and mine else 0.0

    async def refused(
        self, workspace_id: str, connection_id: str, tokens: Tokens, at: datetime
    ) -> None:
        """A platform did not take these tokens: they are over, or the whole grant is.

        Where a refresh token may still be good the next use asks for new tokens first. Where there
        is none, or new ones were refused at once, a person has to connect again. Accounts that
        have other tokens by now are left alone.
        """
        row = await self._connections.row(workspace_id, connection_id)
        connection = to_connection(row)
        row_now, _, family = await self._family(connection, of=tokens, by_access=True)
        if row_now is None or not family or row_now.status != ACTIVE.value:
            return
        is_new = (
            row_now.renewed_at is not None and at - row_now.renewed_at < renewing.MAY_FAIL_AGAIN
        )
        held = self._cipher.open(row_now.tokens) or tokens
        if is_new or not renewing.survives_refusal(connection.platform, held, at):
            await self.ended(connection, held, at)
            return
        for one in family:
            old = self._cipher.open(one.tokens)
            if old is not None:
                one.tokens = self._cipher.seal(old.model_copy(update={"expires_at": at}))
                one.expires_at = at
        await self._session.flush()

    async def due(self, now: datetime, at: datetime, limit: int) -> tuple[Connection, ...]:
        """Accounts whose grant wants to be looked at, the most urgent first.

        Args:
            now: By the posts' time.
            at: By the machine's.
        """
        near = or_(
            *(
                and_(
                    ConnectionRow.platform == platform.value,
                    ConnectionRow.expires_at <= now + 2 * renewing.rule_of(platform).ahead,
                )
                for platform in Platform
            )
        )
        # what only a person can renew is looked at twice: to warn, and when it is over
        is_ours = or_(
            ConnectionRow.lasts_until.is_(None),
            ConnectionRow.lasts_until > ConnectionRow.expires_at,
            ConnectionRow.expires_at <= now,
        )
        untold = and_(
            ConnectionRow.lasts_until <= now + renewing.WARN_AHEAD,
            ConnectionRow.warned_at.is_(None),
        )
        rows = await self._session.scalars(
            select(ConnectionRow)
            .where(
                ConnectionRow.status == ACTIVE.value,
                or_(and_(near, is_ours), untold),
                or_(ConnectionRow.renew_after.is_(None), ConnectionRow.renew_after <= at),
                or_(ConnectionRow.renewing_until.is_(None), ConnectionRow.renewing_until <= at),
            )
            .order_by(ConnectionRow.expires_at, ConnectionRow.id)
            .limit(limit)
        )
        return tuple(to_connection(row) for row in rows)

    async def note_end(
        self, connection: Connection, tokens: Tokens, now: datetime, *, is_soon: bool
    ) -> None:
        """Write down when only a person can renew the grant; told once when that is soon."""
        row, held, _ = await self._family(connection)
        if row is None or held is None or held.access_token != tokens.access_token:
            return
        row.lasts_until = renewing.lasts_until(connection.platform, held)
        is_news = is_soon and row.warned_at is None
        if is_news:
            row.warned_at = now
        await self._session.flush()
        if is_news and row.lasts_until is not None:
            ends = row.lasts_until.isoformat()
            self._connections.tell("expires_soon", row, now, lasts_until=ends)

    async def _family(
        self, connection: Connection, *, of: Tokens | None = None, by_access: bool = False
    ) -> tuple[ConnectionRow | None, Tokens | None, list[ConnectionRow]]:
        """The account's row with its tokens, and every row of one grant with it, all locked.

        Args:
            connection: The account.
            of: Whose grant; the account's own when left out.
            by_access: Whether the access token alone says so.
        """
        rows = await self._session.scalars(
            select(ConnectionRow)
            .where(
                ConnectionRow.workspace_id == connection.workspace_id,
                ConnectionRow.platform == connection.platform.value,
                ConnectionRow.status != ConnectionStatus.DISCONNECTED.value,
            )
            .order_by(ConnectionRow.id)  # everybody locks them in one order
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        opened = [(row, self._cipher.open(row.tokens)) for row in rows]
        mine, held = next((o for o in opened if o[0].id == connection.id), (None, None))
        grant = of or held
        family = [
            row
            for row, tokens in opened
            if grant is not None
            and tokens is not None
            and (
                tokens.access_token == grant.access_token
                if by_access
                else renewing.is_same_grant(tokens, grant)
            )
        ]
        return mine, held, family
