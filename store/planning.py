"""The repositories of what is planned: weeks, own days, ideas, models' costs, the shelf."""

from sqlalchemy.ext.asyncio import AsyncSession

from store.ideas import Ideas
from store.own_days import OwnDays
from store.shelf import Shelf
from store.spending import Spending
from store.timetables import Timetables


class Planning:
    """A part of the unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self.ideas = Ideas(session)
        self.own_days = OwnDays(session)
        self.shelf = Shelf(session)
        self.spending = Spending(session)
        self.timetables = Timetables(session)
