"""A result and how times are taken: interleaved, so that a busy minute hurts both sides alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One figure beside its peer, floor or limit."""

    name: str
    unit: str
    ours: float
    reference: float
    goal: float
    """The least ratio that is good enough; 1 where the reference is a limit."""
    is_rate: bool = False
    """Whether more of it is better (calls per second); otherwise less is (seconds, MB)."""

    @property
    def ratio(self) -> float:
        """How often better than the reference: higher is better, for costs and rates alike."""
        return self.ours / self.reference if self.is_rate else self.reference / self.ours

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal

    def as_json(self) -> dict[str, object]:
        """name, unit, ours, reference, ratio, goal, met."""
        kept = {name: value for name, value in asdict(self).items() if name != "is_rate"}
        return {**kept, "ratio": self.ratio, "met": self.met}


def interleaved(
    *actions: Callable[[], object], rounds: int, in_a_row: int = 1
) -> tuple[float, ...]:
    """Median seconds of each action; all of them run in each round, after one round unmeasured.

    Args:
        actions: What is timed.
        rounds: How often they take turns.
        in_a_row: How often each runs in its turn. More than once where one action's data would
            push the other's out of the processor's cache, which no caller of either does.
    """
    taken: list[list[float]] = [[] for _ in actions]
    for action in actions:
        action()
    for _ in range(rounds):
        for times, action in zip(taken, actions, strict=True):
            for _ in range(in_a_row):
                begun = time.perf_counter()
                action()
                times.append(time.perf_counter() - begun)
    return tuple(statistics.median(times) for times in taken)
