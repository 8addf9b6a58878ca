"""What the engine says of a text, in one object: references, registers read, expectation."""

from domain.expectation import expect
from domain.explanation import Explanation, Space
from domain.post import Reference
from llm.offline.align.reading import feeling


def explained(text: str, references: tuple[Reference, ...], space: Space) -> Explanation:
    """The explanation by cue words and the references alone: no effect of a register is known."""
    return Explanation(
        space=space,
        references=references,
        registers=feeling(text),
        expected=expect(references),
        basis="From the posts that are closest to it; no register's effect is known.",
    )
