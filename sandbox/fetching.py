"""Fetches what a platform is given an address of, as that platform would: over HTTP, with limits.

Runs in threads of its own, so that a slow host delays nobody else. Judges no content.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from http.client import HTTPException
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


async def fetch(url: str, *, largest: int) -> Download:
    """The bytes at an http or https address, or why there are none."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _fetch, url, largest)


@cache
def _opener() -> OpenerDirector:
    """HTTP and HTTPS only, redirects included, whatever proxy the machine is set to."""
    opener = OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    return opener


def _fetch(url: str, largest: int) -> Download:
    if not _is_web_address(url):
        return Download(trouble=Trouble.UNREACHABLE)
    until = time.monotonic() + _PATIENCE_S
    try:
        request = Request(url, headers={"User-Agent": "sandbox-media-fetcher/1"})  # noqa: S310 (checked above)
        with _opener().open(request, timeout=_PATIENCE_S) as answer:
            content = bytearray()
            while piece := answer.read1(_PIECE):
                content += piece
                if len(content) > largest:
                    return Download(trouble=Trouble.TOO_LARGE)
                if time.monotonic() > until:
                    return Download(trouble=Trouble.TIMEOUT)
            return Download(bytes(content))
    except TimeoutError:
        return Download(trouble=Trouble.TIMEOUT)
    except OSError as error:
        is_late = isinstance(getattr(error, "reason", None), TimeoutError)
        return Download(trouble=Trouble.TIMEOUT if is_late else Trouble.UNREACHABLE)
    except (HTTPException, ValueError):
        return Download(trouble=Trouble.UNREACHABLE)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
