"""The days that planned posts get when the plan as a whole moves. Writes and sends nothing."""

from datetime import date, datetime, timedelta
from itertools import count

from domain.content import ContentStatus
from domain.errors import InvalidError
from domain.frozen import Frozen
from domain.publication import PublicationState
from domain.times import LATEST, Slot, slot_of, spoken
from llm.tasks.edit_post import NotDone
from llm.tasks.intent import PlanRevision
from tools.numbering import Numbered

WEEK = 7
_NONE: frozenset[date] = frozenset()
_UNSENT = frozenset(
    {PublicationState.SCHEDULED, PublicationState.CLAIMED, PublicationState.PREPARED}
)


class Move(Frozen):
    """A post's new slot, at the wall time that it had."""

    number: int
    content_id: str
    slot: Slot

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.slot.wall).date()


class Moves(Frozen):
    moves: tuple[Move, ...] = ()
    not_done: tuple[NotDone, ...] = ()


def can_move(post: Numbered) -> bool:
    """Whether a next version may still go out at another time: it is not on its way."""
    return post.content.status is not ContentStatus.REJECTED and (
        post.publication is None or post.publication.state in _UNSENT
    )


def moved(
    posts: tuple[Numbered, ...],
    wish: PlanRevision,
    free: frozenset[int],
    now: datetime,
    quiet: frozenset[date] = _NONE,
) -> Moves:
    """Where each post goes: shifted, spread anew, and off the days that stay free.

    Args:
        posts: Those of the campaign, in any order.
        wish: What was asked for; a first day that it names is kept, whatever day that is.
        free: Weekdays without posts, Monday 0; not all seven.
        now: Aware; a post is never moved behind it.
        quiet: Days of mourning, onto which no post is moved; one that is there stays.

    Raises:
        InvalidError: `bad_time`: a day that no post can have.
    """
    if not (wish.shift_days or wish.start or wish.per_week or wish.skip_weekdays):
        return Moves()
    if wish.start and wish.start >= LATEST.date():
        raise InvalidError("No post can go out that late. Name a nearer day.", code="bad_time")
    timed = [p for p in posts if p.content.slot and can_move(p)]
    timed.sort(key=lambda p: (_slot(p).at, p.number))
    if not timed:
        why = "no post of this plan has a day that can still change."
        return Moves(not_done=(NotDone(wish="another time", why=why),))
    days = _spaced(_shifted([_day(p) for p in timed], wish), wish)
    days = _free(timed, days, free, quiet - {wish.start} if wish.start else quiet)
    moves, late = [], []
    for post, day in zip(timed, days, strict=True):
        slot = _slot(post)
        fresh = slot_of(day, datetime.fromisoformat(slot.wall).time(), slot.zone)
        if day == _day(post):
            continue
        if fresh.at <= now:
            late.append(_too_early(post, fresh.at, slot))
        else:
            moves.append(Move(number=post.number, content_id=post.content.id, slot=fresh))
    return Moves(moves=tuple(moves), not_done=tuple(late))


def next_free(day: date, free: frozenset[int], quiet: frozenset[date] = _NONE) -> date:
    """The day itself, or the first after it that is not to stay free of posts."""
    later = (day + timedelta(days=n) for n in count())
    return next(d for d in later if d.weekday() not in free and d not in quiet)


def _shifted(days: list[date], wish: PlanRevision) -> list[date]:
    by = timedelta(days=wish.shift_days)
    if wish.start:
        by += wish.start - days[0]
    return [day + by for day in days]


def _spaced(days: list[date], wish: PlanRevision) -> list[date]:
    """So many days a week from the first one on; what shares a day goes on sharing one."""
    if not wish.per_week:
        return days
    step, order = WEEK / wish.per_week, sorted(set(days))
    anew = {day: order[0] + timedelta(days=int(step * n)) for n, day in enumerate(order)}
    return [anew[day] for day in days]


def _free(
    posts: list[Numbered], days: list[date], free: frozenset[int], quiet: frozenset[date]
) -> list[date]:
    """Off the free days, and where there is room onto a day of its own on that platform."""
    wanted = list(zip(posts, days, strict=True))
    off = [d.weekday() in free or (d in quiet and d != _day(p)) for p, d in wanted]
    taken = {
        (p.content.platform, d) for (p, d), is_off in zip(wanted, off, strict=True) if not is_off
    }
    placed = []
    for (post, day), is_off in zip(wanted, off, strict=True):
        if is_off:
            near = [next_free(day, free, quiet)]
            while len(near) < WEEK - len(free):
                near.append(next_free(near[-1] + timedelta(days=1), free, quiet))
            platform = post.content.platform
            day = next((d for d in near if (platform, d) not in taken), near[0])  # noqa: PLW2901
            taken.add((platform, day))
        placed.append(day)
    return placed


def _slot(post: Numbered) -> Slot:
    slot = post.content.slot
    if slot is None:
        raise ValueError("a post without a slot has no day to move from")
    return slot


def _day(post: Numbered) -> date:
    return datetime.fromisoformat(_slot(post).wall).date()


def _too_early(post: Numbered, at: datetime, slot: Slot) -> NotDone:
    return NotDone(
        wish=f"post {post.number} earlier",
        why=f"{spoken(at, slot.zone)} has passed, so it stays at {spoken(slot.at, slot.zone)}.",
    )
