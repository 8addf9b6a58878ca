"""The owner's words in the language of the post: facts, offers, prices, places, for whom.

Only sentences that fit a known pattern as a whole are said in Hindi; all others stand as the owner
wrote them, because a guess would be a claim that nobody made.
"""

import re

from domain.devanagari import has_devanagari
from domain.language import ENGLISH, HINDI, HINGLISH
from llm.offline import library
from llm.offline.amounts import SUM, grouped
from llm.offline.letters import in_letters
from llm.offline.post.describing import in_hindi
from llm.offline.post.offering import composed
from llm.offline.post.slots import filled, patterns, slot
from llm.offline.post.varying import plainest, worded
from llm.offline.sentences import clean, opened
from llm.offline.tongue import in_script, typed


def fact_in(text: str, language: str, name: str = "") -> str:
    """The fact in the language where that is known, else as it is written.

    Where the business is named, in the wording that is its own; else in the plainest.
    """
    known = _rendered("facts", text, language, name)
    return known or in_script(composed(text, language), language) or _own(text, language, name)


def description_in(text: str, language: str) -> str:
    """In Hindi where every word is known, else left out; Hinglish likes the owner's own English."""
    if language == HINDI:
        return in_hindi(text) or in_letters(text)
    return _own(text, language)


def words_in(text: str, language: str) -> str:
    """The owner's own words as they are, but typed in Latin letters for Hinglish."""
    return _own(text, language)


def offer_in(text: str, language: str) -> str:
    """The offer in the language: its end put before it, the rest as a known pattern has it."""
    if language == ENGLISH:
        return typed(text) if has_devanagari(text) else text
    return _known_offer(text, language) or _own(text, language)


def _known_offer(text: str, language: str) -> str:
    """The offer with the terms that stand behind it in brackets; those not known as written."""
    if language == ENGLISH:
        return ""
    match = _TERMS.fullmatch(clean(text))
    if not match:
        return _said_offer(text, language)
    said, terms = _said_offer(match["offer"], language), match["terms"].strip()
    if not said:
        return ""
    parts = _TERM.split(terms)
    known = [_rendered("terms", part, language) or _own(part, language) for part in parts]
    return f"{said} ({', '.join(known)})"


_TERM = re.compile(r",(?!\d) *|; *|\. +")
_TERMS = re.compile(r"(?P<offer>[^()]+?) *\((?P<terms>[^()]+)\)[.! ]*")


def _said_offer(text: str, language: str) -> str:
    whole = _rendered("offers", text, language)
    parts = whole or in_script(composed(text, language), language)
    return parts or _ending(text, language) or _rendered("offers_named", text, language)


def _ending(text: str, language: str) -> str:
    """“रविवार तक 10% की छूट”; empty when the day or what is given is not known."""
    if language == ENGLISH:
        return ""
    for pattern, frame in _ENDS:
        if match := pattern.fullmatch(clean(text).rstrip(".! ")):
            given = _said_offer(match["given"], language)
            day = slot("d", match["day"])
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
    return (
        str(library.read("hi/renderings")["cities"].get(city, city)) if language == HINDI else city
    )


def audience_in(who: str, language: str, frame: str) -> str:
    """A line for those it is meant for; `frame` holds {audience} for words not known here."""
    known = (
        library.read("hi/renderings")["audiences"].get(who.lower()) if language != ENGLISH else None
    )
    said = f"{known}।" if known else ""
    if said:
        return opened(in_script(said, language))
    own = in_letters(who) if language == HINDI else _own(who, language)
    return frame.format(audience=own) if own else ""


def reads(text: str, language: str) -> bool:
    """Whether the owner's words can stand in a post of this language as if written for it."""
    if language == ENGLISH:
        return True
    if _rendered("facts", text, language) or _known_offer(text, language):
        return True
    return language == HINGLISH or bool(in_letters(text))


def _own(text: str, language: str, *names: str) -> str:
    if language == HINDI:
        return in_letters(text, names) or text
    return typed(text) if language == HINGLISH and has_devanagari(text) else text


def _rendered(kind: str, text: str, language: str, name: str = "") -> str:
    if language == ENGLISH:
        return ""
    bare = clean(text).rstrip(".! ")
    for spelled in dict.fromkeys((bare, _WE.sub("", bare))):
        for pattern, said in patterns(kind):
            if match := pattern.fullmatch(spelled):
                wording = worded(said, name) if name else plainest(said)
                if whole := filled(wording, match, language):
                    return in_script(whole, language)
    return ""


_WE = re.compile(
    r"^(?:we|our (?:shop|store|cafe|café|restaurant|clinic|salon|studio|gym|bakery|team))"
    r"(?:'re|'ve)?(?: are| is| have| has| been| do| offer| give| stay| remain)* "
    r"|^(?:it is|it's|this is|there is|you get|yes,) ",
    re.IGNORECASE,
)
"""How owners begin what a notice board says without it: “We are open every day”."""
