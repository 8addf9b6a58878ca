"""A message cut where one order can end and the next begin. Decides nothing about an order."""

import re

from llm.offline.intent.hindi import words_in
from llm.offline.intent.message import QUOTED

Span = tuple[int, int]

_QUOTED = re.compile(QUOTED)
_NOT = r"(?:don'?t|do not|never|no need to)\b"
_JOINT = re.compile(
    r"(?<!\brs)(?<!\bno)(?<!\bRs)[.;!?।]+\s+|\s*,\s+(?:(?:and|but|then|aur|lekin|or)\s+)?"
    r"|\s+(?:and then|and|but|then|while|whereas|aur|lekin|magar|phir|और|लेकिन|मगर|फिर)\s+"
    rf"|(?<!please)(?<!why)(?<!i)(?<!we)(?<!you)(?<!they)\s+(?={_NOT})|\s+(?=without \w+ing\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:add|mention|include|say|write|tell)\b[^.;]{0,40}?(?:\bthat\b|\bsaying\b|:)\s"
    r"|(?:likho|likh do|batao|jodo|likhna|लिखो|बताओ|जोड़ो) (?:ki|कि|:)\s",
    re.IGNORECASE,
)
_ENDS_TOLD = re.compile(
    rf"(?:please )?(?:{_NOT} (?:change|touch|remove|edit)"
    r"|make (?:it|them|the|posts?)\b|remove\b|move\b|shorten\b|translate\b)",
    re.IGNORECASE,
)
_NUMBER = r"(?:#?\d{1,3}|pehli|pehle|first|second|third|पहली)"
_OF_A_LIST = re.compile(rf"{_NUMBER}$", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"#?\d{1,3}\b|dusr|tisr|(?:the )?(?:second|third|last)\b", re.IGNORECASE)


def folded(text: str) -> str:
    """The text in the spelling that one rule of Hindi reads."""
    return " ".join(word.folded for word in words_in(text))


def bare(text: str) -> str:
    """The text without quoted words and words to be printed: neither orders anything."""
    left = _QUOTED.sub(" ", text)
    told = _TOLD.search(left)
    return f"{left[: told.end()]}{left[_sentence_end(left, told.end()) :]}" if told else left


def cut(text: str) -> list[Span]:
    """Where the clauses stand; quoted words and words to be printed are never cut."""
    closed = [match.span() for match in _QUOTED.finditer(text)]
    told = [(m.end(), _sentence_end(text, m.end())) for m in _TOLD.finditer(text)]
    spans: list[Span] = []
    start = 0
    for joint in _JOINT.finditer(text):
        inside = any(a < joint.end() and joint.start() < b for a, b in closed)
        printed = any(a <= joint.start() < b for a, b in told)
        if inside or (printed and not _ENDS_TOLD.match(text, joint.end())):
            continue
        if joint.start() <= start or _lists(text[start : joint.start()], text[joint.end() :]):
            continue
        spans.append((start, joint.start()))
        start = joint.end()
    return [*spans, (start, len(text))] if text[start:].strip() else spans


def _sentence_end(text: str, start: int) -> int:
    end = re.search(r"[.;!?।](?:\s|$)", text[start:])
    return start + end.start() if end else len(text)


def _lists(before: str, after: str) -> bool:
    """“post 1, 2 and 3”, “pehli aur dusri”: one name, not two orders."""
    return bool(_OF_A_LIST.search(before) and _LIST_GOES_ON.match(after))
