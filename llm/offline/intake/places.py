"""An address with its house number, which is no price, and the town in it. Pure."""

import re

from llm.offline import months
from llm.offline.intake.clauses import Clause

_NUMBER = (
    r"(?:(?:shop|plot|house|flat|door|h\.?) ?(?:no\.?|number)? ?|no\.? ?|# ?)?"
    r"\d{1,4}[A-Za-z]?(?:[/-]\d{1,4})?(?!\d),? "
    rf"(?!(?i:rs|rupees?|inr|kg|am|pm|{months.ENGLISH})\b)"
)
_HOUSE = re.compile(
    r"(?:^|.*?\b(?i:at|is|address:?|pata:?|in|on|near)\s+|.*?पता:?\s+)"
    rf"(?P<address>(?i:shop|plot|house|flat|door)? ?{_NUMBER}[A-Z\u0900-\u097f][^\d₹/]*"
    rf"(?:\d{{3}} ?\d{{3}})?)$"
)
_NAMED = re.compile(
    r"^(?:our |my |hamar[ai] |humar[ai] )?(?:shop |store )?(?:address|pata)(?: is|:| hai)?\s+"
    r"(?P<address>\S.+)$"
    r"|^(?:हमारा )?पता(?: है|:)?\s+(?P<hindi>\S.+)$",
    re.IGNORECASE,
)
_LED = re.compile(r"\b(?:at|address|pata)\b|पता", re.IGNORECASE)
_MORE = re.compile(
    r"^[A-Z\u0900-\u097f][\w\u0900-\u097f'’.-]*(?: (?:[A-Z\u0900-\u097f][\w\u0900-\u097f'’.-]*"
    r"|of|no\.?|-))*(?:[ -]+\d{3} ?\d{3})?$"
)
_TAIL = re.compile(r"\s+(?:mein|me|में|par|पर|hai|hain|है|हैं)$", re.IGNORECASE)
_LOOSE = re.compile(r"\d+,")
_SIGN = re.compile(r"₹|\brs\b|/|%", re.IGNORECASE)
_PIN = re.compile(r"[\s,-]*\b\d{3} ?\d{3}$")


def address(parts: list[Clause], *, bare: bool) -> str | None:
    """The address that the clauses name, taken out of them; None where none stands there.

    Args:
        parts: The clauses, in their order.
        bare: Whether one may stand there without a word like “at” before it.
    """
    for n, part in enumerate(parts):
        text = _untailed(part.text)
        named, house = _NAMED.match(text), _HOUSE.match(text)
        match = named or house
        if match is None:
            continue
        said = match["hindi"] or match["address"] if named else match["address"]
        at = text.index(said)
        more = _following(parts[n + 1 :]) if "," in part.end else []
        if (
            not named
            and not _LED.search(text[:at])
            and not (bare and more and not text[:at].strip())
        ):
            continue
        if _LOOSE.match(said) and n and "," in parts[n - 1].end:
            continue  # “thali, 120, Dosa”: of a list
        part.text = _led(text[:at])
        for later in parts[n + 1 : n + 1 + len(more)]:
            later.text = ""
        return ", ".join([said.strip(), *more])
    return None


def town(said: str) -> str | None:
    """The part of town and the town of an address; None where it names only the house."""
    parts = [_PIN.sub("", part).strip(" -") for part in said.split(",")]
    named = [part for part in parts if part and not any(c.isdigit() for c in part)]
    return ", ".join(named[-2:])[:200] or None


def _following(parts: list[Clause]) -> list[str]:
    found = []
    for part in parts:
        text = _untailed(part.text)
        if not _MORE.match(text) or _SIGN.search(text):
            break
        found.append(text)
        if "," not in part.end:
            break
    return found


def _led(text: str) -> str:
    """What stands before the address, without the words that only lead to it."""
    return re.sub(
        r"(?:\b(?:we|we're|our|are|is|sit|shop|store|find|visit|us|come|to|located|at|in|on"
        r"|address|pata"
        r"|hum|ham|hamari|dukaa?n)\b\s*)+$",
        "",
        text,
        flags=re.IGNORECASE,
    ).strip(" ,:")


def _untailed(text: str) -> str:
    return _TAIL.sub("", text.strip().rstrip("."))
