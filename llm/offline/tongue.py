"""The offline author's words by language. Hinglish is the Hindi of the data in Latin letters."""

import re
from functools import cache
from typing import Any

from domain.devanagari import LETTERS, word
from domain.language import ENGLISH, HINDI, HINGLISH
from llm.offline import library

_WORD = re.compile(f"[{LETTERS}]+")


@cache
def words(language: str, name: str) -> Any:
    """The content of a data file in a language; callers treat it as read-only.

    Hinglish has no file of its own beside its spellings: one text, two scripts.
    """
    if language == HINGLISH:
        return _typed_all(library.read(f"{HINDI}/{name}"))
    return library.read(f"{HINDI if language == HINDI else ENGLISH}/{name}")


def typed(text: str) -> str:
    """Hindi as people type it in Latin letters, English words in their English spelling."""
    spelled = _WORD.sub(lambda match: _spelling(match.group()), text)
    return spelled.replace("।", ".").replace("॥", ".")


def in_script(text: str, language: str) -> str:
    """Hindi text of the data in the script of the language."""
    return typed(text) if language == HINGLISH else text


@cache
def _spelling(letters: str) -> str:
    known = library.read(f"{HINGLISH}/spelling").get(letters) or _cities().get(letters)
    return str(known) if known is not None else word(letters)


@cache
def _cities() -> dict[str, str]:
    names = library.read(f"{HINDI}/renderings")["cities"]
    # two of them are words of every day
    return {h: english for english, h in reversed(names.items()) if h not in {"गया", "सूरत"}}


def _typed_all(data: Any) -> Any:
    if isinstance(data, str):
        return typed(data)
    if isinstance(data, list):
        return [_typed_all(item) for item in data]
    if isinstance(data, dict):
        return {key: _typed_all(value) for key, value in data.items()}
    return data
