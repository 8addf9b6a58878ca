"""What comes up more often in a brand's own posts than before. A count of words, no forecast."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from domain.frozen import Frozen
from domain.lettering import has_word
from domain.post import Post

WINDOW = timedelta(days=30)
"""Compared with as long a time before it."""
LEAST = 3
"""Posts that have to hold it lately: with fewer it is chance."""
TIMES = 2
"""At least so many times as often as before."""
MOST = 5


class Rising(Frozen):
    """A hashtag or a product that the newest posts hold more often."""

    word: str
    lately: int
    """Posts of the last 30 days that hold it."""
    before: int
    """Posts of the 30 days before."""
    mean_ers: float | None = None
    """Of those lately; None without numbers."""


def rising(posts: Iterable[Post], products: Sequence[str], now: datetime) -> tuple[Rising, ...]:
    """The most often held first; () where the history is too short or too old to tell.

    Args:
        posts: The brand's own; undated ones tell nothing.
        products: Names that are looked for in the texts.
        now: The end of the time that counts as lately.
    """
    lately: dict[str, list[Post]] = {}
    before: Counter[str] = Counter()
    for post in posts:
        age = now - post.published_at if post.published_at else 2 * WINDOW
        if not timedelta(0) <= age < 2 * WINDOW:
            continue
        for word in _held(post, products):
            if age < WINDOW:
                lately.setdefault(word, []).append(post)
            else:
                before[word] += 1
    found = [
        Rising(word=word, lately=len(held), before=before[word], mean_ers=_mean(held))
        for word, held in lately.items()
        if len(held) >= LEAST and len(held) >= TIMES * before[word]
    ]
    return tuple(sorted(found, key=lambda r: (-r.lately, -(r.mean_ers or 0.0), r.word))[:MOST])


def _held(post: Post, products: Sequence[str]) -> set[str]:
    tags = {f"#{tag.lstrip('#').lower()}" for tag in post.hashtags}
    tags |= {tag.lower() for tag in re.findall(r"#\w+", post.text)}
    return tags | {name for name in products if has_word(post.text, name)}


def _mean(posts: Sequence[Post]) -> float | None:
    scores = [post.ers for post in posts if post.ers is not None]
    return sum(scores) / len(scores) if scores else None
