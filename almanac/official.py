"""Dates from the package `holidays`: what governments and almanacs list for India.

Loaded when a date is first asked for. What the package marks as estimated is handed out as that.
"""

from datetime import date
from functools import cache

FIRST_YEAR, LAST_YEAR = 2025, 2035
"""Beyond 2035 the package's tables of Indian festivals end."""
ESTIMATED = " (estimated)"
Dated = dict[str, tuple[date, ...]]


def official(name: str) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Certain and estimated dates of a day, both ascending.

    Args:
        name: As the package spells it in English; "PB: Lohri" where only that state lists it.
    """
    state, _, own = name.rpartition(": ")
    listed = _listed(state)
    return listed.get(own, ()), listed.get(f"{own}{ESTIMATED}", ())


@cache
def _listed(state: str) -> Dated:
    # imported late: most processes never ask for a date
    from holidays.countries.india import India

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    known = India(
        years=years, subdiv=state or None, categories=India.supported_categories, language="en_US"
    )
    dated: dict[str, list[date]] = {}
    for day, names in sorted(known.items()):
        for name in names.split("; "):
            dated.setdefault(name, []).append(day)
    return {name: tuple(days) for name, days in dated.items()}
