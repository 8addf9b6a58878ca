"""The register of a text that nobody told one of, read from its cue words. A guess, and said so."""

import re
from functools import cache, lru_cache

from domain.register import Register
from llm.offline import library


@lru_cache(maxsize=20_000)
def register_of(text: str) -> Register | None:
    """The register with the most cues; None without any, or when two have equally many."""
    found = {
        register: len({m.group().casefold() for m in pattern.finditer(text)})
        for register, pattern in _patterns().items()
    }
    most = max(found.values())
    first = [register for register, hits in found.items() if hits == most]
    return first[0] if most and len(first) == 1 else None


@cache
def _patterns() -> dict[Register, re.Pattern[str]]:
    cues = library.read("en/tones")["cues"]
    return {
        register: re.compile(
            r"(?<!\w)(?:" + "|".join(re.escape(cue) for cue in cues[register.value]) + r")(?!\w)",
            re.IGNORECASE,
        )
        for register in Register
    }
