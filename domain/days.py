"""Days in a row, named by dates. Apart from the named periods: those load nothing but an enum."""

from datetime import date

from domain.frozen import Frozen


class Days(Frozen):
    """Days in a row that a person named by dates, a month or a year."""

    first: date
    last: date
    """It belongs to them."""

    @property
    def spoken(self) -> str:
        """As it follows what it is about: “from 1 Mar 2026 to 31 Mar 2026”, “of 1 Mar 2026”."""
        first, last = (f"{day.day} {day:%b} {day.year}" for day in (self.first, self.last))
        return f"of {first}" if first == last else f"from {first} to {last}"
