"""Days and hours a message names, as dates and wall times. Reads no clock: `today` is given."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from llm.offline import festivals, library
from llm.offline.intent.calendar_day import day_of, no_such_day
from llm.offline.intent.message import number, number_pattern
from llm.offline.intent.stretch import stretch_in
from llm.offline.intent.weekly import parts_of_the_week, returns
from llm.tasks.intent import Problem

Span = tuple[int, int]


@dataclass
class When:
    """What was said about time; spans are the places in the text that said it."""

    dates: list[date] = field(default_factory=list)
    wall_times: list[str] = field(default_factory=list)
    occasion: str | None = None
    problems: list[Problem] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    weekly: set[int] = field(default_factory=set)
    """Days of the week that are meant week after week, Monday 0: “every Monday”, “on Mondays”."""

    told: dict[Span, date] = field(default_factory=dict)
    """Each day by where it stands; of a run of days the last."""
    stretch: tuple[date, date] | None = None
    """The first and the last day, where the text names them as the ends of a time."""

    def add(self, day: date, span: Span) -> None:
        self.spans.append(span)
        self.told[span] = day
        if day not in self.dates:
            self.dates.append(day)


_SHOP_DOES = [
    "open",
    "made",
    "baked",
    "cooked",
    "fresh",
    "served",
    "ground",
    "brewed",
    "delivered",
    "available",
    "roasted",
]
DAILY = (
    "".join(f"(?<!{word} )" for word in _SHOP_DOES)
    + r"\b(?:daily|every ?day|each day|(?:one|1|a post|one post|1 post) a day|per day)\b"
    r"(?! (?:needs?|wear|use|essentials?|bread|specials?|fresh|thalis?|tiffins?|life|routines?))"
)
"""A pace of posts; “open daily” and “daily wear” tell of the shop."""


def read_when(text: str, now: datetime) -> When:
    """Everything the text says about time; `now` is in the person's zone."""
    when = When()
    today = now.date()
    for reader in (_absolute, _relative, _weekdays, _day_of_month, _runs_of_days):
        reader(text, today, when)
    _festivals(text, today, when)
    _times(text, when)
    when.stretch = stretch_in(text, when.told, today)
    when.dates.sort()
    _refuse_the_past(when, now)
    return when


def spoken_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def clock(wall_time: str) -> str:
    """The wall time as a person says it: 19:30 is 7:30 pm."""
    hour, minute = (int(part) for part in wall_time.split(":"))
    return f"{hour % 12 or 12}{f':{minute:02}' if minute else ''} {'am' if hour < 12 else 'pm'}"


def _fresh(when: When, span: Span) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in when.spans)


@cache
def _months() -> str:
    return "|".join(sorted(library.read("en/reading")["months"], key=len, reverse=True))


def _absolute(text: str, today: date, when: When) -> None:
    months = library.read("en/reading")["months"]
    year = r"(?:,? (?P<y>(?:19|20)\d\d))?"
    patterns = (
        r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b",
        r"(?<![\d./])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>(?:19|20)?\d\d))(?![\d%])",
        r"(?<![\d./₹])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/%])",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_months()})\b\.?{year}",
        (
            rf"\b(?P<m>{_months()})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?(?:posts?|am|pm"
            rf"|%)){year}"
        ),
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not _fresh(when, match.span()):
                continue
            parts = match.groupdict()
            month = months.get(parts["m"].lower()) or (
                int(parts["m"]) if parts["m"].isdigit() else 0
            )
            _add_dated(when, match, (parts.get("y"), month, int(parts["d"])), today)


def _add_dated(
    when: When, match: re.Match[str], parts: tuple[str | None, int, int], today: date
) -> None:
    year_text, month, day = parts
    year = None if year_text is None else int(year_text) + (2000 if len(year_text) < 3 else 0)
    found = day_of(year, month, day, today)
    if found is None:
        when.spans.append(match.span())
        said = match.group().strip()
        when.problems.append(no_such_day(said, year, (month, day), today))
        return
    when.add(found, match.span())


def _relative(text: str, today: date, when: When) -> None:
    fixed = (
        (r"\bday after (?:tomorrow|tmrw|tommorow)\b", 2),
        (r"\b(?:tomorrow|tommorow|tomorow|tommorrow|tmrw|tmr|2moro|kal)\b", 1),
        (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", 0),
        (r"\byesterday\b(?!'s)", -1),
        (r"\bin (?:a|one) week\b|\ba week from (?:now|today)\b", 7),
    )
    for pattern, days in fixed:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if _fresh(when, match.span()):
                when.add(today + timedelta(days=days), match.span())
    counted = (
        rf"\b(?:in|after) ({number_pattern()}) (days?|weeks?)\b"
        rf"|\b({number_pattern()}) (days?|weeks?) from (?:now|today)\b"
    )
    for match in re.finditer(counted, text, re.IGNORECASE):
        amount = number(match.group(1) or match.group(3)) or 0
        unit = 7 if (match.group(2) or match.group(4)).lower().startswith("w") else 1
        if _fresh(when, match.span()) and amount * unit <= 730:
            when.add(today + timedelta(days=amount * unit), match.span())


def _weekdays(text: str, today: date, when: When) -> None:
    table = library.read("en/reading")["weekdays"]
    names = "|".join(sorted(table, key=len, reverse=True))
    pattern = (
        r"\b(?:(?P<which>next|this|coming|last|every|each|till|until) )?"
        rf"(?P<day>{names})(?P<many>s?)\b(?!')"
    )
    ended = -1
    for match in re.finditer(pattern, text, re.IGNORECASE):
        which, name = (match.group("which") or "").lower(), match.group("day").lower()
        # "sun" and "sat" are words of their own; as days they come with a capital or a lead-in
        bare = name in {"sun", "sat", "mon", "wed"} and not (
            which or match.group("day")[0].isupper()
        )
        ahead = (table[name] - today.weekday()) % 7
        if which in {"till", "until"}:
            when.told[match.span()] = today + timedelta(days=ahead or 7)
        if bare or which in {"till", "until"} or not _fresh(when, match.span()):
            continue
        if returns(text, match, ended):
            when.weekly.add(table[name])
            ended = match.end()
        if which == "last":
            when.add(today - timedelta(days=7 - ahead), match.span())
        elif which in {"every", "each"}:
            weeks = _weeks(text)
            for week in range(weeks):
                when.add(today + timedelta(days=(ahead or 7) + 7 * week), match.span())
        else:
            when.add(today + timedelta(days=ahead or 7), match.span())
    _parts_of_the_week(text, when)
    _weekend(text, today, when)


def _weekend(text: str, today: date, when: When) -> None:
    for match in re.finditer(r"\b(?:this |the |on )?(?:coming )?weekend\b", text, re.IGNORECASE):
        if _fresh(when, match.span()) and not re.search(
            r"(?:till|until|offer|sale|off) (?:the |this )?$", text[: match.start()]
        ):
            when.add(today + timedelta(days=(5 - today.weekday()) % 7 or 7), match.span())


def _parts_of_the_week(text: str, when: When) -> None:
    for span, days in parts_of_the_week(text):
        if _fresh(when, span):
            when.weekly |= days
            when.spans.append(span)


def _weeks(text: str) -> int:
    match = re.search(
        rf"\bfor (?:the next )?({number_pattern()}) (weeks?|months?)\b", text, re.IGNORECASE
    )
    if not match:
        return 4
    count = number(match.group(1)) or 1
    return min(count * (4 if match.group(2).lower().startswith("m") else 1), 12)


def _day_of_month(text: str, today: date, when: When) -> None:
    pattern = (
        r"\b(?:on |by )?(?:the )(\d{1,2}) ?(?:st|nd|rd|th)\b(?! (?:one|post|draft|version"
        r"|anniversary|birthday|year|time|line|sentence))|\bon (\d{1,2})(?:st|nd|rd"
        r"|th)\b"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        day = int(match.group(1) or match.group(2))
        if not _fresh(when, match.span()) or not 1 <= day <= 31:
            continue
        month = today.replace(day=1)
        for _ in range(4):
            candidate = _in_month(month, day)
            if candidate and candidate >= today:
                when.add(candidate, match.span())
                break
            month = (month + timedelta(days=32)).replace(day=1)


def _in_month(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _runs_of_days(text: str, today: date, when: When) -> None:
    """Days in a row: “a week of posts”, “daily for 5 days”, “next week”."""
    week = (
        r"\ba (?:full |whole )?week (?:of|'s worth of|worth of) (?:\w+ ){0,2}(?:posts?"
        r"|content)\b|\b(?:one|a) week'?s? (?:posts?|content)\b"
    )
    daily = (
        rf"{DAILY}(?:[^.;]{{0,30}}?\b(?:for"
        rf"|next)(?: the next)? ({number_pattern()}) (days?|weeks?))?"
    )
    start = today + timedelta(days=1)
    if match := re.search(r"\bnext week\b", text, re.IGNORECASE):
        start = today + timedelta(days=7 - today.weekday())
        if not when.dates:
            when.add(start, match.span())
    if match := re.search(week, text, re.IGNORECASE):
        _add_days(when, start, 7, match.span())
    elif match := re.search(daily, text, re.IGNORECASE):
        amount = number(match.group(1) or "seven") or 7
        unit = 7 if (match.group(2) or "d").lower().startswith("w") else 1
        _add_days(when, start, min(amount * unit, 31), match.span())


def _add_days(when: When, start: date, count: int, span: Span) -> None:
    first = min((d for d in when.dates if d >= start), default=start)
    for offset in range(count):
        when.add(first + timedelta(days=offset), span)


def _festivals(text: str, today: date, when: When) -> None:
    for start, end, festival in festivals.find(text):
        when.occasion = when.occasion or festival.name
        on_the_day = re.search(r"\bon (?:the day of )?$", text[:start], re.IGNORECASE)
        if not on_the_day or re.match(
            r"\s*(?:sweets|special|menu|offers?|sale)", text[end:], re.IGNORECASE
        ):
            continue
        day = festivals.next_date(festival, today)
        if day:
            when.add(day, (start, end))
        else:
            when.problems.append(
                Problem(
                    code="unknown_festival_date",
                    message=f"I do not have the date of the next {festival.name}. Which day is it?",
                )
            )


def _times(text: str, when: When) -> None:
    found: list[tuple[int, str]] = []
    clock12 = r"(?<![\d:₹.])(\d{1,2})(?:[:.](\d\d))? ?(am|pm|a\.m\.|p\.m\.)(?!\w)"
    for match in re.finditer(clock12, text, re.IGNORECASE):
        hour, minute = int(match.group(1)), int(match.group(2) or 0)
        if 1 <= hour <= 12 and minute < 60:
            late = match.group(3).lower().startswith("p")
            found.append((match.start(), f"{hour % 12 + (12 if late else 0):02}:{minute:02}"))
            when.spans.append(match.span())
    for match in re.finditer(
        r"(?<![\d:₹.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:]| ?[ap]\.?m)", text, re.IGNORECASE
    ):
        found.append((match.start(), f"{int(match.group(1)):02}:{match.group(2)}"))
        when.spans.append(match.span())
    found += _loose_hours(text, when)
    _no_hours(text, when)
    if not found:
        found = _periods(text, when)
    for _, wall_time in sorted(found):
        if wall_time not in when.wall_times:
            when.wall_times.append(wall_time)


def _no_hours(text: str, when: When) -> None:
    """“25:00” and “13 o'clock pm” are asked about, never read as another hour."""
    pattern = (
        r"(?<![\d:₹.])(?P<h>\d{1,2}):(?P<m>\d\d)(?![\d:])(?P<half> ?[ap]\.?m\b)?"
        r"|\bat (?P<hour>\d{1,2})(?= *(?:$|[,.!?;]|on\b|tomorrow|today|baje))"
        r"|(?<![\d:₹.])(?P<h12>\d{1,2})(?P<half12> ?[ap]\.?m)\b"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        hour = int(match["h"] or match["hour"] or match["h12"])
        if hour < 24 and int(match["m"] or 0) < 60 and (hour or not match["h12"]):
            continue
        message = f"“{match.group().strip()}” is no hour of the day. Which hour shall it be?"
        when.problems.append(Problem(code="bad_time", message=message))
        when.spans.append(match.span())


def _loose_hours(text: str, when: When) -> list[tuple[int, str]]:
    """Hours without am or pm (“at 7”, “8 o'clock”): shop hours decide, so 7 is 19:00."""
    pattern = (
        r"\bat (\d{1,2})(?= *(?:$|[,.!?;]|in the|on|tomorrow|today"
        r"|every))(?: in the (morning|evening|afternoon|night))?|\b(\d{1,2}) (?:o'?clock"
        r"|in the (morning|evening|afternoon))"
    )
    hours = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        hour = int(match.group(1) or match.group(3))
        part = (match.group(2) or match.group(4) or "").lower()
        if not 1 <= hour <= 23 or not _fresh(when, match.span()):
            continue
        tonight = re.search(r"\btonight\b", text, re.IGNORECASE) is not None
        late = part in {"evening", "afternoon", "night"} or (not part and (hour <= 7 or tonight))
        hours.append((match.start(), f"{hour + 12 if late and hour < 12 else hour:02}:00"))
        when.spans.append(match.span())
    return hours


def _periods(text: str, when: When) -> list[tuple[int, str]]:
    table = library.read("en/reading")["periods"]
    days = "|".join(library.read("en/reading")["weekdays"])
    lead = (
        rf"(?:today|tomorrow|tommorow|tomorow|tmrw|this|in the|by|at|every|each|\d(?:st"
        rf"|nd|rd|th)?|{days}|{_months()}|week)"
    )
    pattern = (
        rf"\b{lead} (?P<part>{'|'.join(table)})\b(?! (?:menu|special|snacks?|batch|class"
        rf"|chai|tea|coffee|sale|show))|\b(?P<tonight>tonight)\b"
        rf"|^(?P<alone>{'|'.join(table)})\W*$"
    )
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        part = (
            "night"
            if match.group("tonight")
            else (match.group("part") or match.group("alone")).lower()
        )
        found.append((match.start(), str(table[part])))
        when.spans.append(match.span())
    return found


def _refuse_the_past(when: When, now: datetime) -> None:
    today = now.date()
    for day in [d for d in when.dates if d < today]:
        when.problems.append(
            Problem(
                code="past_date",
                message=f"{spoken_day(day)} has already passed. Which day shall it be instead?",
            )
        )
    when.dates = [d for d in when.dates if d >= today]
    # as instants: on the day on which clocks are put back, wall times do not tell
    gone = [
        t
        for t in when.wall_times
        if datetime.combine(today, time.fromisoformat(t), tzinfo=now.tzinfo).astimezone(UTC) <= now
    ]
    if when.dates == [today] and when.wall_times and len(gone) == len(when.wall_times):
        when.problems.append(
            Problem(
                code="past_time",
                message=f"{clock(gone[-1])} today has already passed. "
                f"Shall it go out tomorrow at {clock(gone[-1])}, or at a later hour today?",
            )
        )
        when.wall_times = []
