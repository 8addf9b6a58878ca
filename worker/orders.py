"""A kind of long work that requests order: a job of it is seen through, or ended with a reason.

What a job has done is written together with how far it is, so a process that dies in between
leaves nothing half done, and whoever takes the job next neither repeats a part nor misses one.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

import structlog

from domain.errors import ConflictError, InstaMediaError, UnavailableError
from domain.job import Job
from tools.services import Services

log = structlog.get_logger()


class Orders(ABC):
    """Does one kind of job; several of them at a time, each of another brand (`worker.desk`)."""

    kind: ClassVar[str]
    at_once: ClassVar[int]
    """How many of them one process works on side by side."""
    broke: ClassVar[str]
    """What is told when one ends for a reason that nobody foresaw."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._is_stopping = False

    def stop(self) -> None:
        """Begin no further part of any job; the next start goes on behind the part at hand."""
        self._is_stopping = True

    async def work_on(self, job: Job) -> None:
        """See a job through that this process holds.

        Raises:
            UnavailableError: The database is away, not the order wrong: take the job up again.
        """
        try:
            await self._see_through(job)
        except UnavailableError:
            raise
        except ConflictError:
            log.warning("job.taken_over", job_id=job.id)
        except InstaMediaError as error:
            await self._fail(job, error.message)
        except Exception:
            log.exception("job.broke", job_id=job.id)
            await self._fail(job, self.broke)

    @abstractmethod
    async def _see_through(self, job: Job) -> None:
        """Do all that is left of the job and end it; return early when this process stops."""

    async def _fail(self, job: Job, reason: str) -> None:
        async with self._services.store.writing() as unit:
            await unit.jobs.end(job, self._services.real_clock(), result=None, error=reason)
