"""What an order leaves out: “all posts except the Christmas one”. Reads no order itself."""

import re
from dataclasses import dataclass
from datetime import datetime

from llm.offline.intent.message import QUOTED
from llm.offline.intent.named import about, named_in
from llm.tasks.intent import IntentInputs

_STOP = (
    r"(?=\s*(?:[.;!?।]|$)|\s*,\s|\s+(?:a bit |a little )?(?:shorter|longer|funnier|warmer"
    r"|simpler|bolder|short|in (?:hindi|english|hinglish)|to (?:hindi|english|\w+day|tomorrow)"
    r"|but|should|please)\b"
    r"|\s+(?:and )?(?:make|add|remove|translate|shorten|move|change)\b)"
)
_ENGLISH = re.compile(
    r",?\s*\b(?:except(?:ing)?|excluding|apart from|other than|barring|leaving out|aside from"
    r"|(?<=all )but(?: not)?|(?<=everything )but"
    r"|(?<=posts )but(?! (?:don|do |make|add|remove|keep))"
    r"|but not(?! (?:too|so|very|that|as|much|less|more|in|on|at|to|with|by)\b)|but keep(?= #))"
    r"(?: for)?\s+"
    rf"(?P<what>(?:the )?[^.;,!?]{{1,80}}?){_STOP}",
    re.IGNORECASE,
)
_WORD = r"[^\s,.;!?]+"
_HINDI = re.compile(
    rf"(?:(?<=^)|(?<=\s)|(?<=,))(?P<what>{_WORD}(?: {_WORD}){{0,3}}?)(?: ko| को)?"
    r" (?:cho+d ?kar|chho+d ?kar|cho+d ?ke|chho+d ?ke|cho+rkar|chho+rkar|छोड़ ?कर|छोड़ ?कर|छोड़ ?के"
    r"|ke (?:alawa|alava|ilawa|siva|sivay|siwa)|के (?:अलावा|सिवा|सिवाय))(?=[\s,.!]|$),?",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"^.*\b(?:karo|kardo|do|kijiye|likho|hatao|banao|badlo|करो|दो|लिखो|हटाओ|बनाओ|sab|sabhi|sare)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    what: str
    """What is left out, in the person's words."""
    rest: str
    """The message without it."""


def exception_in(text: str) -> LeftOut | None:
    """The first exception of the message."""
    masked = re.sub(QUOTED, lambda m: "\ue000" * len(m.group()), text)
    if match := _ENGLISH.search(masked):
        return LeftOut(match["what"].strip(), _without(text, match.start(), match.end()))
    if match := _HINDI.search(masked):
        lead = _BEFORE_NAME.match(match["what"])
        start = match.start("what") + (lead.end() if lead else 0)
        return LeftOut(text[start : match.end("what")].strip(), _without(text, start, match.end()))
    return None


def posts_left_out(what: str, inputs: IntentInputs, now: datetime) -> frozenset[int] | None:
    """The posts so named; None when one part of the words names none that is there."""
    whole = named_in(what, inputs, now)
    if whole and not re.search(r"\b(?:and|aur|or)\b|,|और", what, re.I):
        return whole
    found: set[int] = set(whole)
    for part in re.split(r"\s*,\s*|\s+(?:and|aur|or|और)\s+", what):
        named = named_in(part, inputs, now) or about(_bare(part), inputs)
        if not named and not whole:
            return None
        found |= named
    return frozenset(found) or None


def tags_left_out(what: str) -> tuple[str, ...]:
    return tuple(re.findall(r"#([^\W\d_][\w]*)", what))


def _bare(name: str) -> str:
    return re.sub(
        r"^(?:the|for|my|our)\s+|\s+(?:ones?|posts?|drafts?|wali|wala|vali|vala|वाली|ko|को)\b",
        "",
        name,
        flags=re.IGNORECASE,
    ).strip()


def _without(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", f"{text[:start]} {text[end:]}").strip(" ,")
