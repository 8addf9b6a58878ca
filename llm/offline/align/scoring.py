"""The resonance score of a draft from named parts, each a share from 0 to 1 with a weight.

A part that nothing is known for has no share and takes no part; nothing is not zero.
"""

from dataclasses import dataclass
from functools import cached_property

from domain.alignment import BANNED_CAP, Signal
from domain.explanation import BestRegister, ReadRegister
from domain.language import ENGLISH, WRITTEN
from domain.lettering import has_word
from domain.register import Register
from llm.offline import festivals, library
from llm.offline.align.reading import Told, calls, is_plain, told, words_of
from llm.offline.counting import caption, length
from llm.offline.edit.shortening import is_offer
from llm.offline.edit.text import sentences
from llm.offline.festivals import Festival
from llm.offline.products import names
from llm.tasks.align import AlignInputs
from registers.reader import cues_in

WEIGHTS = {
    Signal.RESEMBLANCE: 25.0,
    Signal.REGISTER: 20.0,
    Signal.SPECIFICITY: 20.0,
    Signal.HOOK: 15.0,
    Signal.CALL_TO_ACTION: 10.0,
    Signal.LENGTH: 10.0,
}
"""Points of the score that each part brings when it is whole; together 100."""
FULL = {"semantic": 0.6, "lexical": 0.35}
"""Similarity that counts as close, by space: what a brand's own posts of one subject have."""
BANNED_COST = 8.0
"""Points for each word the brand avoids, below the cap."""
MOURNING_CAP = 39.0
"""The most that an offer on a day of mourning can score: misaligned."""
TOLD_EFFECT = 0.5
"""Points of ERS from which a register is said to do better or worse than the average."""
_CLEAR = 0.5
"""Confidence from which a register that may not be counts against a draft."""
_UNFELT = 0.2
"""Share of a draft in which no feeling is read: it may have one that no cue tells."""
_SPECIFIC = (0.0, 0.5, 0.85, 1.0)
"""By how many things are named: a second says nearly all that a third does."""
_HOOKS = (0.4, 0.7, 0.9, 1.0)
"""By how many means the first line has to stop a reader."""
_FIRST_WORDS, _FIRST_CHARS = 12, 140
READ = 700
"""Characters of a post that more than a few people read."""
_SHORT, _TINY = 40, 15
"""Characters below which it says little, and nothing."""


@dataclass(frozen=True)
class Judged:
    """A draft with everything its score rests on."""

    inputs: AlignInputs
    draft: Told
    registers: tuple[ReadRegister, ...]

    @cached_property
    def parts(self) -> dict[Signal, float | None]:
        return {
            Signal.RESEMBLANCE: self._resemblance(),
            Signal.REGISTER: self._register(),
            Signal.SPECIFICITY: _SPECIFIC[min(len(self.things), 3)],
            Signal.HOOK: self._hook(),
            Signal.CALL_TO_ACTION: self._call(),
            Signal.LENGTH: self._length(),
        }

    @cached_property
    def score(self) -> float:
        """0 to 100; a word the brand avoids, or one to a program, keeps it below close."""
        known = {signal: share for signal, share in self.parts.items() if share is not None}
        total = sum(WEIGHTS[signal] for signal in known)
        score = 100 * sum(WEIGHTS[s] * share for s, share in known.items()) / total
        if self.inputs.banned:
            score = min(score - BANNED_COST * len(self.inputs.banned), BANNED_CAP)
        if self.draft.orders:
            score = min(score, BANNED_CAP)
        if self.sells_in_mourning:
            score = min(score, MOURNING_CAP)
        return round(min(max(score, 0.0), 100.0), 2)

    @property
    def _language(self) -> str:
        return self.inputs.language if self.inputs.language in WRITTEN else ENGLISH

    @cached_property
    def solemn(self) -> Festival | None:
        return festivals.kept_in(self.draft.text, self._language)

    @property
    def sells_in_mourning(self) -> bool:
        """It offers something on a day on which nothing is sold."""
        text = self.draft.text
        sells = is_offer(text) or any(kind == "product" for kind, _ in self.things)
        return bool(self.solemn and self.solemn.mourning and sells)

    @cached_property
    def off(self) -> frozenset[Register]:
        """Registers that this draft may not speak in: the brand's wish, its tone, the day."""
        tone = _of_tone(self.inputs)
        if is_offer(self.draft.text):
            tone -= {Register.URGENCY}  # with a reason to hurry, hurry is no trick
        day = {Register.HUMOUR, Register.URGENCY} if self.solemn else set()
        return frozenset(self.switched_off | tone | day)

    @cached_property
    def switched_off(self) -> frozenset[Register]:
        """Registers that the brand itself wants none of."""
        ranked = {one.register for one in self.inputs.best_registers}
        return frozenset(set(Register) - ranked if ranked else ())

    @cached_property
    def speaks(self) -> ReadRegister | None:
        """The strongest register; one that may not be, where it is clearly heard."""
        wrong = (r for r in self.registers if r.register in self.off and r.confidence >= _CLEAR)
        right = (r for r in self.registers if r.register not in self.off)
        return next(wrong, None) or next(right, None)

    @cached_property
    def preferred(self) -> tuple[BestRegister, ...]:
        """Those that the brand's own posts show to do better, best first; none is a guess."""
        return tuple(
            one
            for one in self.inputs.best_registers
            if one.is_shown and one.register not in self.off and _does_well(one.effect)
        )

    @cached_property
    def tone(self) -> tuple[Register, ...]:
        """Those that suit the tone the brand chose, best first."""
        suits = (Register(name) for name in _tone(self.inputs)["prefer"])
        return tuple(register for register in suits if register not in self.off)

    @cached_property
    def things(self) -> tuple[tuple[str, str], ...]:
        """What can be seen or counted: the kind, and its name where it has one."""
        text, brand = self.draft.text, self.inputs.brand
        found = [("product", p.name) for p in brand.products if names(text, p.name)][:2]
        if any(c.isdigit() for c in text):
            found.append(("price", ""))
        places = (part.strip() for part in brand.location.split(","))
        if any(len(place) > 2 and names(text, place) for place in places):
            found.append(("place", ""))
        if has_word(text, brand.business_name):
            found.append(("name", ""))
        return tuple(found)

    def _resemblance(self) -> float | None:
        """Nearness to the references, those with the highest ERS counting whole."""
        best = max((r.ers for r in self.inputs.references), default=0.0)
        if not best:
            return None
        full = FULL[self.inputs.space]
        near = (
            min(max(r.similarity, 0.0) / full, 1.0) * (0.5 + 0.5 * r.ers / best)
            for r in self.inputs.references
        )
        return max(near)

    def _register(self) -> float:
        spoken = self.speaks
        if self.sells_in_mourning or (spoken and spoken.register in self.off):
            return 0.0
        if spoken is None:
            return _UNFELT
        whole = 1.0 if spoken.effect >= TOLD_EFFECT else 0.85
        if spoken.effect <= -TOLD_EFFECT:
            whole = 0.35
        return _UNFELT + (whole - _UNFELT) * min(spoken.confidence / _CLEAR, 1.0)

    def _hook(self) -> float:
        first = self.draft.first
        if not any(c.isalpha() for c in first) or is_plain(first):
            return 0.0
        if len(first) > _FIRST_CHARS:
            return 0.3
        address = set(words_of(self.inputs.language)["address"])
        means = (
            "?" in first,
            any(c.isdigit() for c in first),
            any(register not in self.off for register in cues_in(first)),
            any(has_word(first, word) for word in address),
            self._stands_alone(first),
        )
        return _HOOKS[min(sum(means), 3)]

    def _stands_alone(self, first: str) -> bool:
        """A short line with something after it."""
        rest = self.draft.text[len(first) :].strip()
        return bool(rest) and len(first.split()) <= _FIRST_WORDS

    def _call(self) -> float | None:
        if self.solemn and self.solemn.mourning:
            return None
        said = sentences(self.draft.text)
        if any(calls(sentence) for sentence in said):
            return 1.0
        return 0.7 if len(said) > 1 and said[-1].rstrip().endswith("?") else 0.0

    def _length(self) -> float:
        size = len(self.draft.text)
        if not any(c.isalpha() for c in self.draft.text) or self.is_over:
            return 0.0
        if size < _TINY:
            return 0.1
        if size < _SHORT:
            return 0.5
        return 1.0 if size <= READ else 0.6

    @cached_property
    def is_over(self) -> bool:
        """Longer than the platform takes, as it counts, or than people read."""
        whole = caption(self.draft.text, self.draft.hashtags)
        size = length(whole, self.inputs.platform) if self.inputs.platform else len(whole)
        return size > self.inputs.max_chars


def judged(inputs: AlignInputs) -> Judged:
    return Judged(inputs, told(inputs.draft), inputs.registers)


def _does_well(effect: float | None) -> bool:
    return effect is None or effect >= TOLD_EFFECT


def _of_tone(inputs: AlignInputs) -> set[Register]:
    return {Register(register) for register in _tone(inputs)["avoid"]}


def _tone(inputs: AlignInputs) -> dict[str, list[str]]:
    """What the first tone that the author knows prefers and rules out."""
    known = library.read("en/reading")["tones"]
    tones = (known.get(tone.strip().lower()) for tone in inputs.brand.brand_voice.tone)
    first = next((tone for tone in tones if tone), None)
    return library.read("en/tones")["tones"].get(first) or {"prefer": [], "avoid": []}
