"""The second space of similarity: how alike two texts are spelled, whatever the script. No I/O.

For languages that the embedding model does not read (design, section 7). A text is romanised and
folded, so that चाय, chai and chaay meet; its character n-grams are weighted by TF-IDF over the
brand's own posts (Salton and Buckley 1988, 1 + ln tf, smoothed idf), and the cosine is exact.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from domain.devanagari import fold
from domain.lettering import IN_WORD

GRAMS = (3, 4)
"""Lengths of the n-grams: shorter ones are in every text, longer ones in few spellings."""
MAX_CHARS = 4_000
"""Of a text that are read; what a post is about stands at its beginning."""
_LINK = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(f"{IN_WORD}+")


def grams(text: str) -> Counter[str]:
    """The n-grams of each word of the folded text, a space at its ends; links are left out."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(_LINK.sub(" ", text[:MAX_CHARS]).casefold()):
        found.update(_word_grams(word))
    return found


@lru_cache(maxsize=1 << 16)
def _word_grams(word: str) -> tuple[str, ...]:
    """Kept, because a brand's posts share most of their words."""
    folded = "".join(c for c in fold(word) if c.isalnum())
    padded = f" {folded} "
    if len(padded) <= GRAMS[0]:
        return (padded,) if folded else ()
    return tuple(padded[i : i + size] for size in GRAMS for i in range(len(padded) - size + 1))


@dataclass(frozen=True, slots=True, eq=False)
class LexicalIndex:
    """A brand's texts as sparse unit rows, kept by n-gram so that a query touches only its own."""

    columns: dict[str, int]
    """N-gram to its number."""
    idf: NDArray[np.float32]
    """Shape (n-grams,)."""
    starts: NDArray[np.int64]
    """Shape (n-grams + 1,): where each n-gram's entries begin."""
    rows: NDArray[np.int32]
    """Shape (entries,): the text of each entry."""
    weights: NDArray[np.float32]
    """Shape (entries,): its weight in that text's unit row."""
    text_of: NDArray[np.intp]
    """Shape (posts,): the different text of each post, so that equal texts tie exactly."""
    unseen: float
    """The idf of an n-gram that no text of the brand holds."""

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """The index of n posts' texts, in their order."""
        numbers: dict[str, int] = {}
        text_of = np.array([numbers.setdefault(t, len(numbers)) for t in texts], dtype=np.intp)
        counted = [grams(text) for text in numbers]
        columns: dict[str, int] = {}
        held = (columns.setdefault(gram, len(columns)) for counts in counted for gram in counts)
        col = np.fromiter(held, dtype=np.int64)
        row = np.repeat(np.arange(len(counted), dtype=np.int32), [len(c) for c in counted])
        times = (count for counts in counted for count in counts.values())
        weight = 1 + np.log(np.fromiter(times, dtype=np.float64))
        spread = np.bincount(col, minlength=len(columns))
        idf = np.log((1 + len(numbers)) / (1 + spread)) + 1
        weight *= idf[col]
        norms = np.sqrt(np.bincount(row, weight**2, minlength=len(numbers)))
        order = np.argsort(col, kind="stable")
        return cls(
            columns=columns,
            idf=idf.astype(np.float32),
            starts=np.concatenate(([0], np.cumsum(spread))).astype(np.int64),
            rows=row[order],
            weights=(weight / norms[row])[order].astype(np.float32),
            text_of=text_of,
            unseen=log(1 + len(numbers)) + 1,
        )

    def similarity(self, query: str) -> NDArray[np.float32]:
        """The cosine of the query with each post, shape (posts,), 0 to 1 but for rounding.

        N-grams that no post holds count in the query's length: a text of which half the words are
        strange is at most half at home.
        """
        weighted = [
            (self.columns.get(gram), 1 + log(count)) for gram, count in sorted(grams(query).items())
        ]
        known = [(c, tf * float(self.idf[c])) for c, tf in weighted if c is not None]
        strange = sum((tf * self.unseen) ** 2 for c, tf in weighted if c is None)
        length = (sum(w * w for _, w in known) + strange) ** 0.5
        texts = int(self.text_of.max()) + 1 if len(self.text_of) else 0
        if not known or not texts:
            return np.zeros(len(self.text_of), dtype=np.float32)
        spans = [(int(self.starts[c]), int(self.starts[c + 1])) for c, _ in known]
        rows = np.concatenate([self.rows[a:b] for a, b in spans])
        parts = [
            self.weights[a:b] * np.float32(w / length)
            for (a, b), (_, w) in zip(spans, known, strict=True)
        ]
        scores = np.bincount(rows, np.concatenate(parts), minlength=texts)
        return scores.astype(np.float32)[self.text_of]
