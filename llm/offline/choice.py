"""Choosing among equals without randomness: the order is fixed by the content it depends on."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def digest(*parts: str) -> int:
    """A number fixed by the parts, the same in every process."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(joined).digest()[:8], "big")


def shuffled(items: Iterable[T], *seed: str) -> list[T]:
    """The items in an order fixed by their text and the seed."""
    return sorted(items, key=lambda item: (digest(*seed, str(item)), str(item)))
