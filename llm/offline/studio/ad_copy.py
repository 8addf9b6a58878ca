"""Ads by the offline author: headline, main text, description and button within the ad's room."""

from functools import partial

from domain.content import Claim
from domain.platform import Platform
from domain.register import Register
from llm.offline import library
from llm.offline.counting import length
from llm.offline.sentences import filled_in
from llm.offline.studio.composing import composed
from llm.offline.studio.material import (
    Line,
    Material,
    built,
    cut,
    needs,
)
from llm.tasks.ad_copy import AdCopies, AdCopy, AdCopyInputs

_BUILDS = (
    ("news", "offer", "desc", "price", "fact"),
    ("news", "fact", "offer", "price", "place"),
    ("news", "price", "greeting", "offer", "desc"),
    ("news", "greeting", "offer", "place", "fact"),
    ("news", "desc", "offer", "place", "price"),
)
"""What follows the hook, as far as there is room, for each variation in turn."""


def write_ads(inputs: AdCopyInputs) -> AdCopies:
    """The ads, or questions where there is too little to write from."""
    return composed(AdCopies, inputs, _ad)


def _ad(inputs: AdCopyInputs, material: Material, place: int, register: Register) -> AdCopy:
    room, data = inputs.room, material.data["ad"]
    size = partial(length, platform=_counted(inputs.platform))
    # where there is no button the text itself says what to do
    asked = "" if room.buttons else cut(material.call(place), room.text // 2, size)
    call = " ".join(filter(None, (asked, material.reach())))
    if size(call) > room.text // 2:
        call = asked
    wished = material.hook(register, place)
    text, claims, hook = _told(inputs, material, place, (wished, call))
    if not _says_offer(material, text):  # an offer goes before a number, and before any first line
        text, claims, hook = _told(inputs, material, place, (wished, asked))
    if not _says_offer(material, text):
        left = room.text - (size(f" {asked}") if asked else 0)
        offer = material.fitting(list(material.data["lines"]["offer"]), place, left)
        text, claims, hook = _told(inputs, material, place, (offer or wished, asked))
    headline = material.fitting(material.titles(data["headlines"]), place, room.headline)
    headline = headline or cut(material.slots["name"], room.headline, size)
    description = _description(material, place, room.description, headline)
    stated = (*claims, *material.claimed(headline), *material.claimed(description))
    return AdCopy(
        register=register,
        hook=hook,
        headline=headline,
        primary_text=text,
        description=description,
        call_to_action=button(room.buttons, material) if room.buttons else _last(text, call, asked),
        claims=tuple(dict.fromkeys(stated)),
    )


def _told(
    inputs: AdCopyInputs, material: Material, place: int, around: tuple[str, str]
) -> tuple[str, tuple[Claim, ...], str]:
    """(the text, what it states, its first line); `around` is the first line and the last."""
    first, call = around
    size = partial(length, platform=_counted(inputs.platform))
    left = inputs.room.text - size(f" {call}") if call else inputs.room.text
    hook = cut(first, left, size)
    line = Line(hook, material.claimed(hook))
    text, claims = _text(inputs, material, place, line, call)
    return text, claims, hook


def _last(text: str, *calls: str) -> str:
    """Which of the last lines the text ends with."""
    return next((call for call in calls if text.endswith(call)), "")


def _says_offer(material: Material, text: str) -> bool:
    offer = material.slots.get("offer", "")
    return offer.casefold() in text.casefold()


def _description(material: Material, place: int, most: int, headline: str) -> str:
    """What the headline does not say; empty where this ad has none."""
    if not most:
        return ""
    patterns = material.data["ad"]["descriptions"]
    known = (p for p in patterns if needs(p) <= set(material.slots))
    others = [p for p in known if filled_in(p, material.slots) not in headline]
    return material.fitting(others, place, most)


def _text(
    inputs: AdCopyInputs, material: Material, place: int, hook: Line, call: str
) -> tuple[str, tuple[Claim, ...]]:
    """The hook and as many lines after it as there is room for; an offer goes before all else."""
    kinds = built(inputs, _BUILDS[place % len(_BUILDS)])
    order = sorted(kinds, key=lambda kind: kind not in ("news", "offer"))
    kept: dict[str, Line] = {}
    for kind in order:
        line = material.line(kind, place, after=hook.text)
        if not line.text or line.text in hook.text or _says_already(material, kind, hook.text):
            continue
        tried = [hook, *(kept.get(k, line) for k in kinds if k in kept or k == kind)]
        whole = " ".join([*(one.text for one in tried), *([call] if call else [])])
        if length(whole, _counted(inputs.platform)) <= inputs.room.text:
            kept[kind] = line
    lines = [hook, *(kept[kind] for kind in kinds if kind in kept)]
    claims = tuple(claim for line in lines for claim in line.claims)
    return " ".join([*(line.text for line in lines), *([call] if call else [])]), claims


def _says_already(material: Material, kind: str, hook: str) -> bool:
    return kind == "offer" and "offer" in material.slots and _says_offer(material, hook)


def _counted(platform: Platform) -> Platform:
    """X weighs an ad's text as it weighs a post's; the other forms count characters."""
    return platform if platform is Platform.X else Platform.INSTAGRAM


def button(offered: tuple[str, ...], material: Material) -> str:
    """The first of the wanted words that this ad's button may show."""
    wanted = library.read("en/studio")["buttons"]
    first = wanted["offer"] if material.slots.get("offer") else []
    ranked = [*first, *wanted[material.way], *offered]
    return next((str(word) for word in ranked if word in offered), "")
