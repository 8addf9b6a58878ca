"""Repeatable noise: the same words always draw the same numbers. Holds no secret."""

import random


def draw(*parts: str) -> random.Random:
    return random.Random("\x1f".join(parts))  # noqa: S311 (repeatable noise, no secret)
