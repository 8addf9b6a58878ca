"""What an approval makes: the publication of exactly that form, and when it may first go out."""

from datetime import datetime

from domain.approval import Approval
from domain.connection import Connection
from domain.errors import InvalidError
from domain.ids import derived_id
from domain.publication import Publication, PublicationState
from domain.times import spoken
from store.unit import Unit
from tools.timetables import quiet_end, too_quiet, zone_of


def publication_of(
    approval: Approval, within: tuple[datetime, datetime], *, due_at: datetime, now: datetime
) -> Publication:
    """The row that an approval makes; `within` is the window in which it may be submitted."""
    not_before, not_after = within
    return Publication(
        id=derived_id("publication", approval.id),
        workspace_id=approval.workspace_id,
        campaign_id=approval.campaign_id,
        thread_id=approval.thread_id,
        approval_id=approval.id,
        content_id=approval.content.id,
        content_version=approval.version,
        content_hash=approval.content_hash,
        connection_id=approval.connection_id,
        platform=approval.platform,
        state=PublicationState.SCHEDULED,
        publish_at=approval.publish_at,
        publish_wall=approval.publish_wall,
        publish_zone=approval.publish_zone,
        not_before=not_before,
        not_after=not_after,
        due_at=due_at,
        created_at=now,
    )


async def due_of(
    unit: Unit, connection: Connection, approval: Approval, within: tuple[datetime, datetime]
) -> tuple[datetime, str]:
    """When it may first go out, and why not at once: a post for "now" keeps quiet hours.

    Raises:
        InvalidError: `quiet_hours`; they last longer than the post's time.
    """
    not_before, not_after = within
    if approval.publish_at is not None:
        return not_before, ""
    end = await quiet_end(unit, connection.workspace_id, connection.id, not_before)
    if end is None:
        return not_before, ""
    zone = await zone_of(unit, connection)
    if end >= not_after:
        raise InvalidError(too_quiet(connection, end, zone), code="quiet_hours")
    return end, f" Quiet hours: it waits until {spoken(end, zone)}."
