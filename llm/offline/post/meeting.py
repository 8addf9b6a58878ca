"""Which facts and products of the brand speak of a topic. Compares words; writes nothing."""

import re
from functools import cache

from domain.brand import Fact, Product
from domain.devanagari import fold, romanised
from domain.language import EVERYDAY
from llm.offline.sentences import words

_FIGURE = re.compile(r"\d+(?:[:.]\d+)?")


def meeting(facts: tuple[Fact, ...], topic: str) -> Fact | None:
    """The fact that has most telling words and figures in common with the topic, if one has any."""
    wanted = telling(topic)
    shared = {fact: len(telling(fact.text) & wanted) for fact in facts}
    best = max(shared, key=lambda fact: shared[fact], default=None)
    return best if best and shared[best] else None


def nearest(products: tuple[Product, ...], topic: str) -> Product | None:
    """The product whose name or description shares most with the topic, if one does."""
    wanted = telling(topic)
    shared = [
        2 * len(telling(p.name) & wanted) + len(telling(p.description) & wanted) for p in products
    ]
    return products[shared.index(max(shared))] if any(shared) else None


def tells_most(text: str, topic: str) -> bool:
    """Whether the text says what the topic names, or all but a third of it."""
    wanted = telling(topic)
    return bool(wanted) and 3 * len(wanted & telling(text)) >= 2 * len(wanted)


def telling(text: str) -> frozenset[str]:
    """Words and figures that tell something, in one spelling for both scripts."""
    found = {fold(word) for word in words(romanised(text).lower())}
    return frozenset(found - _everyday() | set(_FIGURE.findall(text)))


@cache
def _everyday() -> frozenset[str]:
    """Words that any sentence may have."""
    return frozenset(fold(word) for word in EVERYDAY)
