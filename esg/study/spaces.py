"""How alike a draft and the posts before it are, in the space that the engine would use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from domain.language import language_of
from esg.embedder import Embedder, reads_language
from esg.lexical import grams
from esg.study.posts import StudyPosts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Told = Callable[[int, int], None]
"""Progress: so many of so many texts have a vector."""
_BATCH = 512
_AT_ONCE = 64


def lexical_drafts(
    posts: StudyPosts, drafts: Sequence[int], languages: frozenset[str]
) -> NDArray[np.bool_]:
    """Shape (drafts,): compared by spelling, as the engine decides with the posts before each."""
    known: dict[str, bool] = {}
    foreign = np.array(
        [
            known.setdefault(text, not reads_language(languages, language_of(text)))
            for text in posts.texts
        ]
    )
    earlier = [posts.earlier(row) for row in drafts]
    return np.array(
        [
            bool(foreign[row]) or 2 * int(foreign[rows].sum()) > len(rows)
            for row, rows in zip(drafts, earlier, strict=True)
        ],
        dtype=np.bool_,
    )


@dataclass(slots=True)
class Meaning:
    """Cosine of the embedder's vectors; each different text has one."""

    vectors: NDArray[np.float32]
    text_of: NDArray[np.intp]
    _block: tuple[int, NDArray[np.float32]] | None = field(default=None, init=False)

    @classmethod
    async def embedded(
        cls, texts: Sequence[str], embedder: Embedder, told: Told | None
    ) -> "Meaning":
        numbers: dict[str, int] = {}
        text_of = np.array([numbers.setdefault(t, len(numbers)) for t in texts], dtype=np.intp)
        different = list(numbers)
        parts = [np.zeros((0, embedder.dim), dtype=np.float32)]
        for start in range(0, len(different), _BATCH):
            parts.append(await embedder.embed(different[start : start + _BATCH]))
            if told:
                told(min(start + _BATCH, len(different)), len(different))
        return cls(vectors=np.concatenate(parts), text_of=text_of)

    def similarity(self, row: int) -> NDArray[np.float32]:
        """Shape (posts,); drafts come in order, and those next to each other are one product."""
        start = row - row % _AT_ONCE
        if self._block is None or self._block[0] != start:
            asked = self.vectors[self.text_of[start : start + _AT_ONCE]]
            self._block = (start, asked @ self.vectors.T)
        return np.asarray(self._block[1][row - start][self.text_of], dtype=np.float32)


@dataclass(slots=True)
class Spelling:
    """`LexicalIndex` built anew before each draft: rare is what was rare until then."""

    counts: "csr_matrix"
    """Shape (different texts, n-grams): 1 + ln of how often."""
    squares: "csr_matrix"
    text_of: NDArray[np.intp]
    _last: "tuple[NDArray[np.bool_], NDArray[np.float64]] | None" = field(default=None, init=False)

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Spelling":
        numbers: dict[str, int] = {}
        text_of = np.array([numbers.setdefault(t, len(numbers)) for t in texts], dtype=np.intp)
        columns: dict[str, int] = {}
        rows, cols, values = [], [], []
        for number, text in enumerate(numbers):
            for gram, count in grams(text).items():
                rows.append(number)
                cols.append(columns.setdefault(gram, len(columns)))
                values.append(1 + log(count))
        shape = (len(numbers), max(len(columns), 1))
        from scipy.sparse import csr_matrix  # loads slowly, and only a study needs it

        counts = csr_matrix((values, (rows, cols)), shape=shape, dtype=np.float64)
        return cls(counts=counts, squares=counts.multiply(counts).tocsr(), text_of=text_of)

    def similarity(self, row: int, earlier: NDArray[np.intp]) -> NDArray[np.float32]:
        """Shape (posts,): cosine by TF-IDF over the different texts of the earlier posts."""
        present = np.zeros(self.counts.shape[0], dtype=np.bool_)
        present[self.text_of[earlier]] = True
        spread = self._spread(present)
        squared = (np.log((1 + present.sum()) / (1 + spread)) + 1) ** 2
        norms = np.sqrt(self.squares @ squared)
        own = self.counts[self.text_of[row]]
        query = np.zeros(self.counts.shape[1])
        query[own.indices] = own.data * squared[own.indices]
        lengths = norms * norms[self.text_of[row]]
        dots = self.counts @ query
        cosines = np.divide(dots, lengths, out=np.zeros_like(dots), where=lengths > 0)
        return np.asarray(cosines[self.text_of], dtype=np.float32)

    def _spread(self, present: NDArray[np.bool_]) -> NDArray[np.float64]:
        """In how many of the present texts each n-gram is; drafts in order change little."""
        last, spread = self._last or (np.zeros_like(present), np.zeros(self.counts.shape[1]))
        for sign, changed in ((1, present & ~last), (-1, last & ~present)):
            for text in np.flatnonzero(changed).tolist():
                spread[self.counts.indices[slice(*self.counts.indptr[text : text + 2])]] += sign
        self._last = (present, spread)
        return spread
