"""Signing in with X: from the consent page to tokens and the account. Stores nothing.

https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
"""

import base64
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote, urlencode

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.connect import challenge_of
from platforms.http import Answer, Http, UnansweredError
from platforms.ports import Account, Grant, PlatformSettings
from platforms.x import errors
from platforms.x.api import WWW_BASE, Api, data_of

SCOPES = ("tweet.read", "tweet.write", "users.read", "media.write", "offline.access")
_DEAD = re.compile(r"\btoken\b.*\binvalid\b|invalid_grant|\b(?:expired|revoked)\b", re.IGNORECASE)
"""X's words for a refresh token that is used up or was taken back."""
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}


class XConnector:
    """The OAuth 2.0 flow of one confidential app; X wants a proof key (RFC 7636) in any case."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, api: Api, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._api = api
        self._now = now
        self._auth_base = (settings.auth_base or WWW_BASE).rstrip("/")
        self._token_base = (settings.token_base or api.base).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:
        """Where the person's browser goes to consent."""
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self._settings.client_id,
                "redirect_uri": redirect_uri,
                "scope": " ".join(SCOPES),
                "state": state,
                "code_challenge": challenge_of(verifier),
                "code_challenge_method": "S256",
            }
        )
        return f"{self._auth_base}/i/oauth2/authorize?{query}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:
        """Turn the code of the redirect, which lives 30 s, into tokens and the account.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), or not answered.
        """
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": verifier,
        }
        answer = await self._send_form("token", fields)
        tokens, scopes = self._tokens(answer, (code, verifier), before=None)
        return Grant(tokens=tokens, scopes=scopes, accounts=(await self._account(tokens),))

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens for old ones; each refresh token works once, and brings the next.

        Raises:
            PlatformError: Not answered, or refused for another reason than a dead grant.
        """
        if not tokens.refresh_token:
            return None
        fields = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        answer = await self._send_form("token", fields)
        try:
            return self._tokens(answer, (tokens.refresh_token,), before=tokens)[0]
        except errors.RefusalError as error:
            # any other refusal may be about the app, and leaves the grant as good as it was
            if answer.status == 400 and _DEAD.search(error.said):
                return None
            raise

    async def revoke(self, tokens: Tokens) -> None:
        """Give the access back, first what could renew it.

        Raises:
            PlatformError: Refused, or not answered.
        """
        for token in filter(None, (tokens.refresh_token, tokens.access_token)):
            fields = {"token": token, "client_id": self._settings.client_id}
            answer = await self._send_form("revoke", fields)
            if not 200 <= answer.status < 300:
                raise self._refused(answer, token)

    def _tokens(
        self, answer: Answer, secrets: tuple[str, ...], *, before: Tokens | None
    ) -> tuple[Tokens, tuple[str, ...]]:
        body = answer.json()
        given = body if isinstance(body, dict) else {}
        access = given.get("access_token")
        if answer.status != 200 or not isinstance(access, str) or not access:
            raise self._refused(answer, *secrets)
        renewal = given.get("refresh_token")
        tokens = Tokens(
            access_token=access,
            # an empty value never overwrites one that may still work
            refresh_token=renewal
            if isinstance(renewal, str) and renewal
            else (before.refresh_token if before else None),
            expires_at=saying.in_time(self._now(), given.get("expires_in")),
        )
        return tokens, tuple(str(given.get("scope", "")).split())

    async def _send_form(self, action: str, fields: dict[str, str]) -> Answer:
        try:
            return await self._http.send(
                "POST",
                f"{self._token_base}/2/oauth2/{action}",
                headers=_FORM | {"authorization": self._basic()},
                content=urlencode(fields).encode(),
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None

    def _basic(self) -> str:
        # both parts are encoded first: RFC 6749, section 2.3.1
        secret = self._settings.client_secret.get_secret_value()
        pair = f"{quote(self._settings.client_id, safe='')}:{quote(secret, safe='')}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _refused(self, answer: Answer, *secrets: str) -> errors.RefusalError:
        hidden = (*secrets, self._settings.client_secret.get_secret_value())
        return errors.refusal(answer, now=self._now(), secrets=hidden)

    async def _account(self, tokens: Tokens) -> Account:
        profile = data_of(await self._api.get("/2/users/me", tokens))
        account_id = saying.identifier(profile.get("id"))
        if not account_id:
            raise PlatformError(
                "X did not say who signed in. Connect again.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
        handle = profile.get("username")
        name = f"@{handle}" if isinstance(handle, str) and handle else profile.get("name")
        return Account(
            account_id=account_id,
            name=saying.one_line(str(name or "X account"), saying.MAX_NAME),
            kind=AccountKind.ORGANIZATION,
        )
