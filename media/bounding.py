"""Runs a program on a file within bounds: time, memory, what it writes. Knows no program."""

import asyncio
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from media import bounded

MEBI = 1024 * 1024
_MOST_TOLD = MEBI
"""Bytes of what a program says that are kept: the last ones."""
_LINE = 64 * 1024


@dataclass(frozen=True)
class Bounds:
    wall_s: float
    cpu_s: int
    memory: int = 1536 * MEBI
    """Bytes of address space, of which a program uses a part."""
    written: int = 64 * MEBI
    """Bytes of the largest file it may write."""


@dataclass(frozen=True)
class Ended:
    code: int
    """Negative: the signal that ended it."""
    out: bytes
    err: bytes
    timed_out: bool = False


OnLine = Callable[[str], Awaitable[None]]


async def run(
    command: Sequence[str],
    bounds: Bounds,
    *,
    given: bytes = b"",
    on_line: OnLine | None = None,
) -> Ended:
    """Run it to its end, or to a bound's.

    Args:
        given: What it finds on its standard input.
        on_line: Awaited with each line of its standard output; what it raises ends the program.
    """
    limits = (str(bounds.cpu_s), str(bounds.memory), str(bounds.written))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-S",
        str(Path(bounded.__file__)),
        *limits,
        *command,
        stdin=asyncio.subprocess.PIPE if given else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE,
    )
    out: deque[bytes] = deque()
    err: deque[bytes] = deque()
    try:
        async with asyncio.timeout(bounds.wall_s), asyncio.TaskGroup() as talk:
            talk.create_task(_give(process, given))
            talk.create_task(_hear(process.stderr, err))
            talk.create_task(
                _lines(process.stdout, on_line) if on_line else _hear(process.stdout, out)
            )
            talk.create_task(process.wait())
    except TimeoutError:
        return Ended(code=-9, out=b"".join(out), err=b"".join(err), timed_out=True)
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Ended(process.returncode or 0, b"".join(out), b"".join(err))


async def _give(process: asyncio.subprocess.Process, given: bytes) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(given)
        await process.stdin.drain()
        process.stdin.close()
    except (BrokenPipeError, ConnectionResetError):
        return  # it ended before it heard all; its code says why


async def _hear(stream: asyncio.StreamReader | None, told: deque[bytes]) -> None:
    kept = 0
    while stream is not None and (piece := await stream.read(_LINE)):
        told.append(piece)
        kept += len(piece)
        while kept > _MOST_TOLD and len(told) > 1:
            kept -= len(told.popleft())


async def _lines(stream: asyncio.StreamReader | None, on_line: OnLine) -> None:
    while stream is not None and (line := await stream.readline()):
        await on_line(line.decode("utf-8", "replace").strip())
