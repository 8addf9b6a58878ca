"""A video's script: scenes with their shots, words on the screen, voice and music. Draws nothing.

The shape is the seed's VideoScript, in snake_case, with the times that a renderer needs.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.frozen import Frozen

DURATIONS_S = (15, 30, 60)
"""How long a script may run; shorter than a platform's Reels and Shorts take."""
HOOK_S = 3.0
"""Until then a viewer has decided whether to go on (seed, "Video Script Generation")."""
READ_CHARS_PER_S = 17.0
"""How fast adults read subtitles at most (Netflix, Timed Text Style Guide, English and Hindi)."""
LEAST_SHOWN_S = 1.0
SPOKEN_WORDS_PER_S = 2.3
"""An unhurried voice, with a breath between scenes (140 words a minute)."""
FASTEST_WORDS_PER_S = 3.2
"""Faster than people read aloud when nobody hurries them (190 words a minute)."""
MOST_OVERLAY_WORDS = 8
_EXACT_S = 0.01
Words = Annotated[str, Field(max_length=300)]


class ScenePart(StrEnum):
    HOOK = "hook"
    CONTENT = "content"
    CALL = "call"


class ShotType(StrEnum):
    CLOSE_UP = "close_up"
    MEDIUM = "medium"
    WIDE = "wide"
    OVERHEAD = "overhead"
    POINT_OF_VIEW = "point_of_view"
    TRACKING = "tracking"


class Transition(StrEnum):
    """How a scene gives way to the next one."""

    CUT = "cut"
    FADE = "fade"
    SLIDE = "slide"
    WIPE = "wipe"
    ZOOM = "zoom"


class TextOverlay(Frozen):
    """Words on the screen."""

    text: str = Field(min_length=1, max_length=90)
    scene_number: int = Field(ge=1)
    start_s: float = Field(ge=0)
    """Seconds from the beginning of the video, as is the end."""
    end_s: float = Field(gt=0)


class Scene(Frozen):
    scene_number: int = Field(ge=1)
    part: ScenePart
    duration: float = Field(gt=0)
    """Seconds."""
    description: str = Field(min_length=1, max_length=400)
    """What the camera sees, for whoever films it."""
    visual_elements: tuple[Words, ...] = Field(default=(), max_length=24)
    shot: ShotType
    transition: Transition = Transition.CUT
    """Into the next scene; of the last one the way out."""
    dialogue: str | None = Field(default=None, max_length=400)
    """What is said meanwhile: its part of the voice-over."""


class VideoScript(Frozen):
    title: str = Field(min_length=1, max_length=100)
    duration: int
    """Seconds: 15, 30 or 60."""
    scenes: tuple[Scene, ...] = Field(min_length=2, max_length=16)
    text_overlays: tuple[TextOverlay, ...] = Field(default=(), max_length=48)
    music_suggestions: tuple[Words, ...] = Field(default=(), max_length=12)
    """Moods, tempo and instruments; never a title whose rights the brand has not."""

    @property
    def voiceover(self) -> tuple[str, ...]:
        """All that is said, scene by scene."""
        return tuple(scene.dialogue for scene in self.scenes if scene.dialogue)

    def start_of(self, number: int) -> float:
        """When a scene begins, seconds from the beginning."""
        return sum(scene.duration for scene in self.scenes[: number - 1])

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if problems := problems_of(self):
            raise ValueError(" ".join(problems))
        return self


def spoken_words(text: str) -> int:
    """Words as a voice needs time for them: a figure is said in several (“₹960”, “7:30”)."""
    words = [word for word in text.split() if any(c.isalnum() for c in word)]
    return sum(2 if any(c.isdigit() for c in word) else 1 for word in words)


def problems_of(script: VideoScript) -> tuple[str, ...]:
    """What keeps a script from being filmed as it says, each in a sentence."""
    return (*_of_scenes(script), *_of_voice(script), *_of_overlays(script))


def _of_scenes(script: VideoScript) -> list[str]:
    scenes, found = script.scenes, []
    if script.duration not in DURATIONS_S:
        found.append(f"duration is {script.duration}; use 15, 30 or 60.")
    if [scene.scene_number for scene in scenes] != list(range(1, len(scenes) + 1)):
        found.append("scene_number counts the scenes from 1 without gaps.")
    total = sum(scene.duration for scene in scenes)
    if abs(total - script.duration) > _EXACT_S:
        found.append(f"the scenes take {total:g} seconds and the video {script.duration}.")
    if scenes[0].part is not ScenePart.HOOK or scenes[0].duration > HOOK_S + _EXACT_S:
        found.append(f"scene 1 is the hook and takes at most {HOOK_S:g} seconds.")
    if scenes[-1].part is not ScenePart.CALL:
        found.append("the last scene is the call.")
    return found


def _of_voice(script: VideoScript) -> list[str]:
    """Nobody can say more in a scene than its seconds hold."""
    return [
        f"scene {scene.scene_number} says {words} words in {scene.duration:g} seconds; "
        f"say at most {int(scene.duration * SPOKEN_WORDS_PER_S)}."
        for scene in script.scenes
        if (words := spoken_words(scene.dialogue or "")) > scene.duration * FASTEST_WORDS_PER_S
    ]


def _of_overlays(script: VideoScript) -> list[str]:
    found = []
    for overlay in script.text_overlays:
        if overlay.scene_number > len(script.scenes):
            found.append(f"an overlay is of scene {overlay.scene_number}, which there is not.")
            continue
        begins = script.start_of(overlay.scene_number)
        ends = begins + script.scenes[overlay.scene_number - 1].duration
        if overlay.start_s < begins - _EXACT_S or overlay.end_s > ends + _EXACT_S:
            found.append(f"“{overlay.text}” is shown outside of its scene, {begins:g}–{ends:g} s.")
        needed = max(LEAST_SHOWN_S, len(overlay.text) / READ_CHARS_PER_S)
        if overlay.end_s - overlay.start_s < needed - _EXACT_S:
            found.append(f"“{overlay.text}” needs {needed:.1f} seconds to be read.")
    return found
