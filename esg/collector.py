"""Keeps Python's collector away from very many objects that all stay. Knows nothing of them."""

import gc
import threading
import weakref
from collections.abc import Callable
from typing import TypeVar

Kept = TypeVar("Kept")


class _Pause:
    """How many are building, and how many built things are still in use."""

    def __init__(self) -> None:
        # whoever drops the last built thing may be in here already
        self._lock = threading.RLock()
        self._building = 0
        self._in_use = 0

    def begin(self) -> None:
        with self._lock:
            self._building += 1
            gc.disable()

    def end(self, built: object | None) -> None:
        with self._lock:
            if built is not None:
                self._in_use += 1
                gc.freeze()
                weakref.finalize(built, self._dropped)
            self._building -= 1
            if not self._building:
                gc.enable()

    def _dropped(self) -> None:
        with self._lock:
            self._in_use -= 1
            if not self._in_use:
                gc.unfreeze()


_pause = _Pause()


def kept_apart(build: Callable[[], Kept]) -> Kept:
    """What `build` gives, without a collection while it works or through its parts afterwards.

    A full collection goes through every object there is while every thread stands still: with the
    posts of a file of 100,000 rows half a second, some of them during the reading and more later.
    What lives now is therefore left out of collections until what was built is dropped; what
    nobody needs and has no cycles is freed as ever.

    Args:
        build: Makes one object, which has to allow weak references.
    """
    built: Kept | None = None
    _pause.begin()
    try:
        built = build()
    finally:
        _pause.end(built)
    return built
