"""The sandbox as a demo or a check meets it: over HTTP, or as a process. Posts nothing itself."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn, Self
from urllib.parse import urljoin, urlsplit

import httpx

from domain.errors import InvalidError, UpstreamError

_INFO_TIMEOUT_S = 3.0
_TIMEOUT_S = 30.0
_STOP_S = 10.0
_NOT_SANDBOX = (
    "The demo publishes only on the sandbox, and {where} is not it. Nothing was posted. Unset the "
    "INSTA_PLATFORMS__… settings, or serve another data folder, and run the demo again."
)


def info(url: str) -> dict[str, Any] | None:
    """What the sandbox at that address says of itself; None when there is none."""
    try:
        answer = httpx.get(f"{url}/control/info", timeout=_INFO_TIMEOUT_S, trust_env=False)
        told = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None
    return told if isinstance(told, dict) and "sandbox" in told else None


def refuse_other(where: str) -> NoReturn:
    """Raises what a demo says when it would meet a real network."""
    raise InvalidError(_NOT_SANDBOX.format(where=where), code="not_the_sandbox")


class Sandbox:
    """One running sandbox."""

    def __init__(self, url: str, told: dict[str, Any]) -> None:
        self.sites: dict[str, str] = dict(told.get("sites") or {})
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=_TIMEOUT_S, trust_env=False)

    @classmethod
    def behind(cls, authorize_url: str, *, configured: str) -> Self:
        """The sandbox that a consent page belongs to.

        Only this machine and the configured sandbox are asked whether they are one.

        Raises:
            InvalidError: `not_the_sandbox`.
        """
        parts = urlsplit(authorize_url)
        origin = f"{parts.scheme}://{parts.netloc}"
        is_near = parts.hostname in ("127.0.0.1", "::1", "localhost")
        told = info(origin) if is_near or origin == configured.rstrip("/") else None
        if told is None:
            refuse_other(origin)
        return cls(origin, told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def new_member(self, platform: str, name: str) -> str:
        """Make somebody who administers a page of that name; returns the member's id."""
        made = self._ask("POST", "/control/accounts", {"platform": platform, "name": name})
        return str(made["member"]["id"])

    def account_ids(self) -> set[str]:
        """Every account here, as its platform writes it."""
        found = set()
        for entry in self._ask("GET", "/control/accounts")["accounts"]:
            found |= {account["urn"] for account in (entry["member"], *entry["organizations"])}
        return found

    def advance(self, seconds: float) -> None:
        """Let that much time pass for the audience."""
        self._ask("POST", "/control/clock", {"advance_s": seconds})

    def consent(self, authorize_url: str, member: str) -> str:
        """Read the consent page, press Allow as that member; returns where the browser is sent.

        Raises:
            UpstreamError: There is no such page or choice.
        """
        from selectolax.lexbor import LexborHTMLParser

        page = self._http.get(authorize_url)
        tree = LexborHTMLParser(page.text)
        form = tree.css_first("form[method=post]")
        choice = tree.css_first(f'input[name="account"][value="{member}"]')
        if page.status_code != httpx.codes.OK or form is None or choice is None:
            raise UpstreamError(
                f"The sandbox shows no consent page for this account (HTTP {page.status_code}). "
                "Restart the sandbox and run the demo again."
            )
        target = urljoin(authorize_url, form.attributes.get("action") or authorize_url)
        sent = self._http.post(target, data={"account": member, "action": "allow"})
        if not sent.has_redirect_location:
            raise UpstreamError("The sandbox did not accept the consent. Run the demo again.")
        return sent.headers["location"]

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        try:
            return self._http.request(method, path, json=body).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise UpstreamError(
                f"The sandbox at {self.url} did not do what it was asked ({error}). Restart it and "
                "run this again."
            ) from error


@contextmanager
def own(*, faults: str = "") -> Iterator[str]:
    """A sandbox on free ports with nothing in it, stopped and forgotten at the end; its address.

    Args:
        faults: `chaos` or `chaos:SEED` lets calls fail at random.

    Raises:
        UpstreamError: It did not start.
    """
    with TemporaryDirectory(prefix="insta-media-sandbox-") as folder:
        process = _start(Path(folder), faults)
        try:
            yield _ready(process)
        finally:
            _stop(process)


def _start(folder: Path, faults: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(folder)]
    command += ["--faults", faults] if faults else []
    return subprocess.Popen(  # noqa: S603 - our own module, our own arguments
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )


def _ready(process: "subprocess.Popen[str]") -> str:
    line = process.stdout.readline() if process.stdout else ""
    try:
        return str(json.loads(line)["sandbox"])
    except (ValueError, KeyError) as error:
        raise UpstreamError("The sandbox did not start; its reason is above.") from error


def _stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.communicate(timeout=_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
