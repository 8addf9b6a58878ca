"""Videos are converted by a job: with progress, once for each purpose, anew after a stop."""

import asyncio
import dataclasses
import hashlib
import subprocess

import pytest

from domain.errors import ConflictError, InvalidError, NotFoundError
from domain.form import Format
from domain.job import JobStatus
from domain.platform import Platform
from media.ffmpeg import program
from platforms.material import MediaProfile, VideoRules
from platforms.registry import Platforms
from tools import uploads
from tools.fitting import FIT, Fitted, Wanted, fit
from worker.fitter import Fitter
from worker.system import open_system

REEL = MediaProfile(
    videos=VideoRules(codecs=("h264",), audio_codecs=("aac",), max_bytes=50 << 20, max_s=60),
    least=1,
    fetches=True,
)


@pytest.fixture(scope="session")
def films(tmp_path_factory):
    """(seconds) -> an MPEG-4 film in a MOV."""
    folder = tmp_path_factory.mktemp("films")

    def make(seconds: float, size: str = "320x180"):
        file = folder / f"{seconds}-{size}.mov"
        if not file.exists():
            source = f"testsrc=size={size}:rate=25:duration={seconds}"
            command = [program(), "-v", "error", "-f", "lavfi", "-i", source]
            subprocess.run([*command, "-c:v", "mpeg4", str(file)], check=True, timeout=120)
        return file.read_bytes()

    return make


@dataclasses.dataclass
class Desk:
    """A shop on a platform that takes films, and who converts them."""

    services: object
    member: object

    async def hand_in(self, content: bytes):
        file = self.services.blobs.inbox / "upload-test"
        file.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        return await uploads.keep_upload(self.services, self.member, file, sha256, "film.mov")

    def wanted(self, medium, **more) -> Wanted:
        return Wanted(
            self.member.workspace_id, medium.sha256, Platform.INSTAGRAM, Format.REEL, **more
        )

    async def job(self, job_id: str):
        async with self.services.store.reading() as unit:
            return await unit.jobs.get(self.member.workspace_id, job_id)

    async def taken(self, job_id: str, holder: str = "me"):
        async with self.services.store.writing() as unit:
            found = await unit.jobs.get(self.member.workspace_id, job_id)
            await unit.jobs.take(found, holder, self.services.real_clock())
            return found.model_copy(update={"holder": holder})


class _Renderer:
    """Instagram's, with Reels."""

    def __init__(self, own) -> None:
        self.limit = own.limit
        self.formats = {**own.formats, Format.REEL: REEL}
        self.render = own.render


@pytest.fixture
async def desk(settings, opens_shop):
    """In a system that takes up no job by itself: each test converts with a process of its own."""
    async with open_system(settings, jobs=False) as system:
        shop = await opens_shop(system)
        own = system.services.platforms.get(Platform.INSTAGRAM)
        filming = dataclasses.replace(own, renderer=_Renderer(own.renderer))
        services = dataclasses.replace(system.services, platforms=Platforms([filming]))
        yield Desk(services, shop.member)


async def order(desk, content, **more):
    medium = await desk.hand_in(content)
    job_id = await fit(desk.services, desk.wanted(medium, **more))
    assert isinstance(job_id, str)
    return medium, job_id


async def test_a_film_is_converted_with_progress_and_says_what_changed(desk, films):
    medium, job_id = await order(desk, films(2))
    assert (await desk.job(job_id)).total == 2
    await Fitter(desk.services).work_on(await desk.taken(job_id))
    job = await desk.job(job_id)
    assert (job.status, job.error, job.done) == (JobStatus.DONE, None, 2)
    made = job.result["medium"]
    assert (made["content_type"], made["facts"]["video_codec"]) == ("video/mp4", "h264")
    assert job.result["purpose"] == "instagram/reel"
    assert "Coded as H.264 instead of mpeg4." in job.result["changes"]
    again = await fit(desk.services, desk.wanted(medium))
    assert isinstance(again, Fitted)
    assert again.medium.sha256 == made["sha256"]
    assert list(again.changes) == job.result["changes"]
    fits = await fit(desk.services, desk.wanted(again.medium))
    assert (fits.medium, fits.changes) == (again.medium, ())
    assert list(desk.services.blobs.inbox.iterdir()) == []


async def test_the_same_wish_twice_is_one_job_and_another_is_another(desk, films):
    medium, job_id = await order(desk, films(2))
    assert await fit(desk.services, desk.wanted(medium)) == job_id
    assert await fit(desk.services, desk.wanted(medium, crop=True)) != job_id


async def test_a_stop_in_the_middle_leaves_the_job_to_the_next_who_does_it_whole(desk, films):
    _, job_id = await order(desk, films(20, "1280x720"))
    first = Fitter(desk.services)
    working = asyncio.create_task(first.work_on(await desk.taken(job_id, "first")))
    await asyncio.sleep(0.5)
    first.stop()
    await working
    stopped = await desk.job(job_id)
    assert (stopped.status, stopped.result) == (JobStatus.RUNNING, None)
    assert list(desk.services.blobs.inbox.iterdir()) == []
    async with desk.services.store.writing() as unit:
        await unit.jobs.take(stopped, "second", desk.services.real_clock())
    await Fitter(desk.services).work_on(stopped.model_copy(update={"holder": "second"}))
    done = await desk.job(job_id)
    assert done.status is JobStatus.DONE
    assert done.result["medium"]["facts"]["duration_s"] == pytest.approx(20, abs=0.1)


async def test_who_lost_the_job_stops_and_keeps_nothing(desk, films):
    _medium, job_id = await order(desk, films(2))
    held = await desk.taken(job_id, "first")
    async with desk.services.store.writing() as unit:
        assert await unit.jobs.take(held, "second", desk.services.real_clock())
    await Fitter(desk.services).work_on(held)
    assert (await desk.job(job_id)).status is JobStatus.RUNNING
    with pytest.raises(ConflictError):
        await Fitter(desk.services).tell(held, 1.0)


async def test_a_film_that_was_removed_meanwhile_ends_its_job_in_words(desk, films):
    medium, job_id = await order(desk, films(2))
    await uploads.remove(desk.services, desk.member, medium.sha256, surface="test")
    await Fitter(desk.services).work_on(await desk.taken(job_id))
    job = await desk.job(job_id)
    assert (job.status, job.kind) == (JobStatus.FAILED, FIT)
    assert "no medium" in job.error
    with pytest.raises(NotFoundError):
        await fit(desk.services, desk.wanted(medium))


async def test_what_no_conversion_mends_is_refused_before_a_job_is_made(desk, films):
    medium = await desk.hand_in(films(62, "64x36"))
    with pytest.raises(InvalidError, match="not cut by itself") as refused:
        await fit(desk.services, desk.wanted(medium))
    assert refused.value.code == "media_unfit"
    assert len(refused.value.extra["reasons"]) == 1
