"""Days “from 10 to 20 January”, “Monday to Friday”: where a stretch begins and ends."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from itertools import pairwise

_TO = r"\s*(?:to|till|until|through|upto|up to|se|से|[-–—])\s*(?:until )?(?:the |on )?"
_AND = r"\s*and (?:the )?"
_DAY_ALONE = re.compile(
    rf"(?:(?P<between>\bbetween (?:the )?)?(?<![\d.,:/₹])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:(?P<to>{_TO})|{_AND})$",
    re.IGNORECASE,
)


_UNTIL = r"(?:until|till|up ?to|by)\b"


def stretch_in(
    text: str, told: Mapping[tuple[int, int], date], today: date
) -> tuple[date, date] | None:
    """The first and the last day of the stretch that the text names; “until Sunday”: from tomorrow.

    Args:
        told: The days that were read, by where they stand.
    """
    spans = sorted(told)
    for here, there in pairwise(spans):
        if _joins(text[: here[0]], text[here[1] :], there[0] - here[1]):
            first, last = told[here], told[there]
            while last < first:  # “Monday to Friday”, said on a Wednesday
                last += timedelta(days=7)
            return first, last
    if len(spans) != 1:
        return None
    start, last = spans[0][0], told[spans[0]]
    until = re.match(_UNTIL, text[start:], re.I) or re.search(
        rf"{_UNTIL} (?:the |on )?$", text[:start], re.I
    )
    if until and last > today:
        return today + timedelta(days=1), last
    return _of_one_month(text[:start], last)


def open_days(stretch: tuple[date, date], free: Collection[int]) -> list[date]:
    """The days of the stretch without those of the week that shall be free, Monday 0."""
    first, last = stretch
    days = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    return [day for day in days if day.weekday() not in free] or days


def spread_over(
    stretch: tuple[date, date], posts: int, free: Collection[int] = frozenset()
) -> list[date]:
    """So many days of the stretch, both ends among them; every day where there are fewer."""
    days = open_days(stretch, free)
    if posts >= len(days):
        return days
    return [days[round(i * (len(days) - 1) / (posts - 1))] for i in range(posts)]


def _joins(before: str, after: str, gap: int) -> bool:
    """Whether the words after a day lead to the last day of a stretch, `gap` letters on."""
    between = after[:gap]
    if re.fullmatch(_TO, between, re.I) or re.match(rf"\s{_UNTIL}", after[: gap + 6], re.I):
        return True
    led = re.search(r"\bbetween (?:the )?$", before, re.I)
    return bool(led and re.fullmatch(_AND, between, re.I))


def _of_one_month(before: str, last: date) -> tuple[date, date] | None:
    match = _DAY_ALONE.search(before)
    if not match or not (match["to"] or match["between"]):
        return None
    day = int(match["day"])
    return (last.replace(day=day), last) if 0 < day < last.day else None
