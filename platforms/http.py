"""The one guarded way out over HTTP, and the only importer of httpx. Knows no vendor.

Every request has a connection of its own: a pooled one that its server closes just then would
turn a certain outcome into an unknown one. Nothing is repeated, no redirect is followed, no
cookie is kept, no proxy is taken from the environment. A name is resolved once, its addresses
are checked, and the connection goes to the checked address.
"""

import asyncio
import json
import math
import re
import ssl
import zlib
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self

import httpx

from domain.errors import Sent
from platforms.addresses import AddressError, resolve, resolve_public

USER_AGENT = "InstaMediaAI/0.1 (+https://insta-media-ai.example/about-our-reader)"
"""One honest name everywhere; it is never varied to avoid being recognised."""
MAX_BYTES = 4 * 1024 * 1024
MAX_ADDRESSES = 3
UPLOAD_S = 1_800.0
"""How long one body in pieces may take in all."""
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Timeouts:
    """Seconds. `read` is the longest silence, `total` bounds an answer that drips."""

    connect: float = 5.0
    read: float = 30.0
    total: float = 60.0


@dataclass(frozen=True)
class Head:
    """The part of an answer that precedes its body. Header names are lower case."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer(Head):
    url: str
    body: bytes

    def json(self) -> object:
        """The body's JSON value, its texts such as can be kept, or None when it is not JSON."""
        try:
            return _keepable(json.loads(self.body))
        except (ValueError, RecursionError):
            return None


def _keepable(value: object) -> object:
    """The same value without NUL and half surrogates: JSON can carry them, no database does."""
    if isinstance(value, str):
        return _UNKEEPABLE.sub("", value)
    if isinstance(value, list):
        return [_keepable(one) for one in value]
    if isinstance(value, dict):
        return {_UNKEEPABLE.sub("", name): _keepable(one) for name, one in value.items()}
    return value


class UnansweredError(Exception):
    """No usable answer came.

    Attributes:
        reason: Words for a person; never holds a header, a token or a query.
        sent: "no" when the request cannot have been acted on, else "unknown".
        timed_out: Whether patience ran out rather than the connection.
        head: Status and headers, if those had arrived before it failed.
    """

    def __init__(
        self, reason: str, *, sent: Sent, timed_out: bool = False, head: Head | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent: Sent = sent
        self.timed_out = timed_out
        self.head = head


def origin_of(url: str) -> str:
    """Scheme, host and port, always with the port. An unusable URL has the origin ""."""
    try:
        parsed = httpx.URL(url)
        port = parsed.port or {"http": 80, "https": 443}[parsed.scheme]
        host = parsed.raw_host.decode()
        return f"{parsed.scheme}://{f'[{host}]' if ':' in host else host}:{port}"
    except (httpx.InvalidURL, UnicodeError, KeyError, TypeError):
        return ""


class Http:
    """The way out. `allowed` are origins that may be private addresses, such as the sandbox's."""

    def __init__(self, *, allowed: Iterable[str] = (), timeouts: Timeouts | None = None) -> None:
        self._timeouts = timeouts or Timeouts()
        self._transport = _GuardedTransport(connect_s=self._timeouts.connect)
        self.allow(*allowed)

    def allow(self, *urls: str) -> None:
        """Exempt these origins from the address check: ours by configuration, not by request."""
        self._transport.allowed.update(origin_of(url) for url in urls if origin_of(url))

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        max_bytes: int = MAX_BYTES,
        total_s: float | None = None,
        gate: Callable[[], bool] | None = None,
    ) -> Answer:
        """One request, one answer of whatever status.

        Args:
            content: The body; what is too large to hold comes in pieces, and then `headers` must
                give its `content-length`.
            total_s: Another patience for the whole of it; that of pieces has no other bound, as
                a slow line may take its time with a large file while each silence is bounded.
            gate: Asked when the connection stands and nothing was written yet; when it says no,
                the request is not made.

        Raises:
            UnansweredError: Refused by the guard, no connection, no or a broken answer, too slow,
                too large.
        """
        progress = _Progress(gate)
        try:
            async with asyncio.timeout(self._patience_s(content, total_s)):
                request = self._request(method, url, headers, content, progress)
                response = await self._transport.handle_async_request(request)
                progress.head = Head(response.status_code, _plain(response.headers))
                try:
                    body = await _bounded_body(response, max_bytes)
                finally:
                    await response.aclose()
        except AddressError as error:
            raise UnansweredError(str(error), sent="no") from None
        except _GateClosedError:
            raise UnansweredError(
                "its moment had passed before it could leave", sent="no"
            ) from None
        except (httpx.TimeoutException, TimeoutError):
            raise progress.failure("it did not answer in time", timed_out=True) from None
        except _BodyError as error:
            raise progress.failure(str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, UnicodeError) as error:
            raise progress.failure(_in_words(error)) from None
        return Answer(progress.head.status, progress.head.headers, url, body)

    def _patience_s(
        self, content: bytes | AsyncIterable[bytes] | None, total_s: float | None
    ) -> float:
        in_pieces = not isinstance(content, bytes | None)
        return (
            (total_s or UPLOAD_S) if in_pieces else min(total_s or math.inf, self._timeouts.total)
        )

    def _request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        content: bytes | AsyncIterable[bytes] | None,
        progress: "_Progress",
    ) -> httpx.Request:
        limits = dict.fromkeys(("read", "write", "pool"), self._timeouts.read)
        return httpx.Request(
            method,
            url,
            headers={"user-agent": USER_AGENT, "accept-encoding": "identity", **(headers or {})},
            content=content,
            extensions={
                "timeout": {"connect": self._timeouts.connect, **limits},
                "trace": progress.note,
            },
        )

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Progress:
    """How far a request got, seen from the connection's own events."""

    def __init__(self, gate: Callable[[], bool] | None = None) -> None:
        self.body_begun = False
        self.head: Head | None = None
        self._gate = gate

    async def note(self, event: str, _: Mapping[str, object]) -> None:
        if event.endswith("send_request_headers.started") and self._gate and not self._gate():
            raise _GateClosedError
        # From the first byte of the body on nobody can tell how much arrived: an error while
        # writing may follow a complete delivery. Before it the request is incomplete for sure.
        if event.endswith("send_request_body.started"):
            self.body_begun = True

    def failure(self, reason: str, *, timed_out: bool = False) -> UnansweredError:
        sent: Sent = "unknown" if self.body_begun else "no"
        return UnansweredError(reason, sent=sent, timed_out=timed_out, head=self.head)


class _GateClosedError(Exception):
    """The caller does not want the request to be made any more."""


@cache
def _authorities() -> ssl.SSLContext:
    """Whose certificates we take, read once for all transports: it is a large file."""
    return httpx.create_ssl_context(trust_env=False)


class _GuardedTransport(httpx.AsyncBaseTransport):
    """Connects to checked addresses only; the certificate is still that of the name."""

    def __init__(self, *, connect_s: float) -> None:
        self.allowed: set[str] = set()
        self._connect_s = connect_s
        self._inner = httpx.AsyncHTTPTransport(
            verify=_authorities(),
            trust_env=False,
            retries=0,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        failure: httpx.TransportError | None = None
        for address in (await self._addresses(request.url))[:MAX_ADDRESSES]:
            try:
                return await self._inner.handle_async_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error  # nothing was sent, so the host's next address may be tried
        raise failure or httpx.ConnectError("no address")

    async def _addresses(self, url: httpx.URL) -> list[str]:
        origin, host = origin_of(str(url)), url.raw_host.decode()
        if not origin or not host or url.userinfo:
            raise AddressError("this is not a plain http or https address")
        look_up = resolve if origin in self.allowed else resolve_public
        port = int(origin.rpartition(":")[2])
        return await look_up(host.strip("[]"), port, timeout_s=self._connect_s)

    async def aclose(self) -> None:
        await self._inner.aclose()


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to that address: Host stays as built, SNI carries the name."""
    name = request.url.raw_host.decode()
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": name},
    )


class _BodyError(Exception):
    """A body we do not take."""


async def _bounded_body(response: httpx.Response, max_bytes: int) -> bytes:
    """The decoded body; decoding is bounded too, so a small bomb cannot become a big one."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip"):
        raise _BodyError("its answer is compressed in a way we did not ask for")
    unzip = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += _inflated(unzip, chunk, max_bytes + 1 - len(body)) if unzip else chunk
        if len(body) > max_bytes:
            raise _BodyError(f"its answer is larger than {max_bytes // 1024} KiB")
    return bytes(body)


def _inflated(unzip: "zlib._Decompress", chunk: bytes, room: int) -> bytes:
    try:
        return unzip.decompress(chunk, room)
    except zlib.error:
        raise _BodyError("its answer is damaged") from None


def _plain(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _in_words(error: Exception) -> str:
    if isinstance(error, httpx.ConnectError):
        return "no connection could be made"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the connection ended without a proper answer"
    if isinstance(error, httpx.NetworkError):
        return "the connection broke"
    return "the address or the answer could not be understood"
