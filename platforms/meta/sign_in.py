"""Signing in with Facebook, which opens Pages and the Instagram accounts linked to them.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
"""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from domain.connection import Tokens
from platforms import saying
from platforms.http import Http, UnansweredError
from platforms.meta.answers import VERSION
from platforms.meta.graph import Graph
from platforms.ports import PlatformSettings

DIALOG_BASE = "https://www.facebook.com"
LIFE = timedelta(days=60)
PAGE_SIZE = 100
MAX_PAGES = 10
_REDIRECT_MARK = "#_=_"
"""Facebook ends the address it sends people back to with this; it is no part of the code."""


class FacebookSignIn:
    """The OAuth flow of one app, up to a person's token, and what that token can see."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._graph = graph
        self._now = now
        self._dialog_base = (settings.auth_base or DIALOG_BASE).rstrip("/")
        self._token_base = (settings.token_base or graph.base).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, scopes: Sequence[str]) -> str:
        """Where the person's browser goes to consent."""
        query = {
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": ",".join(scopes),
            "state": state,
            # without it nobody is asked again for what they once unticked
            "auth_type": "rerequest",
        }
        return f"{self._dialog_base}/{VERSION}/dialog/oauth?{urlencode(query)}"

    async def long_lived(self, code: str, redirect_uri: str) -> Tokens:
        """A person's token of sixty days for the code of the redirect.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), or not answered.
        """
        code = code.removesuffix(_REDIRECT_MARK)
        short = await self._token({"redirect_uri": redirect_uri, "code": code}, code)
        return await self._token(
            {"grant_type": "fb_exchange_token", "fb_exchange_token": short.access_token},
            short.access_token,
        )

    async def granted(self, tokens: Tokens) -> tuple[str, ...]:
        """What the person left ticked: single permissions can be unticked.

        Raises:
            PlatformError: Refused, or not answered.
        """
        found: list[str] = []
        async for page in self._graph.pages("me/permissions", tokens, {}, most=MAX_PAGES):
            given = (one.get("permission") for one in page if one.get("status") == "granted")
            found += (scope for scope in given if isinstance(scope, str) and scope)
        return tuple(found)

    async def pages(self, tokens: Tokens, fields: str) -> AsyncIterator[dict[str, object]]:
        """The Pages that were allowed, with these fields.

        Raises:
            PlatformError: Refused, or not answered.
        """
        query = {"fields": fields, "limit": str(PAGE_SIZE)}
        async for page in self._graph.pages("me/accounts", tokens, query, most=MAX_PAGES):
            for one in page:
                yield one

    async def _token(self, fields: dict[str, str], hidden: str) -> Tokens:
        # the documented form of this flow has the secrets in the query; the guarded way out
        # neither logs addresses nor puts them into errors
        secret = self._settings.client_secret.get_secret_value()
        query = {"client_id": self._settings.client_id, "client_secret": secret, **fields}
        url = f"{self._token_base}/{VERSION}/oauth/access_token?{urlencode(query)}"
        try:
            answer = await self._http.send("GET", url, headers={"accept": "application/json"})
        except UnansweredError as error:
            raise self._graph.product.unanswered(error) from None
        tokens = long_lived_in(answer.json(), self._now()) if answer.status == 200 else None
        if tokens is None:
            raise self._graph.product.sign_in_refusal(answer, secrets=(hidden, secret))
        return tokens


def long_lived_in(body: object, now: datetime) -> Tokens | None:
    """The token of an answer, of sixty days where it does not say; None when there is none."""
    given = body if isinstance(body, dict) else {}
    token = given.get("access_token")
    if not isinstance(token, str) or not token:
        return None
    return Tokens(
        access_token=token,
        expires_at=saying.in_time(now, given.get("expires_in")) or now + LIFE,
    )
