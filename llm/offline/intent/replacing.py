"""Words to be put in the place of others, as a message gives them. Changes no text."""

import re

from llm.offline.intent.lines import NAMED
from llm.offline.intent.message import SPOKEN
from llm.tasks.intent import Replacement

_PLACE = (
    r"(?:in|of|on|for|from|at|to) (?:(?:the |this |that |my |our )?(?:[\w'#]+ ){0,3}?"
    r"(?:posts?|drafts?|captions?|ones?)(?: #?\d{1,3})?|it)"
)
_PLACE_FIRST = rf"\b(add|mention|include|say|write|put) {_PLACE} (?=that\b|saying\b|about\b)"
_BOTH_QUOTED = re.compile(
    rf"\b(?:replace|change|swap)\b(?: the words?)? {SPOKEN} (?:with|to|by|for|into) {SPOKEN}",
    re.I,
)
_INSTEAD_QUOTED = re.compile(rf"\b(?:say|use|write|put) {SPOKEN} instead of {SPOKEN}", re.I)
_NEW_QUOTED = re.compile(
    rf"\b(?:change|replace|rewrite)\b[^\"“]{{0,40}}\b(?:to|with)(?: say| this)?:? {SPOKEN}",
    re.I,
)
_OLD_FIRST = (
    re.compile(
        r"\b(?:replace|change|swap) (?:the words? )?'([^']{1,60})' (?:with|by|to|for)"
        r" '([^']{1,80})'",
        re.I,
    ),
    re.compile(r"\breplace (?:the words? )?([^\".;,]{1,60}?) (?:with|by) ([^\".;,]{1,80})", re.I),
)
_INSTEAD = re.compile(
    r"\b(?:say|use|write|put) ([^\".;,]{1,60}?) instead of ([^\".;,]{1,60})", re.I
)
_CHANGED = re.compile(r"\bchange '?([^\".;,']{1,40}?)'? to '?([^\".;,']{1,60})'?", re.I)
_NO_WORDS = re.compile(
    r"\b(?:it|them|one|post|posts|draft|drafts|tone|time|date|day|slot|language"
    r"|caption|all|both|everything|prices?|rates?|cost|mrp)\b"
)
_LINE = re.compile(NAMED, re.I)


def replacements_in(text: str) -> tuple[Replacement, ...]:
    """What is to stand in the place of what; without the old words, the new ones are the text."""
    text = _without_place(text)
    quoted = [Replacement(old=m.group(1), new=m.group(2)) for m in _BOTH_QUOTED.finditer(text)]
    if quoted:
        return tuple(quoted)
    if m := _INSTEAD_QUOTED.search(text):
        return (Replacement(old=m.group(2), new=m.group(1)),)
    if m := _NEW_QUOTED.search(text):
        return (Replacement(old="", new=m.group(1)),)
    if m := next((m for pattern in _OLD_FIRST if (m := pattern.search(text))), None):
        return () if _LINE.fullmatch(m.group(1)) else (_bare(m.group(1), m.group(2)),)
    if m := _INSTEAD.search(text):
        return (_bare(m.group(2), m.group(1)),)
    if (m := _CHANGED.search(text)) and not (
        _NO_WORDS.search(m.group(1).lower()) or _LINE.fullmatch(m.group(1))
    ):
        return (Replacement(old=m.group(1), new=m.group(2)),)
    return ()


def that_first(text: str) -> str:
    """“Mention in the chai post that …” without the post between the two words."""
    return re.sub(_PLACE_FIRST, r"\1 ", text, flags=re.I)


def _bare(old: str, new: str) -> Replacement:
    return Replacement(old=old.strip("' "), new=new.strip("' "))


def _without_place(text: str) -> str:
    """The text without the post that a change stands for: “… in the first post”."""
    return re.sub(rf"(?<=\w|['\"”]) {_PLACE}(?=\s*(?:[.;,!]|$|and\b))", "", text, flags=re.I)
