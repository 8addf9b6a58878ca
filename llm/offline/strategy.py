"""From an understood request to a calendar: which platforms, how many posts, which slots, and why.

Writes no words of a post and books nothing.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, islice

from domain.budget import Budget, planned
from domain.campaign import CalendarEntry, Strategy, frequency
from domain.language import ENGLISH, TITLES, written_code
from domain.platform import Platform
from domain.sums import rupees
from domain.times import explained, slot_of, spoken, spoken_clock, zone
from llm.offline import festivals
from llm.offline.amounts import SUM
from llm.offline.festivals import Festival
from llm.offline.quiet import avoided, met, moved_off, warned
from llm.offline.sentences import listed
from llm.tasks.strategy import StrategyInputs

GOOD_HOURS = {
    Platform.INSTAGRAM: "19:00",
    Platform.FACEBOOK: "18:30",
    Platform.LINKEDIN: "10:00",
    Platform.X: "12:30",
    Platform.YOUTUBE: "18:00",
}
"""Starting hours until the brand's own posts say better: evenings at home, LinkedIn at work."""
NEAR_FESTIVAL = timedelta(days=30)
"""Posts for a festival closer than this end on its day."""
Slot = tuple[date | None, str | None]


def plan(inputs: StrategyInputs) -> Strategy:
    """One entry per post, platform and language, in the order they go out."""
    notes: list[str] = []
    platforms = _platforms(inputs, notes)
    languages = inputs.intent.languages or (_own_language(inputs),)
    posts = _posts(inputs, platforms, len(languages), notes)
    _say_multiplied(inputs, posts, platforms, languages, notes)
    slots = _slots(inputs, posts, notes)
    calendar = _calendar(inputs, platforms, languages, slots)
    calendar = _within_limit(inputs, calendar, notes)
    _say_odd_hours(inputs, calendar, notes)
    return Strategy(
        objective=inputs.intent.objective or "awareness",
        content_types=("social_post",),
        posting_frequency=frequency(calendar),
        target_languages=languages,
        target_platforms=platforms,
        calendar=calendar,
        budget=_budget(inputs, calendar, notes),
        rationale=_rationale(inputs, calendar),
        notes=tuple(notes),
    )


def _budget(
    inputs: StrategyInputs, calendar: tuple[CalendarEntry, ...], notes: list[str]
) -> Budget | None:
    """The sum by platform, told with who spends it."""
    if inputs.intent.budget is None:
        return None
    budget = planned(
        inputs.intent.budget, Counter(entry.platform for entry in calendar), inputs.levels
    )
    if budget.lines:
        told = ", ".join(f"{line.platform.title} {rupees(line.amount)}" for line in budget.lines)
        notes.append(
            f"Of {rupees(budget.amount)}: {told}. I spend nothing myself: boost the posts on their "
            "platforms once they are out."
        )
    return budget


def _own_language(inputs: StrategyInputs) -> str:
    """The first of the brand's languages that is written here."""
    own = (written_code(name) for name in inputs.brand.languages)
    return next((code for code in own if code), ENGLISH)


def _platforms(inputs: StrategyInputs, notes: list[str]) -> tuple[Platform, ...]:
    asked = inputs.intent.platforms
    if not asked:
        return tuple(dict.fromkeys(inputs.connected_platforms))
    notes.extend(
        f"{platform.title} is not connected yet. The draft is written all the same; "
        "connect it before the post can go out."
        for platform in asked
        if platform not in inputs.connected_platforms
    )
    return tuple(dict.fromkeys(asked))


def _posts(
    inputs: StrategyInputs, platforms: tuple[Platform, ...], languages: int, notes: list[str]
) -> int:
    """Posts per platform, cut so that the calendar fits the month's quota."""
    asked = inputs.intent.count or max(len(inputs.intent.dates), 1)
    left = inputs.posts_per_month_left
    if left is None or inputs.intent.per_platform or not platforms:
        return asked
    fits = left // (len(platforms) * languages)
    if 0 < fits < asked:
        notes.append(
            f"Your plan has {_left(left)} this month, so this is {fits} instead of {asked}."
        )
    return min(asked, max(fits, 1))


def _say_multiplied(
    inputs: StrategyInputs,
    posts: int,
    platforms: tuple[Platform, ...],
    languages: tuple[str, ...],
    notes: list[str],
) -> None:
    """Whoever asks for four posts on two platforms may have meant four in all."""
    total = posts * len(platforms) * len(languages)
    if not inputs.intent.count or posts < 2 or total == posts or inputs.intent.per_platform:
        return
    where = listed([platform.title for platform in platforms])
    tongues = listed([TITLES[one] for one in languages]) if len(languages) > 1 else ""
    notes.append(
        f"{posts} posts each on {where}{f', each in {tongues}' if tongues else ''}, make {total}. "
        "Reject what is too much."
    )


def _slots(inputs: StrategyInputs, posts: int, notes: list[str]) -> Sequence[Slot]:
    """When each post goes out; (None, None) is as soon as it is approved."""
    intent, now = inputs.intent, inputs.now.astimezone(zone(inputs.timezone))
    times, free = intent.wall_times, intent.skip_weekdays
    if intent.dates:
        slots = _on_dates(intent.dates, times, posts, free)
        if any(day not in intent.dates for day, _ in slots):
            notes.append(
                f"One post goes out a day from {_spoken(intent.dates[-1])} on. Name more days or "
                "hours to have it otherwise."
            )
        if not _mourns(inputs):
            notes.extend(warned([day for day, _ in slots if day], inputs.days))
        return slots
    if times and posts <= len(times):
        return [(_in_turn(_first_day(now, clock), 1, free)[0], clock) for clock in times[:posts]]
    if intent.right_away:
        return [(None, None)] * posts
    if posts == 1:
        _say_festival(inputs, now.date(), notes)
        return [(None, None)]
    end = _festival_day(inputs, now.date())
    days = _spread(now.date() + timedelta(days=1), posts, end)
    quiet = () if _mourns(inputs) else inputs.days
    if len(set(days)) == posts:
        notes.extend(avoided(days, quiet))
        earlier = moved_off(days, quiet, back=days[-1] == end, free=free)
        is_ahead = earlier[0] > now.date()
        days = earlier if is_ahead else moved_off(days, quiet, back=False, free=free)
    return [(day, times[i % len(times)] if times else None) for i, day in enumerate(days)]


def _mourns(inputs: StrategyInputs) -> bool:
    """Whether the posts are for a day of mourning, and so belong on it."""
    festival = festivals.named(inputs.intent.occasion)
    return festival is not None and festival.mourning


def _on_dates(
    dates: tuple[date, ...], times: tuple[str, ...], posts: int, free: tuple[int, ...]
) -> Sequence[Slot]:
    """Days first, then more hours of the same day, then the days that follow."""
    if len(dates) < posts <= len(dates) * len(times):
        return [(day, clock) for day in dates for clock in times][:posts]
    step = max(len(dates) / posts, 1.0)
    days: list[date] = [dates[int(i * step)] for i in range(min(posts, len(dates)))]
    days += _in_turn(dates[-1] + timedelta(days=1), posts - len(dates), free)
    return [(day, times[i % len(times)] if times else None) for i, day in enumerate(days)]


def _in_turn(first: date, posts: int, free: Collection[int]) -> list[date]:
    """So many days from the first on, without those of the week that shall be free."""
    days = (first + timedelta(days=i) for i in count())
    return list(islice((day for day in days if day.weekday() not in free), max(posts, 0)))


def _first_day(now: datetime, clock: str) -> date:
    """Today if that hour is still to come, else tomorrow."""
    return now.date() + timedelta(days=0 if _is_ahead(now.date(), clock, now) else 1)


def _is_ahead(day: date, clock: str, now: datetime) -> bool:
    """Compared as instants: on a day on which clocks are put back, wall times do not tell."""
    return slot_of(day, time.fromisoformat(clock), str(now.tzinfo)).at > now


def _spread(start: date, posts: int, end: date | None) -> list[date]:
    """Days with room between them, ending on the festival when it is near."""
    if end is not None and end > start:
        gap = min((end - start).days / (posts - 1), 7.0)
        days = [end - timedelta(days=round(gap * i)) for i in range(posts)]
        if gap >= 1:
            return sorted(days)
    gap_days = 1 if posts > 7 else 2
    return [start + timedelta(days=gap_days * i) for i in range(posts)]


def _festival_day(inputs: StrategyInputs, today: date) -> date | None:
    festival = festivals.named(inputs.intent.occasion)
    day = festivals.next_date(festival, today) if festival else None
    return day if day and day - today <= NEAR_FESTIVAL else None


def _say_festival(inputs: StrategyInputs, today: date, notes: list[str]) -> None:
    festival = festivals.named(inputs.intent.occasion)
    day = festivals.next_date(festival, today) if festival else None
    is_told = any(problem.code == "far_festival" for problem in inputs.intent.problems)
    if festival and day and day > today and not is_told:
        notes.append(f"{_falls(festival, day)} Name a day and an hour to have it go out then.")


def _spoken(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _falls(festival: Festival, day: date) -> str:
    moon = ", if the moon agrees" if festival.tentative else ""
    return f"{festival.name} falls on {_spoken(day)}{moon}."


def _calendar(
    inputs: StrategyInputs,
    platforms: tuple[Platform, ...],
    languages: tuple[str, ...],
    slots: Sequence[Slot],
) -> tuple[CalendarEntry, ...]:
    rows = []
    for index, slot in enumerate(slots):
        for platform in platforms:
            if index >= inputs.intent.per_platform.get(platform, len(slots)):
                continue
            rows += [(index, platform, language, slot) for language in languages]
    topics = _topics(inputs)
    return tuple(
        _entry(inputs, number, topics[index % len(topics)], (platform, language), slot)
        for number, (index, platform, language, slot) in enumerate(rows, 1)
    )


def _entry(
    inputs: StrategyInputs, number: int, topic: str, where: tuple[Platform, str], slot: Slot
) -> CalendarEntry:
    platform, language = where
    day, clock = slot
    if day is not None:
        clock = clock or _later_today(inputs, day, GOOD_HOURS[platform])
        day = _to_come(day, clock, inputs)
    return CalendarEntry(
        number=number,
        platform=platform,
        language=language,
        topic=topic,
        occasion=inputs.intent.occasion,
        day=day,
        wall_time=clock,
        publish_at=_instant(day, clock, inputs.timezone),
    )


def _later_today(inputs: StrategyInputs, day: date, clock: str) -> str:
    """A good hour that is over today gives way to two hours from now, or to the evening's end."""
    now = inputs.now.astimezone(zone(inputs.timezone))
    if day != now.date() or _is_ahead(day, clock, now):
        return clock
    later = now + timedelta(hours=2)
    return f"{later:%H}:00" if later.date() == day else "23:45"


def _to_come(day: date, clock: str, inputs: StrategyInputs) -> date:
    """The day itself, or the next on which that hour is still ahead: a plan holds no past."""
    now = inputs.now.astimezone(zone(inputs.timezone))
    if _is_ahead(day, clock, now):
        return day
    return _first_day(now, clock)


def _instant(day: date | None, clock: str | None, timezone: str) -> datetime | None:
    if day is None or clock is None:
        return None
    return slot_of(day, time.fromisoformat(clock), timezone).at


def _say_odd_hours(
    inputs: StrategyInputs, calendar: tuple[CalendarEntry, ...], notes: list[str]
) -> None:
    """Hours that a change of clocks skips or repeats are told, not decided in silence."""
    for day, clock in dict.fromkeys((entry.day, entry.wall_time) for entry in calendar):
        if day and clock and (odd := explained(day, time.fromisoformat(clock), inputs.timezone)):
            notes.append(odd)


def _topics(inputs: StrategyInputs) -> list[str]:
    """What each post is about: as asked, else the brand's products in turn, else its facts."""
    intent, brand = inputs.intent, inputs.brand
    if len(intent.products) == 1 and re.search(SUM, intent.topic, re.I):
        return [intent.topic]  # a price told as news
    if intent.products:
        return list(intent.products)
    if intent.topic:
        return [intent.topic]
    festival = festivals.named(intent.occasion)
    if festival and festival.solemn and not intent.offer:
        return [festival.name]  # such a day is no occasion to show goods
    return [p.name for p in brand.products] or [brand.business_name or intent.occasion or ""]


def _within_limit(
    inputs: StrategyInputs, calendar: tuple[CalendarEntry, ...], notes: list[str]
) -> tuple[CalendarEntry, ...]:
    left = inputs.posts_per_month_left
    if left is None or len(calendar) <= left:
        return calendar
    notes.append(
        f"Your plan has {_left(left)} this month; {len(calendar) - left} of these "
        f"{len(calendar)} had to be left out. A larger plan, or next month, has room."
    )
    return calendar[:left]


def _left(posts: int) -> str:
    return f"{posts} post{'' if posts == 1 else 's'} left"


def _rationale(inputs: StrategyInputs, calendar: tuple[CalendarEntry, ...]) -> tuple[str, ...]:
    """Reasons that rest on something known, never on a rule of thumb dressed up as one."""
    lines = []
    if inputs.references:
        best = max(inputs.references, key=lambda r: (r.ers, r.post_id))
        lines.append(
            f"Learns from {len(inputs.references)} of your own posts; the strongest is "
            f"“{_short(best.text)}” with ERS {best.ers:.2f}."
        )
    told = [f for f in inputs.findings if f.kind != "suspicious"]
    strongest = sorted(told, key=lambda f: -f.strength)[:2]
    lines.extend(f"{finding.text} ({finding.url})" for finding in strongest)
    festival = festivals.named(inputs.intent.occasion)
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    day = festivals.next_date(festival, today) if festival else None
    if festival and day:
        lines.append(_falls(festival, day))
    lines.extend(met(calendar, inputs.days, inputs.intent.occasion))
    if inputs.intent.wall_times and calendar and calendar[0].publish_at:
        lines.append(f"Starts when you asked: {spoken(calendar[0].publish_at, inputs.timezone)}.")
    elif any(entry.publish_at for entry in calendar):
        hours = sorted({e.wall_time for e in calendar if e.wall_time})
        said = listed([spoken_clock(time.fromisoformat(hour)) for hour in hours])
        lines.append(f"You named no hour: it starts with {said} until your results say better.")
    if not inputs.references:
        lines.append("There are no posts of yours to learn from yet; importing them sharpens this.")
    return tuple(lines)


def _short(text: str, limit: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"
