"""How to say it: registers in order and the style learned from the brand's own best posts.

Reads references as examples of form; takes no sentence from them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.platform import Platform
from domain.post import Reference
from domain.register import Register
from domain.times import zone
from llm.offline import festivals, library, tongue
from llm.offline.post.subject import Subject
from llm.offline.sentences import EMOJI, listed
from llm.tasks.social_post import SocialPostInputs
from registers.reader import read

CALM_TONES = frozenset({"professional", "elegant"})


@dataclass(frozen=True, slots=True)
class Voice:
    registers: tuple[Register, ...]
    opening: str
    """question | number | statement | any"""
    size: str
    """short | medium | long"""
    lists: bool
    emoji: bool
    learned: tuple[str, ...]


def read_voice(inputs: SocialPostInputs, subject: Subject) -> Voice:
    references = inputs.references
    led_by = registers_of(references)
    opening, size = _opening(references), _size(references)
    registers = _order(inputs, subject, led_by)
    lists = 2 * sum(_is_list(r.text) for r in references) > len(references) > 0
    return Voice(
        registers=registers,
        opening=opening,
        size=size,
        lists=lists,
        emoji=_emoji(inputs, subject),
        learned=_learned(references, led_words(led_by, registers), (opening, size), lists=lists),
    )


def registers_of(references: tuple[Reference, ...]) -> list[Register]:
    """Registers the posts speak in, weighted by how surely and by how well each post did."""
    scores = dict.fromkeys(Register, 0.0)
    for reference in references:
        for reading in read(reference.text):
            scores[reading.register] += reading.confidence * max(reference.combined, 0.01)
    return sorted((r for r in Register if scores[r]), key=lambda r: (-scores[r], r.value))


def led_words(led_by: Sequence[Register], begun: Sequence[Register]) -> tuple[str, ...]:
    """What the posts speak of most, and whether that is why the drafts begin as they do.

    Args:
        led_by: What they speak of, most first.
        begun: The registers of the drafts in their order.
    """
    if not led_by:
        return ()
    names = listed([register.value for register in led_by[:2]])
    begins = ", so the drafts begin there" if begun and begun[0] in led_by[:2] else ""
    return (f"They speak most of {names}{begins}.",)


def tone_of(inputs: SocialPostInputs) -> str | None:
    """The tone asked for, else the first of the brand's own that the writer knows."""
    known = library.read("en/reading")["tones"]
    for tone in (inputs.tone or "", *inputs.brand.brand_voice.tone):
        if named := known.get(tone.strip().lower()):
            return str(named)
    return None


def _order(
    inputs: SocialPostInputs, subject: Subject, led_by: list[Register]
) -> tuple[Register, ...]:
    data = library.read("en/tones")
    tone = data["tones"].get(tone_of(inputs) or "", {"prefer": [], "avoid": []})
    prefer = [Register(r) for r in tone["prefer"]]
    learned = _learned_registers(inputs, led_by, prefer)
    families = tongue.words(subject.language, "tones")["families"]
    usual = [Register(r) for r in families[subject.family]]
    out = {Register(r) for r in tone["avoid"]}
    if not (subject.offer or Register.URGENCY in prefer):
        out.add(Register.URGENCY)  # without a reason to hurry, hurry is a trick
    if _is_solemn(inputs, subject):
        out |= {Register.HUMOUR, Register.URGENCY}
    first = [r for r in dict.fromkeys([*learned, *prefer]) if r not in out]
    rest = [r for r in dict.fromkeys([*usual, *Register]) if r not in out and r not in first]
    if inputs.registers and not inputs.tone:
        # the model has chosen for this very post: nothing takes turns
        return (*first, *rest, *(r for r in Register if r not in {*first, *rest}))
    turn = inputs.entry.number - 1
    # many leads where nothing was learned: posts in a row should not all speak from one feeling
    lead = [r for r in first if r in learned] or first[:4] or rest[:5]
    others = [r for r in [*first, *rest] if r not in lead]
    lead = lead[turn % len(lead) :] + lead[: turn % len(lead)]
    others = others[turn % len(others) :] + others[: turn % len(others)] if others else []
    return (*lead, *others, *(r for r in Register if r not in {*lead, *others}))


def _learned_registers(
    inputs: SocialPostInputs, led_by: list[Register], prefer: list[Register]
) -> list[Register]:
    """What the history speaks for, best first; with a tone asked for, only what suits it."""
    told = list(inputs.registers) or led_by[:2]
    if inputs.tone:
        return [r for r in told if r in prefer][:2]
    return told


def _is_solemn(inputs: SocialPostInputs, subject: Subject) -> bool:
    """The post is for a solemn day, or goes out on one."""
    if subject.festival and subject.festival.solemn:
        return True
    goes_out = inputs.entry.publish_at
    if goes_out is None:
        return False
    day = goes_out.astimezone(zone(inputs.brand.timezone)).date()
    return festivals.solemn_on(day) is not None


def _opening(references: tuple[Reference, ...]) -> str:
    if not references:
        return "any"
    first = [re.split(r"(?<=[.!?।])\s|\n", r.text.strip())[0] for r in references]
    half = len(first) / 2
    if sum(line.endswith("?") for line in first) > half:
        return "question"
    if sum(bool(re.search(r"\d", line)) for line in first) > half:
        return "number"
    return "statement"


def _size(references: tuple[Reference, ...]) -> str:
    if not references:
        return "medium"
    middle = sorted(len(r.text) for r in references)[len(references) // 2]
    return "short" if middle < 160 else "long" if middle > 420 else "medium"


def _is_list(text: str) -> bool:
    return len(re.findall(r"(?m)^\s*(?:[-•*✅👉]|\d+[.)])\s*\S", text)) >= 2


def _emoji(inputs: SocialPostInputs, subject: Subject) -> bool:
    """Modest: where the brand's own posts use them, else on the lighter platforms only."""
    if _is_solemn(inputs, subject) or tone_of(inputs) in CALM_TONES:
        return False
    if inputs.references:
        return 2 * sum(bool(EMOJI.search(r.text)) for r in inputs.references) >= len(
            inputs.references
        )
    return inputs.entry.platform in (Platform.INSTAGRAM, Platform.FACEBOOK)


def _learned(
    references: tuple[Reference, ...], led: tuple[str, ...], form: tuple[str, str], *, lists: bool
) -> tuple[str, ...]:
    if not references:
        return ()
    opening, size = form
    best = max(r.ers for r in references)
    lines = [f"Compared with {len(references)} of your own posts (best ERS {best:.2f}).", *led]
    opens = {"question": "a question", "number": "a number", "statement": "a plain statement"}
    lines.append(f"Most open with {opens[opening]}; the first draft prefers that.")
    sizes = {"short": "short", "medium": "of middle length", "long": "long"}
    lines.append(f"They are {sizes[size]}{' and often lists' if lists else ''}; so are these.")
    return tuple(lines)
