"""The shipped cues and exemplars of the registers: YAML files of this package, read once."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.language import ENGLISH, HINDI, HINGLISH
from domain.register import Register

STRONG, WEAK = 2.0, 1.0
"""What a cue counts that nearly always means its register, and one that often goes with it."""
_READ_WITH = {ENGLISH: (ENGLISH,), HINDI: (HINDI,), HINGLISH: (HINDI, HINGLISH, ENGLISH)}
"""Whose words a text may hold: Hinglish is Hindi in other letters, mixed with English."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    text: str
    register: Register | None
    """None: a plain post."""


@cache
def exemplars(language: str) -> tuple[Exemplar, ...]:
    """Posts written to show each register in this language, and plain ones."""
    told = _read(f"exemplars/{language}")
    return tuple(
        Exemplar(text=text, register=None if name == "plain" else Register(name))
        for name, texts in told.items()
        for text in texts
    )


@cache
def cues(language: str) -> tuple[tuple[str, Register, float], ...]:
    """Phrase, register and weight, of every language that such a text mixes."""
    return tuple(
        (phrase, register, weight)
        for read in _READ_WITH[language]
        for register in Register
        for kind, weight in (("strong", STRONG), ("weak", WEAK))
        for phrase in _read(f"cues/{read}")[register.value][kind]
    )


@cache
def false_friends(language: str) -> tuple[str, ...]:
    """Phrases that hold a cue and do not mean it."""
    return tuple(
        phrase for read in _READ_WITH[language] for phrase in _read(f"cues/{read}")["false_friends"]
    )


@cache
def _read(name: str) -> Any:
    text = files("registers").joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - one of the two safe loaders
