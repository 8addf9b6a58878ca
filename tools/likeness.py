"""Keeps variations that really differ: compares them, asks again for those that do not. Twice."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from domain.register import Register
from esg.repeats import Among
from tools.services import Services

MOST_ASKED_AGAIN = 2


class Varied(Protocol):
    @property
    def register(self) -> Register: ...


V = TypeVar("V", bound=Varied)


@dataclass(frozen=True, slots=True)
class Apart(Generic[V]):
    """Variations no two of which are nearly the same."""

    variations: tuple[V, ...]
    similarity: tuple[float, ...]
    """Of each to the most alike of the others."""
    note: str = ""
    """That there are fewer than were asked for, and why; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Compared(Generic[V]):
    """How a set of variations is compared."""

    text: Callable[[V], str]
    language: str
    by_wording: bool = False
    """They have to say the same (an outline, a description): only the wording can differ."""


async def apart(
    services: Services,
    first: Sequence[V],
    how: Compared[V],
    again: Callable[[tuple[str, ...]], Awaitable[Sequence[V]]],
    *,
    wanted: int,
) -> Apart[V]:
    """The variations without near repeats, the earlier of two kept; gaps are written anew.

    Args:
        services: The running system.
        first: What the author wrote, best first.
        how: What they are compared by.
        again: Asks the author for others than these texts.
        wanted: How many were asked for. An author that gave none had too little to write from,
            and is not asked again.
    """
    wanted, seen = wanted if first else 0, list(first)
    kept, among = await _kept(services, first, how)
    if len(kept) > wanted:
        kept, among = kept[:wanted], await _among(services, kept[:wanted], how)
    asked = 0
    while len(kept) < wanted and asked < MOST_ASKED_AGAIN:
        asked += 1
        more = await again(tuple(how.text(one) for one in seen))
        seen += more
        kept, among = await _kept(services, [*kept, *_others_first(kept, more)], how)
        kept, among = kept[:wanted], await _among(services, kept[:wanted], how)
    return Apart(
        variations=tuple(kept),
        similarity=tuple(among.highest(place) for place in range(len(kept))),
        note=_note(len(kept), wanted),
    )


async def _kept(services: Services, given: Sequence[V], how: Compared[V]) -> tuple[list[V], Among]:
    among = await _among(services, given, how)
    places: list[int] = []
    for place in range(len(given)):
        if all(among.pairs[place, known] < among.bound for known in places):
            places.append(place)
    kept = [given[place] for place in places]
    return kept, await _among(services, kept, how) if len(kept) < len(given) else among


async def _among(services: Services, given: Sequence[V], how: Compared[V]) -> Among:
    texts = [how.text(one) for one in given]
    return await services.esg.repeats.among(texts, how.language, by_wording=how.by_wording)


def _others_first(kept: Sequence[V], more: Sequence[V]) -> list[V]:
    """What speaks in a register that is not there yet comes first."""
    taken = {one.register for one in kept}
    return sorted(more, key=lambda one: one.register in taken)


def _note(count: int, wanted: int) -> str:
    if count == wanted:
        return ""
    return (
        f"{count} of {wanted} variations: the others said nearly the same, also when they were "
        "written again. Add facts or products to your Brand DNA, and there is more to say."
    )
