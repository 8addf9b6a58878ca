"""How alike a brand's posts are to a text: by which model, in which space, over which posts."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidError
from domain.explanation import Space
from domain.language import language_of
from domain.platform import Platform
from esg.embedder import Embedder, reads_language
from esg.lexical import LexicalIndex
from esg.matrices import CACHED_POSTS, Answer, Key, Matrices, Standing
from esg.matrix import BrandMatrix, Computed, Likeness
from esg.shortlist import Shortlist

_NONE = Computed(np.zeros(0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Sought:
    """A brand's posts with how alike each is to the text."""

    matrix: BrandMatrix
    space: Space
    alike: Likeness
    embedder: Embedder | None
    """Whose vectors the matrix holds; None when no model can answer."""
    vector: NDArray[np.float32] | None = None
    """The text's own, where meaning was compared."""


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """A text's vector, made before it was sure that it is needed."""

    embedder: Embedder
    vector: NDArray[np.float32]


class Seeking:
    """Args: matrices: a brand's posts. shortlist: finds the candidates among very many posts."""

    def __init__(self, matrices: Matrices, shortlist: Shortlist | None) -> None:
        self._matrices = matrices
        self._shortlist = shortlist
        self._lexical: OrderedDict[Key, tuple[BrandMatrix, LexicalIndex]] = OrderedDict()

    async def seek(
        self, key: Key, text: str, platform: Platform | None, *, distinct: bool
    ) -> Sought:
        """The brand's posts beside the text; platform and `distinct` only guide the shortlist.

        Raises:
            InvalidError: Empty text.
            NotFoundError: No such brand in this workspace.
        """
        query = text.strip()
        if not query:
            raise InvalidError(
                "The text to search for is empty. Write what the post is about.", code="empty_text"
            )
        # the model works while the version is read, which decides only about the matrix
        standing, foreseen = await asyncio.gather(
            self._matrices.standing(key), self._foreseen(key, query)
        )
        near = await self._near(key, standing, query, platform, distinct=distinct)
        answer = near or await self._matrices.answer(key, standing)
        matrix, embedder = answer.matrix, answer.embedder
        if not matrix.posts:
            return Sought(matrix, "semantic", _NONE, embedder)
        if embedder is None or _is_lexical(query, matrix, embedder):
            index = await self._lexical_index(key, matrix)
            return Sought(matrix, "lexical", Computed(index.similarity(query)), embedder)
        if foreseen is None or foreseen.embedder is not embedder:
            foreseen = _Foreseen(embedder, (await embedder.embed([query]))[0])
        alike = matrix.likeness(foreseen.vector)
        return Sought(matrix, "semantic", alike, embedder, foreseen.vector)

    async def _foreseen(self, key: Key, query: str) -> _Foreseen | None:
        """The text's vector, if by the matrix at hand it will be needed."""
        latest = self._matrices.latest(key)
        if latest is None or latest.embedder is None or not latest.matrix.posts:
            return None
        if _is_lexical(query, latest.matrix, latest.embedder):
            return None
        return _Foreseen(latest.embedder, (await latest.embedder.embed([query]))[0])

    async def _near(
        self,
        key: Key,
        standing: Standing,
        query: str,
        platform: Platform | None,
        *,
        distinct: bool,
    ) -> Answer | None:
        """The nearest posts by the index; None where everything is to be compared."""
        embedder = standing.chosen.embedder
        if self._shortlist is None or embedder is None or not self._shortlist.is_for(standing):
            return None
        if self._matrices.cached(key, standing.version):
            return None
        vector = (await embedder.embed([query]))[0]
        matrix = await self._shortlist.matrix(key, standing, vector, platform, distinct=distinct)
        if matrix is None or _is_lexical(query, matrix, embedder):
            return None
        return Answer(embedder, matrix)

    async def _lexical_index(self, key: Key, matrix: BrandMatrix) -> LexicalIndex:
        """The index over the matrix's posts, made when first asked for and kept as long."""
        known = self._lexical.pop(key, None)
        if known is None or known[0] is not matrix:
            texts = [post.text for post in matrix.posts]
            known = (matrix, await asyncio.to_thread(LexicalIndex.build, texts))
        self._lexical[key] = known
        while len(self._lexical) > 1 and self._lexical_posts() > CACHED_POSTS:
            self._lexical.popitem(last=False)
        return known[1]

    def _lexical_posts(self) -> int:
        return sum(len(matrix.posts) for matrix, _ in self._lexical.values())


def _is_lexical(text: str, matrix: BrandMatrix, embedder: Embedder) -> bool:
    """Whether meaning cannot be compared: the model reads this text not, or most posts not.

    Outside its languages a model still gives numbers, and high ones: a brand's Hindi posts would
    all seem near to any English text.
    """
    reads = embedder.languages
    return not reads_language(reads, language_of(text)) or 2 * matrix.foreign > len(matrix.posts)
