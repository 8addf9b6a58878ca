"""The prompt for a post's picture from what can be seen in the post: the same one every time."""

from collections.abc import Sequence

from domain.language import HINDI, HINGLISH
from llm.offline.picture.seeing import MOST_THINGS, Scene, data, seen_in
from llm.offline.sentences import opened
from llm.offline.tongue import in_script
from llm.tasks.image_prompt import MOST_CHARS, ImagePrompt, ImagePromptInputs

MOST_COLOURS = 3
MOST_ALT = 300


def prompt_picture(inputs: ImagePromptInputs) -> ImagePrompt:
    most = 1 if inputs.style == "minimalist" else MOST_THINGS
    scene = seen_in(inputs.text, inputs.brand, inputs.avoid, most=most)
    return ImagePrompt(
        prompt=_prompt(scene, inputs),
        negative=_negative(scene, inputs.avoid),
        concepts=tuple(thing.english for thing in scene.things),
        alt_text=_alt_text(scene, inputs.language),
    )


def _prompt(scene: Scene, inputs: ImagePromptInputs) -> str:
    style = data()["styles"]["quiet" if scene.is_quiet else inputs.style]
    colours = inputs.palette[:MOST_COLOURS]
    parts = [
        f"{style['medium']} of {_listed([one.english for one in scene.things], 'and')}",
        scene.place.english,
        style["room"],
        f"colours {_listed(colours, 'and')}" if colours and not scene.is_quiet else "",
        style["light"],
    ]
    return _within(parts)


def _negative(scene: Scene, avoid: Sequence[str]) -> str:
    never = [data()["never_quiet"]] if scene.is_quiet else []
    shown = " ".join(thing.english for thing in scene.things).casefold()
    # of other languages' words an image model makes nothing, or anything
    plain = [word for word in avoid if word.isascii() and word.casefold() not in shown]
    return _within([data()["never"], *never, *plain])


def _alt_text(scene: Scene, language: str) -> str:
    if language not in (HINDI, HINGLISH):
        things = _listed([thing.english for thing in scene.things], "and")
        return f"{opened(things)} {scene.place.english}."[:MOST_ALT]
    things = _listed([thing.hindi for thing in scene.things], "और")
    return opened(in_script(f"{scene.place.hindi} दिखता है: {things}।", language))[:MOST_ALT]


def _listed(words: Sequence[str], joint: str) -> str:
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last


def _within(parts: Sequence[str]) -> str:
    """As many of the parts, from the first, as there is room for."""
    told = ""
    for part in filter(None, parts):
        longer = f"{told}, {part}" if told else part
        if len(longer) <= MOST_CHARS:
            told = longer
    return told
