"""What a message tells beside name and products: contact, hours, offers, the kind of business.

Works clause by clause; what is read is taken out, so that no number of it becomes a price.
"""

import re
from datetime import date

from domain.brand import Contact, Offer
from domain.frozen import Frozen
from llm.offline.brand.contact import EMAIL, HOURS, OPEN, PHONE
from llm.offline.intake import places
from llm.offline.intake.clauses import Clause, clauses, joined
from llm.offline.intake.offers import offer_of

_CUES = (
    r"(?:our|my|the|is|are|a|at|on|us|me|we|you|can|or|and|also|to|for|please|orders?|number"
    r"|no\.?|id"
    r"|whats ?app|wa|phone|mobile|telephone|tel|contact|call|text|message|ping|reach|write"
    r"|e-?mail|mail"
    r"|web ?site|site|online|visit|hamar[aie]|humar[aie]|mera|meri|ka|ki|ke|par|pe|hai|hain|karo"
    r"|karein|kijiye|nambar|हमारा|हमारी|मेरा|का|की|पर|है|नंबर|नम्बर|फ़ोन|फोन|मोबाइल|व्हाट्सऐप"
    r"|व्हाट्सएप|कॉल|ईमेल|वेबसाइट|साइट)"
)
_BEFORE = re.compile(rf"(?:(?<![\w\u0900-\u097f]){_CUES}[\s:=–—-]*)+$", re.IGNORECASE)
_AFTER = re.compile(rf"^(?:[\s:]*{_CUES}(?![\w\u0900-\u097f]))+", re.IGNORECASE)
_WHATSAPP = re.compile(r"whats ?app|\bwa\b|व्हाट्स", re.IGNORECASE)
_CALL = re.compile(r"\b(?:call|phone|mobile)\b|फ़ोन|फोन|कॉल", re.IGNORECASE)
_HOST = r"(?P<url>(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,;]*)?)"
_SITE = (
    re.compile(
        rf"(?:\b(?:web ?site|site|visit|online)\b|वेबसाइट|साइट)[^@.;]{{0,30}}?(?<![@\w]){_HOST}",
        re.I,
    ),
    re.compile(rf"^(?:https?://)?(?:www\.){_HOST}$|^{_HOST.replace('url', 'all')}$", re.I),
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?|weekends?|somvaa?r"
    r"|mangalvaa?r"
    r"|mangalwaa?r|budhvaa?r|budhwaa?r|guruvaa?r|guruwaa?r|shukravaa?r|shukrawaa?r|shanivaa?r"
    r"|shaniwaa?r"
    r"|ravivaa?r|raviwaa?r|itwaa?r|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|इतवार)"
)
_SHUT = re.compile(
    rf"\b(?:closed|shut|holiday)\b(?: only)?(?: on| every)? {_WEEKDAY}(?![\w\u0900-\u097f])"
    rf"|{_WEEKDAY}(?:s| ko| को)?(?: is| are| we are| hum| dukaa?n)*,? (?:closed|shut|band|bandh"
    rf"|chhutti|बंद|छुट्टी)",
    re.IGNORECASE,
)
_HOURS_LEAD = re.compile(
    r"^(?:and|aur|we|we're|are|our|the|shop|store|is|it's|opening|business|hours?|timings?|time"
    r"|samay"
    r"|hum|dukaa?n|hamari|humari|ki|ka|हम|दुकान|हमारी|समय|[:\s,–-])+(?=\s*\S)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"₹|\brs\b|/kg|\bper (?:kg|plate|piece)\b|rupa|रुप", re.IGNORECASE)
_HOUSES = (
    r"(?:shop|store|bakery|cafe|café|restaurant|salon|boutique|gym|clinic|studio|parlou?r|dhaba"
    r"|hotel|school|agency|pharmacy|nursery|kitchen)"
)
_KIND = (
    re.compile(
        rf"^(?!.*\b(?:my|our|the|this|your|we|is)\b)(?P<kind>(?:[a-z'&-]+ ){{1,3}}{_HOUSES})$"
    ),
    re.compile(
        r"(?<!\w)an? (?:small |little |new |old |famous |family |local |well-known )*(?P<kind>"
        r"(?:[a-z'&-]+ ){0,3}?"
        rf"{_HOUSES})"
        r"(?=\s+(?:in|at|on|near|from|since|called|named|by|and)\b|\s*[,.;!]|\s*$)"
    ),
    re.compile(
        r"(?<![\w\u0900-\u097f])(?!hamar|humar|mer[aie])(?P<kind>[a-z]{3,20} k[aie] (?:dukaa?n"
        r"|shop|business))"
        r"(?![\w\u0900-\u097f])(?! ka naam| name)"
    ),
    re.compile(
        r"(?<![\w\u0900-\u097f])(?!हमा|मेर)(?P<kind>[\u0900-\u097f]{2,20} की दुकान)(?! का नाम)"
    ),
)


class Beside(Frozen):
    """What was read, and the message without it."""

    contact: Contact = Contact()
    offers: tuple[Offer, ...] = ()
    industry: str | None = None
    location: str | None = None
    rest: str = ""


def beside(text: str, today: date | None, *, bare_places: bool = True) -> Beside:
    """What the message tells of these, and the rest of it.

    Args:
        text: The message on one line.
        today: By which a date without a year is read.
        bare_places: Whether “56 Dukan, New Palasia, Indore” is an address without any word for it;
            where products are asked for, it may be a list of them.
    """
    parts = clauses(text)
    told: dict[str, str] = {}
    offers = _offers(parts, today)
    for part in parts:
        _hours(part, told)
        _reached(part, told)
    kind = _kind(parts)
    address = places.address(parts, bare=bare_places)
    if address:
        told.setdefault("address", address[:500])
    return Beside(
        contact=Contact(**told),
        offers=offers,
        industry=kind,
        location=places.town(address) if address else None,
        rest=joined(parts),
    )


def _offers(parts: list[Clause], today: date | None) -> tuple[Offer, ...]:
    found = []
    for n in range(len(parts)):
        read = offer_of([part.text for part in parts[n : n + 4]], today)
        if read is None:
            continue
        offer, before, used = read
        found.append(offer)
        parts[n].text = before
        for part in parts[n + 1 : n + used]:
            part.text = ""
    return tuple(found[:20])


def _hours(part: Clause, told: dict[str, str]) -> None:
    text = part.text
    is_open = HOURS.search(text) and (OPEN.search(text) or "hours" in told)
    if not (is_open or _SHUT.search(text)) or len(text.split()) > 14 or _MONEY.search(text):
        return
    said = _HOURS_LEAD.sub("", text).strip(" .") or text
    said = said[:1].upper() + said[1:]
    told["hours"] = f"{told['hours']}; {said}"[:300] if "hours" in told else said[:300]
    part.text = ""


def _reached(part: Clause, told: dict[str, str]) -> None:
    if (match := EMAIL.search(part.text)) and "email" not in told:
        told["email"] = match.group().strip(".")
        _take(part, match.span())
    for pattern in _SITE:
        match = pattern.search(part.text)
        if match and "website" not in told:
            groups = match.groupdict()
            told["website"] = match.group() if "all" in groups else groups["url"]
            span = match.span() if "all" in groups else match.span("url")
            _take(part, span)
    for match in reversed([*PHONE.finditer(part.text)]):
        wanted = {"whatsapp"} if _WHATSAPP.search(part.text) else {"phone"}
        wanted |= {"phone"} if _CALL.search(part.text) else set()
        free = wanted - told.keys()
        if free:
            told |= dict.fromkeys(free, match.group().strip())
            _take(part, match.span())


def _take(part: Clause, span: tuple[int, int]) -> None:
    """The clause without what was read and the words that only lead to it."""
    before = _BEFORE.sub("", part.text[: span[0]])
    after = _AFTER.sub("", part.text[span[1] :])
    part.text = f"{before} {after}".strip(" .,:")


def _kind(parts: list[Clause]) -> str | None:
    for part in parts:
        for pattern in _KIND:
            if match := pattern.search(part.text):
                kind = match["kind"]
                part.text = f"{part.text[: match.start()]}{part.text[match.end() :]}".strip()
                return kind[:1].upper() + kind[1:200]
    return None
