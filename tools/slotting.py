"""Which slot a person means: a time they named, the account's next free one, or now."""

from datetime import datetime

from domain.approval import Approval
from domain.connection import Connection
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.times import Slot, slot_at, spoken
from store.unit import Unit
from tools.editing import Edits, require_one_time
from tools.timetables import take


def future_slot(publish_at: datetime | None, zone_name: str, now: datetime) -> Slot | None:
    """The slot a person asks for; None is "now", which only None means.

    Raises:
        InvalidError: `in_the_past`, `bad_zone`, `naive_time`, `bad_time`.
    """
    if publish_at is None:
        return None
    slot = slot_at(publish_at, zone_name)
    if slot.at <= now:
        raise InvalidError(
            f"{spoken(slot.at, zone_name)} has passed. Choose a time in the future, or none to "
            "post on approval.",
            code="in_the_past",
        )
    return slot


class When(Frozen):
    """When a person wants a post to go out."""

    publish_at: datetime | None = None
    """None: on approval."""
    zone: str | None = None
    """Whose wall time is meant; None: the brand's."""
    next_free: bool = False
    """Whether the account's next free slot is meant instead."""


async def wished_slot(
    unit: Unit,
    when: When,
    connection: Connection,
    *,
    content_id: str,
    brand_zone: str,
    now: datetime,
) -> Slot | None:
    """The slot of a piece that goes out by this account.

    Raises:
        InvalidError: As `future_slot`; `bad_edit` where a time and the next free slot are given.
        ConflictError: `no_free_slot`.
    """
    require_one_time(is_timed=when.publish_at is not None, next_free=when.next_free)
    if when.next_free:
        place = (connection.workspace_id, connection.id)
        return await take(unit, *place, but_content=content_id, now=now)
    return future_slot(when.publish_at, when.zone or brand_zone, now)


async def edited_slot(
    unit: Unit, edits: Edits, approval: Approval, zone_name: str, now: datetime
) -> Slot | None:
    """The slot after an edit, which stays what it was when the edit says nothing of it.

    Raises:
        InvalidError: As `future_slot`.
        ConflictError: `no_free_slot`.
    """
    if edits.next_free:
        return await take(
            unit,
            approval.workspace_id,
            approval.connection_id,
            but_content=approval.content.id,
            now=now,
        )
    if "publish_at" not in edits.model_fields_set:
        return approval.slot
    return future_slot(edits.publish_at, edits.publish_zone or zone_name, now)
