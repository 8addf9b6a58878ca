"""A day that people keep, with when, where and how. Knows no calendar and no clock."""

from datetime import date
from enum import StrEnum
from typing import Literal

from domain.frozen import Frozen

Certainty = Literal["certain", "moon", "estimated"]
"""moon: announced, but its sighting may move it by a day. estimated: computed, announced by nobody
yet; a reason for care, never a date to plan for."""


class DayKind(StrEnum):
    FESTIVAL = "festival"
    NATIONAL = "national"
    AWARENESS = "awareness"
    MOURNING = "mourning"
    SEASON = "season"
    OWN = "own"
    """Entered by the workspace: its anniversary, a local fair, a declared mourning."""


class Day(Frozen):
    """One occurrence; `day` and `until` are both kept."""

    name: str
    """In the language asked for."""
    key: str
    """Its name in the calendar, whatever the language; the id of an own day."""
    kind: DayKind
    day: date
    until: date
    states: tuple[str, ...] = ()
    """Codes of the states that keep it most; empty: the whole country."""
    faith: str = ""
    is_solemn: bool = False
    """No jokes on it. Days of mourning are solemn, too."""
    is_quiet: bool = False
    """Celebrating or selling about something else jars on it."""
    is_near: bool = True
    """Kept where the business is."""
    certainty: Certainty = "certain"

    def covers(self, day: date) -> bool:
        return self.day <= day <= self.until


class OwnDay(Frozen):
    """A day that a workspace has entered."""

    id: str
    workspace_id: str
    name: str
    day: date
    until: date
    yearly: bool = False
    """It comes back on the same date."""
    mourning: bool = False
    """A declared mourning: nothing is celebrated or sold on it."""
    note: str = ""
