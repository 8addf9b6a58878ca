"""Sums in a text that stand by a product's name and are not its price. Flags only."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from domain.brand import BrandProfile, Product
from domain.lettering import AFTER, BEFORE
from domain.prices import in_rupees, with_rupees
from domain.safety import SafetyFlag

_NEAR = 40
"""Letters between a name and its price at most, and before a sum those that say what it is."""
_SUM = re.compile(r"₹(\d+(?:,\d+)*(?:\.\d+)?)")
_SENTENCE = re.compile(r"(?<=[.!?।])\s+")
_OTHER_BEFORE = re.compile(
    r"(?:save|flat|extra|over|above|below|under|upto|up to|was|instead of|than|worth|cashback"
    r"|minimum|min\.?|delivery(?: for| at| is)?|shipping|discount of|advance)\s*$",
    re.I,
)
_OTHER_AFTER = re.compile(
    r"\s*+(?:/-)?\s*+(?:off\b|discount|cashback|delivery|extra|more\b|less\b|se (?:zyada|kam|upar)"
    r"|ki (?:chhoot|chhut|bachat)|की (?:छूट|बचत)|से (?:ज़्यादा|ज्यादा|कम|ऊपर)|and above|or more)",
    re.I,
)
"""Such a sum is no price of the thing: what is saved, a threshold, a fee."""
_MEASURED = re.compile(
    r"(?<!\d)\d[\d.,]{0,20}\s*(?:kgs?|kilos?|g|gms?|grams?|ml|l|lit(?:re|er)s?|pcs?|pieces?|dozen|किलो|ग्राम)"
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
        amounts = _Amounts(sentence)
        for told, product in _pairs(sentence, products):
            if not _fits(told, product, amounts):
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
    longest = max((end - start for start, end, _ in names), default=0)
    by_place = sorted(range(len(names)), key=lambda one: names[one][0])
    starts = [names[one][0] for one in by_place]
    for match in _SUM.finditer(sentence):
        start, end = match.span()
        before = sentence[max(0, start - _NEAR) : start]
        if _OTHER_BEFORE.search(before) or _OTHER_AFTER.match(sentence, end):
            continue
        first = bisect_left(starts, start - _NEAR - longest)
        close = sorted(by_place[first : bisect_right(starts, end + _NEAR)])
        gaps = [(max(a - end, start - b), p) for a, b, p in (names[one] for one in close)]
        gap, product = min(gaps, key=lambda pair: pair[0], default=(_NEAR + 1, None))
        if product is not None and gap <= _NEAR:
            yield match[1], product


def _names(sentence: str, products: list[Product]) -> list[tuple[int, int, Product]]:
    """Where products are named; what is a part of a longer name is not named by itself."""
    found: list[tuple[int, int, Product]] = []
    taken = bytearray(len(sentence))
    for product in sorted(products, key=lambda p: -len(p.name)):
        name = re.escape(" ".join(product.name.split()))
        for match in re.finditer(f"{BEFORE}{name}{AFTER}", sentence, re.I):
            start, end = match.span()
            if not any(taken[start:end]):
                found.append((start, end, product))
                taken[start:end] = b"\1" * (end - start)
    return found


class _Amounts:
    """What a sentence says of weights and pieces, read once for all its sums."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    @cached_property
    def measured(self) -> frozenset[str]:
        """So much of it, in small letters: “500 g”."""
        return frozenset(match.casefold() for match in _MEASURED.findall(self._sentence))

    @cached_property
    def times(self) -> frozenset[int]:
        """How many of it."""
        few = re.findall(r"(?<![₹\d.,])\d{1,2}(?![\d.,])", self._sentence)
        words = re.findall(r"\S+", self._sentence.casefold())
        return frozenset((*map(int, few), *(_TIMES[word] for word in words if word in _TIMES)))


def _fits(told: str, product: Product, amounts: _Amounts) -> bool:
    price = in_rupees(product.price or "")
    sums = [_number(match) for match in _SUM.findall(price)]
    value = _number(told)
    if value in sums or min(sums) <= value <= max(sums):
        return True
    if re.search(r"from|start|onwards?|\+|se\b|से", price, re.I) and value > min(sums):
        return True
    known = f"{product.name} {price}".casefold()
    if any(one not in known for one in amounts.measured):
        return True  # so much of it costs something else
    return any(value == n * one for n in amounts.times for one in sums)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
