"""Real files of every kind, made by the programs that make them."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from media.ffmpeg import program


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a video, each kind once."""
    folder = tmp_path_factory.mktemp("films")
    made: dict[tuple[str, ...], Path] = {}

    def make(
        *options: str, size: str = "320x180", seconds: float = 1, rate: int = 25, name: str = "mp4"
    ) -> Path:
        key = (*options, size, str(seconds), str(rate), name)
        if key not in made:
            made[key] = folder / f"{len(made)}.{name}"
            source = f"testsrc=size={size}:rate={rate}:duration={seconds}"
            subprocess.run(
                [
                    program(), "-v", "error", "-f", "lavfi", "-i", source,
                    "-f", "lavfi", "-i", f"sine=440:duration={seconds}", "-pix_fmt", "yuv420p",
                    "-preset", "ultrafast", *options, str(made[key]),
                ],
                check=True,
                timeout=120,
            )  # fmt: skip
        return made[key]

    return make


@pytest.fixture
def picture() -> Callable[..., bytes]:
    def make(
        kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **how
    ) -> bytes:
        file = io.BytesIO()
        Image.effect_noise(size, 40).convert(mode).save(file, kind, **how)
        return file.getvalue()

    return make


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes], Path]:
    def save(content: bytes) -> Path:
        file = tmp_path / "handed-in.bin"
        file.write_bytes(content)
        return file

    return save
