"""An account's week: kept, read, and asked for its next free slot. Publishes nothing."""

from datetime import datetime

from domain.account import Member, Right
from domain.caution import Caution
from domain.connection import Connection, ConnectionStatus
from domain.errors import ConflictError, ForbiddenError, NotFoundError
from domain.times import NOW_WINDOW, Slot, spoken
from domain.timetable import Timetable, is_all_quiet, next_free, quiet_until
from store.unit import Unit
from tools.services import Services

QUIET_HOURS = "quiet_hours"
MOST_OFFERED = 50


async def read(services: Services, member: Member, connection_id: str) -> Timetable:
    """The account's week; without one, an empty week in the brand's zone.

    Raises:
        NotFoundError: No such connection in the member's workspace.
    """
    async with services.store.reading() as unit:
        await unit.connections.get(member.workspace_id, connection_id)
        return await _of(unit, member.workspace_id, connection_id)


async def save(
    services: Services, member: Member, connection_id: str, timetable: Timetable, *, surface: str
) -> Timetable:
    """Keep the account's week; posts that are planned already stay where they are.

    Raises:
        ForbiddenError: The member may not plan.
        NotFoundError: No such connection, or it is not connected any more.
    """
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to plan slots.", code="not_an_editor")
    now = services.clock()
    async with services.store.writing() as unit:
        connection = await unit.connections.get(member.workspace_id, connection_id)
        _must_be_connected(connection)
        await unit.timetables.put(member.workspace_id, connection_id, timetable, now)
        await unit.audit.record(
            member.workspace_id,
            at=now,
            user_id=member.user_id,
            surface=surface,
            action="timetable.save",
            subject=connection_id,
            detail={"slots": len(timetable.slots), "quiet": len(timetable.quiet)},
        )
    return timetable


async def free(
    services: Services, member: Member, connection_id: str, *, count: int
) -> tuple[Slot, ...]:
    """The account's next free slots; fewer when its week has fewer in the year ahead.

    Raises:
        NotFoundError: No such connection.
    """
    now = services.clock()
    async with services.store.reading() as unit:
        await unit.connections.get(member.workspace_id, connection_id)
        timetable = await _of(unit, member.workspace_id, connection_id)
        taken = await unit.timetables.planned(member.workspace_id, connection_id, since=now)
    return next_free(timetable, taken, after=now, count=count)


async def take(
    unit: Unit, workspace_id: str, connection_id: str, *, but_content: str, now: datetime
) -> Slot:
    """The next free slot, held until the unit ends: of two at once each gets one of its own.

    Raises:
        ConflictError: `no_free_slot`; the account has no slots, or all are taken or in quiet hours.
    """
    await unit.timetables.hold(workspace_id, connection_id)
    timetable = await _of(unit, workspace_id, connection_id)
    taken = await unit.timetables.planned(
        workspace_id, connection_id, since=now, but_content=but_content
    )
    found = next_free(timetable, taken, after=now)
    if found:
        return found[0]
    raise ConflictError(
        f"There is no free slot for this account: {_why_none(timetable, now)}, or choose a time.",
        code="no_free_slot",
    )


def _why_none(timetable: Timetable, now: datetime) -> str:
    """Why the week offers nothing, and what to change in it."""
    if not timetable.slots:
        return "it has no slots yet. Add slots to its week"
    if is_all_quiet(timetable, after=now):
        return (
            "all its weekly times lie in its quiet hours, when nothing goes out by them. Move a "
            "time out of them or shorten them in the account's week"
        )
    return "every slot of the year ahead is taken. Add slots to its week"


async def quiet_end(
    unit: Unit, workspace_id: str, connection_id: str, at: datetime
) -> datetime | None:
    """When the account's quiet hours end in which the instant lies; None: it lies in none."""
    timetable = await unit.timetables.get(workspace_id, connection_id)
    return quiet_until(timetable, at) if timetable else None


async def quiet_caution(
    unit: Unit, connection: Connection, slot: Slot | None, *, now: datetime
) -> tuple[Caution, ...]:
    """What to say of a post whose time lies in the account's quiet hours.

    One for "now" (no slot) waits for their end, as far as it can; a planned one does not.
    """
    timetable = await unit.timetables.get(connection.workspace_id, connection.id)
    if timetable is None or (end := quiet_until(timetable, slot.at if slot else now)) is None:
        return ()
    ends, name = spoken(end, timetable.timezone), connection.account_name
    if slot is not None:
        message = (
            f"{spoken(slot.at, slot.zone)} lies in {name}'s quiet hours, which end {ends}. Choose "
            "another time, or approve it to post then all the same."
        )
    elif end >= now + NOW_WINDOW:
        message = too_quiet(connection, end, timetable.timezone)
    else:
        message = (
            f"{name}'s quiet hours last until {ends}: approved before that, it waits until then. "
            "Choose a time for it to go out sooner."
        )
    return (Caution(code=QUIET_HOURS, message=message),)


def too_quiet(connection: Connection, end: datetime, zone_name: str) -> str:
    """What to say where the quiet hours outlast a post for "now"."""
    return (
        f"{connection.account_name}'s quiet hours last until {spoken(end, zone_name)}, longer than "
        "a post for “now” can wait. Choose a time for it."
    )


async def zone_of(unit: Unit, connection: Connection) -> str:
    """The zone of the account's week."""
    return (await _of(unit, connection.workspace_id, connection.id)).timezone


async def _of(unit: Unit, workspace_id: str, connection_id: str) -> Timetable:
    known = await unit.timetables.get(workspace_id, connection_id)
    if known is not None:
        return known
    brand = await unit.brands.default(workspace_id)
    return Timetable(timezone=brand.profile.timezone)


def _must_be_connected(connection: Connection) -> None:
    if connection.status is ConnectionStatus.DISCONNECTED:
        raise NotFoundError(f"{connection.platform.title} is not connected here any more.")
