"""Whether as many variations came as were asked for."""

from collections.abc import Sequence

from evals.task import Score, all_or_nothing, passed


def as_many(
    variations: Sequence[object], missing: Sequence[str], *, wanted: int, asks: bool, noun: str
) -> Score:
    """As many as asked for; or, with nothing to write from, questions instead."""
    count = len(variations)
    if asks:
        faults = [f"wrote {count} {noun} out of nothing"] if count else []
        return all_or_nothing(faults if missing else [*faults, "asks for nothing"])
    if count == wanted:
        return passed()
    told = f"; it says: {' '.join(missing)}" if missing else ""
    return Score(
        value=count / wanted if count < wanted else 0.0,
        why=f"{count} variations instead of {wanted}{told}",
    )
