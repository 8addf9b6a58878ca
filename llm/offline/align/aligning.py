"""The offline author judges a draft: score, reasons, and a rewrite that scores higher."""

from collections.abc import Sequence

from domain.alignment import verdict_of
from domain.language import WRITTEN
from llm.offline.align.rewriting import Rewrite, rewrites
from llm.offline.align.scoring import TOLD_EFFECT, judged
from llm.offline.align.telling import archetype, missing, what_is_missing, what_works
from llm.tasks.align import AlignInputs, Alignment

_ALONE = 0.35
"""Confidence of a judgement without a post of the brand's own to compare with."""
_PER_POST, _POSTS = 0.05, 5
_BY_MEANING, _BY_EFFECT = 0.1, 0.1
_UNREAD = 0.1
"""Confidence about a text without words, or in a language that the author does not read."""


def align(inputs: AlignInputs) -> Alignment:
    """How well the draft resonates, by parts with fixed weights (`scoring.WEIGHTS`)."""
    found = judged(inputs)
    offered = rewrites(found)
    text, *others = [one.text for one in offered] or [""]
    return Alignment(
        resonance_score=found.score,
        verdict=verdict_of(found.score),
        emotional_archetype=archetype(found),
        what_works=what_works(found),
        what_is_missing=what_is_missing(found, goes_elsewhere=_elsewhere(offered)),
        missing_signals=missing(found),
        rewrite_suggestion=text,
        other_rewrites=tuple(others),
        confidence=_confidence(inputs),
    )


def _elsewhere(offered: Sequence[Rewrite]) -> bool:
    """Whether the text that is shown goes another way than the brand's posts would have it."""
    return bool(offered) and not offered[0].is_preferred


def _confidence(inputs: AlignInputs) -> float:
    """How far the brand's own posts bear the score."""
    if inputs.language not in WRITTEN or not any(c.isalpha() for c in inputs.draft):
        return _UNREAD
    sure = _ALONE + _PER_POST * min(len(inputs.references), _POSTS)
    if inputs.references and inputs.space == "semantic":
        sure += _BY_MEANING
    if any(abs(r.effect) >= TOLD_EFFECT for r in inputs.registers):
        sure += _BY_EFFECT
    return round(sure, 2)
