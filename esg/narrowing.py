"""Which rows may be among the nearest, by vectors rounded to sixteen bits. Decides none of them.

Half the memory to read is most of the time of a search: at 10,000 posts the vectors no longer fit
the processor's own cache. Whatever the rounding can change is bounded, so that nothing nearer is
ever passed over (decision 0015).
"""

import numkong
import numpy as np
import structlog
from numpy.typing import NDArray

_ROUNDING = 2.0**-8
"""bfloat16 keeps eight significant bits: the relative error of a number rounded to nearest."""
_FLOAT32 = 2.0**-24
_PROBED = 64
"""Rows whose rounded products are compared with exact ones before they are relied upon."""
Vectors = NDArray[np.float32]
_log = structlog.get_logger()


class Rounded:
    """The rows of a matrix, rounded and laid out for the processor at hand.

    Args:
        vectors: Shape (m, dim), at least one row and one column.
    """

    def __init__(self, vectors: Vectors) -> None:
        rounded = numkong.Tensor(vectors).astype("bfloat16")
        self._packed = numkong.dots_pack(rounded, "bfloat16")
        self._longest = float(np.sqrt(np.vecdot(vectors, vectors).max()))
        # both sides are rounded, and the sums of either product are
        self._relative = 2 * _ROUNDING + _ROUNDING**2 + 2 * vectors.shape[1] * _FLOAT32

    @classmethod
    def of(cls, vectors: Vectors) -> "Rounded | None":
        """None where rounding gains nothing, or this processor's products are not what they must
        be: the library has a kernel for every kind, and has had wrong ones.
        """
        if not vectors.size:
            return None
        made, probe = cls(vectors), vectors[-1]
        near, error = made.products(probe)
        exact = np.vecdot(vectors[:_PROBED], probe)
        if near.shape == (len(vectors),) and np.all(np.abs(near[:_PROBED] - exact) <= error):
            return made
        _log.warning("esg.rounding_refused", rows=len(vectors))
        return None

    def products(self, query: Vectors) -> tuple[Vectors, float]:
        """Each row's product with the query, shape (m,), and by how much it may be wrong.

        Args:
            query: Shape (dim,).
        """
        rounded = numkong.Tensor(query[None, :]).astype("bfloat16")
        near: Vectors = np.asarray(numkong.dots_packed(rounded, self._packed))[0]
        length = float(np.dot(query, query)) ** 0.5
        return near, self._relative * self._longest * length
