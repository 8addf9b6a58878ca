"""LinkedIn's REST conventions: hosts, headers, Rest.li query syntax. Knows no single resource."""

from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import quote

from domain.connection import Tokens
from platforms.effects import Effect
from platforms.http import Answer, Http, UnansweredError
from platforms.linkedin import errors
from platforms.ports import Gate
from platforms.told import listed

API_BASE = "https://api.linkedin.com"
WWW_BASE = "https://www.linkedin.com"
VERSION = "202609"
"""Live until 15 Sep 2027: https://learn.microsoft.com/linkedin/marketing/versioning"""


def encoded(value: str) -> str:
    """A value inside a Rest.li query: everything encoded, also what URLs would let stand."""
    return quote(value, safe="")


def encoded_list(values: Iterable[str]) -> str:
    # The parentheses and commas stay raw while the URNs are encoded; ordinary query encoders get
    # one of the two wrong: https://linkedin.github.io/rest.li/spec/protocol
    return f"List({','.join(encoded(value) for value in values)})"


def headers_for(tokens: Tokens) -> dict[str, str]:
    return {
        "authorization": f"Bearer {tokens.access_token}",
        "linkedin-version": VERSION,
        "x-restli-protocol-version": "2.0.0",
        "accept": "application/json",
    }


class Rest:
    """Calls of `/rest/…` and `/v2/…` with a token."""

    def __init__(self, http: Http, base: str, *, now: Callable[[], datetime]) -> None:
        self.http = http
        self._now = now
        self.base = (base or API_BASE).rstrip("/")

    async def get(self, target: str, tokens: Tokens, *, method: str = "") -> dict[str, object]:
        """The JSON object at that path and query; `method` is Rest.li's name of a finder.

        Raises:
            PlatformError: Refused, or not answered.
        """
        headers = headers_for(tokens) | ({"x-restli-method": method} if method else {})
        try:
            answer = await self.http.send("GET", self.base + target, headers=headers)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = answer.json()
        if answer.status != 200 or not isinstance(body, dict):
            raise self.refusal(answer, tokens)
        return body

    async def elements(
        self, target: str, tokens: Tokens, *, method: str = ""
    ) -> list[dict[str, object]]:
        """The `elements` of a collection; what is not an object is left out.

        Raises:
            PlatformError: Refused, or not answered.
        """
        return listed(await self.get(target, tokens, method=method), "elements")

    def refusal(
        self, answer: Answer, tokens: Tokens, *, effect: Effect | None = None
    ) -> errors.RefusalError:
        """The error that a refusing answer stands for."""
        secrets = (tokens.access_token,)
        return errors.refusal(answer, now=self._now(), effect=effect, secrets=secrets)

    async def post(
        self, target: str, content: bytes, tokens: Tokens, *, gate: Gate | None = None
    ) -> Answer:
        """One JSON request, whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        headers = headers_for(tokens) | {"content-type": "application/json"}
        return await self.http.send(
            "POST", self.base + target, headers=headers, content=content, gate=gate
        )

    async def delete(self, target: str, tokens: Tokens) -> Answer:
        """One request to take something away, whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        headers = headers_for(tokens) | {"x-restli-method": "DELETE"}
        return await self.http.send("DELETE", self.base + target, headers=headers)
