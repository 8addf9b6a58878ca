"""Which rows may be among the nearest, by vectors rounded to eight bits. Decides none of them.

A quarter of the memory to read is most of the time of a search: at 10,000 posts the vectors no
longer fit the processor's own cache. Whatever the rounding can change is bounded, so that nothing
nearer is ever passed over (decision 0015).
"""

import numkong
import numpy as np
import structlog
from numpy.typing import NDArray

_MOST = 127
_FLOAT32 = 2.0**-24
_SLACK = 1e-6
"""Relative, for the bound's own arithmetic."""
_PROBED = 64
"""Rows whose rounded products are compared with exact ones before they are relied upon."""
Vectors = NDArray[np.float32]
Codes = NDArray[np.int8]
Products = NDArray[np.int32]
log = structlog.get_logger()


class Rounded:
    """The rows of a matrix in whole steps, laid out for the processor at hand.

    Args:
        vectors: Shape (m, dim), finite, at least one row and one column.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._step = _step_of(vectors)
        self.codes = _coded(vectors, self._step)
        rest = vectors - self._step * self.codes.astype(np.float32)
        self._packed = numkong.dots_pack(self.codes, "int8")
        self._rest = _longest(rest)
        self._length = _longest(vectors)

    @classmethod
    def of(cls, vectors: Vectors) -> "Rounded | None":
        """None where rounding gains nothing, or this processor's products are not what they must
        be: the library has a kernel for every kind, and has had wrong ones.
        """
        if not vectors.size:
            return None
        if np.isfinite(_longest(vectors)):
            made = cls(vectors)
            if made._is_sound(vectors[-1]):
                return made
        log.warning("esg.rounding_refused", rows=len(vectors))
        return None

    def products(self, query: Vectors) -> tuple[Products, float]:
        """Each row's product with the query in steps, shape (m,), and by how many it may be wrong.

        Args:
            query: Shape (dim,).
        """
        step = _step_of(query)
        steps = query / step
        code = np.rint(steps)
        rest = steps - code
        near = self._dots(code.astype(np.int8))
        length, left = float(np.dot(query, query)) ** 0.5, step * float(np.dot(rest, rest)) ** 0.5
        # q and v are a code and a rest each: what is not in the codes' product is q·rest_v and
        # code_v·rest_q; then the exact product is itself a sum of float32
        error = self._rest * length + (self._length + self._rest) * left
        error += query.size * _FLOAT32 * self._length * length
        return near, (1 + _SLACK) * error / (step * self._step)

    def _dots(self, code: Codes) -> Products:
        near: Products = np.asarray(numkong.dots_packed(code[None, :], self._packed))[0]
        return near

    def _is_sound(self, probe: Vectors) -> bool:
        code, some = _coded(probe, _step_of(probe)), self.codes[:_PROBED]
        told = self._dots(code)
        exact = some.astype(np.int32) @ code.astype(np.int32)
        return told.shape == (len(self.codes),) and bool((told[:_PROBED] == exact).all())


def _step_of(vectors: Vectors) -> float:
    return float(np.abs(vectors).max()) / _MOST or 1.0


def _coded(vectors: Vectors, step: float) -> Codes:
    codes: Codes = np.rint(vectors / step).astype(np.int8)
    return codes


def _longest(rows: Vectors) -> float:
    return float(np.sqrt(np.vecdot(rows, rows).max()))
