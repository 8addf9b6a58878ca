"""The second space of similarity: how alike two texts are spelled, whatever the script. No I/O.

For languages that the embedding model does not read (design, section 7). A text is romanised and
folded, so that चाय, chai and chaay meet; its character n-grams are weighted by TF-IDF over the
brand's own posts (Salton and Buckley 1988, 1 + ln tf, smoothed idf), and the cosine is exact.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from domain.devanagari import fold

GRAMS = (3, 4)
"""Lengths of the n-grams: shorter ones are in every text, longer ones in few spellings."""
MAX_CHARS = 4_000
"""Of a text that are read; what a post is about stands at its beginning."""
_LINK = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(r"[^\W_]+")


def grams(text: str) -> Counter[str]:
    """The n-grams of each word of the folded text, a space at its ends; links are left out."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(fold(_LINK.sub(" ", text[:MAX_CHARS]))):
        padded = f" {word} "
        for size in GRAMS:
            if len(padded) <= size:
                found[padded] += 1
                break
            found.update(padded[i : i + size] for i in range(len(padded) - size + 1))
    return found


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
        entries = [
            (columns.setdefault(gram, len(columns)), row, 1 + log(count))
            for row, counts in enumerate(counted)
            for gram, count in counts.items()
        ]
        col = np.array([e[0] for e in entries], dtype=np.int64)
        row = np.array([e[1] for e in entries], dtype=np.int32)
        weight = np.array([e[2] for e in entries], dtype=np.float64)
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
