"""Fetches what a platform is given an address of, as that platform would: over HTTP, with limits.

Pictures come into memory, films into a file. Runs in threads of its own, so that a slow host delays
nobody else. Judges no content.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

_PATIENCE_S = 10.0
_FILE_PATIENCE_S = 120.0
"""For the whole of what goes to a file; each silence is bounded as a picture's is."""
_PIECE = 64 * 1024
_HANDLERS = (
    HTTPHandler,
    HTTPSHandler,
    HTTPRedirectHandler,
    HTTPErrorProcessor,
    HTTPDefaultErrorHandler,
    UnknownHandler,
)
_THREADS = ThreadPoolExecutor(16, thread_name_prefix="fetch")


class Trouble(StrEnum):
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Download:
    content: bytes = b""
    trouble: Trouble | None = None
    stashed: str = ""
    """The key in the stash of what went to disk instead."""


async def fetch(url: str, *, largest: int) -> Download:
    """The bytes at an http or https address, or why there are none."""
    content = bytearray()
    trouble = await _in_thread(url, content.extend, largest, _PATIENCE_S)
    return Download(trouble=trouble) if trouble else Download(bytes(content))


async def fetch_to(file: Path, url: str, *, largest: int) -> Trouble | None:
    """As `fetch`, of what is too large to hold; the file may have a part of it after trouble."""
    with file.open("wb") as sink:
        return await _in_thread(url, sink.write, largest, _FILE_PATIENCE_S)


async def _in_thread(
    url: str, take: Callable[[bytes], object], largest: int, patience_s: float
) -> Trouble | None:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, _fetch, url, take, largest, patience_s)


@cache
def _opener() -> OpenerDirector:
    """HTTP and HTTPS only, redirects included, whatever proxy the machine is set to."""
    opener = OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    return opener


def _fetch(
    url: str, take: Callable[[bytes], object], largest: int, patience_s: float
) -> Trouble | None:
    if not _is_web_address(url):
        return Trouble.UNREACHABLE
    until, count = time.monotonic() + patience_s, 0
    try:
        request = Request(url, headers={"User-Agent": "sandbox-media-fetcher/1"})  # noqa: S310 (checked above)
        with _opener().open(request, timeout=_PATIENCE_S) as answer:
            while piece := answer.read1(_PIECE):
                count += len(piece)
                if count > largest:
                    return Trouble.TOO_LARGE
                if time.monotonic() > until:
                    return Trouble.TIMEOUT
                take(piece)
    except TimeoutError:
        return Trouble.TIMEOUT
    except OSError as error:
        is_late = isinstance(getattr(error, "reason", None), TimeoutError)
        return Trouble.TIMEOUT if is_late else Trouble.UNREACHABLE
    except (HTTPException, ValueError):
        return Trouble.UNREACHABLE
    return None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
