"""Days that are meant week after week: “every Monday”, “on Mondays”, “only on weekends”."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

_ONLY = r"(?<!\w)(?:only|just|sirf|keval|सिर्फ़|सिर्फ|केवल)"


def returns(text: str, match: re.Match[str], ended: int) -> bool:
    """Whether the day is meant every week, or is the next of a row of such days."""
    if (match["which"] or "").lower() in {"every", "each"} or match["many"]:
        return True
    if match["which"]:
        return False
    before, after = text[: match.start()], text[match.end() :]
    in_a_row = ended >= 0 and re.fullmatch(r"(?:,|&|and|or|\s)+", text[ended : match.start()], re.I)
    return bool(
        in_a_row
        or re.search(rf"{_ONLY} (?:on )?$", before, re.I)
        or re.match(r" only\b", after, re.I)
    )


def parts_of_the_week(text: str) -> Iterator[tuple[tuple[int, int], set[int]]]:
    """“Only on weekends”, “every weekend”, “weekdays only”: where, and which days, Monday 0."""
    part = r"(?:weekend|weekday|working day)s?"
    said = rf"{_ONLY} (?:on )?{part}\b|\bevery {part}\b|\b(?:on )?{part} only\b"
    for match in re.finditer(said, text, re.IGNORECASE):
        days = {5, 6} if "weekend" in match.group().lower() else {0, 1, 2, 3, 4}
        yield match.span(), days


def week_after_week(weekdays: Collection[int], count: int, today: date) -> list[date]:
    """So many days from tomorrow on that fall on those days of the week."""
    days = (today + timedelta(days=i) for i in range(1, 7 * count + 1))
    return [day for day in days if day.weekday() in weekdays][:count]
