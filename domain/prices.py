"""A price as a shop in India types it, in the one form that people read: ₹30. Computes nothing.

Owners type “30”, “30/-”, “Rs 30” or “30 rs”; where a number cannot be money for certain, the text
stays as it is.
"""

import re
import unicodedata

from domain.brand import BrandProfile

INDIAN_ZONES = frozenset({"Asia/Kolkata", "Asia/Calcutta"})
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_FOREIGN = re.compile(
    r"[$€£¥]|\b(?:usd|eur|gbp|aed|sgd|nrs|npr|pkr|lkr|dollars?|euros?|pounds?|dirhams?)\b", re.I
)
_SIGN = re.compile(rf"(?:₹|\b(?:rs|inr)\b\.?|रु(?:पये|पए|पया)?\.?)\s*(?={_NUMBER})", re.I)
_AFTER = re.compile(
    rf"(?P<sum>{_NUMBER})(?:\s*/[-–—=]|\s*(?:rs|inr|rupees?|rup(?:aye|iye|ay|ee)|रु(?:पये|पए|पया)?)"
    r"(?![\w\u0900-\u097f])\.?)(?:\s*/[-–—=])?",
    re.I,
)
_TWICE = re.compile(rf"(₹{_NUMBER})\s*/[-–—=]")
_RANGE = rf"{_NUMBER}(?:\s*(?:-|–|—|to)\s*{_NUMBER})?"
_LEAD = (
    r"(?:(?:starting|starts?|starting price)(?: at| from)?|from|only|just|at|around|approx\.?|about"
    r"|mrp:?|price:?|half|full|small|medium|large|regular|सिर्फ़|सिर्फ|केवल|sirf)\s+"
)
_UNIT = (
    r"\s*(?:(?:per|a|an|each|every|only|onwards?|plus|tak|se|ka|ki|ke|prati|mein|में|से|का|की|के|प्रति|तक)"
    r"(?![\w\u0900-\u097f]).*|/\s*[^\W\d].*|\+)?"
)
_BARE = re.compile(rf"(?P<lead>(?:{_LEAD})?)(?P<sum>{_RANGE})(?P<unit>{_UNIT})", re.I)


def in_rupees(price: str) -> str:
    """The price with its sum as ₹30; words around it stay (“from ₹30”, “₹30 per plate”)."""
    plain = " ".join(_ascii(price).split())
    if not plain or _FOREIGN.search(plain):
        return price
    marked = _SIGN.sub("₹", plain)
    marked = _AFTER.sub(_signed, marked)
    marked = _TWICE.sub(r"\1", marked)
    if "₹" in marked:
        return marked
    parts = [_BARE.fullmatch(part) for part in re.split(r",\s+", plain)]
    if not all(parts):
        return price
    return ", ".join(f"{m['lead']}₹{m['sum']}{m['unit']}" for m in parts if m)


def without_prices(brand: BrandProfile) -> BrandProfile:
    """The brand with nothing in it that says what something costs."""
    products = tuple(
        p.model_copy(update={"price": None, "description": _unpriced(p.description)})
        for p in brand.products
    )
    facts = tuple(f for f in brand.facts if not _names_sum(f.text))
    return brand.model_copy(update={"products": products, "facts": facts})


def _unpriced(description: str) -> str:
    return "" if _names_sum(description) else description


def _names_sum(text: str) -> bool:
    return bool(_SIGN.search(text) or _AFTER.search(text))


def with_rupees(brand: BrandProfile) -> BrandProfile:
    """The brand with its prices as posts write them, when it is one that counts in rupees."""
    if brand.timezone not in INDIAN_ZONES:
        return brand
    products = tuple(
        p.model_copy(update={"price": in_rupees(p.price)}) if p.price else p for p in brand.products
    )
    return brand if products == brand.products else brand.model_copy(update={"products": products})


def _signed(match: re.Match[str]) -> str:
    signed = match.string[match.start() - 1 : match.start()] == "₹"
    return match["sum"] if signed else f"₹{match['sum']}"


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
