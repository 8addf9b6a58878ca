"""Offers a message names: what is given, on what condition and until when. Plans no post.

The end of an offer is part of the offer: “10% off till Sunday” asks for nothing on Sunday.
"""

import re
from functools import cache

from domain.lettering import AFTER
from llm.offline import festivals, library
from llm.offline.intent.message import platforms_in

OFFER = re.compile(
    r"(?:flat |upto |up to |extra |get )?(?:₹ ?|rs\.? ?|inr )?\d[\d,]*(?:\.\d+)? ?"
    r"(?:%|percent|per cent|₹|rs|rupees)? ?(?:off|discount|cashback)\b"
    r"|discount of (?:₹ ?|rs\.? ?)?\d[\d,]* ?(?:%|percent|rupees)?"
    r"|buy (?:\d|one|two|three) ?,? ?(?:and )?get (?:\d|one|two)(?: free)?|\bbogo\b|half price"
    r"|free (?:home )?(?:delivery|shipping|samples?|trial|consultation"
    r"|gift(?: wrapping)?|demo|tasting"
    r"|installation|check-?up)"
    r"|(?:combo|any \w+|two|three|2|3) (?:for|at) (?:₹ ?|rs\.? ?)\d[\d,]*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^ (?:(?:on|for|above|over|with|till|until|when|in[ -]store|this|only|storewide|across"
    r"|from|between|during|every|all)\b[^.;!?\"]{0,60}|free\b)",
    re.IGNORECASE,
)
_OFFER_END = re.compile(
    r",|\s(?:on|for|to|in) (?:the )?" + r"(?:linked|insta|face|you|twit|x\b|ig\b|fb\b)"
    r"|\s(?:please|and (?:post|write|make|keep|remove|add))\b"
    r"|\s(?:for|to) (?:the )?(?:first|second|third|last|both|all|post|draft|captions?|#?\d\b)"
    r"|\s(?:in|with) an? \w+ tone| (?:next|tomorrow|at) ",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r" (?:for|to|on|in) (?:it|them|this|that|the posts?)\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:off|offers?|discount|sale|deals?|cashback|free|valid|open|closed|stall|exhibition)\b",
    re.IGNORECASE,
)
"""Things that last until a time; of posts themselves “till Friday” may be said too."""
_STRONG = re.compile(r"valid|end|expir|clos|last", re.IGNORECASE)


Span = tuple[int, int]


def offer_in(text: str) -> str | None:
    """The offer as the person gave it, with its condition ("on orders above ₹500") and its end."""
    read = _read(text)
    return read[0] if read else None


def without_offers(text: str) -> str:
    """The text without its offer and without what it says of how long something lasts."""
    read = _read(text)
    spans = read[1] if read else []
    spans += [m.span() for m in _lasting(text, offered=read is not None)]
    return "".join(" " if any(a <= i < b for a, b in spans) else c for i, c in enumerate(text))


def _read(text: str) -> tuple[str, list[Span]] | None:
    """The offer in words, and the places in the text that it was put together from."""
    match = OFFER.search(text)
    if not match:
        return None
    offer, stop = match.group().strip(), match.end()
    if condition := _CONDITION.match(text[stop:]):
        cut = _OFFER_END.split(_until_end(condition.group()), maxsplit=1)[0]
        if not (platforms_in(cut) or _POINTS_BACK.match(cut)):
            offer, stop = offer + cut.rstrip(), stop + len(cut)
    offer = _plain(offer)
    ends = [
        m for m in _lasting(text, offered=True) if m.end() <= match.start() or m.start() >= stop
    ]
    spans = [(match.start(), stop), *(m.span() for m in ends)]
    if ends and not _ends_itself(offer):
        offer += f" {_until(ends[0])}"
    return offer, spans


def _plain(text: str) -> str:
    text = re.sub(r"\b(till|until) (?:on|in|at) ", r"\1 ", text)
    return re.sub(r"\s+", " ", text).strip()


def _until_end(condition: str) -> str:
    """The condition up to the end it names: what follows “till Sunday” is another matter."""
    match = _validity().search(condition)
    return condition[: match.end()] if match else condition


def _lasting(text: str, *, offered: bool = False) -> list[re.Match[str]]:
    """Every “till Sunday” that says how long something lasts."""
    found = list(_validity().finditer(text))
    lasts = offered or _LASTS.search(text) is not None
    return [m for m in found if lasts or _STRONG.match(m.group())]


def _ends_itself(offer: str) -> bool:
    return re.search(rf"\b(?:{_day()}){AFTER}", offer, re.I) is not None


def _until(match: re.Match[str]) -> str:
    """How long it lasts, said after the offer: “till Sunday”, but “on Sunday” for one day."""
    on_it = re.match(r"valid (?:only )?(?:on|for) ", match.group(), re.I)
    return f"{'on' if on_it else 'till'} {_end_of(match)}"


def _end_of(match: re.Match[str]) -> str:
    return _plain(match["end"])


@cache
def _validity() -> re.Pattern[str]:
    part = r"(?: (?:morning|afternoon|evening|night|midnight))"
    hour = r"(?:midnight|noon|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm))"
    day = _day()
    end = (
        rf"(?:(?:the )?(?:{day})(?:(?:,? (?:at )?{hour})|{part})?"
        rf"|{hour}(?: (?:on |this )?(?:{day}))?)"
    )
    lead = (
        r"(?:(?:is |are )?(?:only )?(?:valid|good|running|open|on) )?(?:only )?"
        r"(?:till|until|til|upto|up to|through|thru)(?: on| in| at)?"
        r"|(?:valid|ends?|ending|expires?|expiring|closes?|closing|lasts|lasting)"
        r"(?: only)?(?: on| by| for| this| through)?"
        r"|last (?:day|date)(?: is|:| -| for \w+ is)?"
    )
    return re.compile(rf"\b(?:{lead}) (?P<end>{end}){AFTER}(?!')", re.IGNORECASE)


@cache
def _day() -> str:
    data = library.read("en/reading")
    weekdays = "|".join(sorted(data["weekdays"], key=len, reverse=True))
    months = "|".join(sorted(data["months"], key=len, reverse=True))
    names = "|".join(re.escape(n) for n in sorted(festivals.names(), key=len, reverse=True))
    return (
        r"month[ -]end|"
        rf"(?:next |this |coming )?(?:{weekdays}|weekend|week|month)"
        rf"|\d{{1,2}}(?: ?(?:st|nd|rd|th))?(?: of)? (?:{months})\.?(?:,? 20\d\d)?"
        rf"|(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?"
        r"|\d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d\d)?|\d{1,2} ?(?:st|nd|rd|th)"
        r"|today|tonight|day after tomorrow|tomorrow"
        rf"|end of (?:the |this )?(?:week|month|year)|{names}"
    )
