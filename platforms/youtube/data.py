"""The Data API's conventions: hosts, headers, queries, one JSON answer. Knows no single resource.

https://developers.google.com/youtube/v3/docs
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlencode

from domain.connection import Tokens
from platforms.effects import Effect
from platforms.http import Answer, Http, UnansweredError
from platforms.ports import Gate
from platforms.told import listed
from platforms.youtube import errors

API_BASE = "https://youtube.googleapis.com"
ANALYTICS_BASE = "https://youtubeanalytics.googleapis.com"
MOST_PER_PAGE = 50
"""Ids in one call, and items on one page, whatever the resource."""


def headers_for(tokens: Tokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}", "accept": "application/json"}


def target_of(path: str, query: Mapping[str, str]) -> str:
    """Path and query; lists stay readable, as Google writes them itself."""
    return f"{path}?{urlencode(query, safe=',=')}"


def items_of(body: dict[str, object]) -> list[dict[str, object]]:
    """The `items` of a list; Google leaves the field out where there are none."""
    return listed(body, "items")


def part_of(resource: Mapping[str, object], name: str) -> dict[str, object]:
    """One part of a resource; empty where it did not come."""
    found = resource.get(name)
    return found if isinstance(found, dict) else {}


class Data:
    """Calls with a token, below one base."""

    def __init__(self, http: Http, base: str, *, now: Callable[[], datetime]) -> None:
        self.http = http
        self.base = base.rstrip("/")
        self.now = now

    async def get(self, path: str, tokens: Tokens, query: Mapping[str, str]) -> dict[str, object]:
        """The JSON object there.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.send("GET", target_of(path, query), tokens)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = answer.json()
        if answer.status != 200 or not isinstance(body, dict):
            raise self.refusal(answer, tokens)
        return body

    async def send(
        self,
        method: str,
        target: str,
        tokens: Tokens,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        gate: Gate | None = None,
    ) -> Answer:
        """One request, JSON if it has a body, whatever the answer.

        Raises:
            UnansweredError: No whole answer.
        """
        given = headers_for(tokens) | dict(headers or {})
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False).encode()
            given["content-type"] = "application/json; charset=utf-8"
        return await self.http.send(
            method, self.base + target, headers=given, content=content, gate=gate
        )

    def refusal(
        self, answer: Answer, tokens: Tokens, *, effect: Effect | None = None
    ) -> errors.RefusalError:
        """The error that a refusing answer stands for."""
        secrets = (tokens.access_token,)
        return errors.refusal(answer, now=self.now(), effect=effect, secrets=secrets)
