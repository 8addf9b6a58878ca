"""What the engine says of a text, in one object: references, registers read, expectation."""

from domain.expectation import expect
from domain.explanation import Explanation, ReadRegister, Space
from domain.post import Reference
from llm.offline.cues import hits

_PER_CUE, _SUREST = 0.34, 0.9
"""Confidence that one cue lends, and the most that cues can."""


def explained(text: str, references: tuple[Reference, ...], space: Space) -> Explanation:
    """The explanation by cue words and the references alone: no effect of a register is known."""
    return Explanation(
        space=space,
        references=references,
        registers=_read(text),
        expected=expect(references),
        basis="From the posts that are closest to it; no register's effect is known.",
    )


def _read(text: str) -> tuple[ReadRegister, ...]:
    found = [(register, count) for register, count in hits(text).items() if count]
    found.sort(key=lambda pair: (-pair[1], pair[0].value))
    return tuple(
        ReadRegister(register=r, confidence=min(count * _PER_CUE, _SUREST), effect=0.0)
        for r, count in found
    )
