"""The register of a text that nobody told one of, read from its cue words. A guess, and said so."""

import re
from functools import cache, lru_cache

from domain.register import Register
from llm.offline import library

_WORD = re.compile(r"[\w'’-]+")


@lru_cache(maxsize=20_000)
def register_of(text: str) -> Register | None:
    """The register with the most cues; None without any, or when two have equally many."""
    said = text.casefold()
    words = set(_WORD.findall(said))
    found = {
        register: len(single & words) + sum(phrase in said for phrase in phrases)
        for register, (single, phrases) in _cues().items()
    }
    most = max(found.values())
    first = [register for register, hits in found.items() if hits == most]
    return first[0] if most and len(first) == 1 else None


@cache
def _cues() -> dict[Register, tuple[frozenset[str], tuple[str, ...]]]:
    """Of each register the single words, and what has to be looked for inside the text."""
    cues = library.read("en/tones")["cues"]
    told = {register: [cue.casefold() for cue in cues[register.value]] for register in Register}
    return {
        register: (
            frozenset(cue for cue in some if _WORD.fullmatch(cue)),
            tuple(cue for cue in some if not _WORD.fullmatch(cue)),
        )
        for register, some in told.items()
    }
