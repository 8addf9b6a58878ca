"""What a platform tells of an account: who its people are, and what other accounts show."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from domain.account import Member
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.errors import ConflictError, InvalidError
from platforms.ports import Audience, PublicAccount
from tools.granting import in_force, lost
from tools.services import Services

USUAL = timedelta(days=28)
MOST_POSTS = 50


async def audience(
    services: Services,
    member: Member,
    connection_id: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Audience:
    """The account's own numbers over a time, four weeks unless said, and its demographics.

    Raises:
        NotFoundError: No such connection in the member's workspace.
        InvalidError: `not_offered`; that platform tells nothing of it.
        ConflictError: `not_connected`.
        PlatformError: It could not be asked.
    """
    end = until or services.clock()
    begin = since or end - USUAL
    if begin >= end:
        raise InvalidError("“since” has to be before “until”.", code="bad_time")
    connection, tokens = await _signed(services, member, connection_id)
    can = services.platforms.get(connection.platform).audience
    if can is None:
        raise _not_offered(connection, "who follows an account")
    return await can.read_audience(tokens, account_id=connection.account_id, since=begin, until=end)


async def public_account(
    services: Services, member: Member, connection_id: str, handle: str, *, most: int
) -> PublicAccount:
    """Another account of the same platform by its public name, seen through one of ours.

    Raises:
        NotFoundError: No such connection, or no such account that the platform shows.
        InvalidError: `not_offered`; that platform shows no other accounts.
        ConflictError: `not_connected`.
        PlatformError: It could not be asked.
    """
    connection, tokens = await _signed(services, member, connection_id)
    can = services.platforms.get(connection.platform).public
    if can is None:
        raise _not_offered(connection, "other accounts")
    return await can.read_public(
        handle.strip().removeprefix("@"),
        _grant(services, connection, tokens),
        account_id=connection.account_id,
        most=most,
    )


def _grant(
    services: Services, connection: Connection, tokens: Tokens
) -> Callable[[], Awaitable[Tokens]]:
    async def now_in_force() -> Tokens:
        _, found = await in_force(services, connection.workspace_id, connection.id)
        return found or tokens

    return now_in_force


async def _signed(
    services: Services, member: Member, connection_id: str
) -> tuple[Connection, Tokens]:
    connection, tokens = await in_force(services, member.workspace_id, connection_id)
    if connection.status is not ConnectionStatus.ACTIVE:
        raise ConflictError(
            f"{connection.platform.title} is not connected any more. Connect it again.",
            code="not_connected",
        )
    if tokens is None:
        raise lost(connection)
    return connection, tokens


def _not_offered(connection: Connection, what: str) -> InvalidError:
    return InvalidError(
        f"{connection.platform.title} tells other programs nothing of {what}.", code="not_offered"
    )
