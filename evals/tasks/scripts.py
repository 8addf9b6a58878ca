"""Scripts of videos: can they be filmed, spoken and read, are they true, do they differ."""

import re
from itertools import pairwise
from typing import Any

from domain.register import Register
from evals.reading import language
from evals.task import EvalTask, Score, one_prompt
from evals.tasks.counted import as_many
from evals.tasks.forms import TextSample, each
from evals.tasks.texts import (
    avoids,
    claims,
    clean,
    distinct,
    given,
    holds,
    in_language,
    names_subject,
    numbers,
    register,
    shown,
)
from llm.tasks.video_script import VIDEO_SCRIPT, ScriptDraft, ScriptDrafts, VideoInputs

SCENES = {15: (4, 5), 30: (6, 8), 60: (10, 12)}
"""At least and at most."""
OFF_BY_S = 1.0
"""Seconds by which the scenes of a draft may miss the video; they are stretched to it."""
HOOK_S, HOOK_WORDS = 3.0, 9
WORDS_PER_S = 3.0
"""Words as they stand in the text: more of them are hurried through."""
CHARS_PER_S = 18.0
MOST_SHOWN_WORDS = 8
_LIGHT = {Register.HUMOUR, Register.URGENCY}
_LOUD = re.compile(
    r"\b(?:1[1-9]\d)\b|\b(?:party|dance|upbeat|quick|driving|cheerful|tez|daudti|festive)\b|तेज़|दौड़ती",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"^(?:hi|hello|hey|welcome|namaste|namaskar|good (?:morning|evening)|नमस्ते|नमस्कार|हैलो|स्वागत)\b",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"\b(?:drones?|actors?|actress|models? (?:walk|pose)|celebrit\w+|green screen|crowds?|"
    r"customers? (?:smil\w+|laugh\w+|faces?)|children(?:'s)? (?:smil\w+|faces?|play\w*))\b"
    r"|ड्रोन|अभिनेता",
    re.IGNORECASE,
)
"""What an owner with a phone has not, or may not show."""


class VideoSample(TextSample):
    duration: int = 15
    variation_count: int = 1


def inputs(sample: VideoSample) -> VideoInputs:
    return VideoInputs(**given(sample), duration_s=sample.duration)


def written(sample: VideoSample, found: ScriptDrafts) -> Score:
    """As many as asked for; or, with nothing to write from or on a day of mourning, questions."""
    return as_many(
        found.variations,
        found.missing,
        wanted=sample.variation_count,
        asks=sample.expect.asks,
        noun="scripts",
    )


def holds_together(sample: VideoSample, found: ScriptDrafts) -> Score | None:
    """The length asked for, in as many scenes as it bears, each with another shot than the last."""
    least, most = SCENES[sample.duration]

    def faults(draft: ScriptDraft) -> list[str]:
        scenes, wrong = draft.scenes, []
        total = sum(scene.seconds for scene in scenes)
        if draft.duration != sample.duration or abs(total - sample.duration) > OFF_BY_S:
            wrong.append(f"takes {total:g} seconds of {draft.duration}, not {sample.duration}")
        if not least <= len(scenes) <= most:
            wrong.append(f"{len(scenes)} scenes instead of {least} to {most}")
        parts = [scene.part.value for scene in scenes]
        if parts != ["hook", *["content"] * (len(scenes) - 2), "call"]:
            wrong.append(f"is built {', '.join(parts)}")
        same = sum(a.shot is b.shot for a, b in pairwise(scenes))
        if same > len(scenes) // 4:
            wrong.append(f"{same} times the same shot follows itself")
        flat = [scene.description for scene in scenes]
        if len(set(flat)) < len(flat):
            wrong.append("shows the same picture twice")
        return wrong

    return each(found, faults)


def hook(_: VideoSample, found: ScriptDrafts) -> Score | None:
    """The first three seconds say or show something, and greet nobody."""

    def faults(draft: ScriptDraft) -> list[str]:
        first, wrong = draft.scenes[0], []
        said = " ".join((first.dialogue or "", *(o.text for o in first.overlays))).strip()
        if first.seconds > HOOK_S:
            wrong.append(f"the hook takes {first.seconds:g} seconds")
        if not draft.hook.strip() or not said:
            wrong.append("the hook neither says nor shows a word")
        if len((first.dialogue or "").split()) > HOOK_WORDS:
            wrong.append("the hook says more than three seconds hold")
        if _GREETS.search(said):
            wrong.append(f"it begins with a greeting: “{said[:30]}”")
        return wrong

    return each(found, faults)


def speakable(_: VideoSample, found: ScriptDrafts) -> Score | None:
    """What is said fits its seconds, and something is said."""

    def faults(draft: ScriptDraft) -> list[str]:
        wrong = [
            f"scene {number}: {len(s.dialogue.split())} words in {s.seconds:g} seconds"
            for number, s in enumerate(draft.scenes, 1)
            if s.dialogue and len(s.dialogue.split()) > s.seconds * WORDS_PER_S
        ]
        said = sum(bool(scene.dialogue) for scene in draft.scenes)
        return wrong + ([] if said * 2 >= len(draft.scenes) else ["hardly anything is said"])

    return each(found, faults)


def readable(_: VideoSample, found: ScriptDrafts) -> Score | None:
    """Few words at a time, long enough; hook and call are there for those without sound."""

    def faults(draft: ScriptDraft) -> list[str]:
        wrong = []
        for scene, one in ((s, o) for s in draft.scenes for o in s.overlays):
            left = scene.seconds - one.after_s
            stays = left if one.for_s is None else min(one.for_s, left)
            if len(one.text.split()) > MOST_SHOWN_WORDS:
                wrong.append(f"“{one.text}” is too long for a screen")
            if stays < 1 or len(one.text) > stays * CHARS_PER_S:
                wrong.append(f"“{one.text}” is gone after {stays:g} seconds")
        ends = (draft.scenes[0], draft.scenes[-1])
        return wrong + ["hook or call is not shown" for s in ends if not s.overlays][:1]

    return each(found, faults)


def filmable(sample: VideoSample, found: ScriptDrafts) -> Score | None:
    """One person with a phone can do it; the directions are in the language of whoever films."""
    wanted = sample.language

    def faults(draft: ScriptDraft) -> list[str]:
        told = " ".join(draft.directions)
        wrong = [f"asks for “{match.group()}”" for match in _NOT_ALONE.finditer(told)]
        if not draft.music_suggestions:
            wrong.append("suggests no music")
        wrong += [f"names the music “{m}”" for m in draft.music_suggestions if _is_title(m)]
        fault = language.fault(told, wanted, _names(sample))
        return wrong + ([f"directions: {fault}"] if fault else [])

    return each(found, faults)


def _is_title(music: str) -> bool:
    return bool(re.search(r"[“\"‘].+[”\"’]|\bby [A-Z]|\bfrom the (?:film|movie)\b", music))


def _names(sample: VideoSample) -> tuple[str, ...]:
    brand = sample.brand
    return (brand.business_name, sample.topic, *(p.name for p in brand.products))


def quiet(sample: VideoSample, found: ScriptDrafts) -> Score | None:
    """On a solemn day nothing is loud, quick or funny."""
    if not sample.expect.solemn:
        return None

    def faults(draft: ScriptDraft) -> list[str]:
        wrong = ["jokes or hurries"] if draft.register in _LIGHT else []
        ways = {scene.transition.value for scene in draft.scenes} - {"cut", "fade"}
        wrong += [f"scenes {way}" for way in sorted(ways)]
        return wrong + [f"loud music: {m}" for m in draft.music_suggestions if _LOUD.search(m)]

    return each(found, faults)


SCRIPTS: EvalTask[Any, Any] = EvalTask(
    name=VIDEO_SCRIPT.prompt,
    prompts=(VIDEO_SCRIPT.prompt,),
    sample_type=VideoSample,
    output_type=VIDEO_SCRIPT.output_type,
    answer=one_prompt(VIDEO_SCRIPT, inputs),
    scorers={
        "written": written,
        "holds_together": holds_together,
        "hook": hook,
        "speakable": speakable,
        "readable": readable,
        "filmable": filmable,
        "language": in_language,
        "names_subject": names_subject,
        "avoids": avoids,
        "holds": holds,
        "numbers": numbers,
        "claims": claims,
        "clean": clean,
        "quiet": quiet,
        "register": register,
        "distinct": distinct,
    },
    shown=lambda sample: f"{sample.duration} seconds; {shown(sample)}",
)
