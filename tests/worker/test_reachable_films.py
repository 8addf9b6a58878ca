"""Before a yes, a film's address is proven by its ends: nobody fetches hundreds of megabytes."""

import dataclasses
import hashlib
import http.server
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from domain.errors import InvalidError
from domain.form import Form, Format
from domain.platform import Platform
from media.ffmpeg import program
from platforms.material import MediaProfile, VideoRules
from platforms.registry import Platforms
from tests.parts import a_version
from tools import uploads
from tools.preflight import END_BYTES, check_media

REEL = MediaProfile(videos=VideoRules(max_bytes=50 << 20), least=1, fetches=True)


class _Renderer:
    """Instagram's, with Reels."""

    def __init__(self, own) -> None:
        self.limit = own.limit
        self.formats = {**own.formats, Format.REEL: REEL}
        self.render = own.render


@pytest.fixture(scope="session")
def film(tmp_path_factory) -> bytes:
    made = tmp_path_factory.mktemp("film") / "film.mp4"
    source = "testsrc=size=640x360:rate=25:duration=3"
    command = [program(), "-v", "error", "-f", "lavfi", "-i", source, "-b:v", "4M", "-crf", "1"]
    subprocess.run([*command, "-preset", "ultrafast", str(made)], check=True, timeout=120)
    content = made.read_bytes()
    assert len(content) > 3 * END_BYTES
    return content


@pytest.fixture
async def checked(shop, film):
    """Proves a Reel with the film, served at an address."""
    services = shop.system.services
    own = services.platforms.get(Platform.INSTAGRAM)
    filming = dataclasses.replace(own, renderer=_Renderer(own.renderer))
    services = dataclasses.replace(services, platforms=Platforms([filming]))
    file = services.blobs.inbox / "upload-test"
    file.write_bytes(film)
    sha256 = hashlib.sha256(film).hexdigest()
    medium = await uploads.keep_upload(services, shop.member, file, sha256, "film.mp4")
    version = a_version(
        "Chai",
        datetime(2026, 11, 11, tzinfo=UTC),
        media=(medium.sha256,),
        form=Form(format=Format.REEL),
    )

    async def check(address: str):
        reachable = dataclasses.replace(services, public_url=address)
        return await check_media(reachable, shop.member.workspace_id, Platform.INSTAGRAM, version)

    return check


@contextmanager
def serving(content: bytes, *, in_parts: bool = True, told: int | None = None) -> Iterator[tuple]:
    """A web server with one file; what it handed out."""
    handed: list[int] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("range", ""))
            body = content
            if in_parts and asked:
                start, end = int(asked[1]), int(asked[2])
                body = content[start : end + 1]
                self.send_response(206)
                whole = told or len(content)
                self.send_header("Content-Range", f"bytes {start}-{end}/{whole}")
            else:
                self.send_response(200)
            self.send_header("Content-Type", "video/mp4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            handed.append(len(body))
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", handed
        finally:
            server.shutdown()
            thread.join()


async def test_the_ends_and_the_length_prove_it(checked, film):
    with serving(film) as (address, handed):
        (item,) = await checked(address)
    assert item.kind == "video"
    assert handed == [END_BYTES, END_BYTES]


@pytest.mark.parametrize(
    ("change", "how", "reason"),
    [
        (lambda film: b"\0" * len(film), {}, "something else is served"),
        (lambda film: film[:-9] + b"\0" * 9, {}, "something else is served"),
        (lambda film: film, {"told": 99_000_000}, "something else is served"),
        (lambda film: film, {"in_parts": False}, "hands out whole files only"),
    ],
    ids=["another", "another end", "another length", "no parts"],
)
async def test_what_would_not_arrive_is_refused_in_words(checked, film, change, how, reason):
    with (
        serving(change(film), **how) as (address, _),
        pytest.raises(InvalidError, match=reason) as refused,
    ):
        await checked(address)
    assert refused.value.code == "media_unreachable"
    assert "could not fetch the video" in refused.value.message
