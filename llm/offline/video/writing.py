"""Scripts by the offline author: a hook, what the brand can tell, a call, each with its picture."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from domain.register import Register
from domain.video import ScenePart, Transition
from llm.offline.sentences import says
from llm.offline.studio.composing import composed
from llm.offline.studio.material import Material, cut
from llm.offline.tongue import words
from llm.offline.video.beats import Beat, call, hook, told
from llm.offline.video.timing import chosen, lengths, shown_at
from llm.offline.video.views import Camera, camera
from llm.tasks.video_script import (
    DraftScene,
    ScriptDraft,
    ScriptDrafts,
    ShownWords,
    VideoInputs,
)

LONGEST_TITLE = 70
_FEWEST = 2
"""Scenes between hook and call."""
_ORDERS = (
    ("news", "subject", "greeting", "desc", "price", "offer", "fact", "list", "place"),
    ("news", "subject", "fact", "greeting", "desc", "offer", "price", "place", "list"),
    ("news", "subject", "offer", "desc", "price", "greeting", "place", "fact", "list"),
)
"""What follows what in each variation; the other kinds come after, as they are given."""
_GIVES_WAY = {
    Register.HUMOUR: Transition.ZOOM,
    Register.URGENCY: Transition.WIPE,
    Register.ASPIRATION: Transition.SLIDE,
}
"""Before the offer or the price, in the registers that bear it; elsewhere scenes are cut."""


def write_scripts(inputs: VideoInputs) -> ScriptDrafts:
    """The scripts, or questions where there is too little to write from."""
    untold: list[str] = []
    made = composed(ScriptDrafts, inputs, partial(_script, untold))
    return made.model_copy(update={"unused": (*made.unused, *dict.fromkeys(untold))})


def _script(
    untold: list[str], inputs: VideoInputs, material: Material, place: int, register: Register
) -> ScriptDraft:
    """One script; an offer that no scene has room for goes to `untold`."""
    ends = hook(material, register.value, place), call(material, place)
    known = told(material, place)
    kept = chosen(known, ends, inputs.duration_s, place)
    if len(kept) < _FEWEST:  # a long offer: what stands below the call makes room
        ends = ends[0], replace(ends[1], shown=ends[1].shown[:1])
        kept = chosen(known, ends, inputs.duration_s, place)
    if "offer" in material.slots and not any(beat.kind == "offer" for beat in kept):
        untold.append(
            f"“{material.subject.offer}”: it takes too long to be said and read in a video of "
            f"{inputs.duration_s} seconds. Put it in the caption, or choose a longer video."
        )
    beats = [ends[0], *_ordered(kept, place), ends[1]]
    title = _title(material, place)
    claims = (*(c for beat in beats for c in beat.claims), *material.claimed(title))
    return ScriptDraft(
        register=register,
        hook=ends[0].said,
        title=title,
        duration=inputs.duration_s,
        scenes=_scenes(beats, material, register, place, inputs.duration_s),
        music_suggestions=_music(material, register),
        call_to_action=" ".join(filter(None, (ends[1].said, material.reach()))),
        claims=tuple(dict.fromkeys(claims)),
    )


def _title(material: Material, place: int) -> str:
    patterns = material.titles(_words(material)["titles"])
    if material.slots["subject"] == material.slots["name"]:
        patterns = [one for one in patterns if "{subject}" not in one]
    found = material.fitting(patterns, place, LONGEST_TITLE)
    return found or cut(material.slots["name"], LONGEST_TITLE)


def _ordered(beats: Sequence[Beat], place: int) -> list[Beat]:
    """In the variation's order; scenes without words stand between the others, not beside."""
    order = _ORDERS[place % len(_ORDERS)]

    def rank(beat: Beat) -> int:
        return order.index(beat.kind) if beat.kind in order else len(order)

    spoken = sorted((b for b in beats if b.kind != "silent"), key=rank)
    quiet = [b for b in beats if b.kind == "silent"]
    step = (len(spoken) + 1) / (len(quiet) + 1)
    for number, beat in enumerate(quiet):
        spoken.insert(round(step * number + place % 2) + number, beat)
    return spoken


def _scenes(
    beats: Sequence[Beat], material: Material, register: Register, place: int, total: int
) -> tuple[DraftScene, ...]:
    look, last = camera(material, place), len(beats)
    seconds = lengths(beats, total)
    return tuple(
        _scene(
            look, beat, length, _part(number, last), _way_out(beats[number:], material, register)
        )
        for number, (beat, length) in enumerate(zip(beats, seconds, strict=True), 1)
    )


def _scene(
    look: Camera, beat: Beat, seconds: float, part: ScenePart, transition: Transition
) -> DraftScene:
    view = look.view(beat.kind)
    return DraftScene(
        part=part,
        seconds=seconds,
        description=view.description,
        visual_elements=view.elements,
        shot=view.shot,
        transition=transition,
        dialogue=beat.said or None,
        overlays=tuple(
            ShownWords(text=text, after_s=after, for_s=stays)
            for text, after, stays in shown_at(beat, seconds)
        ),
    )


def _part(number: int, last: int) -> ScenePart:
    return {1: ScenePart.HOOK, last: ScenePart.CALL}.get(number, ScenePart.CONTENT)


def _way_out(rest: Sequence[Beat], material: Material, register: Register) -> Transition:
    """Into the first of the rest; a video fades out, and a solemn one fades all along."""
    if not rest or (material.subject.festival and material.subject.festival.solemn):
        return Transition.FADE
    if rest[0].kind in ("offer", "price"):
        return _GIVES_WAY.get(register, Transition.CUT)
    return Transition.CUT


def _music(material: Material, register: Register) -> tuple[str, ...]:
    music, festival = _words(material)["music"], material.subject.festival
    if festival and festival.solemn:
        return tuple(map(str, music["solemn"]))
    found = [str(music["festive"])] if festival else []
    found += [*map(str, music[register.value]), str(music["place"])]
    sayable = [one for one in found if not says(one, material.banned)]
    return tuple(sayable[:3])


def _words(material: Material) -> Any:
    return words(material.subject.language, "video")
