"""A plan held to what was asked and to what the subscription allows, whoever wrote it. Pure.

An author may be a model, and a model may slip: more posts than the plan has left, a slot that is
over, a platform nobody asked for, a sum that does not add up. What is changed is said in the notes.
"""

from datetime import date, datetime, time

from domain.budget import Budget, BudgetLine, divided
from domain.campaign import CalendarEntry, Strategy, frequency
from domain.times import slot_of
from llm.tasks.intent import Intent


def validated(
    strategy: Strategy, intent: Intent, *, now: datetime, timezone: str, posts_left: int | None
) -> Strategy:
    """The strategy with its calendar in order, within the limit, and its sums right.

    Args:
        intent: What was asked for.
        now: The present instant, aware.
        timezone: IANA zone of the wall times.
        posts_left: Posts that the subscription has left this month; None: no limit.
    """
    notes = [*strategy.notes]
    calendar = _as_asked(strategy.calendar, intent, notes)
    calendar = tuple(_timed(entry, now, timezone, notes) for entry in calendar)
    calendar = _within(calendar, posts_left, notes)
    calendar = tuple(e.model_copy(update={"number": n}) for n, e in enumerate(calendar, 1))
    return strategy.model_copy(
        update={
            "calendar": calendar,
            "target_platforms": strategy.target_platforms
            or tuple(dict.fromkeys(entry.platform for entry in calendar)),
            "target_languages": strategy.target_languages
            or tuple(dict.fromkeys(entry.language for entry in calendar)),
            "posting_frequency": frequency(calendar),
            "budget": _budget(strategy.budget, intent.budget, calendar),
            "skip_weekdays": intent.skip_weekdays,  # only a person wants days free
            "notes": tuple(dict.fromkeys(notes)),
        }
    )


def _as_asked(
    calendar: tuple[CalendarEntry, ...], intent: Intent, notes: list[str]
) -> tuple[CalendarEntry, ...]:
    """Only on platforms and in languages that were asked for, where any were."""
    kept = tuple(
        entry
        for entry in calendar
        if (not intent.platforms or entry.platform in intent.platforms)
        and (not intent.languages or entry.language in intent.languages)
    )
    if gone := len(calendar) - len(kept):
        notes.append(f"{_posts(gone)} that nobody asked for {_were(gone)} taken out of the plan.")
    return kept


def _timed(entry: CalendarEntry, now: datetime, timezone: str, notes: list[str]) -> CalendarEntry:
    """Day and wall time decide; a slot that is over becomes “as soon as it is approved”."""
    at = _instant(entry.day, entry.wall_time, timezone)
    if at is not None and at <= now:
        notes.append(
            f"The slot of post {entry.number} is over, so it goes out as soon as you approve it."
        )
        return entry.model_copy(update={"day": None, "wall_time": None, "publish_at": None})
    return entry.model_copy(update={"publish_at": at})


def _instant(day: date | None, clock: str | None, timezone: str) -> datetime | None:
    if day is None or clock is None:
        return None
    return slot_of(day, time.fromisoformat(clock), timezone).at


def _within(
    calendar: tuple[CalendarEntry, ...], left: int | None, notes: list[str]
) -> tuple[CalendarEntry, ...]:
    if left is None or len(calendar) <= left:
        return calendar
    notes.append(
        f"Your plan has {_posts(left)} left this month; {len(calendar) - left} of these "
        f"{len(calendar)} had to be left out. A larger plan, or next month, has room."
    )
    return calendar[:left]


def _budget(
    planned: Budget | None, asked: float | None, calendar: tuple[CalendarEntry, ...]
) -> Budget | None:
    """The sum that was asked for, and no other; its lines only where they add up to it."""
    if asked is None:
        return None
    platforms = dict.fromkeys(entry.platform for entry in calendar)
    lines = tuple(line for line in planned.lines if line.platform in platforms) if planned else ()
    if lines and round(sum(line.amount for line in lines), 2) == round(asked, 2):
        return Budget(amount=asked, lines=lines)
    posts = {p: float(sum(entry.platform is p for entry in calendar)) for p in platforms}
    shares = divided(asked, posts)
    return Budget(
        amount=asked,
        lines=tuple(
            BudgetLine(platform=p, amount=share, why=f"{_posts(int(posts[p]))} planned")
            for p, share in shares.items()
        ),
    )


def _posts(count: int) -> str:
    return f"{count} post{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
