"""What any file is, found beside this process: every kind, and files made to do harm."""

import asyncio
import io
import struct
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image

from domain.errors import InvalidError
from media import boxes, ffmpeg
from media.bounding import Bounds, run
from media.looking import look
from media.sniffing import content_type_of

PDF = b"%PDF-1.4\n"


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def document(pages: int) -> bytes:
    file = io.BytesIO()
    sheets = [Image.new("RGB", (50, 70), (n, 0, 0)) for n in range(pages)]
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


async def refused(file) -> InvalidError:
    began = time.monotonic()
    with pytest.raises(InvalidError) as caught:
        await look(file)
    assert time.monotonic() - began < 60
    assert caught.value.message.rstrip().endswith((".", "“Most Compatible”; or export"))
    return caught.value


async def test_a_picture_of_each_kind_is_known_by_its_bytes(picture, saved):
    for kind, content_type in [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
    ]:
        found = await look(saved(picture(kind)))
        assert (found.content_type, found.width, found.height) == (content_type, 40, 30)
        assert found.facts.frames is None


async def test_an_animations_frames_are_counted(saved):
    file = io.BytesIO()
    frames = [Image.effect_noise((20, 10), 10 * n + 10) for n in range(5)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    found = await look(saved(file.getvalue()))
    assert (found.content_type, found.facts.frames) == ("image/gif", 5)


async def test_a_picture_on_its_side_is_as_it_is_shown(saved):
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(file, "JPEG", exif=exif)
    found = await look(saved(file.getvalue()))
    assert (found.width, found.height) == (30, 40)


async def test_a_documents_pages_are_counted(saved):
    found = await look(saved(document(3)))
    assert (found.content_type, found.width, found.facts.pages) == ("application/pdf", 0, 3)


async def test_a_video_is_measured(film):
    found = await look(film())
    assert (found.content_type, found.width, found.height) == ("video/mp4", 320, 180)
    assert (found.facts.video_codec, found.facts.audio_codec) == ("h264", "aac")
    assert (found.facts.fps, found.facts.audio_hz) == (25.0, 44100)
    assert found.facts.duration_s == pytest.approx(1.0, abs=0.1)


async def test_a_mov_without_sound_is_told_from_an_mp4(film):
    found = await look(film("-an", name="mov"))
    assert (found.content_type, found.facts.audio_codec) == ("video/quicktime", None)


@pytest.fixture
def turned(film, tmp_path):
    turned = tmp_path / "turned.mp4"
    command = [ffmpeg.program(), "-v", "error", "-display_rotation", "90", "-i", str(film())]
    subprocess.run([*command, "-c", "copy", str(turned)], check=True)
    return turned


async def test_a_film_that_asks_to_be_turned_is_measured_as_shown(turned):
    found = await look(turned)
    assert (found.width, found.height) == (180, 320)


async def test_a_title_in_the_file_cannot_pass_for_a_fact(film):
    lying = "  Duration: 99:00:00.00, start: 0\n  Stream #0:0: Video: vp9, 9999x9999, 99 fps"
    found = await look(film("-metadata", f"title={lying}", "-metadata", f"comment={lying}"))
    assert (found.width, found.facts.video_codec, found.facts.fps) == (320, "h264", 25.0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"hello", "no kind of file"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
        (b"\0\0\0\x18ftypavif" + b"\0" * 99, "AVIF"),
        (b"\x1aE\xdf\xa3" + b"\0" * 99, "WebM"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"PK\x03\x04" + b"\0" * 99, "ZIP"),
        (b"#EXTM3U\nhttp://127.0.0.1/secret", "no kind of file"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_can(content, words):
    with pytest.raises(InvalidError, match=words) as caught:
        content_type_of(content)
    assert caught.value.code == "media_unknown"
    assert "JPEG" in caught.value.message


@pytest.mark.parametrize(
    "content",
    [
        png_bomb(60_000, 60_000),
        png_bomb(2**31 - 1, 2**31 - 1),
        b"\xff\xd8\xff\xe0" + b"\0" * 500,
        b"GIF89a" + b"\xff" * 500,
        b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\0" * 100,
        PDF,
        PDF + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>" + b"\0" * 50,
        PDF + b"1 0 obj" + b"[" * 50_000 + b"]" * 50_000 + b" endobj trailer<</Root 1 0 R>>",
        b"\0\0\0\x18ftypisom" + b"\0" * 12,
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x01mdat" + b"\xff" * 8,
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08moov\0\0\0\x08mdat",
    ],
    ids=["png bomb", "largest png", "jpeg", "gif", "webp", "bare pdf", "pdf in a ring",
         "nested pdf", "boxes of nothing", "absurd box", "empty index"],
)  # fmt: skip
async def test_damage_and_malice_end_in_words(content, saved):
    error = await refused(saved(content))
    assert error.code in ("media_unknown", "not_a_picture", "picture_too_large")


async def test_a_film_cut_short_is_said_so(film, saved):
    whole = film().read_bytes()
    assert "cut short" in (await refused(saved(whole[: len(whole) // 2]))).message


async def test_a_film_whose_end_is_rubbish_is_refused_though_its_boxes_add_up(film, saved):
    whole = bytearray(film("-movflags", "+faststart", seconds=5).read_bytes())
    middle = len(whole) // 2
    whole[middle:] = b"\xaa" * (len(whole) - middle)
    assert "played" in (await refused(saved(bytes(whole)))).message


async def test_a_film_of_absurd_size_is_refused(film, saved):
    content = film("-c:v", "mpeg4", "-movflags", "+faststart").read_bytes()
    # the sizes of the track and of its samples, as 16.16 and as 16-bit numbers
    content = content.replace(struct.pack(">II", 320 << 16, 180 << 16), b"\xff\xff\0\0" * 2)
    content = content.replace(struct.pack(">HH", 320, 180), b"\xff\xff" * 2)
    found = await asyncio.gather(look(saved(content)), return_exceptions=True)
    # what the film itself says may count more than its head; nothing else may come of it
    assert isinstance(found[0], InvalidError) or (found[0].width, found[0].height) == (320, 180)


async def test_a_picture_with_a_film_behind_it_is_a_picture(picture, film, saved):
    both = picture("JPEG") + film().read_bytes()
    assert (await look(saved(both))).content_type == "image/jpeg"


async def test_a_film_that_names_another_file_reads_only_itself(film, saved):
    # an external data reference would make the server read a file of its own
    content = film().read_bytes().replace(b"url \0\0\0\x01", b"url \0\0\0\x00")
    await asyncio.gather(look(saved(content)), return_exceptions=True)
    told = await ffmpeg.ffmpeg(
        saved(b"#EXTM3U\nhttp://127.0.0.1:9/x\n"), ("-f", "null", "-"), ffmpeg.LOOK
    )
    assert told.code != 0
    assert b"127.0.0.1" not in told.err


async def test_whether_the_index_comes_first_is_seen(film):
    late = await asyncio.to_thread(boxes.look_through, film())
    early = await asyncio.to_thread(boxes.look_through, film("-movflags", "+faststart"))
    assert (late.index_first, early.index_first) == (False, True)


SPIN = "while True: pass"
HOARD = "x = bytearray(3 * 1024**3)"
WRITE = "open('{}', 'wb').write(b'x' * 10**8)"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound less")
async def test_a_program_within_bounds_cannot_spin_hoard_or_fill_the_disk(tmp_path):
    one = Bounds(wall_s=20, cpu_s=1, memory=512 * 1024 * 1024, written=1024 * 1024)
    for code in (SPIN, HOARD, WRITE.format(tmp_path / "large")):
        ended = await run((sys.executable, "-c", code), one)
        assert ended.code != 0
        assert not ended.timed_out
    assert (tmp_path / "large").stat().st_size <= 1024 * 1024


async def test_a_program_that_sleeps_is_ended_by_the_clock():
    ended = await run(
        (sys.executable, "-c", "import time; time.sleep(60)"), Bounds(wall_s=1, cpu_s=9)
    )
    assert ended.timed_out
