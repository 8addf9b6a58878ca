"""Connections, their encrypted grants, and the single-use states of consent round trips."""

import hashlib
from datetime import datetime

from sqlalchemy import Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import renewing
from domain.connection import AccountKind, Connection, ConnectionStatus, ConsentOutcome, Tokens
from domain.errors import NotFoundError
from domain.frozen import Frozen
from domain.platform import Platform
from store.cipher import TokenCipher
from store.execute import changed
from store.outbox import Outbox
from store.tables import ConnectionRow, OauthStateRow

_BECAME = {
    ConnectionStatus.ACTIVE: "connected",
    ConnectionStatus.NEEDS_RECONNECT: "needs_reconnect",
    ConnectionStatus.DISCONNECTED: "disconnected",
}


class ConsentState(Frozen):
    """Who started a consent round trip, and for what."""

    workspace_id: str
    user_id: str
    platform: Platform
    redirect_uri: str
    verifier: str
    """The secret half of the proof key, which only the exchange of the code sends."""
    expires_at: datetime


class Consent(Frozen):
    """How far a consent round trip is."""

    platform: Platform
    outcome: ConsentOutcome
    problem: str | None = None
    """Why it brought no account."""


class Connections:
    def __init__(self, session: AsyncSession, cipher: TokenCipher, outbox: Outbox) -> None:
        self._session = session
        self._cipher = cipher
        self._outbox = outbox

    async def save(self, connection: Connection, tokens: Tokens, at: datetime) -> Connection:
        """Insert, or renew the connection of the same account; its id stays what it was.

        What a new consent leaves out stays: Google gives a refresh token with the first one only.
        """
        row = await self._session.scalar(
            select(ConnectionRow)
            .where(
                ConnectionRow.workspace_id == connection.workspace_id,
                ConnectionRow.platform == connection.platform.value,
                ConnectionRow.account_id == connection.account_id,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None:
            row = ConnectionRow(
                id=connection.id,
                workspace_id=connection.workspace_id,
                platform=connection.platform.value,
                account_id=connection.account_id,
                account_kind=connection.account_kind.value,
                created_at=connection.created_at,
            )
            self._session.add(row)
        elif row.status == ConnectionStatus.ACTIVE.value:
            # of a grant that is in force; a dead one's refresh token is as dead
            old = self._cipher.open(row.tokens)
            tokens = renewing.merged(old, tokens) if old is not None else tokens
        row.account_name = connection.account_name
        row.status = connection.status.value
        row.scopes = list(connection.scopes or row.scopes or ())
        row.tokens = self._cipher.seal(tokens)
        row.expires_at = tokens.expires_at
        row.lasts_until = renewing.lasts_until(connection.platform, tokens)
        row.renewed_at = row.warned_at = row.renew_after = None
        row.renewing_by = row.renewing_until = None
        row.renew_failures = 0
        row.updated_at = at
        await self._session.flush()
        self.tell(_BECAME[connection.status], row, at)
        return to_connection(row)

    async def get(self, workspace_id: str, connection_id: str) -> Connection:
        """The connection.

        Raises:
            NotFoundError: No such connection in this workspace.
        """
        return to_connection(await self.row(workspace_id, connection_id))

    async def tokens(self, workspace_id: str, connection_id: str) -> Tokens | None:
        """As `with_tokens`, the grant alone."""
        _, tokens = await self.with_tokens(workspace_id, connection_id)
        return tokens

    async def with_tokens(
        self, workspace_id: str, connection_id: str
    ) -> tuple[Connection, Tokens | None]:
        """The connection and its grant, for one call in its name.

        Returns:
            None as the grant when no secret key opens it: only a new consent helps then, which
            `ask_again` writes down.

        Raises:
            NotFoundError: No such connection in this workspace.
        """
        row = await self.row(workspace_id, connection_id)
        return to_connection(row), self._cipher.open(row.tokens)

    async def ask_again(self, workspace_id: str, connection_id: str, at: datetime) -> None:
        """Have an account connected anew whose grant cannot be read, unless it was meanwhile."""
        row = await self._session.scalar(
            select(ConnectionRow)
            .where(ConnectionRow.workspace_id == workspace_id, ConnectionRow.id == connection_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row is None or row.status != ConnectionStatus.ACTIVE.value:
            return
        if self._cipher.open(row.tokens) is None:
            status = ConnectionStatus.NEEDS_RECONNECT
            await self.set_status(workspace_id, connection_id, status, at)

    async def list(self, workspace_id: str) -> tuple[Connection, ...]:
        rows = await self._session.scalars(
            select(ConnectionRow)
            .where(
                ConnectionRow.workspace_id == workspace_id,
                ConnectionRow.status != ConnectionStatus.DISCONNECTED.value,
            )
            .order_by(ConnectionRow.created_at, ConnectionRow.id)
        )
        return tuple(to_connection(row) for row in rows)

    async def set_status(
        self,
        workspace_id: str,
        connection_id: str,
        status: ConnectionStatus,
        at: datetime,
        *,
        is_told: bool = True,
    ) -> None:
        """Change it; `is_told` is whether the workspace hears of it."""
        row = await self._changed(
            update(ConnectionRow)
            .where(
                ConnectionRow.workspace_id == workspace_id,
                ConnectionRow.id == connection_id,
                ConnectionRow.status != status.value,
            )
            .values(status=status.value, updated_at=at)
        )
        if row is not None and is_told:
            self.tell(_BECAME[status], row, at)

    async def set_pause(
        self, workspace_id: str, connection_id: str, *, by: str | None, at: datetime
    ) -> bool:
        """Pause it in this person's name, or resume it with None; False when it is so already."""
        paused = ConnectionRow.paused_at.is_(None) if by else ConnectionRow.paused_at.is_not(None)
        row = await self._changed(
            update(ConnectionRow)
            .where(
                ConnectionRow.workspace_id == workspace_id,
                ConnectionRow.id == connection_id,
                paused,
            )
            .values(paused_at=at if by else None, paused_by=by, updated_at=at)
        )
        if row is not None:
            self.tell("paused" if by else "resumed", row, at)
        return row is not None

    async def disconnect(self, workspace_id: str, connection_id: str, at: datetime) -> None:
        """Forget the grant; the row stays, because publications point to it."""
        row = await self.row(workspace_id, connection_id)
        row.status = ConnectionStatus.DISCONNECTED.value
        row.tokens = self._cipher.seal(Tokens(access_token=""))
        row.expires_at = row.lasts_until = None
        row.updated_at = at
        await self._session.flush()
        self.tell("disconnected", row, at)

    async def _changed(self, statement: Update) -> ConnectionRow | None:
        """The row as the update left it; None when no row was hit."""
        returning = statement.returning(ConnectionRow).execution_options(populate_existing=True)
        return (await self._session.scalars(returning)).one_or_none()

    def tell(self, what: str, row: ConnectionRow, at: datetime, **more: str) -> None:
        """Tell the workspace of a change; `more` are further words for its people."""
        self._outbox.add(
            row.workspace_id,
            f"connection.{what}",
            at,
            {
                "connection_id": row.id,
                "platform": row.platform,
                "account_name": row.account_name,
                "status": row.status,
                "paused_at": row.paused_at.isoformat() if row.paused_at else None,
                "paused_by": row.paused_by,
                **more,
            },
        )

    async def remember_state(self, state: str, consent: ConsentState) -> None:
        sealed = {"verifier": self._cipher.seal_text(consent.verifier)}
        self._session.add(OauthStateRow(state_hash=_hash(state), **consent.model_dump() | sealed))
        await self._session.flush()

    async def use_state(self, state: str, now: datetime) -> ConsentState | None:
        """Spend a state; None when it is unknown, spent or past its time."""
        took = await changed(
            self._session,
            update(OauthStateRow)
            .where(
                OauthStateRow.state_hash == _hash(state),
                OauthStateRow.used_at.is_(None),
                OauthStateRow.expires_at > now,
            )
            .values(used_at=now),
        )
        if not took:
            return None
        row = await self._session.get(OauthStateRow, _hash(state), populate_existing=True)
        if row is None:
            return None
        return ConsentState(
            workspace_id=row.workspace_id,
            user_id=row.user_id,
            platform=Platform(row.platform),
            redirect_uri=row.redirect_uri,
            verifier=(self._cipher.open_text(row.verifier) or "") if row.verifier else "",
            expires_at=row.expires_at,
        )

    async def close_state(
        self,
        state: str,
        platform: Platform,
        outcome: ConsentOutcome,
        now: datetime,
        problem: str | None = None,
    ) -> None:
        """Spend a state, and keep how its round trip ended; the first end stays."""
        await self._session.execute(
            update(OauthStateRow)
            .where(
                OauthStateRow.state_hash == _hash(state),
                OauthStateRow.platform == platform.value,
                OauthStateRow.outcome.is_(None),
            )
            .values(
                used_at=func.coalesce(OauthStateRow.used_at, now),
                outcome=outcome.value,
                problem=problem,
            )
        )

    async def consent(self, workspace_id: str, state: str, now: datetime) -> Consent:
        """How the round trip of this state stands.

        Raises:
            NotFoundError: This workspace began none of that state.
        """
        row = await self._session.get(OauthStateRow, _hash(state), populate_existing=True)
        if row is None or row.workspace_id != workspace_id:
            raise NotFoundError("No connecting of that state was begun in this workspace.")
        ended = ConsentOutcome(row.outcome) if row.outcome else None
        late = ConsentOutcome.EXPIRED if row.expires_at <= now else ConsentOutcome.WAITING
        return Consent(platform=Platform(row.platform), outcome=ended or late, problem=row.problem)

    async def row(self, workspace_id: str, connection_id: str) -> ConnectionRow:
        """The row itself, for the repositories beside this one.

        Raises:
            NotFoundError: No such connection in this workspace.
        """
        row = await self._session.scalar(
            select(ConnectionRow).where(
                ConnectionRow.workspace_id == workspace_id, ConnectionRow.id == connection_id
            )
        )
        if row is None:
            raise NotFoundError(f"There is no connection {connection_id} in this workspace.")
        return row


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def to_connection(row: ConnectionRow) -> Connection:
    return Connection(
        id=row.id,
        workspace_id=row.workspace_id,
        platform=Platform(row.platform),
        account_id=row.account_id,
        account_name=row.account_name,
        account_kind=AccountKind(row.account_kind),
        status=ConnectionStatus(row.status),
        scopes=tuple(row.scopes),
        expires_at=row.expires_at,
        lasts_until=row.lasts_until,
        paused_at=row.paused_at,
        paused_by=row.paused_by,
        created_at=row.created_at,
    )
