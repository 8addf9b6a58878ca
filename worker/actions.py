"""What the job engine calls, and what a stop of the process does with it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from graph.runner import Runner
from worker.drainer import Drainer


class Actions:
    """Knows what is under way, so that a stop can wait for it."""

    def __init__(self, runner: Runner, drainer: Drainer) -> None:
        self._runner = runner
        self._drainer = drainer
        self._under_way: set[asyncio.Task[object] | None] = set()

    async def run_turn(self, run_id: str) -> None:
        with self._counted():
            await self._runner.execute(run_id)

    async def drain(self, connection_id: str, most: int) -> None:
        with self._counted():
            await self._drainer.drain(connection_id, most)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        task = asyncio.current_task()
        self._under_way.add(task)
        try:
            yield
        finally:
            self._under_way.discard(task)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way; what takes longer is taken up again at the next start."""
        self._drainer.stop()
        if tasks := self._tasks():
            await asyncio.wait(tasks, timeout=seconds)

    async def abandon(self) -> None:
        """End what is still under way, as a kill would: it must not work on what is closed."""
        tasks = self._tasks()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _tasks(self) -> list[asyncio.Task[object]]:
        return [task for task in self._under_way if task is not None]
