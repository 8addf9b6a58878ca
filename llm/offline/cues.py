"""The register of a text that nobody told one of, read from its cue words. A guess, and said so.

The words are those of all three languages: what is romanised in one list is Devanagari in another.
"""

import re
from functools import cache, lru_cache

from domain.devanagari import LETTERS
from domain.language import WRITTEN
from domain.register import Register
from llm.offline.tongue import words as words_of

_WORD = re.compile(rf"[\w{LETTERS}'’-]+")


@lru_cache(maxsize=20_000)
def register_of(text: str) -> Register | None:
    """The register with the most cues; None without any, or when two have equally many."""
    found = hits(text)
    most = max(found.values())
    first = [register for register, count in found.items() if count == most]
    return first[0] if most and len(first) == 1 else None


def hits(text: str) -> dict[Register, int]:
    """How many different cues of each register stand in the text."""
    said = text.casefold()
    words = set(_WORD.findall(said))
    return {
        register: len(single & words) + sum(phrase in said for phrase in phrases)
        for register, (single, phrases) in _cues().items()
    }


@cache
def _cues() -> dict[Register, tuple[frozenset[str], tuple[str, ...]]]:
    """Of each register the single words, and what has to be looked for inside the text."""
    lists = [words_of(language, "tones")["cues"] for language in WRITTEN]
    told = {
        register: {str(cue).casefold() for cues in lists for cue in cues[register.value]}
        for register in Register
    }
    return {
        register: (
            frozenset(cue for cue in some if _WORD.fullmatch(cue)),
            tuple(sorted(cue for cue in some if not _WORD.fullmatch(cue))),
        )
        for register, some in told.items()
    }
