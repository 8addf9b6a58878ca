"""Sums in a text that stand by a product's name and are not its price. Flags only."""

import re
from collections.abc import Iterator

from domain.brand import BrandProfile, Product
from domain.content import SafetyFlag
from domain.lettering import AFTER, BEFORE
from domain.prices import in_rupees, with_rupees

_NEAR = 40
"""Letters between a name and its price at most."""
_SUM = re.compile(r"₹(\d+(?:,\d+)*(?:\.\d+)?)")
_SENTENCE = re.compile(r"(?<=[.!?।])\s+")
_OTHER_BEFORE = re.compile(
    r"(?:save|flat|extra|over|above|below|under|upto|up to|was|instead of|than|worth|cashback"
    r"|minimum|min\.?|delivery(?: for| at| is)?|shipping|discount of|advance)\s*$",
    re.I,
)
_OTHER_AFTER = re.compile(
    r"\s*(?:/-)?\s*(?:off\b|discount|cashback|delivery|extra|more\b|less\b|se (?:zyada|kam|upar)"
    r"|ki (?:chhoot|chhut|bachat)|की (?:छूट|बचत)|से (?:ज़्यादा|ज्यादा|कम|ऊपर)|and above|or more)",
    re.I,
)
"""Such a sum is no price of the thing: what is saved, a threshold, a fee."""
_MEASURED = re.compile(
    r"\d[\d.,]*\s*(?:kgs?|kilos?|g|gms?|grams?|ml|l|lit(?:re|er)s?|pcs?|pieces?|dozen|किलो|ग्राम)"
    r"(?![\w\u0900-\u097f])",
    re.I,
)
_TIMES = {
    **dict.fromkeys(("two", "pair", "couple", "do", "दो"), 2),
    **dict.fromkeys(("three", "teen", "तीन"), 3),
    **dict.fromkeys(("four", "chaar", "char", "चार"), 4),
    "dozen": 12,
}


def mispriced(text: str, brand: BrandProfile) -> tuple[SafetyFlag, ...]:
    """A `warn` for each sum right by a product's name that its price on the brand does not hold."""
    products = [
        p for p in with_rupees(brand).products if p.price and _SUM.search(in_rupees(p.price))
    ]
    found: dict[str, SafetyFlag] = {}
    for sentence in _sentences(text) if products else ():
        for told, product in _pairs(sentence, products):
            if not _fits(told, product, sentence):
                flag = _flag(told, product)
                found.setdefault(flag.message, flag)
    return tuple(found.values())


def _flag(told: str, product: Product) -> SafetyFlag:
    return SafetyFlag(
        category="price",
        severity="warn",
        term=f"₹{told} {product.name}",
        message=f"The text says ₹{told} for {product.name}; your Brand page says "
        f"{in_rupees(product.price or '')}.",
    )


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _SENTENCE.split(in_rupees(line))


def _pairs(sentence: str, products: list[Product]) -> Iterator[tuple[str, Product]]:
    """Each sum that may be a price, with the product whose name is the nearest to it."""
    names = _names(sentence, products)
    for match in _SUM.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        if _OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after):
            continue
        gaps = [(max(a - match.end(), match.start() - b), p) for a, b, p in names]
        gap, product = min(gaps, key=lambda pair: pair[0], default=(_NEAR + 1, None))
        if product is not None and gap <= _NEAR:
            yield match[1], product


def _names(sentence: str, products: list[Product]) -> list[tuple[int, int, Product]]:
    """Where products are named; what is a part of a longer name is not named by itself."""
    found: list[tuple[int, int, Product]] = []
    for product in sorted(products, key=lambda p: -len(p.name)):
        name = re.escape(" ".join(product.name.split()))
        for match in re.finditer(f"{BEFORE}{name}{AFTER}", sentence, re.I):
            if all(match.end() <= a or b <= match.start() for a, b, _ in found):
                found.append((*match.span(), product))
    return found


def _fits(told: str, product: Product, sentence: str) -> bool:
    price = in_rupees(product.price or "")
    sums = [_number(match) for match in _SUM.findall(price)]
    value = _number(told)
    if value in sums or min(sums) <= value <= max(sums):
        return True
    if re.search(r"from|start|onwards?|\+|se\b|से", price, re.I) and value > min(sums):
        return True
    known = f"{product.name} {price}".casefold()
    if any(match.casefold() not in known for match in _MEASURED.findall(sentence)):
        return True  # so much of it costs something else
    times = {int(n) for n in re.findall(r"(?<![₹\d.,])\d{1,2}(?![\d.,])", sentence)}
    times |= {_TIMES[word] for word in re.findall(r"\S+", sentence.casefold()) if word in _TIMES}
    return any(value == n * one for n in times for one in sums)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
