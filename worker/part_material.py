"""What one part's call needs, and the last look at whether it may be made. Sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from domain.connection import Connection, Tokens
from domain.part import PartError, PartState, PublicationPart, parent_of
from domain.publication import Publication
from platforms.ports import Continues, Part, RenderedPost
from store.parts import PartKey
from store.unit import Unit
from tools.deleting import leave_out
from tools.services import Services
from worker.material import Loaded, Material, RefusedError, load, material
from worker.part_endings import fail, hold

P = PartState


@dataclass(frozen=True)
class Begun:
    """A part that is marked as being sent, with all that its one call needs."""

    row: Publication
    held: PublicationPart
    part: Part
    continues: Continues
    connection: Connection
    tokens: Tokens
    root_id: str
    parent_id: str


async def begin(
    unit: Unit, services: Services, key: PartKey, *, owner: str, now: datetime
) -> Begun | None:
    """Mark the part as being sent, in a unit that commits before the call.

    Returns:
        None when it is not its turn, or when it cannot go out, which is written then.

    Raises:
        PartMovedError: Somebody else took it this very moment.
    """
    row = await unit.publications.get(key.workspace_id, key.publication_id)
    part = await unit.parts.get(key)
    if row.deleted_at is not None:
        await leave_out(unit, part, now=now)
        return None
    loaded = await load(unit, row, at=now)
    if not _is_its_turn(row, part, now) or loaded.connection.paused_at is not None:
        return None
    try:
        gathered = _in_time(services, row, part, loaded, now)
        wanted = _rendered(gathered.post, part)
        continues = _way(gathered, row)
    except RefusedError as refusal:
        await _refused(unit, row, part, refusal, now)
        return None
    held = await unit.parts.move(
        part,
        P.SUBMITTED,
        at=now,
        takes=True,
        lease_owner=owner,
        called_at=now,
        attempts=part.attempts + 1,
    )
    root_id = row.platform_post_id or ""
    return Begun(
        row=row,
        held=held,
        part=wanted,
        continues=continues,
        connection=gathered.connection,
        tokens=gathered.tokens,
        root_id=root_id,
        parent_id=parent_of(row.parts, part.n, root_id),
    )


async def _refused(
    unit: Unit, row: Publication, part: PublicationPart, refusal: RefusedError, now: datetime
) -> None:
    """Let it wait for its account, or end it with the reason."""
    words = refusal.message.removesuffix(" Nothing was posted.")
    if refusal.waits:
        await hold(unit, row, part, words, now=now)
        return
    reason = PartError(code=refusal.code, message=words, retryable=True)
    await fail(unit, row, part, reason, now=now, tries=part.tries)


def _is_its_turn(row: Publication, part: PublicationPart, now: datetime) -> bool:
    waits = any(p.n < part.n and p.state is not P.PUBLISHED for p in row.parts)
    is_due = part.state is P.SCHEDULED and part.due_at <= now
    return is_due and not waits and row.platform_post_id is not None


def _in_time(
    services: Services, row: Publication, part: PublicationPart, loaded: Loaded, now: datetime
) -> Material:
    if now > part.not_after:
        raise RefusedError("missed", "It could not be sent within a day of its post.")
    return material(services, row, loaded)


def _way(gathered: Material, row: Publication) -> Continues:
    if gathered.capabilities.continues is None:
        why = f"Nothing can follow a post on {row.platform.title} from here. Add it by hand."
        raise RefusedError("not_publishable", why)
    return gathered.capabilities.continues


def _rendered(post: RenderedPost, part: PublicationPart) -> Part:
    """The part as it is sent.

    Raises:
        RefusedError: It is not what was laid out when the post went out.
    """
    wanted = post.parts[part.n - 1] if part.n <= len(post.parts) else None
    if wanted is None or (wanted.kind, wanted.text) != (part.kind, part.text):
        raise RefusedError(
            "not_approved",
            "This part is not what followed from the post that a person approved, so it was not "
            "sent. Add it by hand.",
        )
    return wanted
