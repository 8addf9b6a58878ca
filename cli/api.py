"""The HTTP API as a command uses it: sends, reads, and puts problems into words. Prints nothing."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx

from domain.errors import InstaMediaError, InvalidError, UnavailableError

if TYPE_CHECKING:
    from langgraph_sdk.client import SyncLangGraphClient

CALL_TIMEOUT_S = 60.0
UPLOAD_TIMEOUT_S = 600.0
"""An import embeds what it reads: minutes for a long history on a small machine."""


class ProblemError(InstaMediaError):
    """The server's refusal, with its code and status (contracts: problem+json)."""

    def __init__(self, message: str, *, code: str, status: int, extra: dict[str, object]) -> None:
        super().__init__(message, code=code, extra=extra)
        self.status = status


class Api:
    """One person's access to one server."""

    def __init__(self, url: str, token: str = "", *, workspace: str | None = None) -> None:
        self.url = url.rstrip("/")
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        if workspace:
            self.headers["X-Workspace-Id"] = workspace
        # the server is on this machine: a proxy of the environment must not see the token
        self._http = httpx.Client(
            base_url=self.url, headers=self.headers, timeout=CALL_TIMEOUT_S, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: str | int | None) -> Any:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", path, params=given)

    def text(self, path: str) -> str:
        """A page, as it is."""
        with answered(self.url):
            return self._send("GET", path).text

    def content(self, path: str) -> bytes:
        """A file, as it is."""
        with answered(self.url):
            return self._send("GET", path).content

    def post(self, path: str, body: object = None, **query: str | None) -> Any:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("POST", path, json=body, params=given)

    def long(self, path: str, body: object) -> Any:
        """A POST that is waited for however long it takes."""
        return self._call("POST", path, json=body, timeout=None)

    def put(self, path: str, body: object) -> Any:
        return self._call("PUT", path, json=body)

    def upload(self, path: str, file: Path, fields: Mapping[str, str]) -> Any:
        with file.open("rb") as opened:
            files = {"file": (file.name, opened)}
            return self._call("POST", path, files=files, data=fields, timeout=UPLOAD_TIMEOUT_S)

    def items(self, path: str, **query: str | int | None) -> list[dict[str, Any]]:
        """Every item of a list route, over all its pages."""
        page = self.get(path, **query)
        found: list[dict[str, Any]] = list(page["items"])
        while page.get("next_cursor"):
            page = self.get(path, **{**query, "cursor": page["next_cursor"]})
            found += page["items"]
        return found

    def chat(self) -> "SyncLangGraphClient":
        """The chat protocol's own client with the same access."""
        from langgraph_sdk import get_sync_client

        # None: keys of other services in the environment stay there
        return get_sync_client(url=self.url, api_key=None, headers=self.headers)

    def _call(self, method: str, path: str, **request: Any) -> Any:
        with answered(self.url):
            response = self._send(method, path, **request)
            return response.json() if response.content else None

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        response = self._http.request(method, path, **request)
        while method == "GET" and response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            time.sleep(_pause_s(response))
            response = self._http.request(method, path, **request)
        return response.raise_for_status()


def _pause_s(response: httpx.Response) -> float:
    """How long the plan's limit asks a reader to wait."""
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdigit() else 1.0


@contextmanager
def answered(url: str) -> Iterator[None]:
    """Turns what can go wrong between here and the server into words.

    Raises:
        ProblemError: The server refused.
        UnavailableError: It did not answer, or not in JSON.
        InvalidError: What it should be sent is no text.
    """
    try:
        yield
    except httpx.HTTPStatusError as error:
        raise _problem(error.response) from error
    except httpx.TimeoutException as error:
        raise UnavailableError(
            f"{url} took too long to answer. It may still be working on it: look there before you "
            "run this again."
        ) from error
    except httpx.TransportError as error:
        raise UnavailableError(
            f"{url} does not answer ({error}). Check that it runs with `insta-media doctor`, then "
            "run this again."
        ) from error
    except UnicodeEncodeError as error:
        raise InvalidError(
            "What was typed is not UTF-8, so it cannot be sent. Give it in UTF-8."
        ) from error
    except ValueError as error:
        raise UnavailableError(f"{url} did not answer as insta-media does: {error}.") from error


def _problem(response: httpx.Response) -> ProblemError:
    try:
        body = response.json()
    except (ValueError, httpx.ResponseNotRead):
        body = None
    told = body if isinstance(body, dict) else {}
    words = str(told.get("detail") or told.get("title") or f"HTTP {response.status_code}")
    code = str(told.get("code", ""))
    return ProblemError(words, code=code, status=response.status_code, extra=told)
