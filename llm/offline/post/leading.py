"""How a fact is led in, by what it is of: hours, delivery, where it comes from. States nothing."""

from typing import Any

from domain.devanagari import fold
from domain.lettering import has_word


def frames_for(said: str, phrases: Any) -> list[str]:
    """The frames for this fact: those of the first kind one of whose cues stands in it.

    Args:
        said: The fact in the words of the post.
        phrases: A language's phrases; one without `fact_of` frames all facts alike.
    """
    told = fold(said)
    for kind in phrases.get("fact_of", {}).values():
        if any(has_word(told, fold(str(cue))) for cue in kind["cues"]):
            return list(kind["frames"])
    return list(phrases["fact"])
