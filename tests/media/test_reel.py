"""The storyboard as a file: what platforms take, whole or not at all, the same for the same."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from domain.errors import UnavailableError
from domain.form import Format
from domain.look import Ratio, Style
from domain.media import MediaFacts
from domain.platform import Platform
from domain.video import Transition
from media import boxes
from media.ffmpeg import plays_to_its_end, program, report
from media.frames import FRAMES
from media.inspecting import inspect
from media.looking import look
from media.reel import cover, render, spread
from media.storyboard.look import FPS
from platforms.facebook.render import FacebookRenderer
from platforms.fitting import misfits
from platforms.instagram.rules import FORMATS
from platforms.material import MediaItem
from platforms.youtube.render import YouTubeRenderer
from tests.media.storyboards import SHOP, frame_of, overlay, script, styled, whole

SMALL = FRAMES[Ratio.LINK]
WORDS = (whole("Chai at four?", 1), overlay("Crushed by hand", 2, 4.0, 6.0), whole("Come at 4", 4))
LINUX = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
KINDS = (Transition.FADE, Transition.SLIDE, Transition.WIPE, Transition.ZOOM)
SCRIPT = script(*WORDS, transitions=KINDS)
STILL = script(*WORDS[:1], *WORDS[2:], transitions=KINDS)


async def drawn(told, *, what=SCRIPT, ratio=Ratio.LINK, shop=SHOP, pictures=None, to: Path):
    async def tell(done_s):
        told.append(done_s)

    return await render(what, shop, pictures or {}, ratio, to, tell)


@pytest.fixture(scope="module")
def reel(tmp_path_factory):
    """The file of a Reel, what was told meanwhile, and what was said of it at the end."""
    told: list[float] = []
    file = tmp_path_factory.mktemp("reel") / "reel.mp4"
    made = asyncio.run(drawn(told, ratio=Ratio.STORY, to=file))
    return file, told, made


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    file = tmp_path_factory.mktemp("small") / "small.mp4"
    asyncio.run(drawn([], to=file))
    return file


def counted(file: Path) -> tuple[int, str]:
    """How many frames it has, and what ffmpeg says of it."""
    command = [program(), "-hide_banner", "-i", str(file), "-map", "0:v:0", "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stderr
    return int(said.rsplit("frame=", 1)[1].split()[0]), said


async def test_a_reel_is_coded_as_phones_and_platforms_take_it(reel):
    file, _, made = reel
    found = await report(file)
    assert (found.width, found.height) == (made.width, made.height) == (1080, 1920)
    facts = MediaFacts(
        duration_s=15.0, fps=30.0, video_codec="h264", audio_codec="aac", audio_hz=48_000
    )
    assert found.facts == facts
    frames, said = counted(file)
    assert frames == made.frames == 15 * FPS
    assert made.duration_s == 15
    assert "h264 (High)" in said
    assert "yuv420p(tv, bt709" in said
    assert "48000 Hz, stereo" in said
    assert boxes.look_through(file).index_first
    assert await plays_to_its_end(file)
    assert made.size == file.stat().st_size < 10_000_000
    assert made.left_out == ()


async def test_platforms_take_it_as_reel_short_and_story(reel):
    file, _, _ = reel
    found = await look(file)
    item = MediaItem(
        sha256="0" * 64, content_type=found.content_type, width=found.width, url="https://x.in/a",
        height=found.height, size=found.size, facts=found.facts,
    )  # fmt: skip
    profiles = [
        (Platform.INSTAGRAM, FORMATS[Format.REEL]),
        (Platform.INSTAGRAM, FORMATS[Format.STORY]),
        (Platform.FACEBOOK, FacebookRenderer.formats[Format.REEL]),
        (Platform.FACEBOOK, FacebookRenderer.formats[Format.STORY]),
        (Platform.YOUTUBE, YouTubeRenderer.formats[Format.SHORT]),
    ]
    for platform, profile in profiles:
        assert list(misfits(profile, platform, item)) == []


def test_it_tells_how_far_it_is(reel):
    _, told, _ = reel
    assert len(told) >= 15
    assert all(before <= after for before, after in pairwise(told))
    assert told[-1] == 15


async def test_its_words_are_there_in_their_time_and_not_outside(small, tmp_path):
    plain = tmp_path / "plain.mp4"
    await drawn([], what=STILL, to=plain)

    def differs(second: float) -> int:
        size = (SMALL.width, SMALL.height)
        one, other = (frame_of(each, second, size).convert("L") for each in (small, plain))
        seen = ImageChops.difference(one, other).point(lambda v: 255 if v > 60 else 0)
        return sum(seen.histogram()[128:])

    assert differs(5.0) > 5_000
    for second in (3.9, 4.0 - 1 / FPS, 6.0, 6.5):
        assert differs(second) < 100


async def test_the_same_script_gives_the_same_bytes(small, tmp_path):
    again = tmp_path / "again.mp4"
    await drawn([], to=again)
    assert again.read_bytes() == small.read_bytes()


def test_every_transition_ends_in_the_next_scene(small):
    size = (SMALL.width, SMALL.height)
    for begins in (3, 7, 11):
        before, during, after = (
            frame_of(small, begins + offset, size) for offset in (-0.1, 0.17, 0.6)
        )
        assert ImageChops.difference(during, before).getbbox()
        assert ImageChops.difference(during, after).getbbox()
    # the last scene has a way out as well: into its ground
    last = frame_of(small, 15 - 1 / FPS, size)
    spread_of = [most - least for least, most in last.getextrema()]
    shown = [most - least for least, most in frame_of(small, 14.0, size).getextrema()]
    assert max(spread_of) < 0.2 * max(shown)


@LINUX
async def test_a_cancelled_one_leaves_nothing_and_no_process(tmp_path):
    began = asyncio.Event()

    async def told(_done_s):
        began.set()

    work = asyncio.create_task(render(SCRIPT, SHOP, {}, Ratio.STORY, tmp_path / "reel.mp4", told))
    await asyncio.wait_for(began.wait(), 60)
    assert running(tmp_path)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert list(tmp_path.iterdir()) == []
    assert gone(tmp_path)


@LINUX
async def test_what_the_listener_raises_ends_the_work(tmp_path):
    async def told(_done_s):
        raise ZeroDivisionError

    kept = tmp_path / "reel.mp4"
    kept.write_bytes(b"from before")
    with pytest.raises(ZeroDivisionError):
        await render(SCRIPT, SHOP, {}, Ratio.LINK, kept, told)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"from before"]
    assert gone(tmp_path)


@LINUX
async def test_a_killed_painter_is_told_in_words_and_ends_its_coder(tmp_path):
    async def told(_done_s):
        if running(tmp_path):
            kill_painter(tmp_path)

    with pytest.raises(UnavailableError, match="nothing of it was kept") as caught:
        await render(SCRIPT, SHOP, {}, Ratio.LINK, tmp_path / "reel.mp4", told)
    assert caught.value.code == "storyboard_failed"
    assert list(tmp_path.iterdir()) == []
    assert gone(tmp_path)


def running(folder: Path) -> list[int]:
    """The processes that were told of that folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = one.read_bytes()
        except OSError:
            continue
        if str(folder).encode() in said:
            found.append(int(one.parent.name))
    return found


def gone(folder: Path) -> bool:
    """Whether they end in a moment."""
    for _ in range(100):
        if not running(folder):
            return True
        time.sleep(0.05)
    return False


def kill_painter(folder: Path) -> None:
    """It is the coder's parent, and was told of the folder where nobody sees it."""
    status = Path(f"/proc/{running(folder)[0]}/status").read_text()
    os.kill(int(status.split("PPid:")[1].split()[0]), signal.SIGKILL)


@pytest.mark.parametrize("style", list(Style))
def test_the_cover_is_the_hook_with_its_words(style):
    shop = styled(style)
    said = cover(SCRIPT, shop, Ratio.PORTRAIT)
    found = inspect(said)
    assert (found.content_type, found.width, found.height) == ("image/jpeg", 1080, 1350)
    assert found.size < 1_000_000
    assert cover(SCRIPT, shop, Ratio.PORTRAIT) == said
    other = cover(script(whole("Ginger?", 1)), shop, Ratio.PORTRAIT)
    one, two = (Image.open(io.BytesIO(each)).convert("L") for each in (said, other))
    assert ImageChops.difference(one, two).getbbox()


def test_pictures_of_products_go_into_the_scenes_between():
    assert spread(SCRIPT, []) == {}
    assert spread(SCRIPT, [b"a"]) == {2: b"a", 3: b"a"}
    assert spread(SCRIPT, [b"a", b"b", b"c"]) == {2: b"a", 3: b"b"}


def test_the_way_in_loads_nothing_that_draws():
    loaded = "import sys, media.reel; print({'PIL', 'uharfbuzz'} & set(sys.modules))"
    command = [sys.executable, "-c", loaded]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
