"""Betters a draft: the person's own words, less what must go, plus what is missing.

Adds only shipped phrases and what the brand says; every candidate is scored like the draft itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product as combined
from typing import NamedTuple

from domain.alignment import Signal
from domain.language import WRITTEN
from domain.platform import Platform
from domain.register import Register
from llm.offline.align.adding import Maker
from llm.offline.align.cutting import without_words
from llm.offline.align.reading import Told, calls, feeling, opener
from llm.offline.align.scoring import Judged
from llm.offline.choice import shuffled
from llm.offline.counting import fits
from llm.offline.edit.shortening import shortened
from llm.offline.edit.text import sentences, tidy, without
from llm.offline.edit.wish import CannotError
from llm.offline.post.topic import named_in
from llm.offline.sentences import closed, opened, says
from registers.reader import cues_in

GAIN = 1.0
"""Points of the score below which a rewrite is not worth reading."""
MOST = 6
"""Texts offered at most: whoever chooses among them has each read by the engine."""
_ADDED_COST = 0.5
"""Points that each added line has to bring: the person's own words come first."""
_AS_GOOD = 6.0
"""Points within which one rewrite is as good as another: about a third of a feeling."""
_WHOLE = 0.8
"""Share from which a part needs no help."""
_OPENS, _FELT = 0.7, 0.4
"""Shares of the first line and of the feeling from which a draft keeps its own first line."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    hook: str
    line: str
    call: str
    opens_in: Register | None = None
    """The register of the first line that is added."""


class Rewrite(NamedTuple):
    """A text that scores higher than the draft."""

    text: str
    worth: float
    """Its score, less what its added lines cost."""
    is_preferred: bool
    """Whether it goes towards the register that the brand's own posts show to do best."""


def rewrites(judged: Judged) -> tuple[Rewrite, ...]:
    """The texts to offer, the one to show first; none where nothing scores higher."""
    inputs = judged.inputs
    if inputs.language not in WRITTEN or judged.sells_in_mourning:
        return ()
    kept = _kept(judged)
    better = _better(judged, kept) if kept else []
    best = max((one.worth for one in better), default=0.0)
    near = [one for one in better if one.worth >= best - _AS_GOOD]
    rest = [one for one in better if one.worth < best - _AS_GOOD]
    # not always the same first line: of those that do as well, the draft decides
    drawn = sorted(shuffled(near, inputs.draft), key=lambda one: not one.is_preferred)
    return (*drawn, *sorted(rest, key=lambda one: -one.worth))[:MOST]


def _better(judged: Judged, kept: Told) -> list[Rewrite]:
    """Every text that scores higher than the draft."""
    wanted = judged.preferred[0].register if judged.preferred else None
    found = []
    for pieces in _candidates(judged, kept):
        told = _put_together(kept, pieces)
        if not _may_stand(told, judged):
            continue
        cost = _ADDED_COST * sum(map(bool, (pieces.hook, pieces.line, pieces.call)))
        anew = _scored(judged, told)
        speaks_wrong = anew.speaks is not None and anew.speaks.register in anew.off
        if not speaks_wrong and anew.score - cost > judged.score + GAIN:
            heard = wanted in {read.register for read in anew.registers}
            goes = heard and pieces.opens_in in (None, wanted)
            found.append(Rewrite(told.whole, anew.score - cost, goes))
    return found


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
        return not stated and spoken.register in cues_in(sentence)

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
    maker = Maker(judged, kept.text)
    if maker.is_closed:
        yield _Pieces("", "", "")
        return
    hooks = [(None, ""), *(maker.hooks() if _needs_hook(now) else [])]
    lines = ["", *maker.lines()] if _lacks(now, Signal.SPECIFICITY, Signal.LENGTH) else [""]
    asks = ["", *maker.calls()] if _lacks(now, Signal.CALL_TO_ACTION) else [""]
    for (register, hook), line, call in combined(hooks, lines, asks):
        if not maker.names_place_twice(line, call):
            yield _Pieces(hook, line, call, register)


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
        r.model_copy(update={"effect": effects.get(r.register, 0.0)}) for r in feeling(told.text)
    )
    inputs = judged.inputs.model_copy(update={"banned": (), "draft": told.whole})
    return Judged(inputs, told, registers)
