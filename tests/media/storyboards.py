"""Scripts for tests of storyboards, and the frames of a file."""

import subprocess
from pathlib import Path

from PIL import Image

from domain.look import Style
from domain.video import Scene, ScenePart, ShotType, TextOverlay, Transition, VideoScript
from media.ffmpeg import program
from media.storyboard.look import FPS, Look

PALETTE = ("#7A3E1D", "#F6E7D2", "#1F3A2E")
SHOP = Look(palette=PALETTE, name="Masala Chai Co.", place="Pune", contact="WhatsApp 98220 12345")
PARTS = (ScenePart.HOOK, ScenePart.CONTENT, ScenePart.CONTENT, ScenePart.CALL)
LENGTHS_S = (3.0, 4.0, 4.0, 4.0)
STARTS_S = (0.0, 3.0, 7.0, 11.0)


def styled(style: Style, **changes) -> Look:
    fields = {name: getattr(SHOP, name) for name in Look.__dataclass_fields__}
    return Look(**{**fields, "style": style, **changes})


def overlay(text: str, scene: int, start_s: float, end_s: float) -> TextOverlay:
    return TextOverlay(text=text, scene_number=scene, start_s=start_s, end_s=end_s)


def whole(text: str, scene: int) -> TextOverlay:
    start_s = STARTS_S[scene - 1]
    return overlay(text, scene, start_s, start_s + LENGTHS_S[scene - 1])


def script(
    *overlays: TextOverlay,
    title: str = "Chai at four?",
    shots: tuple[ShotType, ...] = (ShotType.CLOSE_UP,) * 4,
    transitions: tuple[Transition, ...] = (Transition.CUT,) * 4,
) -> VideoScript:
    """Four scenes of 3, 4, 4 and 4 seconds."""
    rows = zip(PARTS, LENGTHS_S, shots, transitions, strict=True)
    scenes = tuple(
        Scene(
            scene_number=number,
            part=part,
            duration=lasts_s,
            description=f"Scene {number}",
            shot=shot,
            transition=transition,
        )
        for number, (part, lasts_s, shot, transition) in enumerate(rows, 1)
    )
    return VideoScript(title=title, duration=15, scenes=scenes, text_overlays=overlays)


def no_picture(_scene: int) -> None:
    return None


def frame_of(file: Path, second: float, size: tuple[int, int]) -> Image.Image:
    """The frame of a file that is shown at that time, to the nearest."""
    # ffmpeg takes the first one that does not begin before
    second = max(0.0, second - 0.5 / FPS)
    command = [
        program(), "-v", "error", "-ss", f"{second:.4f}", "-i", str(file), "-frames:v", "1",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
    ]  # fmt: skip
    told = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return Image.frombytes("RGB", size, told.stdout)
