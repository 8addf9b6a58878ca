"""The ideas for a brand: from each kind of evidence in turn, no two alike. Knows no model."""

from itertools import zip_longest

from llm.offline.ideate.candidates import Candidate, candidates
from llm.offline.ideate.telling import told
from llm.tasks.ideate import Ideas, IdeateInputs


def ideate(inputs: IdeateInputs) -> Ideas:
    """As many ideas as were asked for, or fewer: none rests on nothing."""
    texts = (told(candidate, inputs) for candidate in _in_turn(inputs) if _rests(candidate, inputs))
    return Ideas(ideas=tuple(text for text, _ in zip(texts, range(inputs.n), strict=False)))


def _in_turn(inputs: IdeateInputs) -> list[Candidate]:
    """One of each kind, then the next of each; the same thing in the same feeling only once."""
    chosen: list[Candidate] = []
    seen: set[tuple[str, str, str]] = set()
    kept_days: set[str] = set()
    for round_ in zip_longest(*candidates(inputs)):
        for candidate in round_:
            if candidate is None or candidate.key in seen:
                continue
            solemn = candidate.day.key if candidate.day and candidate.day.is_solemn else ""
            if solemn and solemn in kept_days:
                continue  # shows no product, so a second one would be the same
            kept_days.add(solemn)
            seen.add(candidate.key)
            chosen.append(candidate)
    return chosen


def _rests(candidate: Candidate, inputs: IdeateInputs) -> bool:
    """Whether anything known stands behind it; a business without products has little."""
    special = (candidate.day, candidate.winner, candidate.finding, candidate.trend)
    return any(special) or candidate.is_fact or bool(inputs.registers or inputs.brand.products)
