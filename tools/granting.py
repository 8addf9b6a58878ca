"""The one place that gives out a platform's tokens in force: renewed first where they end soon.

However many ask, in however many processes, the platform is asked once: who renews holds a lease
on the rows of the grant, the others wait and take what the winner stored. No transaction is open
across the call, so one window stays: a process that dies after a platform took back a single-use
refresh token and before the new one was stored (one write, a few milliseconds) has lost the
grant. The next renewal is refused then, and the account's people are asked once to connect again.
"""

import asyncio
import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog

from domain import renewing
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.errors import ErrorClass, PlatformError, UnavailableError
from domain.ids import new_id
from store.grants import Lease, Turn
from tools.services import Services

CALL_S = 25.0
"""How long one request for new tokens may take."""
LEASE = timedelta(seconds=90)
"""Longer than two requests and what is written after them."""
WAIT_S = 20.0
"""How long others wait for whoever renews, when they cannot do without."""
SHORT_WAIT_S = 3.0
"""And how long when the tokens they have are still good."""
LOOK_EVERY_S = 0.2
WRITE_PATIENCE_S = 600.0
"""How long new tokens are held for a database that is away: they exist nowhere else."""
_LOST = frozenset({ErrorClass.NETWORK_ERROR, ErrorClass.TIMEOUT})
log = structlog.get_logger()


@dataclass(frozen=True)
class _Outcome:
    tokens: Tokens | None = None
    is_over: bool = False
    wait_s: float = 0.0


async def in_force(
    services: Services, workspace_id: str, connection_id: str
) -> tuple[Connection, Tokens | None]:
    """The account and tokens to call its platform with, as `Connections.with_tokens`.

    Raises:
        NotFoundError: No such connection in this workspace.
        PlatformError: As `fresh`.
    """
    async with services.store.reading() as unit:
        connection, tokens = await unit.connections.with_tokens(workspace_id, connection_id)
    if tokens is None or connection.status is not ConnectionStatus.ACTIVE:
        return connection, tokens
    return connection, await fresh(services, connection, tokens)


async def fresh(
    services: Services, connection: Connection, tokens: Tokens, *, is_ahead: bool = False
) -> Tokens:
    """These tokens, or the ones that replace them when they end soon.

    Args:
        services: The running system's parts.
        connection: One of the grant's accounts, as its row says.
        tokens: What was stored for it.
        is_ahead: Whether to renew before the usual margin begins.

    Raises:
        PlatformError: They are over. INVALID_TOKEN: a person has to connect again, which is
            written down; else they could not be renewed at this moment.
    """
    now = services.clock()
    if not is_ahead and not renewing.is_near(connection.platform, tokens, now):
        return tokens
    is_over = renewing.is_over(tokens, now)
    if not renewing.is_renewable(connection.platform, tokens, now):
        if is_over:
            await _end(services, connection, tokens)
            raise lost(connection)
        return tokens
    key = (connection.workspace_id, connection.id)
    wait_s = WAIT_S if is_over else SHORT_WAIT_S
    renewal = partial(_renewed, services, connection, tokens, wait_s)
    outcome = await services.flights.share(key, renewal)
    if outcome.tokens is not None:
        return outcome.tokens
    if outcome.is_over:
        raise lost(connection)
    if not is_over:
        return tokens
    title = connection.platform.title
    raise PlatformError(
        f"The access to {connection.account_name} on {title} ran out and {title} did not renew it "
        "yet. It is asked again by itself; nothing was sent.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
        retry_after_s=max(outcome.wait_s, 1.0),
    )


def lost(connection: Connection) -> PlatformError:
    """What whoever needs a grant is told that only a person can renew."""
    title = connection.platform.title
    return PlatformError(
        f"{title} does not let us in as {connection.account_name} any more. Connect {title} again.",
        error_class=ErrorClass.INVALID_TOKEN,
        sent="no",
    )


async def _renewed(
    services: Services, connection: Connection, tokens: Tokens, wait_s: float
) -> _Outcome:
    """Renew it, or wait for whoever does, in whichever process."""
    loop = asyncio.get_running_loop()
    until_s, flight = loop.time() + wait_s, new_id()
    while True:
        at = services.real_clock()
        async with services.store.writing() as unit:
            lease = await unit.grants.begin(
                connection, tokens, flight=flight, now=services.clock(), at=at, until=at + LEASE
            )
        if lease.turn is Turn.MINE and lease.tokens is not None:
            return await _fly(services, lease, lease.tokens)
        if lease.turn is Turn.DONE:
            return _Outcome(tokens=lease.tokens)
        if lease.turn is Turn.OVER:
            return _Outcome(is_over=True)
        if lease.turn is Turn.LATER and lease.later_at is not None:
            return _Outcome(wait_s=(lease.later_at - at).total_seconds())
        if loop.time() > until_s:
            return _Outcome(wait_s=WAIT_S)
        await asyncio.sleep(LOOK_EVERY_S * random.uniform(0.5, 1.5))  # noqa: S311 - no secret


async def _fly(services: Services, lease: Lease, tokens: Tokens) -> _Outcome:
    """Ask the platform as the only one who may, and write down what it says."""
    connection = lease.connection
    try:
        new = await _asked(services, connection, tokens)
    except PlatformError as error:
        # whatever its class: only a connector that recognises the words for it ends a grant
        return await _failed(services, lease, error.message)
    except Exception:
        log.exception("grant.renewal_broke", connection_id=connection.id)
        return await _failed(services, lease, f"{connection.platform.title} could not be asked.")
    if new is not None and _is_no_newer(tokens, new):
        why = f"{connection.platform.title} gave no newer access to {connection.account_name} yet."
        return await _failed(services, lease, why)
    if new is None:
        await _end(services, connection, tokens)
        return _Outcome(is_over=True)
    return _Outcome(tokens=await _kept(services, lease, new))


async def _asked(services: Services, connection: Connection, tokens: Tokens) -> Tokens | None:
    """New tokens. A lost answer is asked for once more by the same token: it may still serve.

    Raises:
        PlatformError: Refused, or not answered twice.
    """
    try:
        return await _ask(services, connection, tokens)
    except PlatformError as error:
        if error.error_class not in _LOST:
            raise
        log.warning("grant.answer_lost", connection_id=connection.id, code=error.code)
    return await _ask(services, connection, tokens)


async def _ask(services: Services, connection: Connection, tokens: Tokens) -> Tokens | None:
    title = connection.platform.title
    connector = services.platforms.get(connection.platform).connector
    try:
        async with asyncio.timeout(CALL_S):
            new = await connector.refresh(tokens)
    except TimeoutError:
        raise PlatformError(
            f"{title} did not answer in time when it was asked for new tokens.",
            error_class=ErrorClass.TIMEOUT,
            sent="no",
        ) from None
    if new is not None and not new.access_token.strip():
        raise PlatformError(
            f"{title} answered without a token when it was asked for a new one.",
            error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
            sent="no",
        )
    return new


def _is_no_newer(old: Tokens, new: Tokens) -> bool:
    same = new.access_token == old.access_token
    return same and (new.expires_at or renewing.NEVER) <= (old.expires_at or renewing.NEVER)


async def _kept(services: Services, lease: Lease, new: Tokens) -> Tokens | None:
    """Store new tokens, waiting for a database that is away; those in force then."""
    loop = asyncio.get_running_loop()
    until_s = loop.time() + WRITE_PATIENCE_S
    while True:
        try:
            async with services.store.writing() as unit:
                kept = await unit.grants.renewed(lease, new, services.clock())
        except UnavailableError as error:
            if loop.time() > until_s:
                raise
            log.warning("grant.not_stored_yet", connection_id=lease.connection.id, code=error.code)
            await asyncio.sleep(LOOK_EVERY_S)
        else:
            log.info("grant.renewed", connection_id=lease.connection.id)
            return kept


async def _failed(services: Services, lease: Lease, why: str) -> _Outcome:
    async with services.store.writing() as unit:
        wait_s = await unit.grants.failed(
            lease, why, at=services.real_clock(), now=services.clock()
        )
    log.warning("grant.not_renewed", connection_id=lease.connection.id, wait_s=wait_s)
    return _Outcome(wait_s=wait_s)


async def _end(services: Services, connection: Connection, tokens: Tokens) -> None:
    async with services.store.writing() as unit:
        await unit.grants.ended(connection, tokens, services.clock())
    log.warning("grant.over", connection_id=connection.id)
