"""The days a brand meets: the calendar's, nearest first, with those its workspace has entered."""

from datetime import date, datetime, timedelta

from almanac.coming import days_between
from almanac.places import state, states_in
from domain.account import Member, Right
from domain.brand import BrandProfile
from domain.day import Day, OwnDay
from domain.errors import ForbiddenError, InvalidError, LimitError
from domain.ids import new_id
from domain.language import ENGLISH
from domain.times import zone
from store.unit import Unit
from tools.services import Services

MOST_OWN = 200
"""Days that a workspace may enter."""
LONGEST = timedelta(days=31)
WIDEST = timedelta(days=400)
"""What one look at the calendar shows at most."""
AHEAD = timedelta(days=60)
"""How far a plan looks."""


async def days_of(
    unit: Unit,
    workspace_id: str,
    profile: BrandProfile,
    *,
    start: date,
    end: date,
    region: str = "",
    language: str = ENGLISH,
) -> tuple[Day, ...]:
    """What the brand meets between two dates, both included.

    Args:
        unit: Where the workspace's own days are.
        workspace_id: The tenant.
        profile: Its location says which regional days are near.
        start: The first date.
        end: The last one.
        region: Another state than the brand's, by code or name.
        language: Of the names.

    Raises:
        InvalidError: `unknown_region`.
    """
    states = (state(region),) if region else states_in(profile.location)
    own = await unit.own_days.list(workspace_id)
    return days_between(start, end, states=states, language=language, own=own)


def span(
    start: date | None, end: date | None, profile: BrandProfile, now: datetime
) -> tuple[date, date]:
    """The stretch that is asked for; without dates from today on, two months from the first.

    Raises:
        InvalidError: `bad_dates`; it ends before it begins, or is too wide.
    """
    first = start or _today(profile, now)
    last = end or (first + AHEAD if first <= date.max - AHEAD else date.max)
    if last < first or last - first >= WIDEST:
        raise InvalidError(
            f"The calendar is shown for 1 to {WIDEST.days} days at once. Give a `to` that is not "
            "before `from`, and not further away.",
            code="bad_dates",
        )
    return first, last


async def days_ahead(
    unit: Unit, workspace_id: str, profile: BrandProfile, now: datetime
) -> tuple[Day, ...]:
    """What lies ahead of a plan that is made now."""
    today = _today(profile, now)
    return await days_of(unit, workspace_id, profile, start=today, end=today + AHEAD)


def _today(profile: BrandProfile, now: datetime) -> date:
    return now.astimezone(zone(profile.timezone)).date()


async def enter(services: Services, member: Member, wanted: OwnDay, *, surface: str) -> OwnDay:
    """Keep a day of the workspace's own; planning and approvals heed it from now on.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `bad_dates`.
        LimitError: `too_many_days`.
    """
    _require_writer(member)
    if not timedelta(0) <= wanted.until - wanted.day < LONGEST:
        raise InvalidError(
            f"A day ends on its date or up to {LONGEST.days - 1} days after it. Correct `until`.",
            code="bad_dates",
        )
    day = wanted.model_copy(update={"id": new_id(), "workspace_id": member.workspace_id})
    async with services.store.writing() as unit:
        if await unit.own_days.count(member.workspace_id) >= MOST_OWN:
            raise LimitError(
                f"A workspace has at most {MOST_OWN} days of its own. Remove some that are over.",
                code="too_many_days",
            )
        await unit.own_days.add(day, services.clock())
        await _audit(unit, services, member, "day.enter", day.id, surface)
    return day


async def remove(services: Services, member: Member, day_id: str, *, surface: str) -> None:
    """Take an own day out again.

    Raises:
        ForbiddenError: The member may only look.
        NotFoundError: `unknown_day`.
    """
    _require_writer(member)
    async with services.store.writing() as unit:
        await unit.own_days.remove(member.workspace_id, day_id)
        await _audit(unit, services, member, "day.remove", day_id, surface)


def _require_writer(member: Member) -> None:
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to plan days.", code="not_an_editor")


async def _audit(
    unit: Unit, services: Services, member: Member, action: str, subject: str, surface: str
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=services.clock(),
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=subject,
        detail={},
    )
