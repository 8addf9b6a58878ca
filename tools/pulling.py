"""Past posts are brought in from a connected account: few at once, more by a job."""

from dataclasses import asdict

from domain.connection import Connection
from domain.errors import InvalidError, NotFoundError, PlatformError
from domain.ids import new_id
from domain.job import Job
from domain.platform import Platform
from esg.importing import ImportOutcome
from tools.pull import Pull, Pulled, Wanted, must_be_connected, must_be_let_in, what_stands
from tools.services import Services

HISTORY = "history"
AT_ONCE = 25
"""Posts that a request waits for; more are brought in by a job."""


async def pull_history(
    services: Services, wanted: Wanted, platform: Platform
) -> ImportOutcome | str:
    """What came of a few posts, or the id of the job that brings in more.

    Raises:
        NotFoundError: No such account in this workspace.
        InvalidError: Its posts cannot be read; nothing was asked.
        PlatformError: The platform refused or did not answer; what came before that is kept.
    """
    pull = await open_pull(services, wanted)
    if pull.platform is not platform:
        raise NotFoundError(f"That account is not one of {platform.title}.")
    if wanted.limit <= AT_ONCE:
        return await _at_once(services, pull)
    job = Job(
        id=new_id(),
        workspace_id=wanted.workspace_id,
        kind=HISTORY,
        order=asdict(wanted) | {"after": ""},
        tally={},
        created_at=services.clock(),
    )
    async with services.store.writing() as unit:
        await unit.jobs.add(job)
    return job.id


async def choose_connection(
    services: Services, workspace_id: str, platform: Platform, connection_id: str | None
) -> str:
    """The account that is meant: the one named, else the only one whose posts can be listed.

    Raises:
        NotFoundError: None of the platform is connected.
        InvalidError: `which_account`; several could be meant.
    """
    if connection_id:
        return connection_id
    reader = services.platforms.get(platform).history
    async with services.store.reading() as unit:
        found = [c for c in await unit.connections.list(workspace_id) if c.platform is platform]
    if not found:
        raise NotFoundError(
            f"No {platform.title} account is connected here. Connect one, then bring its posts in."
        )
    listable = [c for c in found if reader and reader.refusal(c) is None] or found[:1]
    if len(listable) > 1:
        names = ", ".join(f"{c.account_name} ({c.id})" for c in listable)
        raise InvalidError(
            f"Several {platform.title} accounts are connected: {names}. Say which one with its "
            "connection_id.",
            code="which_account",
            extra={"connection_ids": [c.id for c in listable]},
        )
    return listable[0].id


async def open_pull(services: Services, wanted: Wanted) -> Pull:
    """What is needed to read the account's posts.

    Raises:
        NotFoundError: No such account or brand in this workspace, or it is disconnected.
        InvalidError: `history_not_offered`, or `needs_reconnect`.
    """
    async with services.store.reading() as unit:
        await unit.brands.get(wanted.workspace_id, wanted.brand_id)
        connection, tokens = await unit.connections.with_tokens(
            wanted.workspace_id, wanted.connection_id
        )
    must_be_connected(connection)
    refusal = history_refusal(services, connection)
    reader = services.platforms.get(connection.platform).history
    if reader is None or refusal:
        raise InvalidError(refusal or "", code="history_not_offered")
    if tokens is None:
        async with services.store.writing() as unit:
            await unit.connections.ask_again(
                connection.workspace_id, connection.id, services.clock()
            )
    must_be_let_in(connection, tokens)
    return Pull(services, wanted, connection, reader)


def history_refusal(services: Services, connection: Connection) -> str | None:
    """Why this account's past posts cannot be brought in, and what helps; None when they can."""
    reader = services.platforms.get(connection.platform).history
    return reader.refusal(connection) if reader else _not_offered(connection)


async def _at_once(services: Services, pull: Pull) -> ImportOutcome:
    wanted, events = pull.wanted, pull.events()
    pulled, has_more = Pulled(), False
    try:
        async for page in pull.pages():
            has_more = bool(page.after)
            async with services.store.writing() as unit:
                learned = await pull.learn(unit, page.posts)
            pulled += Pulled.of(learned, page.posts)
    except (PlatformError, NotFoundError, InvalidError) as error:
        raise error.saying(what_stands(pulled.posts)) from None
    await services.esg.ensure_vectors(wanted.workspace_id, wanted.brand_id)
    outcome = pull.outcome(pulled, has_more=has_more)
    async with services.store.writing() as unit:
        events.finished(unit, outcome)
    return outcome


def _not_offered(connection: Connection) -> str:
    return (
        f"Past posts cannot be brought in from {connection.platform.title} yet. Import a CSV or "
        "JSON of them instead."
    )
