"""The Graph API's conventions: version, pages, where the token goes. Knows no single object."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from urllib.parse import urlencode

from domain.connection import Tokens
from platforms.effects import Effect
from platforms.http import Answer, Http, UnansweredError
from platforms.material import MediaItem
from platforms.meta.answers import VERSION, following
from platforms.meta.product import Product
from platforms.ports import Gate
from platforms.told import listed

READ_S = 15.0
MAKE_S = 60.0
"""How long one call may take; making a photo includes sending it."""
_FORM = {"content-type": "application/x-www-form-urlencoded"}


class Graph:
    """Calls with a token, which travels in a header: an address may be logged on its way."""

    def __init__(self, http: Http, base: str, *, product: Product) -> None:
        self.http = http
        self.base = base.rstrip("/")
        self.product = product

    async def get(
        self,
        path: str,
        tokens: Tokens,
        query: dict[str, str],
        *,
        total_s: float = READ_S,
        hidden: Iterable[str] = (),
    ) -> dict[str, object]:
        """The JSON object at that path below the version.

        Args:
            hidden: What else of the request is secret, should the answer quote it.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.http.send(
                "GET", self.address(path, query), headers=headers_for(tokens), total_s=total_s
            )
        except UnansweredError as error:
            raise self.product.unanswered(error) from None
        return self.content_of(answer, tokens, hidden=hidden)

    async def pages(
        self, path: str, tokens: Tokens, query: dict[str, str], *, most: int
    ) -> AsyncIterator[list[dict[str, object]]]:
        """The objects of a list, page by page, as far as so many pages go.

        Raises:
            PlatformError: Refused, or not answered.
        """
        after: dict[str, str] = {}
        for _ in range(most):
            body = await self.get(path, tokens, query | after)
            yield listed(body)
            if not (cursor := following(body)):
                return
            after = {"after": cursor}

    async def make(
        self, path: str, tokens: Tokens, fields: dict[str, str], *, total_s: float = MAKE_S
    ) -> dict[str, object]:
        """Make something that nobody sees yet.

        Raises:
            PlatformError: Refused, or not answered.
        """
        content = urlencode(fields).encode()
        try:
            answer = await self.send(self.address(path), tokens, content, _FORM, total_s=total_s)
        except UnansweredError as error:
            raise self.product.unanswered(error) from None
        return self.content_of(answer, tokens)

    async def act(
        self,
        url: str,
        tokens: Tokens,
        fields: dict[str, str],
        *,
        effect: Effect | None,
        gate: Gate | None = None,
        method: str = "POST",
    ) -> dict[str, object]:
        """One call that cannot be taken back, made once.

        Args:
            effect: What it is to do to a post; None of what shows nobody anything.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        try:
            answer = await self.http.send(
                method,
                url,
                headers=headers_for(tokens) | _FORM,
                content=urlencode(fields).encode(),
                gate=gate,
            )
        except UnansweredError as error:
            raise self.product.unanswered(error, effect=effect) from None
        return self.content_of(answer, tokens, effect=effect)

    async def send(
        self,
        url: str,
        tokens: Tokens,
        content: bytes | AsyncIterable[bytes],
        headers: dict[str, str],
        *,
        total_s: float = MAKE_S,
    ) -> Answer:
        """One body, whatever the answer; one in pieces takes the time that its line needs.

        Raises:
            UnansweredError: No whole answer.
        """
        return await self.http.send(
            "POST",
            url,
            headers=headers_for(tokens) | headers,
            content=content,
            total_s=total_s if isinstance(content, bytes) else None,
        )

    def address(self, path: str, query: dict[str, str] | None = None) -> str:
        url = f"{self.base}/{VERSION}/{path}"
        return f"{url}?{urlencode(query)}" if query else url

    def content_of(
        self,
        answer: Answer,
        tokens: Tokens,
        *,
        effect: Effect | None = None,
        hidden: Iterable[str] = (),
    ) -> dict[str, object]:
        """The JSON object of a good answer.

        Raises:
            PlatformError: It is not one.
        """
        body = answer.json()
        if answer.status != 200 or not isinstance(body, dict) or "error" in body:
            secrets = (tokens.access_token, tokens.refresh_token or "", *hidden)
            raise self.product.refusal(answer, effect=effect, secrets=secrets)
        return body


def headers_for(tokens: Tokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}", "accept": "application/json"}


def upload_headers(item: MediaItem, tokens: Tokens, offset: int) -> dict[str, str]:
    """For the hosts that take a video's bytes, from that offset on; they want an older word."""
    return {
        "authorization": f"OAuth {tokens.access_token}",
        "offset": str(offset),
        "file_size": str(item.size),
        "content-type": "application/octet-stream",
        "content-length": str(item.size - offset),
    }
