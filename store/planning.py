"""The repositories of what is planned with: accounts' weeks, own days, ideas, models' costs."""

from sqlalchemy.ext.asyncio import AsyncSession

from store.ideas import Ideas
from store.own_days import OwnDays
from store.spending import Spending
from store.timetables import Timetables


class Planning:
    """A part of the unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self.ideas = Ideas(session)
        self.own_days = OwnDays(session)
        self.spending = Spending(session)
        self.timetables = Timetables(session)
