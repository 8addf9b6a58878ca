"""Opens approvals: chooses the connection, proves that the post can go as it is, and asks."""

from contextlib import suppress
from datetime import datetime

from domain.approval import Approval, ApprovalStatus
from domain.caution import Caution
from domain.connection import AccountKind, Connection, ConnectionStatus
from domain.content import Content, ContentStatus, Version, content_hash
from domain.errors import InvalidError, NotFoundError
from domain.frozen import Frozen
from domain.ids import derived_id
from domain.platform import Platform
from platforms.ports import MediaItem, RenderedPost
from store.unit import Unit
from tools.media import items_in
from tools.mourning import mourning_caution
from tools.repeating import repeats
from tools.services import Services, Turn
from tools.timetables import quiet_caution


class Asked(Frozen):
    opened: tuple[Approval, ...] = ()
    """The approvals that are open now."""
    unconnected: tuple[Platform, ...] = ()
    """Platforms that lack a connection."""
    refused: tuple[str, ...] = ()
    """Why a post cannot go out as it is, one line each."""


async def ask(turn: Turn, *, only: frozenset[str] | None = None) -> Asked:
    """Open an approval for every piece of the conversation that waits for one.

    Args:
        only: Ids of the content to ask about, instead of all.
    """
    opened: list[Approval] = []
    unconnected: list[Platform] = []
    refused: list[str] = []
    now = turn.services.clock()
    cautions = await _cautions(turn, only)
    async with turn.services.store.writing() as unit:
        connections = await unit.connections.list(turn.workspace_id)
        for content in await unit.contents.of_thread(turn.workspace_id, turn.thread_id):
            if content.status is not ContentStatus.PENDING_REVIEW:
                continue
            if only is not None and content.id not in only:
                continue
            connection = await _connection_for(unit, content, connections)
            if connection is None:
                unconnected.append(content.platform)
                continue
            try:
                approval = await open_approval(
                    unit,
                    turn.services,
                    content,
                    connection=connection,
                    thread_id=turn.thread_id,
                    at=now,
                    cautions=cautions.get(content.id, ()),
                )
            except (InvalidError, NotFoundError) as error:
                refused.append(error.message)
            else:
                opened.append(approval)
    return Asked(
        opened=tuple(opened),
        unconnected=tuple(dict.fromkeys(unconnected)),
        refused=tuple(refused),
    )


async def _cautions(turn: Turn, only: frozenset[str] | None) -> dict[str, tuple[Caution, ...]]:
    """By content id, what is to be known of each piece that nobody was asked about yet."""
    async with turn.services.store.reading() as unit:
        found = await unit.contents.of_thread(turn.workspace_id, turn.thread_id)
        waiting = await unit.approvals.list(
            turn.workspace_id, status=ApprovalStatus.OPEN, thread_id=turn.thread_id
        )
    asked = {approval.content.id: approval.version for approval in waiting}
    return {
        content.id: await repeats(turn.services, content, content.version.text)
        for content in found
        if content.status is ContentStatus.PENDING_REVIEW
        and asked.get(content.id) != content.version.number
        and (only is None or content.id in only)
    }


async def ask_at_once(
    unit: Unit,
    turn: Turn,
    content: Content,
    *,
    at: datetime,
    cautions: tuple[Caution, ...] = (),
) -> None:
    """Ask about a version in the unit that makes it, so that no turn that ends early loses it.

    What cannot be asked yet (no connection, or its platform would not take it) is left to `ask`,
    which says why.
    """
    connections = await unit.connections.list(turn.workspace_id)
    connection = await _connection_for(unit, content, connections)
    if connection is not None:
        with suppress(InvalidError, NotFoundError):
            await open_approval(
                unit,
                turn.services,
                content,
                connection=connection,
                thread_id=turn.thread_id,
                at=at,
                cautions=cautions,
            )


async def open_approvals(turn: Turn) -> tuple[Approval, ...]:
    """What the conversation waits for, in creation order."""
    async with turn.services.store.reading() as unit:
        return await unit.approvals.list(
            turn.workspace_id, status=ApprovalStatus.OPEN, thread_id=turn.thread_id
        )


async def open_approval(
    unit: Unit,
    services: Services,
    content: Content,
    *,
    connection: Connection,
    thread_id: str | None,
    at: datetime,
    cautions: tuple[Caution, ...] = (),
) -> Approval:
    """Ask about the newest version of this piece, once; `cautions` are told with the question.

    Raises:
        InvalidError: The platform would not take it as it is; says why.
        NotFoundError: `medium_missing`, or the brand was taken away.
    """
    await unit.brands.lasting(content.workspace_id, content.brand_id)
    media = await items_in(unit, services, content.workspace_id, content.version)
    render(services, content.version, connection, media)
    quiet = await quiet_caution(unit, connection, content.slot, now=at)
    mourning = await mourning_caution(unit, content, now=at)
    approval = Approval(
        id=derived_id("approval", content.id, str(content.version.number)),
        workspace_id=content.workspace_id,
        campaign_id=content.campaign_id,
        thread_id=thread_id,
        status=ApprovalStatus.OPEN,
        version=content.version.number,
        content_hash=content_hash(
            content.version,
            platform=content.platform,
            connection_id=connection.id,
            publish_at=content.publish_at,
        ),
        content=content,
        platform=content.platform,
        connection_id=connection.id,
        publish_at=content.publish_at,
        publish_wall=content.publish_wall,
        publish_zone=content.publish_zone,
        cautions=(*cautions, *mourning, *quiet),
        created_at=at,
    )
    await unit.approvals.open(approval)
    return await unit.approvals.get(content.workspace_id, approval.id)


def render(
    services: Services, version: Version, connection: Connection, media: tuple[MediaItem, ...]
) -> RenderedPost:
    """Render the version for the connection's platform.

    Raises:
        InvalidError: `not_publishable`; it cannot go as it is, with every reason.
    """
    renderer = services.platforms.get(connection.platform).renderer
    post = renderer.render(version, account_id=connection.account_id, media=media)
    if post.problems:
        raise InvalidError(
            f"{connection.platform.title} would not take this post: {' '.join(post.problems)}",
            code="not_publishable",
        )
    return post


def choose_connection(connections: tuple[Connection, ...], platform: Platform) -> Connection | None:
    """The account to post as: a page before a person, the older connection first."""
    usable = [
        c for c in connections if c.platform is platform and c.status is ConnectionStatus.ACTIVE
    ]
    return min(
        usable,
        key=lambda c: (c.account_kind is AccountKind.MEMBER, c.created_at, c.id),
        default=None,
    )


async def _connection_for(
    unit: Unit, content: Content, connections: tuple[Connection, ...]
) -> Connection | None:
    """The connection that an earlier version was asked about, while it works; else the best one."""
    earlier = await unit.approvals.list(content.workspace_id, content_id=content.id)
    if earlier:
        for connection in connections:
            if (
                connection.id == earlier[-1].connection_id
                and connection.status is ConnectionStatus.ACTIVE
            ):
                return connection
    return choose_connection(connections, content.platform)
