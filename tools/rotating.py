"""Seals all that is stored encrypted with the first key, a few rows at a time. Shows no secret."""

from typing_extensions import TypedDict

from store.rotating import Unreadable
from store.unit import Store


class Rotation(TypedDict):
    rotated: int
    """Secrets that an older key had sealed."""
    unreadable: list[Unreadable]
    """Accounts that no key opens: connect them again."""


async def rotate(store: Store) -> Rotation:
    """Go through every row once; begun again after a break it goes on with what is left."""
    rotated, last = 0, ""
    unreadable: list[Unreadable] = []
    while True:
        async with store.writing() as unit:
            some = await unit.rotating.connections(last)
        rotated, last = rotated + some.rotated, some.last
        unreadable += some.unreadable
        if not last:
            break
    while True:
        async with store.writing() as unit:
            some = await unit.rotating.states(last)
        rotated, last = rotated + some.rotated, some.last
        if not last:
            return {"rotated": rotated, "unreadable": unreadable}
