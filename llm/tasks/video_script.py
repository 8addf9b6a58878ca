"""A video's script, once or several ways: the types, and how an author's draft becomes a script.

An author gives each scene a length and says within it when words are shown; what begins when in the
video follows from that, so that no author has to add up seconds.
"""

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.video import (
    DURATIONS_S,
    HOOK_S,
    LEAST_SHOWN_S,
    MOST_OVERLAY_WORDS,
    READ_CHARS_PER_S,
    Scene,
    ScenePart,
    ShotType,
    TextOverlay,
    Transition,
    VideoScript,
    problems_of,
)
from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs

OFF_BY = 0.2
"""Share of a video by which its scenes' lengths may miss it and are stretched; beyond, a scene's
words would no longer fit it."""


class VideoInputs(CopyInputs):
    variation_count: int = Field(default=1, ge=1, le=3)
    duration_s: int = 15
    """15, 30 or 60."""
    rules: tuple[str, ...] = ()
    """Wishes of the brand that a person accepted, in words."""


class ShownWords(Frozen):
    """Words on the screen within a scene."""

    text: str = Field(min_length=1, max_length=90)
    after_s: float = Field(default=0, ge=0)
    """Seconds after the scene has begun."""
    for_s: float | None = Field(default=None, gt=0)
    """Seconds; null: until other words come, or the scene ends."""


class DraftScene(Frozen):
    part: ScenePart
    seconds: float = Field(ge=1)
    description: str = Field(min_length=1, max_length=400)
    """What the camera sees, for whoever films it."""
    visual_elements: tuple[str, ...] = ()
    """What has to be there."""
    shot: ShotType
    transition: Transition = Transition.CUT
    dialogue: str | None = Field(default=None, max_length=400)
    """What is said meanwhile; null: only what is heard there."""
    overlays: tuple[ShownWords, ...] = ()


class ScriptDraft(Copy):
    """`hook` is what the first scene says, or shows where nothing is said in it."""

    kind: Literal["video_script"] = "video_script"
    title: str = Field(min_length=1, max_length=100)
    duration: int
    """Seconds of the whole: 15, 30 or 60."""
    scenes: tuple[DraftScene, ...] = Field(min_length=2, max_length=16)
    music_suggestions: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """All that is heard or read by whoever watches."""
        yield self.title
        for scene in self.scenes:
            yield scene.dialogue or ""
            yield from (shown.text for shown in scene.overlays)
        yield self.call_to_action

    def telling(self) -> str:
        seen = (part for s in self.scenes for part in (s.dialogue or "", s.description))
        return "\n".join((self.hook, *filter(None, seen)))

    @property
    def spoken(self) -> str:
        """The voice-over as one text."""
        return "\n".join(scene.dialogue for scene in self.scenes if scene.dialogue)

    @property
    def directions(self) -> tuple[str, ...]:
        """What only those who film it read."""
        told = (part for s in self.scenes for part in (s.description, *s.visual_elements))
        return (*told, *self.music_suggestions)

    def script(self) -> VideoScript:
        """The draft with its times in the video.

        Raises:
            ValidationError: It cannot be filmed as it says; a draft that was validated can.
        """
        return VideoScript.model_validate(self._timed())

    def _timed(self) -> dict[str, Any]:
        lengths = _fitted([scene.seconds for scene in self.scenes], self.duration)
        scenes, overlays, begins = [], [], 0.0
        for number, (drafted, seconds) in enumerate(zip(self.scenes, lengths, strict=True), 1):
            scenes.append(_scene(drafted, number, seconds))
            overlays += _overlays(drafted, number, begins, seconds)
            begins = round(begins + seconds, 2)
        return {
            "title": self.title,
            "duration": self.duration,
            "scenes": tuple(scenes),
            "text_overlays": tuple(overlays),
            "music_suggestions": self.music_suggestions,
        }

    @model_validator(mode="after")
    def _can_be_filmed(self) -> Self:
        if found := [*_unfit(self), *problems_of(VideoScript.model_construct(**self._timed()))]:
            raise ValueError(" ".join(found))
        return self


def _unfit(draft: ScriptDraft) -> Iterator[str]:
    total = sum(scene.seconds for scene in draft.scenes)
    if draft.duration in DURATIONS_S and abs(total - draft.duration) > OFF_BY * draft.duration:
        yield f"the scenes take {total:g} seconds; make them {draft.duration} together."
    for number, scene in enumerate(draft.scenes, 1):
        for shown in scene.overlays:
            if len(shown.text.split()) > MOST_OVERLAY_WORDS:
                yield f"scene {number} shows more than {MOST_OVERLAY_WORDS} words at once."


def _fitted(lengths: list[float], duration: int) -> list[float]:
    """The lengths stretched to the video's, to a tenth of a second; the hook stays short."""
    hook = round(min(lengths[0], HOOK_S), 1)
    factor = (duration - hook) / sum(lengths[1:])
    middle = [round(length * factor, 1) for length in lengths[1:-1]]
    return [hook, *middle, round(duration - hook - sum(middle), 1)]


def _scene(drafted: DraftScene, number: int, seconds: float) -> Scene:
    given = drafted.model_dump(exclude={"seconds", "overlays"})
    return Scene.model_construct(**given, scene_number=number, duration=seconds)


def _overlays(drafted: DraftScene, number: int, begins: float, seconds: float) -> list[TextOverlay]:
    """Within the scene; what would be gone too soon comes earlier and stays longer."""
    given = drafted.overlays
    needed = [max(LEAST_SHOWN_S, len(one.text) / READ_CHARS_PER_S) for one in given]
    starts = [
        max(0.0, min(one.after_s, seconds - least))
        for one, least in zip(given, needed, strict=True)
    ]
    shown = []
    for place, words in enumerate(given):
        start, read = starts[place], starts[place] + needed[place]
        following = min((other for other in starts[place + 1 :] if other >= read), default=seconds)
        end = following if words.for_s is None else max(start + words.for_s, read)
        shown.append(
            TextOverlay.model_construct(
                text=words.text,
                scene_number=number,
                start_s=round(begins + start, 2),
                end_s=round(begins + min(end, seconds), 2),
            )
        )
    return shown


class ScriptDrafts(Copies):
    variations: tuple[ScriptDraft, ...] = ()


VIDEO_SCRIPT = Task("video_script", VideoInputs, ScriptDrafts)
