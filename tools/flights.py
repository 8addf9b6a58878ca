"""Work that several callers of one process want at the same moment, done once and to its end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Flights:
    """The work under way, by what it is about.

    A caller who is cut off does not cut the work: a platform may just have taken back the tokens
    that are stored, and only its answer has the new ones.
    """

    def __init__(self) -> None:
        self._under_way: dict[tuple[str, ...], asyncio.Task[Any]] = {}

    async def share(self, key: tuple[str, ...], work: Callable[[], Awaitable[T]]) -> T:
        """The result of the work of that key; it is begun unless it is under way."""
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(work())
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        result: T = await asyncio.shield(task)
        return result

    async def land(self, seconds: float) -> None:
        """Wait for what is under way."""
        tasks = tuple(self._under_way.values())
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
