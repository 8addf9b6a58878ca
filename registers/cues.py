"""Finding the cue phrases of a language in a text. Counts; judges nothing."""

from collections.abc import Sequence

from domain.register import Register
from registers import library
from registers.words import tokens

Phrase = tuple[str, ...]


class CueFinder:
    """The cues of one language by their words, so that a text is read once.

    Args:
        language: One of `domain.language.WRITTEN`.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._meanings: dict[Phrase, dict[Register, float]] = {}
        for phrase, register, weight in library.cues(language):
            self._meanings.setdefault(tokens(phrase, language), {})[register] = weight
        for phrase in library.false_friends(language):
            self._meanings[tokens(phrase, language)] = {}
        self._longest: dict[str, int] = {}
        for words in self._meanings:
            if words:
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def evidence(self, words: Sequence[str]) -> dict[Register, float]:
        """The weights of the different cues in these words, by register; absent without any.

        At each place the longest phrase is taken, so that “no hurry” is not “hurry”.
        """
        found: dict[Phrase, dict[Register, float]] = {}
        place = 0
        while place < len(words):
            phrase = self._at(words, place)
            if phrase:
                found[phrase] = self._meanings[phrase]
            place += len(phrase) or 1
        totals: dict[Register, float] = {}
        for meaning in found.values():
            for register, weight in meaning.items():
                totals[register] = totals.get(register, 0.0) + weight
        return totals

    def _at(self, words: Sequence[str], place: int) -> Phrase:
        for length in range(self._longest.get(words[place], 0), 0, -1):
            phrase = tuple(words[place : place + length])
            if phrase in self._meanings:
                return phrase
        return ()
