"""A report's Hindi words in Latin letters, for Hinglish. Quoted posts keep their own script."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from domain.report import PostFigures
from llm.offline.report.hi.words import HINDI_WORDS
from llm.offline.report.page import Page, Words
from llm.offline.sentences import each_opened
from llm.offline.tongue import typed
from llm.tasks.report import ReportNote

T = TypeVar("T")
_QUOTED = re.compile(r"(“[^”]*”)")


def hinglish_words() -> Words:
    hindi = HINDI_WORDS
    return replace(
        hindi,
        headline=_typed(hindi.headline),
        total=_typed(hindi.total),
        expected=_typed(hindi.expected),
        silent=_typed(hindi.silent),
        registers=_typed(hindi.registers),
        best=_typed_of_post(hindi.best),
        worst=_typed_of_post(hindi.worst),
        trend=_typed(hindi.trend),
        next_step=_typed(hindi.next_step),
        captions={name: _typed(caption) for name, caption in hindi.captions.items()},
        notes=_notes,
    )


def _typed(words: Callable[[T], str]) -> Callable[[T], str]:
    return lambda of: _in_latin(words(of))


def _typed_of_post(
    words: Callable[[Page, PostFigures], str],
) -> Callable[[Page, PostFigures], str]:
    return lambda page, post: _in_latin(words(page, post))


def _in_latin(text: str) -> str:
    parts = _QUOTED.split(text)
    return each_opened("".join(p if p.startswith("“") else typed(p) for p in parts))


def _notes(page: Page) -> tuple[ReportNote, ...]:
    told = HINDI_WORDS.notes(page)
    return tuple(note.model_copy(update={"text": _in_latin(note.text)}) for note in told)
