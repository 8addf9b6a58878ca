"""Which of a brand's recent texts a new one nearly repeats. Reads no database.

The same words are found by comparing them; nearly the same ones in the space that fits the
language, as everywhere in the engine (design, section 7). The bounds were set on the captions of a
creator and of an X topic (../shared/data): of texts with an emoji, a sentence in another place or
one word changed 19 of 20 lie above, and above lie less than 1 in 10 of the texts that people wrote
one by one, most of which repeat each other but for a number.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from domain.language import language_of
from esg.embedder import Embedder, reads_language
from esg.lexical import LexicalIndex
from esg.text import clean_text, sha256, text_key

ALIKE_IN_MEANING = 0.92
ALIKE_IN_SPELLING = 0.80
KEPT = 5_000
"""Vectors of texts that stay in memory."""

How = Literal["same", "semantic", "lexical"]


@dataclass(frozen=True, slots=True)
class PastText:
    """Something that was said, or is about to be."""

    id: str
    text: str
    at: datetime | None
    """When it went out or will."""


@dataclass(frozen=True, slots=True)
class Repeat:
    past: PastText
    how: How
    similarity: float
    """1 for the same words, else the cosine in that space."""


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """How alike each of n texts is to each other one of them."""

    how: Literal["semantic", "lexical"]
    bound: float
    """From which on two of them are nearly the same, in that space."""
    pairs: NDArray[np.float32]
    """Shape (n, n), symmetric: the cosine, 1 where the words are the same; the diagonal is 0."""

    def highest(self, place: int) -> float:
        """To whichever other one it is most alike; 0 for a text alone, never below."""
        return round(float(self.pairs[place].max(initial=0.0)), 4)


class Repeats:
    """Args: embedder: compares meanings, in the languages that it reads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    async def nearest(self, text: str, past: Sequence[PastText]) -> Repeat | None:
        """What the text repeats most, the newest of equals; None when it repeats nothing."""
        wanted = clean_text(text)
        known = sorted(
            (one for one in past if clean_text(one.text)),
            key=lambda one: (one.at is not None, one.at, one.id),
            reverse=True,
        )
        if not wanted or not known:
            return None
        same = next((one for one in known if text_key(one.text) == text_key(wanted)), None)
        if same is not None:
            return Repeat(same, "same", 1.0)
        if reads_language(self._embedder.languages, language_of(wanted)):
            return await self._by_meaning(wanted, known)
        return _by_spelling(wanted, known)

    async def among(
        self, texts: Sequence[str], language: str, *, by_wording: bool = False
    ) -> Among:
        """How alike texts of one language are to each other, in the space that fits it.

        Args:
            texts: In any order.
            language: All of them are in it.
            by_wording: They have to say the same, so that only their wording can differ.
        """
        known = [clean_text(text) for text in texts]
        is_read = reads_language(self._embedder.languages, language) and not by_wording
        if is_read and known:
            vectors = await self._embedded(known)
            pairs = vectors @ vectors.T
        else:
            index = LexicalIndex.build(known)
            rows = [index.similarity(text) for text in known]
            pairs = np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
        keys = np.array([text_key(text) for text in known], dtype=object)
        pairs = np.where(keys[:, None] == keys[None, :], 1.0, np.clip(pairs, 0.0, 1.0))
        pairs = np.maximum(pairs, pairs.T).astype(np.float32)
        np.fill_diagonal(pairs, 0.0)
        if is_read:
            return Among("semantic", ALIKE_IN_MEANING, pairs)
        return Among("lexical", ALIKE_IN_SPELLING, pairs)

    async def _by_meaning(self, text: str, known: Sequence[PastText]) -> Repeat | None:
        vectors = await self._embedded([text, *(clean_text(one.text) for one in known)])
        return _best(known, vectors[1:] @ vectors[0], "semantic", ALIKE_IN_MEANING)

    async def _embedded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [sha256(text) for text in texts]
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._vectors}
        fresh: dict[str, NDArray[np.float32]] = {}
        if missing:
            made = await self._embedder.embed(list(missing.values()))
            fresh = dict(zip(missing, made, strict=True))
        found = np.stack([fresh[key] if key in fresh else self._vectors[key] for key in keys])
        self._vectors |= fresh
        while len(self._vectors) > KEPT:
            self._vectors.popitem(last=False)
        return found


def _by_spelling(text: str, known: Sequence[PastText]) -> Repeat | None:
    index = LexicalIndex.build([clean_text(one.text) for one in known])
    return _best(known, index.similarity(text), "lexical", ALIKE_IN_SPELLING)


def _best(
    known: Sequence[PastText], alike: NDArray[np.float32], how: How, bound: float
) -> Repeat | None:
    row = int(alike.argmax())
    value = float(alike[row])
    return Repeat(known[row], how, value) if value >= bound else None
