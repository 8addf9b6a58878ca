"""The dry run: everything that precedes sending a post, without asking its platform anything.

Says what would go out and all that stands in its way, not only the first.
"""

from datetime import datetime

from domain.account import Member
from domain.approval import Approval, ApprovalStatus, Decision
from domain.caution import Caution
from domain.connection import Connection, ConnectionStatus
from domain.errors import InstaMediaError, InvalidError, NotFoundError
from domain.frozen import Frozen
from domain.times import window
from platforms.ports import Part, RenderedPost
from store.unit import Unit
from tools.approved import due_of
from tools.editing import require_nothing_hidden
from tools.media import items_of
from tools.mourning import mourning_caution
from tools.overriding import unsafe
from tools.preflight import check_media
from tools.repeating import lasting
from tools.services import Services
from tools.timetables import quiet_caution


class Rehearsal(Frozen):
    ok: bool
    """Whether it would go out at its time, as far as anybody can know now."""
    problems: tuple[str, ...]
    """What would stop it, and what to do."""
    cautions: tuple[Caution, ...]
    account: str
    text: str
    """As readers will see it."""
    hashtags: tuple[str, ...]
    links: tuple[str, ...]
    parts: tuple[Part, ...]
    """What follows it."""
    character_count: int
    limit: int
    media: tuple[str, ...]
    not_before: datetime
    not_after: datetime


async def rehearse(services: Services, member: Member, approval_id: str) -> Rehearsal:
    """Go through one post up to the moment of sending.

    Raises:
        NotFoundError: No such approval in the member's workspace.
    """
    now = services.clock()
    async with services.store.reading() as unit:
        approval = await unit.approvals.get(member.workspace_id, approval_id)
        connection = await unit.connections.get(member.workspace_id, approval.connection_id)
        begins, ends, too_quiet = await _window(unit, connection, approval, now)
        # one that waits already says by its beginning that it does
        asked_at = approval.not_before or now
        quiet = await quiet_caution(unit, connection, approval.slot, now=asked_at)
        mourning = await mourning_caution(unit, approval.content, now=asked_at)
    post, missing = _rendered(services, approval, connection)
    problems = (
        *_standing(approval, connection, ends, now),
        *too_quiet,
        *missing,
        *post.problems,
        *(await _unfit(services, approval) if not missing else ()),
    )
    return Rehearsal(
        ok=not problems,
        problems=tuple(dict.fromkeys(problems)),
        cautions=(*lasting(approval.cautions), *mourning, *quiet),
        account=connection.account_name,
        text=post.text,
        hashtags=post.hashtags,
        links=post.links,
        parts=post.parts,
        character_count=post.character_count,
        limit=post.limit,
        media=approval.content.version.media,
        not_before=begins,
        not_after=ends,
    )


async def _window(
    unit: Unit, connection: Connection, approval: Approval, now: datetime
) -> tuple[datetime, datetime, tuple[str, ...]]:
    """Its time as decided, or as a decision now would make it, and what keeps it from one."""
    if approval.not_before and approval.not_after:
        return approval.not_before, approval.not_after, ()
    begins, ends = window(approval.publish_at, now)
    try:
        due_at, _ = await due_of(unit, connection, approval, (begins, ends))
    except InvalidError as error:
        return begins, ends, (error.message,)
    return due_at, ends, ()


def _rendered(
    services: Services, approval: Approval, connection: Connection
) -> tuple[RenderedPost, tuple[str, ...]]:
    renderer = services.platforms.get(approval.platform).renderer
    version, account_id = approval.content.version, connection.account_id
    try:
        media = items_of(services, approval.content)
    except NotFoundError as error:
        return renderer.render(version, account_id=account_id), (error.message,)
    return renderer.render(version, account_id=account_id, media=media), ()


def _standing(
    approval: Approval, connection: Connection, ends: datetime, now: datetime
) -> tuple[str, ...]:
    found = []
    title = connection.platform.title
    is_approved = approval.decision is Decision.APPROVE
    if approval.status is not ApprovalStatus.OPEN and not is_approved:
        found.append("This version is over: another one took its place, or it was rejected.")
    if connection.status is not ConnectionStatus.ACTIVE:
        found.append(f"{title} is not connected any more. Connect it again.")
    if connection.paused_at is not None:
        found.append(f"{connection.account_name} on {title} is paused. Resume it.")
    if ends <= now:
        found.append("Its time has passed. Choose a new one.")
    if not approval.content.version.safety.may_go_out:
        found.append(unsafe(approval.content.version))
    try:
        require_nothing_hidden(approval.content.version)
    except InstaMediaError as error:
        found.append(error.message)
    return tuple(found)


async def _unfit(services: Services, approval: Approval) -> tuple[str, ...]:
    version = approval.content.version
    try:
        await check_media(services, approval.workspace_id, approval.platform, version)
    except InstaMediaError as error:
        return (error.message,)
    return ()
