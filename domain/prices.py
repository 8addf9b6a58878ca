"""A price as a shop in India types it, in the one form that people read: ₹30. Computes nothing.

Owners type “30”, “30/-”, “Rs 30” or “30 rs”; where a number cannot be money for certain, the text
stays as it is.
"""

import re
import unicodedata

from domain.brand import BrandProfile, Product

INDIAN_ZONES = frozenset({"Asia/Kolkata", "Asia/Calcutta"})
_NUMBER = r"\d[\d,]{0,20}(?:\.\d{1,20})?"
"""As long as any sum of money; were it any number, a text of digits would take for ever."""
_FOREIGN = re.compile(
    r"[$€£¥]|\b(?:usd|eur|gbp|aed|sgd|nrs|npr|pkr|lkr|dollars?|euros?|pounds?|dirhams?)\b", re.I
)
_SIGN = re.compile(rf"(?:₹|\b(?:rs|inr)\b\.?|रु(?:पये|पए|पया)?\.?)\s*(?={_NUMBER})", re.I)
_AFTER = re.compile(
    rf"(?<!\d)(?P<sum>{_NUMBER})(?:\s*/[-–—=]|\s*(?:rs|inr|rupees?|rup(?:aye|iye|ay|ee)|रु(?:पये|पए|पया)?)"
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
_ENDS_ON_SUM = re.compile(r"\d\s*$")
_SAYS_PER = re.compile(
    r"(?:per|an?|each|every|apiece|onwards?|prati|har|प्रति|हर)(?![\w\u0900-\u097f])", re.I
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
    offers = tuple(o for o in brand.offers if not _names_sum(f"{o.text} {o.terms}"))
    return brand.model_copy(update={"products": products, "facts": facts, "offers": offers})


def _unpriced(description: str) -> str:
    return "" if _names_sum(description) else description


def _names_sum(text: str) -> bool:
    return bool(_SIGN.search(text) or _AFTER.search(text))


def with_rupees(brand: BrandProfile) -> BrandProfile:
    """The brand with its prices as posts write them: what each is for beside it, and, when it is a
    brand that counts in rupees, in their one form.
    """
    rupees = brand.timezone in INDIAN_ZONES
    products = tuple(_as_posts_write(p, rupees=rupees) if p.price else p for p in brand.products)
    return brand if products == brand.products else brand.model_copy(update={"products": products})


def _as_posts_write(product: Product, *, rupees: bool) -> Product:
    price = (in_rupees(product.price) if rupees else product.price) if product.price else ""
    unit = (product.unit or "").strip(" ()")
    if unit and _ENDS_ON_SUM.search(price):  # where words follow the sum, it is said already
        price = price.rstrip() + (
            unit if unit[0] == "/" else f" {unit}" if _SAYS_PER.match(unit) else f"/{unit}"
        )
    return product if price == product.price else product.model_copy(update={"price": price})


def _signed(match: re.Match[str]) -> str:
    signed = match.string[match.start() - 1 : match.start()] == "₹"
    return match["sum"] if signed else f"₹{match['sum']}"


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
