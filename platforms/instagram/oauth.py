"""Signing in with Instagram: from the consent page to a long-lived token. Stores nothing.

https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import Answer, Http, UnansweredError
from platforms.instagram import errors
from platforms.instagram.scopes import BY_INSTAGRAM
from platforms.meta.answers import id_of
from platforms.meta.codes import is_dead
from platforms.meta.graph import Graph
from platforms.meta.refusing import GraphError
from platforms.meta.sign_in import LIFE, long_lived_in
from platforms.ports import Account, Grant, PlatformSettings

WWW_BASE = "https://www.instagram.com"
TOKEN_BASE = "https://api.instagram.com"  # noqa: S105 - an address
SCOPES = BY_INSTAGRAM
REFRESHABLE_AFTER = timedelta(hours=24)
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
_REDIRECT_MARK = "#_"
"""Instagram ends the address it sends people back to with this; it is no part of the code."""


class InstagramConnector:
    """The OAuth flow of one app, by Instagram Login."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._graph = graph
        self._now = now
        self._auth_base = (settings.auth_base or WWW_BASE).rstrip("/")
        self._token_base = (settings.token_base or TOKEN_BASE).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent."""
        query = urlencode(
            {
                "client_id": self._settings.client_id,
                "redirect_uri": redirect_uri,
                "response_type": "code",
                "scope": ",".join(SCOPES),
                "state": state,
            }
        )
        return f"{self._auth_base}/oauth/authorize?{query}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into a token of sixty days and its account.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), or not answered.
        """
        short, scopes = await self._redeem(code.removesuffix(_REDIRECT_MARK), redirect_uri)
        tokens = await self._lengthen(short)
        return Grant(tokens=tokens, scopes=scopes, accounts=(await self._account(tokens),))

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """A token of sixty more days; one younger than a day comes back as it is.

        None for one that has run out or was ended: the person has to connect again.

        Raises:
            PlatformError: Refused for another reason, or not answered.
        """
        now = self._now()
        if tokens.expires_at and tokens.expires_at <= now:
            return None
        if tokens.expires_at and now - (tokens.expires_at - LIFE) < REFRESHABLE_AFTER:
            return tokens
        query = {"grant_type": "ig_refresh_token", "access_token": tokens.access_token}
        try:
            return await self._long_lived("refresh_access_token", query)
        except GraphError as error:
            if is_dead(*error.numbers):
                return None
            raise

    async def revoke(self, tokens: Tokens) -> None:
        """Nothing: Instagram Login has no call for it.

        The grant ends after sixty days without renewal, or when the person removes the app in
        Instagram's settings.
        """

    async def _redeem(self, code: str, redirect_uri: str) -> tuple[str, tuple[str, ...]]:
        secret = self._settings.client_secret.get_secret_value()
        fields = {
            "client_id": self._settings.client_id,
            "client_secret": secret,
            "grant_type": "authorization_code",
            "redirect_uri": redirect_uri,
            "code": code,
        }
        answer = await self._send(
            "POST", f"{self._token_base}/oauth/access_token", urlencode(fields).encode()
        )
        given = _granted(answer.json())
        token = given.get("access_token")
        if answer.status != 200 or not isinstance(token, str):
            raise errors.sign_in_refusal(answer, secrets=(code, secret))
        return token, _scopes(given.get("permissions"))

    async def _lengthen(self, short: str) -> Tokens:
        query = {
            "grant_type": "ig_exchange_token",
            "client_secret": self._settings.client_secret.get_secret_value(),
            "access_token": short,
        }
        return await self._long_lived("access_token", query)

    async def _long_lived(self, action: str, query: dict[str, str]) -> Tokens:
        # the documented form of this flow has the secrets in the query; the guarded way out
        # neither logs addresses nor puts them into errors
        answer = await self._send("GET", f"{self._graph.base}/{action}?{urlencode(query)}")
        tokens = long_lived_in(answer.json(), self._now()) if answer.status == 200 else None
        if tokens is None:
            hidden = (query["access_token"], query.get("client_secret", ""))
            raise errors.sign_in_refusal(answer, secrets=hidden)
        return tokens

    async def _send(self, method: str, url: str, content: bytes | None = None) -> Answer:
        headers = _FORM if content is not None else {"accept": "application/json"}
        try:
            return await self._http.send(method, url, headers=headers, content=content)
        except UnansweredError as error:
            raise errors.unanswered(error) from None

    async def _account(self, tokens: Tokens) -> Account:
        """The one account that this token acts as; `user_id` is its id for publishing."""
        profile = await self._graph.get("me", tokens, {"fields": "user_id,username,name"})
        account_id = id_of(profile.get("user_id"))
        if not account_id:
            raise PlatformError(
                "Instagram did not say which account signed in. Connect again, with a business or "
                "creator account.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
        name = profile.get("name") or profile.get("username") or "Instagram account"
        return Account(
            account_id=account_id,
            name=saying.one_line(str(name), saying.MAX_NAME),
            kind=AccountKind.ORGANIZATION,
        )


def _granted(body: object) -> dict[str, object]:
    """The token's fields, which some answers wrap into a list called `data`."""
    fields = body if isinstance(body, dict) else {}
    wrapped = fields.get("data")
    if isinstance(wrapped, list) and wrapped and isinstance(wrapped[0], dict):
        return wrapped[0]
    return fields


def _scopes(permissions: object) -> tuple[str, ...]:
    """What the person allowed; seen as a list and as words separated by commas."""
    given = (
        permissions
        if isinstance(permissions, list)
        else re.split(r"[\s,]+", str(permissions or ""))
    )
    return tuple(scope for scope in given if isinstance(scope, str) and scope)
