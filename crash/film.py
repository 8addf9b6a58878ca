"""One short film for posts that need one, kept as the product keeps its own."""

import asyncio
import hashlib
import struct
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.media import Medium
from media.ffmpeg import program
from media.looking import look
from store.blobs import FolderBlobs
from store.media import blob_key
from store.unit import Store

SIZE = "720x1280"
SECONDS = 3
PADDING = 300 * 1024
"""So that it is sent in two pieces: YouTube takes them in multiples of 256 KiB."""
MAKES_WITHIN_S = 120


async def keep(store: Store, data_dir: Path, workspace_id: str) -> str:
    """Make it and store it for the workspace; its sha256."""
    with TemporaryDirectory(prefix="crash-film-") as folder:
        file = Path(folder) / "film.mp4"
        await asyncio.to_thread(_make, file)
        found = await look(file)
        content = file.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    medium = Medium(
        workspace_id=workspace_id,
        sha256=sha256,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        size=found.size,
        facts=found.facts,
        provenance={"kind": "crash test"},
        created_at=datetime.now(UTC),
    )
    await FolderBlobs(data_dir / "assets").put(blob_key(sha256), content)
    async with store.writing() as unit:
        await unit.media.add(medium)
    return sha256


def _make(file: Path) -> None:
    pictures = f"testsrc=size={SIZE}:rate=25:duration={SECONDS}"
    sound = f"sine=440:duration={SECONDS}"
    sources = ("-f", "lavfi", "-i", pictures, "-f", "lavfi", "-i", sound)
    coded = ("-pix_fmt", "yuv420p", "-preset", "ultrafast", "-movflags", "+faststart")
    command = [program(), "-v", "error", "-threads", "1", *sources, *coded, str(file)]
    subprocess.run(command, check=True, timeout=MAKES_WITHIN_S)
    with file.open("ab") as film:
        # a box that players pass over: ISO/IEC 14496-12, 8.1.2
        film.write(struct.pack(">I", 8 + PADDING) + b"free" + bytes(PADDING))
