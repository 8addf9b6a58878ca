"""Sees a study of own posts through: in a process of its own, which ends with this one."""

import asyncio
import json
import sys

from domain.errors import InvalidError
from domain.job import Job
from domain.platform import Platform
from esg.study.__main__ import REFUSED, Ordered
from tools.services import Services
from tools.studying import STUDY, studied
from worker.orders import Orders

_LOOK_S = 0.2


class Studier(Orders):
    kind = STUDY
    at_once = 1  # it keeps a core busy
    broke = "The study broke off. Nothing was changed; start it once more."

    def __init__(self, services: Services, *, embedder: str) -> None:
        super().__init__(services)
        self._embedder = embedder

    async def _see_through(self, job: Job) -> None:
        brand_id, platform = str(job.order["brand_id"]), Platform(job.order["platform"])
        async with self._services.store.reading() as unit:
            posts = await studied(unit, job.workspace_id, brand_id, platform)
        if not posts:
            raise InvalidError("The posts that were to be studied are gone.")
        name = f"your posts on {platform.title}"
        told = await self._told(Ordered(name=name, posts=posts, embedder=self._embedder))
        if told is None:
            return
        async with self._services.store.writing() as unit:
            await unit.jobs.move(job, self._services.real_clock(), done=len(posts))
            await unit.jobs.end(
                job, self._services.real_clock(), result=json.loads(told), error=None
            )

    async def _told(self, ordered: Ordered) -> str | None:
        """The study as JSON; None when this process stops first.

        Raises:
            InvalidError: It cannot be made, with the reason.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "esg.study",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        talk = asyncio.create_task(process.communicate(ordered.model_dump_json().encode()))
        try:
            while not talk.done() and not self._is_stopping:
                await asyncio.wait({talk}, timeout=_LOOK_S)
            if not talk.done():
                return None
            told, _ = talk.result()
        finally:
            if process.returncode is None:
                process.kill()
            await asyncio.gather(talk, return_exceptions=True)
        if process.returncode == REFUSED:
            raise InvalidError(told.decode())
        if process.returncode:
            raise RuntimeError(f"the study ended with {process.returncode}")
        return told.decode()
