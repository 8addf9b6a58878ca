"""One pattern, several wordings: "(Phones|Screens) down, cups up". Knows nothing of slots.

Thousands of shops draw from the same patterns; two of them should not say the same line word for
word, and one of them should not say it twice.
"""

import re
from collections.abc import Iterator

from llm.offline.choice import digest

_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
"""Parentheses without a bar are parentheses."""


def wordings(pattern: str, *seed: str) -> Iterator[str]:
    """The pattern's wordings, those first that the seed chooses; each option comes up in one.

    As many as its longest choice has options: not every combination, so that they differ much.
    """
    choices: list[list[str]] = [choice.split("|") for choice in _CHOICE.findall(pattern)]
    for step in range(max(map(len, choices), default=1)):
        place = iter(range(len(choices)))

        def taken(_: re.Match[str], step: int = step, place: Iterator[int] = place) -> str:
            number = next(place)
            options = choices[number]
            return options[(digest(*seed, pattern, str(number)) + step) % len(options)]

        yield _CHOICE.sub(taken, pattern)


def worded(pattern: str, *seed: str) -> str:
    """The wording that the seed chooses."""
    return next(wordings(pattern, *seed))


def plainest(pattern: str) -> str:
    """The wording of first options, which belongs to nobody."""
    return _CHOICE.sub(lambda choice: choice[1].split("|")[0], pattern)


def every_wording(pattern: str) -> list[str]:
    """All combinations, for those who check the patterns."""
    found = [""]
    for number, piece in enumerate(_CHOICE.split(pattern)):
        options = piece.split("|") if number % 2 else [piece]
        found = [f"{said}{option}" for said in found for option in options]
    return found
