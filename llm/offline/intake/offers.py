"""An offer as an owner tells it: what is given, on which terms, until when. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from domain.brand import Offer
from domain.intake import OWNER
from llm.offline.brand.dates import UNTIL, last_day
from llm.offline.intent.offers import OFFER

_GIVEN = re.compile(
    rf"{OFFER.pattern}|(?:flat )?\d[\d,]* ?(?:%|percent|pratishat|₹|rs|rupaye|रुपये)? ?(?:ki |की )?"
    r"(?:chhoot|chhut|choot|chut|छूट)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:our|my|the|current|new|special|we|also|and|aur|hum|hamara|humara|abhi|get|give"
    r"|have|run"
    r"|is|hai|there|hamare|yahan|offers?|ऑफ़र|ऑफर|हमारा|अभी|है|हम)(?![\w\u0900-\u097f])[\s:–—-]*)+",
    re.IGNORECASE,
)
_ON_IT = re.compile(r"(?:\bpar|\bpe|\bon|पर)\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TERM = re.compile(
    r"(?:\bmin(?:imum)?\b\.?|\bkam se kam\b|कम से कम|\bnot (?:valid|with|to be|on)\b|\bcan"
    r"(?:not|'t| not) be\b"
    r"|\bt ?& ?c\b|\bterms\b|\bone per\b|\bonly (?:on|for|in|at|once)\b|\bdine[- ]in only\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:hai|hain|है|milega|मिलेगा|dete hain|देते हैं)$", re.IGNORECASE)


def offer_of(parts: Sequence[str], today: date | None) -> tuple[Offer, str, int] | None:
    """(the offer, what stands before it, how many clauses it takes); None where none begins here.

    Args:
        parts: The clause, and those after it, which may hold its terms and its end.
        today: By which a date without a year is read.
    """
    head = parts[0]
    match = _GIVEN.search(_BRACKETS.sub(lambda m: " " * len(m.group()), head))
    if match is None:
        return None
    terms = [said.strip() for said in _BRACKETS.findall(head)]
    plain = _BRACKETS.sub(" ", head)
    until, used = last_day(plain, today), 1
    for later in parts[1:]:
        end = last_day(later, today)
        if not (_TERM.match(later) or (until is None and end and _starts_with_end(later))):
            break
        until, used = until or end, used + 1
        terms += [left] if (left := _endless(later, end)) else []
    for said in terms:
        until = until or last_day(said, today)
    before, text = _parted(head, match.start())
    text = _BRACKETS.sub(" ", text)
    own = last_day(text, today)
    text = _endless(text, own)
    if term := _TERM.search(text):
        terms.insert(0, text[term.start() :])
        text = text[: term.start()]
    text = _TAIL.sub("", " ".join(text.split()).strip(" .,;:–—-")) or match.group()
    offer = Offer(
        text=text[:1].upper() + text[1:300],
        valid_until=until,
        terms=", ".join(t.strip(" .,;") for t in terms)[:1000],
        source=OWNER,
    )
    return offer, before, used


def _parted(head: str, start: int) -> tuple[str, str]:
    """What is said before the offer, and the offer: with “gift box par” before it, that is its."""
    lead = _LEAD.sub("", head[:start])
    if _ON_IT.search(lead) or not lead.strip():
        return "", lead + head[start:]
    return head[:start].strip(), head[start:]


def _starts_with_end(text: str) -> bool:
    return any(pattern.match(text.strip()) for pattern in UNTIL)


def _endless(text: str, end: date | None) -> str:
    """The words without those for an end that is kept as a date."""
    if end is not None:
        for pattern in UNTIL:
            text = pattern.sub(" ", text)
    return " ".join(text.split()).strip(" .,;")
