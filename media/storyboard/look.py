"""What a storyboard is drawn with beside its script, and what is told of it. Draws nothing."""

from dataclasses import dataclass
from pathlib import Path

from domain.frozen import Frozen
from domain.look import Ratio, Style
from domain.video import VideoScript

FPS = 30
CPU_S_PER_S = 12
"""So much of the processor a second of the video may take, to paint and to code."""


@dataclass(frozen=True)
class Look:
    """A brand as its storyboards show it."""

    palette: tuple[str, ...]
    """Its colours as it wrote them; what is no hex colour is passed over."""
    name: str
    place: str = ""
    contact: str = ""
    """How to reach it, as the call shows it: "WhatsApp 98220 12345"."""
    style: Style = Style.MODERN
    logo: bytes | None = None


class Order(Frozen):
    """What a painting process is told: the look's words, and files instead of bytes."""

    script: VideoScript
    ratio: Ratio
    palette: tuple[str, ...]
    name: str
    place: str
    contact: str
    style: Style
    logo: Path | None
    pictures: dict[int, Path]
    """By scene number."""
    result: Path


class Storyboard(Frozen):
    """What a finished file is."""

    width: int
    height: int
    frames: int
    """At 30 a second."""
    size: int
    """Bytes."""
    left_out: tuple[str, ...] = ()
    """What of the script or of the pictures is not shown, and why: sentences for a person."""

    @property
    def duration_s(self) -> float:
        return self.frames / FPS


class Line(Frozen):
    """How far it is, or what came of it."""

    frames: int = 0
    """Painted until now."""
    left_out: tuple[str, ...] | None = None
    """Of the last line: see `Storyboard`."""
