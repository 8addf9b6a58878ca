"""The owner's words in the language of the post: facts, offers, prices, places, for whom.

Only sentences that fit a known pattern as a whole are said in Hindi; all others stand as the owner
wrote them, because a guess would be a claim that nobody made.
"""

import re
from datetime import time
from functools import cache
from typing import Any

from domain.devanagari import has_devanagari
from domain.language import ENGLISH, HINDI, HINGLISH, language_of
from llm.offline import library
from llm.offline.amounts import SUM, grouped
from llm.offline.festivals import named, spoken_in
from llm.offline.post.describing import in_hindi
from llm.offline.sentences import clean, opened
from llm.offline.times import clock_in
from llm.offline.tongue import in_script, typed


def fact_in(text: str, language: str) -> str:
    """The fact in the language where that is known, else as it is written."""
    return _rendered("facts", text, language) or _own(text, language)


def description_in(text: str, language: str) -> str:
    """The description in Hindi where every word of it is known; Hinglish likes it in English."""
    if language == HINDI and (said := in_hindi(text)):
        return said
    return _own(text, language)


def words_in(text: str, language: str) -> str:
    """The owner's own words as they are, but typed in Latin letters for Hinglish."""
    return _own(text, language)


def offer_in(text: str, language: str) -> str:
    """The offer in the language: its end put before it, the rest as a known pattern has it."""
    return _ending(text, language) or _rendered("offers", text, language) or _own(text, language)


def _ending(text: str, language: str) -> str:
    """“रविवार तक 10% की छूट”; empty when the day or what is given is not known."""
    if language == ENGLISH:
        return ""
    for pattern, frame in _ENDS:
        if match := pattern.fullmatch(clean(text).rstrip(".! ")):
            given = _rendered("offers", match["given"], language)
            day = _slot("d", match["day"])
            if given and day:
                return f"{in_script(frame.format(day), language)} {given}"
    return ""


_ENDS = tuple(
    (re.compile(rf"(?P<given>.+?),? (?:only |valid )*{how} (?P<day>.+?)(?: only)?", re.I), frame)
    for how, frame in (
        ("(?:till|until)", "{} तक"),
        ("from", "{} से"),
        ("every", "हर {}"),
        ("on", "{} को"),
    )
)


def price_in(price: str, language: str) -> str:
    """The price as it is written, long sums grouped; "from" and "per" said in the language."""
    if language == ENGLISH:
        return price
    return _rendered("prices", price, language) or _own(grouped(price), language)


def sum_of(price: str) -> str:
    """The price when it is one plain sum, else nothing: “from ₹500” is none."""
    return grouped(price) if re.fullmatch(SUM, price.strip(), re.I) else ""


def city_in(city: str, language: str) -> str:
    """Cities are written in Devanagari in Hindi; an address stands as the owner writes it."""
    return str(_data()["cities"].get(city, city)) if language == HINDI else city


def audience_in(who: str, language: str, frame: str) -> str:
    """A line for those it is meant for; `frame` holds {audience} for words not known here."""
    known = _data()["audiences"].get(who.lower()) if language != ENGLISH else None
    said = f"{known}।" if known else ""
    return opened(in_script(said, language)) if said else frame.format(audience=_own(who, language))


def reads(text: str, language: str) -> bool:
    """Whether the owner's words can stand in a post of this language as if written for it."""
    if language == ENGLISH:
        return True
    if any(_rendered(kind, text, language) for kind in ("facts", "offers")):
        return True
    return language == HINGLISH or language_of(text) != ENGLISH


def _own(text: str, language: str) -> str:
    return typed(text) if language == HINGLISH and has_devanagari(text) else text


def _rendered(kind: str, text: str, language: str) -> str:
    if language == ENGLISH:
        return ""
    bare = clean(text).rstrip(".! ")
    for spelled in dict.fromkeys((bare, _WE.sub("", bare))):
        for pattern, said in _patterns(kind):
            if (match := pattern.fullmatch(spelled)) and (filled := _filled(said, match)):
                return in_script(filled, language)
    return ""


_WE = re.compile(
    r"^(?:we|our (?:shop|store|cafe|café|restaurant|clinic|salon|studio|gym|bakery|team))"
    r"(?:'re|'ve)?(?: are| is| have| has| been| do| offer| give| stay| remain)* "
    r"|^(?:it is|it's|this is|there is|you get|yes,) ",
    re.IGNORECASE,
)
"""How owners begin what a notice board says without it: “We are open every day”."""


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), said) for p, said in _data()[kind])


def _filled(said: str, match: re.Match[str]) -> str:
    """The sentence with its slots filled; empty when a word in one is not known."""
    groups = (None, *match.groups())
    optional = re.compile(r"\{, (\d)([^}]*)\}")
    said = optional.sub(lambda m: f", {groups[int(m[1])]}{m[2]}" if groups[int(m[1])] else "", said)
    filled = [_slot(kind, groups[int(place)] or "") for kind, place in _SLOT.findall(said)]
    if not all(filled):
        return ""
    words = iter(filled)
    return _SLOT.sub(lambda _: next(words), said)


_SLOT = re.compile(r"\{([a-z]?)(\d)\}")


def _slot(kind: str, text: str) -> str:
    data, key = _data(), text.strip().lower()
    if kind == "t":
        return _clock(key)
    if kind == "d":
        festival = named(text)
        return spoken_in(festival, "hi").name if festival else _day(key)
    if kind == "s":
        return str(data["spans"].get(key, ""))
    if kind == "u":
        return str(data["units"].get(key) or data["units"].get(key.removesuffix("s")) or "")
    if kind == "g":
        return str(data["generations"][key])
    if kind == "c":
        return str(data["cities"].get(text.strip(), text.strip()))
    return grouped(text.strip()) if kind == "p" else text.strip()


def _day(said: str) -> str:
    """A weekday, a date or an hour as Hindi says it; empty when it is none of these."""
    known = _data()["days"].get(said) or _clock(said)
    dated = re.fullmatch(
        r"(?:the )?(?P<d>\d{1,2}) ?(?:st|nd|rd|th)?(?: of)?(?: (?P<m>[a-z]{3,9}))?"
        r"|(?P<first>[a-z]{3,9}) (?P<then>\d{1,2})(?:st|nd|rd|th)?",
        said,
    )
    if known or not dated:
        return str(known or "")
    month = library.read("en/reading")["months"].get(dated["m"] or dated["first"] or "")
    number = dated["d"] or dated["then"]
    if month is None:
        return f"{number} तारीख़" if said.startswith("the ") else ""
    return f"{number} {library.read('hi/times')['months'][month - 1]}"


def _clock(said: str) -> str:
    """4 pm as Hindi says it; empty when it is no hour of the day."""
    match = re.fullmatch(r"(\d{1,2})(?::(\d\d))? ?(am|pm)", said)
    if not match or not 1 <= int(match[1]) <= 12 or int(match[2] or 0) > 59:
        return ""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return clock_in(time(hour, int(match[2] or 0)), "hi")


def _data() -> Any:
    return library.read("hi/renderings")
