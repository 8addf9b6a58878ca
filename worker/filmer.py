"""Draws storyboards that were ordered, one at a time; anew when its process died meanwhile."""

import asyncio

from domain.errors import InvalidError, UnavailableError
from domain.job import Job
from tools.mediaviews import filmed_view
from tools.storyboards import KIND, StoryboardOrder, film
from worker.orders import Orders
from worker.pulse import steady_s

TOLD_EVERY_S = 1.0


class Filmer(Orders):
    kind = KIND
    at_once = 1  # it keeps two cores busy
    broke = "Drawing the storyboard broke off. The script is as it was; order it once more."

    async def _see_through(self, job: Job) -> None:
        wanted = StoryboardOrder.model_validate(job.order)
        result = self._services.blobs.inbox / f"film-{job.id}.mp4"
        progress = _Progress(self, job)
        try:
            medium, made = await film(
                self._services, job.workspace_id, wanted, result, progress.tell
            )
        except _StoppingError:
            return
        except UnavailableError as error:
            # drawn again it would fail again, and hold up everybody's
            raise InvalidError(error.message, code=error.code) from error
        finally:
            await asyncio.to_thread(result.unlink, missing_ok=True)
        view = filmed_view(medium, made, self._services.public_url)
        async with self._services.store.writing() as unit:
            await unit.jobs.move(job, self._services.real_clock(), done=job.total or 1)
            await unit.jobs.end(job, self._services.real_clock(), result=view, error=None)

    async def tell(self, job: Job, done_s: float) -> None:
        """Write how far it is.

        Raises:
            ConflictError: Another process holds the job by now.
            _StoppingError: This process stops.
        """
        if self._is_stopping:
            raise _StoppingError
        async with self._services.store.writing() as unit:
            await unit.jobs.move(job, self._services.real_clock(), done=int(done_s))


class _Progress:
    """Writes at most once a second."""

    def __init__(self, filmer: Filmer, job: Job) -> None:
        self._filmer = filmer
        self._job = job
        self._told_s = 0.0

    async def tell(self, done_s: float) -> None:
        now_s = steady_s()
        if now_s - self._told_s >= TOLD_EVERY_S:
            self._told_s = now_s
            await self._filmer.tell(self._job, done_s)


class _StoppingError(Exception):
    """This process stops; the next one to take the job begins it anew."""
