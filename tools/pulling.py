"""Past posts are brought in from a connected account: few at once, more by a job."""

from dataclasses import asdict

from domain.connection import Connection, ConnectionStatus
from domain.errors import InvalidError, NotFoundError
from domain.ids import new_id
from domain.job import Job
from domain.platform import Platform
from esg.importing import ImportOutcome
from tools.pull import Pull, Pulled, Wanted
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
    name = connection.platform.title
    if connection.status is ConnectionStatus.DISCONNECTED:
        raise NotFoundError(f"{connection.account_name} is not connected on {name} any more.")
    reader = services.platforms.get(connection.platform).history
    refusal = reader.refusal(connection) if reader else _not_offered(connection)
    if reader is None or refusal:
        raise InvalidError(refusal or "", code="history_not_offered")
    if tokens is None or connection.status is not ConnectionStatus.ACTIVE:
        async with services.store.writing() as unit:
            await unit.connections.ask_again(
                connection.workspace_id, connection.id, services.clock()
            )
        raise InvalidError(
            f"{name} does not let us in as {connection.account_name} any more. Connect {name} "
            "again, then bring its posts in.",
            code="needs_reconnect",
        )
    return Pull(services, wanted, connection, tokens, reader)


async def _at_once(services: Services, pull: Pull) -> ImportOutcome:
    wanted, events = pull.wanted, pull.events()
    pulled, has_more = Pulled(), False
    async for page in pull.pages():
        has_more = bool(page.after)
        async with services.store.writing() as unit:
            pulled += await pull.learn(unit, page.posts)
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
