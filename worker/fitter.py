"""Converts videos to what a platform takes, one at a time; anew when its process died meanwhile."""

import asyncio

from domain.errors import InvalidError, UnavailableError
from domain.form import Format
from domain.job import Job
from domain.media import Medium
from domain.platform import Platform
from platforms.material import MediaProfile, VideoRules
from tools.fitting import FIT, Fitted, Wanted, film_of, kept, refuse_misfits, source_of
from tools.media import file_of
from tools.mediaviews import fitted_view
from worker.orders import Orders
from worker.pulse import steady_s

TOLD_EVERY_S = 1.0


class Fitter(Orders):
    kind = FIT
    at_once = 1  # it keeps two cores busy
    broke = "Converting the video broke off. The original is kept; order it once more."

    async def _see_through(self, job: Job) -> None:
        order = job.order
        wanted = Wanted(
            workspace_id=job.workspace_id,
            sha256=str(order["sha256"]),
            platform=Platform(order["platform"]),
            format=Format(order["format"]),
            crop=bool(order["crop"]),
        )
        medium, profile = await source_of(self._services, wanted)
        try:
            fitted = await self._converted(job, wanted, medium, profile)
        except _StoppingError:
            return
        view = fitted_view(fitted, self._services.public_url)
        async with self._services.store.writing() as unit:
            await unit.jobs.move(job, self._services.real_clock(), done=job.total or 1)
            await unit.jobs.end(job, self._services.real_clock(), result=view, error=None)

    async def _converted(
        self, job: Job, wanted: Wanted, medium: Medium, profile: MediaProfile
    ) -> Fitted:
        from media.filming import convert  # the imaging library loads when one is needed

        rules = profile.rules(medium.kind)
        if not isinstance(rules, VideoRules):
            refuse_misfits(profile, wanted, medium)
            return Fitted(medium, wanted.purpose)
        film, changes = await film_of(self._services, wanted, medium, rules, profile)
        if film is None:
            return Fitted(medium, wanted.purpose)
        await self._require_room(min(rules.max_bytes, 2 * medium.size))
        result = self._services.blobs.inbox / f"fit-{job.id}.mp4"
        progress = _Progress(self, job)
        try:
            source = await file_of(self._services, medium.sha256)
            await convert(source, film, result, progress.tell)
            return await kept(self._services, wanted, profile, result, tuple(changes))
        finally:
            await asyncio.to_thread(result.unlink, missing_ok=True)

    async def tell(self, job: Job, done_s: float) -> None:
        """Write how far it is.

        Raises:
            ConflictError: Another process holds the job by now.
            NotFoundError: What it converts was removed meanwhile.
            _StoppingError: This process stops.
        """
        if self._is_stopping:
            raise _StoppingError
        async with self._services.store.writing() as unit:
            await unit.jobs.move(job, self._services.real_clock(), done=int(done_s))
            await unit.media.get(job.workspace_id, str(job.order["sha256"]))

    async def _require_room(self, size: int) -> None:
        try:
            await self._services.blobs.require_room(size)
        except UnavailableError as error:
            # waiting for room would hold up everybody's videos
            raise InvalidError(error.message, code=error.code) from error


class _Progress:
    """Writes at most once a second."""

    def __init__(self, fitter: Fitter, job: Job) -> None:
        self._fitter = fitter
        self._job = job
        self._told_s = 0.0

    async def tell(self, done_s: float) -> None:
        now_s = steady_s()
        if now_s - self._told_s >= TOLD_EVERY_S:
            self._told_s = now_s
            await self._fitter.tell(self._job, done_s)


class _StoppingError(Exception):
    """This process stops; the next one to take the job begins it anew."""
