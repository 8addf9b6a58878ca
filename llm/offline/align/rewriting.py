"""Betters a draft: the person's own words, less what must go, plus what is missing.

Adds only shipped phrases and what the brand says; every candidate is scored like the draft itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product as combined

from domain.alignment import Signal
from domain.brand import BrandProfile, Product
from domain.campaign import CalendarEntry
from domain.explanation import ReadRegister
from domain.language import WRITTEN
from domain.lettering import has_word
from domain.platform import Platform
from domain.prices import with_rupees
from domain.register import Register
from llm.offline import tongue
from llm.offline.align.cutting import without_words
from llm.offline.align.reading import Told, calls, feeling, opener
from llm.offline.align.scoring import Judged
from llm.offline.choice import shuffled
from llm.offline.counting import fits
from llm.offline.cues import hits
from llm.offline.edit.shortening import shortened
from llm.offline.edit.text import MONEY, sentences, tidy, without
from llm.offline.edit.wish import CannotError
from llm.offline.post import rendering
from llm.offline.post.lines import Chooser, needs
from llm.offline.post.subject import Subject, named_in, read_subject
from llm.offline.sentences import closed, filled_in, opened, says, words

REGISTERS = 3
"""So many of the registers that do best are tried for a first line."""
TRIED = 2
"""First lines tried of each."""
GAIN = 1.0
"""Points of the score below which a rewrite is not worth reading."""
_ADDED_COST = 0.5
"""Points that each added line has to bring: the person's own words come first."""
_WHOLE = 0.8
"""Share from which a part needs no help."""
_OPENS, _FELT = 0.7, 0.4
"""Shares of the first line and of the feeling from which a draft keeps its own first line."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    hook: str
    line: str
    call: str


def rewrite(judged: Judged) -> str:
    """The best text that scores higher than the draft; "" when there is none."""
    inputs = judged.inputs
    if inputs.language not in WRITTEN or judged.sells_in_mourning:
        return ""
    kept = _kept(judged)
    if kept is None:
        return ""
    chosen, worth = "", judged.score + GAIN
    for pieces in _candidates(judged, kept):
        told = _put_together(kept, pieces)
        if not _may_stand(told, judged):
            continue
        cost = _ADDED_COST * sum(map(bool, (pieces.hook, pieces.line, pieces.call)))
        anew = _scored(judged, told)
        speaks_wrong = anew.speaks is not None and anew.speaks.register in anew.off
        if not speaks_wrong and anew.score - cost > worth:
            chosen, worth = told.whole, anew.score - cost
    return chosen


def _kept(judged: Judged) -> Told | None:
    """The person's words without what must go; None when a number or everything would go."""
    inputs, draft = judged.inputs, judged.draft
    text: str | None = draft.text
    if inputs.banned:
        text = without_words(draft.text, inputs.banned, inputs.language)
    text = _without_wrong_feeling(_without_opener(text or ""), judged)
    if not any(c.isalpha() for c in text):
        return None
    tags = tuple(tag for tag in draft.hashtags if not says(tag, inputs.banned))
    kept = Told(text=text, hashtags=tags[: inputs.max_hashtags], orders=())
    return _brief(kept, judged) if judged.is_over else kept


def _brief(kept: Told, judged: Judged) -> Told | None:
    """It said once, and shortened where that is not enough; None where it stays too long."""
    seen: set[str] = set()

    def again(sentence: str) -> bool:
        is_known = sentence.casefold() in seen
        seen.add(sentence.casefold())
        return is_known

    kept = replace(kept, text=without(kept.text, again))
    if _may_stand(kept, judged):
        return kept
    try:
        kept = replace(kept, text=shortened(kept.text, judged.inputs.brand, None))
    except CannotError:
        return None
    return kept if _may_stand(kept, judged) else None


def _without_wrong_feeling(text: str, judged: Judged) -> str:
    """Without the sentences by which it speaks in a register it may not; their facts stay."""
    spoken = judged.speaks
    if spoken is None or spoken.register not in judged.off:
        return text

    def carries(sentence: str) -> bool:
        stated = re.search(r"\d", sentence) or named_in(sentence, judged.inputs.brand)
        return not stated and hits(sentence)[spoken.register] > 0

    return without(text, carries)


def _without_opener(text: str) -> str:
    """Without first words that say nothing; a first sentence of nothing else goes whole."""
    said = sentences(text)
    if not said or not (count := opener(said[0])):
        return text
    first, rest = said[0], text[text.index(said[0]) + len(said[0]) :]
    left = first.split()[count:]
    while left and left[0].casefold().strip(",:") in {"that", "our", "ki", "कि", "about"}:
        if left[0].casefold() == "our":
            break
        left = left[1:]
    sentence = " ".join(left).lstrip(",:;!–—- ")
    if len(sentence.split()) > 1:
        return tidy(f"{closed(opened(sentence))}{rest}")
    return tidy(rest) if rest.strip() else text


def _candidates(judged: Judged, kept: Told) -> Iterator[_Pieces]:
    """Every choice among what could be added; what the draft has already is not offered."""
    now = _scored(judged, kept)
    maker = _Maker(judged, kept.text)
    hooks = ["", *maker.hooks()] if _needs_hook(now) else [""]
    lines = ["", *maker.lines()] if _lacks(now, Signal.SPECIFICITY, Signal.LENGTH) else [""]
    asks = ["", *maker.calls()] if _lacks(now, Signal.CALL_TO_ACTION) else [""]
    for hook, line, call in combined(hooks, lines, asks):
        yield _Pieces(hook, line, call)


def _needs_hook(now: Judged) -> bool:
    """Where nothing in the first line stops a reader, or no feeling is heard at all."""
    hook, register = now.parts[Signal.HOOK] or 0.0, now.parts[Signal.REGISTER] or 0.0
    return hook < _OPENS or register < _FELT


def _lacks(now: Judged, *signals: Signal) -> bool:
    shares = (now.parts[signal] for signal in signals)
    return any(share is not None and share < _WHOLE for share in shares)


def _put_together(kept: Told, pieces: _Pieces) -> Told:
    """First line, the person's words, what is specific, what to do; their own call stays last."""
    body, ending = kept.text, ""
    said = sentences(kept.text)
    if pieces.line and len(said) > 1 and calls(said[-1]) and body.rstrip().endswith(said[-1]):
        ending = said[-1]
        body = body.rstrip()[: -len(ending)].rstrip()
    body = body if body.rstrip()[-1:] in ".!?।…:" else _closed_end(body)
    parts = (pieces.hook, body, pieces.line, ending, pieces.call)
    return replace(kept, text="\n\n".join(part for part in parts if part))


def _closed_end(body: str) -> str:
    """The body with its last line closed, where something is to follow it."""
    head, _, last = body.rpartition("\n")
    # an emoji ends a line as well as a full stop does
    if not last.strip() or not last.strip()[-1].isalnum():
        return body
    return f"{head}\n{closed(last)}" if head else closed(last)


def _may_stand(told: Told, judged: Judged) -> bool:
    inputs = judged.inputs
    platform = inputs.platform or Platform.INSTAGRAM
    if not fits(told.text, told.hashtags, platform, inputs.max_chars):
        return False
    return not says(told.whole, inputs.brand.brand_voice.avoid_words)


def _scored(judged: Judged, told: Told) -> Judged:
    """The text as it would be judged, as near to the references as the draft."""
    effects = {r.register: r.effect for r in judged.inputs.registers}
    effects |= {r.register: r.effect for r in judged.inputs.best_registers if r.effect is not None}
    registers = tuple(
        ReadRegister(
            register=r.register, confidence=r.confidence, effect=effects.get(r.register, 0.0)
        )
        for r in feeling(told.text)
    )
    inputs = judged.inputs.model_copy(update={"banned": (), "draft": told.whole})
    return Judged(inputs, told, registers)


class _Maker:
    """Makes the lines that can be added to a text."""

    def __init__(self, judged: Judged, text: str) -> None:
        self._judged, self._text = judged, text
        self._brand = with_rupees(judged.inputs.brand)
        self._banned = self._brand.brand_voice.avoid_words
        self._named = named_in(text, self._brand)

    def hooks(self) -> list[str]:
        """First lines in the registers that do best and may be, those with a cue of it first."""
        lines: list[str] = []
        for register in self._registers()[:REGISTERS]:
            fresh = [line for line in self._hooks_in(register) if self._is_new(line)]
            fresh.sort(key=lambda line: not hits(line)[register])
            lines += fresh[:TRIED]
        return lines

    def lines(self) -> list[str]:
        """What the brand says of the thing the text is about: a product, a fact, a place."""
        if self._judged.solemn:
            return []
        found = [self._product_line(), self._fact(), self._place()]
        return [line for line in found if line and self._is_new(line)]

    def calls(self) -> list[str]:
        """Something to do next; on a solemn day nothing that sells."""
        language = self._judged.inputs.language
        if self._judged.solemn:
            lines = list(tongue.words(language, "phrases")["solemn"]["calls"])
            return [line for line in shuffled(lines, self._text) if self._is_new(line)][:1]
        chooser = self._chooser(self._named)
        asked = (chooser.call("visits", turn) for turn in range(4))
        return [line for line in asked if line and calls(line) and self._is_new(line)][:2]

    def _registers(self) -> list[Register]:
        """Those that may be, best first: by the brand's posts, else by the kind of shop."""
        inputs = self._judged.inputs
        ranked = [r.register for r in inputs.best_registers]
        family = self._subject(None).family
        usual = tongue.words(inputs.language, "tones")["families"][family]
        order = dict.fromkeys([*ranked, *map(Register, usual)])
        spoken = self._judged.speaks
        if spoken and spoken.register not in self._judged.off and spoken.effect >= 0:
            order = dict.fromkeys([spoken.register, *order])  # the person's own feeling first
        barred = self._judged.off | {Register.URGENCY}
        return [register for register in order if register not in barred]

    def _hooks_in(self, register: Register) -> Iterator[str]:
        language = self._judged.inputs.language
        subject = self._subject(self._named)
        day = self._judged.solemn
        if day:
            phrases = tongue.words(language, "phrases")["mourning" if day.mourning else "solemn"]
            patterns = list(phrases.get(register.value, ()))
        else:
            table = tongue.words(language, "hooks")[register.value]
            own = shuffled(table.get(subject.family, ()), self._text)
            patterns = own + shuffled(table["default"], self._text)
        known = self._chooser(self._named).slots()
        if self._named is None:
            known.pop("product", None)
        known.pop("price", None)
        for pattern in patterns:
            if needs(pattern) <= set(known):
                yield filled_in(pattern, known)

    def _product_line(self) -> str:
        """The product that is named, with what is not yet said of it; else one that is near."""
        product = self._named or self._near()
        if product is None:
            return ""
        spare = self._told_less(product)
        if product is self._named and not (spare.price or spare.description):
            return ""
        return self._chooser(spare).product(0).text

    def _told_less(self, product: Product) -> Product:
        """The product without a price where the text names a sum, or a description it tells."""
        priced = re.search(MONEY, self._text, re.I) or (product.price or "\0") in self._text
        telling = words(product.description)
        told = telling and 2 * len(telling & words(self._text)) >= len(telling)
        return product.model_copy(
            update={
                "price": None if priced else product.price,
                "description": "" if told else self._sayable(product.description),
            }
        )

    def _sayable(self, description: str) -> str:
        """The description, where it can stand in a post of this language."""
        language = self._judged.inputs.language
        said = rendering.description_in(description, language)
        return description if said and rendering.reads(said, language) else ""

    def _near(self) -> Product | None:
        """The product with most words in common; the first where the text is about nothing else."""
        products = [p for p in self._brand.products if not says(p.name, self._banned)]
        said = words(self._text)
        shared = {p.name: len(said & words(f"{p.name} {p.description}")) for p in products}
        best = max(products, key=lambda p: shared[p.name], default=None)
        if best is None or shared[best.name]:
            return best
        return None if any(c.isdigit() for c in self._text) else best

    def _fact(self) -> str:
        facts = [f for f in self._subject(None).facts if not has_word(self._text, f.text)]
        said = words(self._text)
        # what the text says in its own words is not said again
        language = self._judged.inputs.language
        fresh = [
            f for f in facts if not words(f.text) <= said and rendering.reads(f.text, language)
        ]
        near = max(fresh, key=lambda f: len(words(f.text) & said), default=None)
        if near is None:
            return ""
        place = self._subject(None).facts.index(near)
        return self._chooser(None).fact(place, leads=True).text

    def _place(self) -> str:
        name = self._brand.business_name.strip()
        place = self._subject(None).place
        if not name or not place or has_word(self._text, name):
            return ""
        return closed(f"{name}, {place}")

    def _is_new(self, line: str) -> bool:
        bare = line.strip().rstrip(".।!?").casefold()
        return bool(bare) and bare not in self._text.casefold() and not says(line, self._banned)

    def _subject(self, product: Product | None) -> Subject:
        inputs = self._judged.inputs
        brand: BrandProfile = self._brand
        if product is not None:
            others = tuple(p for p in brand.products if p.name != product.name)
            brand = brand.model_copy(update={"products": (product, *others)})
        entry = CalendarEntry(
            number=1,
            platform=inputs.platform or Platform.INSTAGRAM,
            language=inputs.language,
            topic=product.name if product else "",
        )
        return read_subject(brand, entry)

    def _chooser(self, product: Product | None) -> Chooser:
        return Chooser(self._subject(product), 1, self._banned, worn=self._text)
