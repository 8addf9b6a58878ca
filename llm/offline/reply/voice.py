"""The product's voice in Hindi and Hinglish: its sentences, times, and others' English lines."""

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

from domain.platform import Platform
from llm.offline import festivals, library
from llm.offline.sentences import closed
from llm.offline.times import clock_in, said_in
from llm.offline.tongue import in_script, words

_SLOT = re.compile(r"\{([a-z]?)(\d)\}")


@dataclass(frozen=True, slots=True)
class Voice:
    language: str

    def say(self, key: str, **slots: object) -> str:
        """The shipped sentence with its slots; what stands in a slot keeps its own script."""
        return str(words(self.language, "replies")[key]).format(**slots)

    def when(self, spoken: str) -> str:
        return said_in(spoken, self.language)

    def post(self, number: int | None, platform: Platform) -> str:
        return f"{self.say('post', number=number)} ({platform.title})" if number else platform.title

    def register(self, name: str) -> str:
        return str(words(self.language, "replies")["registers"].get(name, name))

    def told(self, text: str) -> str:
        """What another part said in English, in the language where that is known."""
        for pattern, said in _patterns():
            if match := pattern.fullmatch(text.strip()):
                return self._filled(said, match)
        return self._piecewise(text)

    def line(self, text: str) -> str:
        return closed(self.told(text))

    def _piecewise(self, text: str) -> str:
        """Sentence by sentence, when more than one was said."""
        parts = re.split(r"(?<=[.?!])\s+", text.strip())
        return text if len(parts) < 2 else " ".join(self.told(part) for part in parts)

    def _filled(self, said: str, match: re.Match[str]) -> str:
        # the script of the frame first: names and numbers in it stay as they are
        return _SLOT.sub(lambda slot: self._slot(slot, match), in_script(said, self.language))

    def _slot(self, slot: re.Match[str], match: re.Match[str]) -> str:
        kind, text = slot[1], match[int(slot[2])] or ""
        if kind == "w":
            return self.when(text)
        if kind == "t":
            return self._joined([_hour(part, self.language) for part in _LIST.split(text)])
        if kind == "s":  # a sentence of its own
            return self.told(text)
        if kind == "f":
            festival = festivals.named(text)
            return festivals.spoken_in(festival, self.language).name if festival else text
        if kind == "r":
            return self._listed(text, "registers")
        return self._listed(text, "names") if kind == "p" else text

    def platforms(self) -> str:
        """Every platform that there is."""
        return self._joined([platform.title for platform in Platform])

    def _listed(self, text: str, table: str) -> str:
        known = words(self.language, "replies")[table]
        return self._joined([str(known.get(part, part)) for part in _LIST.split(text)])

    def _joined(self, said: list[str]) -> str:
        both = in_script(" और ", self.language)
        return both.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


_LIST = re.compile(r", | and | or ")


def _hour(spoken: str, language: str) -> str:
    match = re.fullmatch(r"(\d{1,2})(?::(\d\d))? (am|pm)", spoken)
    if not match:
        return spoken
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return clock_in(time(hour, int(match[2] or 0)), language)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), said) for pattern, said in library.read("hi/said"))
