"""Consent round trips with platforms: begun by a person, finished once, kept encrypted."""

import secrets
from datetime import datetime, timedelta

from domain.account import Member, Right
from domain.connection import Connection, ConnectionStatus, ConsentOutcome, Tokens
from domain.errors import (
    ErrorClass,
    ForbiddenError,
    InstaMediaError,
    InvalidError,
    NotFoundError,
    PlatformError,
)
from domain.ids import new_id
from domain.platform import Platform
from platforms.connect import DECLINED
from platforms.ports import Grant
from store.connections import Consent, ConsentState
from store.unit import Unit
from tools.services import Services

STATE_LIFE = timedelta(minutes=30)
BAD_STATE = "bad_state"


async def start(
    services: Services, member: Member, platform: Platform, redirect_uri: str
) -> tuple[str, str]:
    """Begin a consent round trip.

    Returns:
        The address to send the person to, and the single-use state that names them.

    Raises:
        ForbiddenError: The member may not connect accounts.
        InvalidError: `platform_not_available`.
    """
    if not member.may(Right.CONNECT):
        raise ForbiddenError(
            "Only an owner can connect accounts. Ask one of them.", code="not_an_owner"
        )
    connector = services.platforms.get(platform).connector
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    consent = ConsentState(
        workspace_id=member.workspace_id,
        user_id=member.user_id,
        platform=platform,
        redirect_uri=redirect_uri,
        verifier=verifier,
        expires_at=services.real_clock() + STATE_LIFE,
    )
    async with services.store.writing() as unit:
        await unit.connections.remember_state(state, consent)
    return connector.authorize_url(state, redirect_uri, verifier=verifier), state


async def finish(
    services: Services, platform: Platform, code: str, state: str
) -> tuple[Connection, ...]:
    """Trade the code for a grant and keep a connection per account it lets us act as.

    Raises:
        InvalidError: `bad_state`; the state is unknown, used or too old.
        ForbiddenError: Who began it may not connect accounts any more.
        PlatformError: The platform refused the code.
    """
    async with services.store.writing() as unit:
        consent = await unit.connections.use_state(state, services.real_clock())
    if consent is None or consent.platform is not platform:
        raise InvalidError(
            "This link was used already or is too old. Start connecting again.", code=BAD_STATE
        )
    await _must_still_connect(services, consent)
    connector = services.platforms.get(platform).connector
    grant = await connector.exchange(code, consent.redirect_uri, verifier=consent.verifier)
    if not grant.accounts:
        raise InvalidError(
            f"{platform.title} gave access, but to no account that can post.", code="no_account"
        )
    if not all((one.tokens or grant.tokens).access_token.strip() for one in grant.accounts):
        raise PlatformError(
            f"{platform.title} agreed, but gave no token to post with. Start connecting again.",
            error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
            sent="no",
        )
    async with services.store.writing() as unit:
        kept = await _kept(unit, consent, grant, services.clock())
        ended = services.real_clock()
        await unit.connections.close_state(state, platform, ConsentOutcome.CONNECTED, ended)
    return kept


async def _kept(
    unit: Unit, consent: ConsentState, grant: Grant, now: datetime
) -> tuple[Connection, ...]:
    """Every account of the grant as a connection, in the name of whoever began."""
    kept = []
    for account in grant.accounts:
        connection = Connection(
            id=new_id(),
            workspace_id=consent.workspace_id,
            platform=consent.platform,
            account_id=account.account_id,
            account_name=account.name,
            account_kind=account.kind,
            status=ConnectionStatus.ACTIVE,
            scopes=grant.scopes,
            expires_at=(account.tokens or grant.tokens).expires_at,
            created_at=now,
        )
        kept.append(await unit.connections.save(connection, account.tokens or grant.tokens, now))
        await unit.audit.record(
            consent.workspace_id,
            at=now,
            user_id=consent.user_id,
            surface="web",
            action="platform.connect",
            subject=kept[-1].id,
            detail={"platform": consent.platform.value, "account": account.name},
        )
    return tuple(kept)


async def give_up(
    services: Services, platform: Platform, state: str, error: InstaMediaError
) -> None:
    """Keep why a round trip brought no account, for whoever waits for it elsewhere.

    A state that is spent says nothing of the round trip it belonged to, so that is not kept.
    """
    if error.code == BAD_STATE:
        return
    declined = error.code == DECLINED
    outcome = ConsentOutcome.DECLINED if declined else ConsentOutcome.FAILED
    now = services.real_clock()
    async with services.store.writing() as unit:
        await unit.connections.close_state(state, platform, outcome, now, error.message)


async def consent(services: Services, member: Member, state: str) -> Consent:
    """How a round trip stands that somebody of the member's workspace began.

    Raises:
        NotFoundError: Nobody began one of that state there.
    """
    async with services.store.reading() as unit:
        return await unit.connections.consent(member.workspace_id, state, services.real_clock())


async def _must_still_connect(services: Services, consent: ConsentState) -> None:
    """Half an hour may have passed since the beginning: a right can be taken meanwhile."""
    async with services.store.reading() as unit:
        member = await unit.accounts.member(consent.workspace_id, consent.user_id)
    if member is None or not member.may(Right.CONNECT):
        raise ForbiddenError(
            "Only an owner can connect accounts, and whoever began this is none any more.",
            code="not_an_owner",
        )


async def disconnect(
    services: Services,
    member: Member,
    platform: Platform,
    connection_id: str | None,
    *,
    surface: str,
) -> None:
    """Forget a grant, and tell the platform when it lets us.

    Raises:
        ForbiddenError: The member may not.
        NotFoundError: No such connection.
    """
    if not member.may(Right.CONNECT):
        raise ForbiddenError(
            "Only an owner can disconnect accounts. Ask one of them.", code="not_an_owner"
        )
    async with services.store.reading() as unit:
        chosen = [
            c
            for c in await unit.connections.list(member.workspace_id)
            if c.platform is platform and connection_id in (None, c.id)
        ]
        tokens = [await unit.connections.tokens(c.workspace_id, c.id) for c in chosen]
    if not chosen:
        raise NotFoundError(f"{platform.title} is not connected here.")
    now = services.clock()
    async with services.store.writing() as unit:
        for connection in chosen:
            await unit.connections.disconnect(member.workspace_id, connection.id, now)
            await unit.audit.record(
                member.workspace_id,
                at=now,
                user_id=member.user_id,
                surface=surface,
                action="platform.disconnect",
                subject=connection.id,
                detail={"platform": platform.value, "account": connection.account_name},
            )
        left = [
            c for c in await unit.connections.list(member.workspace_id) if c.platform is platform
        ]
    if left:
        return  # the accounts that stay may share the grant
    await _revoke(services, platform, next((one for one in tokens if one is not None), None))


async def _revoke(services: Services, platform: Platform, tokens: Tokens | None) -> None:
    if tokens is None:
        return  # nothing is left to name the grant by; it ends by itself
    try:
        await services.platforms.get(platform).connector.revoke(tokens)
    except PlatformError:
        return  # our copy is gone; the platform's grant ends by itself


async def set_pause(
    services: Services, member: Member, connection_id: str, *, paused: bool, surface: str
) -> Connection:
    """Let nothing go out by one account until it is resumed; others go on. Twice is once.

    Raises:
        ForbiddenError: The member may not.
        NotFoundError: No such connection, or it is not connected any more.
    """
    if not member.may(Right.CONNECT):
        raise ForbiddenError(
            "Only an owner can pause or resume accounts. Ask one of them.", code="not_an_owner"
        )
    now = services.clock()
    async with services.store.writing() as unit:
        known = await unit.connections.get(member.workspace_id, connection_id)
        if known.status is ConnectionStatus.DISCONNECTED:
            raise NotFoundError(f"{known.platform.title} is not connected here any more.")
        by = (member.name or member.email) if paused else None
        if await unit.connections.set_pause(member.workspace_id, connection_id, by=by, at=now):
            await unit.audit.record(
                member.workspace_id,
                at=now,
                user_id=member.user_id,
                surface=surface,
                action="platform.pause" if paused else "platform.resume",
                subject=connection_id,
                detail={"platform": known.platform.value, "account": known.account_name},
            )
        return await unit.connections.get(member.workspace_id, connection_id)
