"""Becomes another program with bounds set first: processor time, memory, size of what it writes.

Run as a file of its own (`bounding`): `python -I -S bounded.py SECONDS BYTES BYTES PROGRAM …`.
Imports nothing of ours, so that it starts in a few milliseconds.
"""

import ctypes
import os
import sys

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
_KILL = 9


def main(seconds: str, memory: str, written: str, *command: str) -> None:
    if os.name == "posix":
        import resource

        for what, most in (
            (resource.RLIMIT_CPU, int(seconds)),
            (resource.RLIMIT_AS, int(memory)),
            (resource.RLIMIT_FSIZE, int(written)),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(what)
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            try:
                resource.setrlimit(what, (least, least))
            except (OSError, ValueError):
                # macOS takes no bound of memory; time and size still bound what can happen
                continue
    if sys.platform == "linux":
        # when the server is killed, what it ordered must not go on for nobody
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, _KILL)
    os.execv(command[0], command)  # noqa: S606 - the caller's own list of words, through no shell


if __name__ == "__main__":
    main(*sys.argv[1:])
