"""X's conventions: hosts, the token's header, both names of everything. Knows no single resource.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from domain.connection import Tokens
from platforms.effects import Effect
from platforms.http import Answer, Http, UnansweredError
from platforms.ports import Gate
from platforms.x import errors

API_BASE = "https://api.x.com"
WWW_BASE = "https://x.com"
READ_S = 20.0
_OLD, _NEW = "tweet.fields", "post.fields"
"""X's guides and its specification disagree: https://docs.x.com/x-api/fundamentals/fields"""


class Api:
    """Calls below `/2/` with a person's token."""

    def __init__(self, http: Http, base: str, *, now: Callable[[], datetime]) -> None:
        self.http = http
        self.now = now
        self.base = (base or API_BASE).rstrip("/")
        self._fields = _OLD

    async def get(
        self, path: str, tokens: Tokens, query: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        """The JSON object at that path, also one that tells of errors beside its data.

        Raises:
            PlatformError: Refused, or not answered.
        """
        target = f"{self.base}{path}" + (f"?{urlencode(query)}" if query else "")
        try:
            answer = await self.http.send(
                "GET", target, headers=headers_for(tokens), total_s=READ_S
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return self.content_of(answer, tokens, must_have=())

    async def get_posts(
        self, path: str, tokens: Tokens, query: Mapping[str, str], fields: str
    ) -> dict[str, object]:
        """As `get`, with these fields of posts, under the name that this server takes.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            return await self.get(path, tokens, {**query, self._fields: self._named(fields)})
        except errors.RefusalError as error:
            if not error.complains_of(self._fields):
                raise
        self._fields = _NEW if self._fields == _OLD else _OLD
        return await self.get(path, tokens, {**query, self._fields: self._named(fields)})

    def _named(self, fields: str) -> str:
        if self._fields == _NEW:
            return fields.replace("note_tweet", "note_post").replace(
                "referenced_tweets", "referenced_posts"
            )
        return fields

    async def post(
        self, path: str, body: object, tokens: Tokens, *, gate: Gate | None = None
    ) -> Answer:
        """One JSON request, whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = headers_for(tokens) | ({} if body is None else _JSON)
        return await self.http.send(
            "POST", self.base + path, headers=headers, content=content, gate=gate
        )

    async def make(
        self, path: str, body: object, tokens: Tokens, *, must_have: tuple[str, ...] = ("data",)
    ) -> dict[str, object]:
        """Something that nobody sees yet: the JSON object of a good answer.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.post(path, body, tokens)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return self.content_of(answer, tokens, must_have=must_have)

    def content_of(
        self, answer: Answer, tokens: Tokens, *, must_have: tuple[str, ...] = ("data",)
    ) -> dict[str, object]:
        """The JSON object of a good answer.

        Raises:
            PlatformError: It is not one.
        """
        if answer.status == 204 and not must_have:
            return {}
        body = answer.json()
        is_good = 200 <= answer.status < 300 and isinstance(body, dict)
        if not is_good or not isinstance(body, dict) or any(n not in body for n in must_have):
            raise self.refusal(answer, tokens)
        return body

    def refusal(
        self, answer: Answer, tokens: Tokens, *, effect: Effect | None = None
    ) -> errors.RefusalError:
        """The error that a refusing answer stands for."""
        secrets = (tokens.access_token,)
        return errors.refusal(answer, now=self.now(), effect=effect, secrets=secrets)


_JSON = {"content-type": "application/json"}


def headers_for(tokens: Tokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}", "accept": "application/json"}


def data_of(body: dict[str, object]) -> dict[str, object]:
    """The one object of an answer; empty when it has none."""
    found = body.get("data")
    return found if isinstance(found, dict) else {}


def instant_text(instant: datetime) -> str:
    """As X reads times: to the second, in UTC."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
