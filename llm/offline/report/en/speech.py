"""English: numbers, ages and instants as they are said in a report."""

from datetime import datetime, timedelta

from domain.digits import whole
from domain.times import spoken, zone


def posts(count: int) -> str:
    return "1 post" if count == 1 else f"{whole(count)} posts"


def counted(value: int, name: str) -> str:
    """A count with its noun: 1 like, 1,25,000 likes."""
    return f"{whole(value)} {name if value != 1 else name[:-1]}"


def signed(value: float) -> str:
    """A difference with its sign: +6.99, −2.90."""
    return f"{value:+.2f}".replace("-", "−")


def named(numbers: tuple[int, ...]) -> str:
    """Posts by their numbers: post 2; posts 1, 2 and 5."""
    said = [str(number) for number in numbers]
    if len(said) == 1:
        return f"post {said[0]}"
    return f"posts {', '.join(said[:-1])} and {said[-1]}"


def age(old: timedelta) -> str:
    """How old something is, in the largest unit that still says something."""
    minutes = old / timedelta(minutes=1)
    for limit, size, unit in ((2, 1 / 60, "second"), (90, 1, "minute"), (48 * 60, 60, "hour")):
        if minutes < limit:
            return _some(minutes / size, unit)
    return _some(minutes / (24 * 60), "day")


def between(youngest: timedelta, oldest: timedelta) -> str:
    """A range of ages: 3 minutes; 3 to 43 minutes; 3 minutes to 2 hours."""
    young, old = age(youngest), age(oldest)
    if young == old:
        return old
    number, _, unit = young.partition(" ")
    return f"{number if old.endswith(unit) else young} to {old}"


def _some(value: float, unit: str) -> str:
    number = max(1, int(value))
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def when(at: datetime, zone_name: str) -> str:
    """To the whole hour upwards: nobody waits for a minute."""
    local = at.astimezone(zone(zone_name))
    full = local.replace(minute=0, second=0, microsecond=0)
    return spoken(full if full == local else full + timedelta(hours=1), zone_name)


def clock(hour: int) -> str:
    """An hour of the day: 7 pm."""
    return f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}"
