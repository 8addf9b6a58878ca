"""Signing in with LinkedIn: from the consent page to tokens and accounts. Stores nothing.

https://learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow
"""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from pydantic import SecretStr

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import Answer, Http, UnansweredError
from platforms.linkedin import errors
from platforms.linkedin.rest import WWW_BASE, Rest
from platforms.ports import Account, Grant, PlatformSettings

SCOPES = (
    # asking for a different set would invalidate every earlier token of the member
    "openid",
    "profile",
    "email",
    "w_member_social",
    "w_organization_social",
    "r_organization_social",
    "rw_organization_admin",
    # of the same LinkedIn product as the organisations' scopes; the numbers of a member's posts
    "r_member_postAnalytics",
)
PAGE_SIZE = 100
MAX_PAGES = 5
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
_DEAD = re.compile(r"\b(?:grant|token)\b.*\b(?:invalid|expired|revoked)\b", re.IGNORECASE)


class LinkedInConnector:
    """The OAuth flow of one app."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, rest: Rest, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._rest = rest
        self._now = now
        self._auth_base = (settings.auth_base or WWW_BASE).rstrip("/")
        self._token_base = (settings.token_base or WWW_BASE).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent."""
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self._settings.client_id,
                "redirect_uri": redirect_uri,
                "state": state,
                "scope": " ".join(SCOPES),
            }
        )
        return f"{self._auth_base}/oauth/v2/authorization?{query}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into tokens and the accounts they can act as.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), or not answered.
        """
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        tokens, scopes = await self._ask_for_tokens(fields, secret=code)
        return Grant(tokens=tokens, scopes=scopes, accounts=await self._accounts(tokens, scopes))

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens; None where the grant is over.

        So it is too without a refresh token, which only approved partners receive.

        Raises:
            PlatformError: Refused for another reason, or not answered.
        """
        if tokens.refresh_token is None:
            return None
        fields = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        try:
            renewed, _ = await self._ask_for_tokens(fields, secret=tokens.refresh_token)
        except errors.RefusalError as error:
            if error.status == 400 and _is_dead(error):
                return None
            raise
        return renewed

    async def revoke(self, tokens: Tokens) -> None:
        """Give the access back.

        Raises:
            PlatformError: Refused, or not answered.
        """
        answer = await self._send_form("revoke", {"token": tokens.access_token})
        if not 200 <= answer.status < 300:
            raise self._refused(answer, tokens.access_token)

    async def _ask_for_tokens(
        self, fields: dict[str, str], *, secret: str
    ) -> tuple[Tokens, tuple[str, ...]]:
        answer = await self._send_form("accessToken", fields)
        body = answer.json()
        given = body if isinstance(body, dict) else {}
        if answer.status != 200 or not isinstance(given.get("access_token"), str):
            raise self._refused(answer, secret)
        tokens = Tokens(
            access_token=given["access_token"],
            # a renewal keeps the refresh token, whether or not the answer repeats it
            refresh_token=_text(given.get("refresh_token")) or fields.get("refresh_token"),
            expires_at=self._after(given.get("expires_in")),
            refresh_expires_at=self._after(given.get("refresh_token_expires_in")),
        )
        # seen both comma- and space-separated
        return tokens, tuple(filter(None, re.split(r"[\s,]+", str(given.get("scope", "")))))

    async def _send_form(self, action: str, fields: dict[str, str]) -> Answer:
        secret: SecretStr = self._settings.client_secret
        credentials = {
            "client_id": self._settings.client_id,
            "client_secret": secret.get_secret_value(),
        }
        try:
            return await self._http.send(
                "POST",
                f"{self._token_base}/oauth/v2/{action}",
                headers=_FORM,
                content=urlencode(fields | credentials).encode(),
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None

    def _refused(self, answer: Answer, *secrets: str) -> errors.RefusalError:
        hidden = (*secrets, self._settings.client_secret.get_secret_value())
        return errors.refusal(answer, now=self._now(), secrets=hidden)

    def _after(self, seconds: object) -> datetime | None:
        return saying.in_time(self._now(), seconds)

    async def _accounts(self, tokens: Tokens, scopes: tuple[str, ...]) -> tuple[Account, ...]:
        found = []
        if "w_member_social" in scopes:
            found.append(await self._member(tokens))
        if "w_organization_social" in scopes:
            found += await self._pages(tokens)
        return tuple(found)

    async def _member(self, tokens: Tokens) -> Account:
        profile = await self._rest.get("/v2/userinfo", tokens)
        subject = profile.get("sub")
        if not saying.identifier(subject):
            raise PlatformError(
                "LinkedIn did not say who signed in. Connect again.",
                error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
                sent="no",
            )
        name = profile.get("name") or "LinkedIn member"
        return Account(
            account_id=f"urn:li:person:{subject}", name=_named(name), kind=AccountKind.MEMBER
        )

    async def _pages(self, tokens: Tokens) -> list[Account]:
        """The pages the member administers; none when the roles may not be read."""
        try:
            urns = await self._page_urns(tokens)
        except PlatformError as error:
            if error.error_class is ErrorClass.INSUFFICIENT_PERMISSIONS:
                return []
            raise
        return [
            Account(
                account_id=urn,
                name=await self._page_name(urn, tokens),
                kind=AccountKind.ORGANIZATION,
            )
            for urn in urns
        ]

    async def _page_urns(self, tokens: Tokens) -> list[str]:
        urns: list[str] = []
        for page in range(MAX_PAGES):
            elements = await self._rest.elements(
                "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED"
                f"&start={page * PAGE_SIZE}&count={PAGE_SIZE}",
                tokens,
            )
            # the older resource calls the field organizationalTarget
            found = (e.get("organization") or e.get("organizationalTarget") for e in elements)
            urns += [urn for urn in found if isinstance(urn, str)]
            if len(elements) < PAGE_SIZE:
                break
        return list(
            dict.fromkeys(
                u for u in urns if u.startswith("urn:li:organization:") and saying.identifier(u)
            )
        )

    async def _page_name(self, urn: str, tokens: Tokens) -> str:
        """The page's name; its number when that cannot be read, which is no reason to fail."""
        number = urn.rpartition(":")[2]
        try:
            page = await self._rest.get(f"/rest/organizations/{number}", tokens)
        except PlatformError:
            return f"LinkedIn page {number}"
        return _named(page.get("localizedName") or f"LinkedIn page {number}")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _named(name: object) -> str:
    return saying.one_line(str(name), saying.MAX_NAME)


def _is_dead(error: errors.RefusalError) -> bool:
    """Whether the refresh token itself is over: `invalid_request` may be about any parameter."""
    return "invalid_grant" in error.codes or (
        "invalid_request" in error.codes and _DEAD.search(error.said) is not None
    )
