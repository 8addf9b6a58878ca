"""Which of the brand's own offers a text tells, when its request names none. Reads no request.

An offer that holds on the text's day is told where the subject names it, or asks for offers. Two
posts about “our offers” tell two of them, the one that ends first before the others.
"""

import re
from collections.abc import Sequence
from datetime import date

from domain.brand import BrandProfile, Offer
from domain.content import Claim
from domain.lettering import IN_WORD
from llm.offline import library

ASKED, BRAND = "your request", "your Brand DNA"
"""How an author names where a claim comes from."""
LONGEST_TERMS = 80
TERMS_APPLY = "T&C apply"
_OFFERS = frozenset({
    "offer", "deal", "discount", "sale", "chhoot", "chhut", "chut",
    "छूट", "छूटों", "ऑफ़र", "ऑफर", "ऑफ़र्स", "सेल", "डील",
})  # fmt: skip
_NOTHING = frozenset({
    "a", "an", "and", "the", "our", "my", "we", "all", "any", "new", "on", "of", "for", "with",
    "at", "in", "about", "this", "today", "current", "latest", "running", "special", "week",
    "month", "now", "hamara", "hamare", "hamari", "apna", "apne", "par", "pe", "ki", "ke", "ka",
    "hai", "aaj", "abhi", "हमारा", "हमारे", "हमारी", "अपना", "अपने", "पर", "की", "के", "का", "है", "आज",
    "अभी",
})  # fmt: skip
"""Words beside a subject, which name none."""
_ENDS = re.compile(r"\b(?:till|until|upto|up to|valid|ends?|only on|through)\b|तक", re.IGNORECASE)
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def own_offer(brand: BrandProfile, topic: str, occasion: str | None, number: int) -> Offer | None:
    """The offer to tell, if any.

    Args:
        brand: With the offers that hold on the text's day, as authors are told it.
        topic: What the text is about.
        occasion: The day that it is for.
        number: Of the post in its plan, from 1: the next post tells the next offer.
    """
    offers = sorted(brand.offers, key=lambda offer: offer.valid_until or date.max)
    named = [offer for offer in offers if _is_named(offer, topic, occasion)]
    if not named and _is_about_offers(topic):
        named = offers
    return named[(number - 1) % len(named)] if named else None


def subject_in(topic: str, text: str) -> str:
    """The subject of a brief for `own_offer`: “offers” where that is all its text names."""
    if not _words(topic) - _OFFERS and _words(text) & _OFFERS:
        return "offers"
    return topic


def _is_about_offers(topic: str) -> bool:
    """Whether “our offers” is all the subject says; “our Diwali offer” names one."""
    words = _words(topic)
    return bool(words) and words <= _OFFERS


def told(offer: Offer) -> str:
    """The offer in words, with its end and its terms: left out, it would promise more."""
    text = offer.text.strip().rstrip(".")
    terms = offer.terms.strip().strip("()[] ").rstrip(".")
    if offer.valid_until and not _ENDS.search(text):
        text = _ended(text, offer.valid_until)
    if not terms:
        return text
    return f"{text} ({terms if len(terms) <= LONGEST_TERMS else TERMS_APPLY})"


def _ended(text: str, day: date) -> str:
    if not _DEVANAGARI.search(text):
        return f"{text} till {day.day} {day:%B}"
    return f"{day.day} {library.read('hi/times')['months'][day.month - 1]} तक {text}"


def told_of_profile(offer: Offer) -> str:
    """What the person is told of it."""
    return f"Told the offer of your Brand page: {told(offer)}."


def subject_of(offer: Offer, topic: str) -> str:
    """What a text about it is about: its product, where the request says “our offer” only."""
    return topic if _words(topic) - _OFFERS else next(iter(offer.products), "")


def sourced(claims: Sequence[Claim], offer: Offer | None) -> tuple[Claim, ...]:
    """The claims with the offer's own source: an author took it for a part of the request."""
    if offer is None:
        return tuple(claims)
    words = told(offer).casefold()
    own = {"source": offer.source or BRAND}
    return tuple(
        claim.model_copy(update=own)
        if claim.source == ASKED and _is_part(claim.text.casefold(), words)
        else claim
        for claim in claims
    )


def _is_part(one: str, other: str) -> bool:
    return one in other or other in one


def _is_named(offer: Offer, topic: str, occasion: str | None) -> bool:
    about = _words(topic)
    if any(_words(p) and _words(p) <= about for p in offer.products):
        return True
    said = _words(" ".join((offer.text, *offer.products)))
    return any(words and words <= said for words in (about - _OFFERS, _words(occasion or "")))


def _words(text: str) -> set[str]:
    """What it names, in any number: cakes are a cake."""
    found = re.findall(rf"{IN_WORD}+", text.casefold())
    return {w.removesuffix("s") for w in found if len(w) > 1 and w not in _NOTHING}
