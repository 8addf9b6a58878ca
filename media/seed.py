"""Choices that look free and never change: numbers drawn from words. No clock, no chance."""

import hashlib
from collections.abc import Iterator


def number(*words: str) -> int:
    """The same number for the same words, on every machine."""
    return next(numbers(*words))


def numbers(*words: str) -> Iterator[int]:
    """An endless row of 32-bit numbers that belongs to the words."""
    seed = "\x1f".join(words).encode("utf-8", "replace")
    count = 0
    while True:
        block = hashlib.sha256(seed + count.to_bytes(4, "big")).digest()
        for start in range(0, len(block), 4):
            yield int.from_bytes(block[start : start + 4], "big")
        count += 1
