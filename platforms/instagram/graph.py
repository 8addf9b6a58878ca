"""The Graph API's conventions: host, version, where the token goes. Knows no single object."""

from datetime import datetime
from urllib.parse import urlencode

from domain.connection import Tokens
from platforms import saying
from platforms.http import Answer, Http, UnansweredError
from platforms.instagram import errors
from platforms.meta.answers import VERSION, following, instant_of, listed
from platforms.ports import Gate, Submitted

__all__ = ["VERSION", "Graph", "following", "instant", "listed", "submitted"]

API_BASE = "https://graph.instagram.com"
FACEBOOK_BASE = "https://graph.facebook.com"
"""For tokens of Facebook Login."""
READ_S = 15.0
MAKE_S = 30.0
"""How long one call may take; making a container includes Meta's fetching of the picture."""


class Graph:
    """Calls with a token, which travels in a header: an address may be logged on its way."""

    def __init__(self, http: Http, base: str, *, default: str = API_BASE) -> None:
        self.http = http
        self.base = (base or default).rstrip("/")

    async def get(
        self, path: str, tokens: Tokens, query: dict[str, str], *, total_s: float = READ_S
    ) -> dict[str, object]:
        """The JSON object at that path below the version.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.http.send(
                "GET",
                f"{self._address(path)}?{urlencode(query)}",
                headers=_headers(tokens),
                total_s=total_s,
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return content_of(answer, tokens)

    async def make(self, path: str, tokens: Tokens, fields: dict[str, str]) -> dict[str, object]:
        """Make something that nobody sees yet; the answer with its id.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.post(path, tokens, fields, total_s=MAKE_S)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = content_of(answer, tokens)
        if not saying.identifier(body.get("id")):
            raise errors.refusal(answer, secrets=(tokens.access_token,))
        return body

    async def post(
        self,
        path: str,
        tokens: Tokens,
        fields: dict[str, str],
        *,
        gate: Gate | None = None,
        total_s: float | None = None,
    ) -> Answer:
        """One form, whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        return await self.http.send(
            "POST",
            self._address(path),
            headers=_headers(tokens) | {"content-type": "application/x-www-form-urlencoded"},
            content=urlencode(fields).encode(),
            gate=gate,
            total_s=total_s,
        )

    async def delete(self, path: str, tokens: Tokens) -> Answer:
        """Whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        return await self.http.send("DELETE", self._address(path), headers=_headers(tokens))

    def _address(self, path: str) -> str:
        return f"{self.base}/{VERSION}/{path}"


def content_of(answer: Answer, tokens: Tokens) -> dict[str, object]:
    """The JSON object of a good answer.

    Raises:
        PlatformError: It is not one.
    """
    body = answer.json()
    if answer.status != 200 or not isinstance(body, dict) or "error" in body:
        raise errors.refusal(answer, secrets=(tokens.access_token,))
    return body


def submitted(media: dict[str, object]) -> Submitted:
    """A post as its medium's fields describe it."""
    return Submitted(
        platform_post_id=str(media["id"]),
        permalink=saying.address(media.get("permalink")),
        published_at=instant(media),
    )


def instant(media: dict[str, object]) -> datetime | None:
    """When the medium was published."""
    return instant_of(media.get("timestamp"))


def _headers(tokens: Tokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}", "accept": "application/json"}
