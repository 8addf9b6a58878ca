"""Signing in with Facebook for Instagram accounts that are linked to a Page. Stores nothing.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
"""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import Http, UnansweredError
from platforms.instagram import errors
from platforms.instagram.graph import VERSION, Graph, following, listed
from platforms.instagram.oauth import LIFE
from platforms.instagram.scopes import BY_FACEBOOK
from platforms.ports import Account, Grant, PlatformSettings

DIALOG_BASE = "https://www.facebook.com"
MAX_PAGES = 10
_PAGE_FIELDS = "id,name,access_token,instagram_business_account{id,username,name}"
_REDIRECT_MARK = "#_=_"
"""Facebook ends the address it sends people back to with this; it is no part of the code."""


class FacebookLogin:
    """The OAuth flow of one app, by Facebook Login."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._graph = graph
        self._now = now
        self._dialog_base = (settings.auth_base or DIALOG_BASE).rstrip("/")
        self._token_base = (settings.token_base or graph.base).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent."""
        query = urlencode(
            {
                "client_id": self._settings.client_id,
                "redirect_uri": redirect_uri,
                "state": state,
                "response_type": "code",
                "scope": ",".join(BY_FACEBOOK),
                # without it nobody is asked again for what they once unticked
                "auth_type": "rerequest",
            }
        )
        return f"{self._dialog_base}/{VERSION}/dialog/oauth?{query}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into a user token of sixty days and its Pages' accounts.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), not answered, or no Page
                of this person is linked to an Instagram account.
        """
        short = await self._token(
            {"redirect_uri": redirect_uri, "code": code.removesuffix(_REDIRECT_MARK)}
        )
        tokens = await self._token(
            {"grant_type": "fb_exchange_token", "fb_exchange_token": short.access_token}
        )
        accounts = await self._accounts(tokens)
        if not accounts:
            raise PlatformError(
                "None of the Facebook Pages that were allowed is linked to an Instagram business "
                "or creator account. Link them in the Page's settings, then connect Instagram "
                "again and allow that Page.",
                error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
                sent="no",
            )
        return Grant(tokens=tokens, scopes=await self._scopes(tokens), accounts=accounts)

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """The same tokens: a Page's have no end, and a person's cannot be renewed without them.

        None for those that have run out: the person has to connect again.
        """
        is_over = tokens.expires_at is not None and tokens.expires_at <= self._now()
        return None if is_over else tokens

    async def revoke(self, tokens: Tokens) -> None:
        """Nothing: Facebook can only take the app from the person as a whole.

        That would end every other account and Page that came by the same app. The person can
        remove it in Facebook's settings, under business integrations.
        """

    async def _token(self, more: dict[str, str]) -> Tokens:
        # the documented form of this flow has the secrets in the query; the guarded way out
        # neither logs addresses nor puts them into errors
        secret = self._settings.client_secret.get_secret_value()
        query = {"client_id": self._settings.client_id, "client_secret": secret} | more
        address = f"{self._token_base}/{VERSION}/oauth/access_token?{urlencode(query)}"
        try:
            answer = await self._http.send("GET", address, headers={"accept": "application/json"})
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = answer.json()
        given = body if isinstance(body, dict) else {}
        token = given.get("access_token")
        if answer.status != 200 or not isinstance(token, str) or not token:
            raise errors.sign_in_refusal(answer, secrets=(secret, *more.values()))
        now = self._now()
        return Tokens(
            access_token=token,
            expires_at=saying.in_time(now, given.get("expires_in")) or now + LIFE,
        )

    async def _accounts(self, tokens: Tokens) -> tuple[Account, ...]:
        query = {"fields": _PAGE_FIELDS, "limit": "100"}
        found: list[Account] = []
        for _ in range(MAX_PAGES):
            body = await self._graph.get("me/accounts", tokens, query)
            found += filter(None, map(_account, listed(body)))
            query["after"] = following(body)
            if not query["after"]:
                break
        return tuple(found)

    async def _scopes(self, tokens: Tokens) -> tuple[str, ...]:
        """What was granted: people can untick single permissions."""
        told = listed(await self._graph.get("me/permissions", tokens, {}))
        given = (one.get("permission") for one in told if one.get("status") == "granted")
        return tuple(scope for scope in given if isinstance(scope, str) and scope)


def _account(page: dict[str, object]) -> Account | None:
    """The Instagram account that a Page is linked to, with the Page's own token."""
    linked, token = page.get("instagram_business_account"), page.get("access_token")
    if not isinstance(linked, dict) or not isinstance(token, str) or not token:
        return None
    account_id = saying.identifier(linked.get("id"))
    if not account_id:
        return None
    name = linked.get("name") or linked.get("username") or page.get("name") or "Instagram account"
    return Account(
        account_id=account_id,
        name=saying.one_line(str(name), saying.MAX_NAME),
        kind=AccountKind.ORGANIZATION,
        tokens=Tokens(access_token=token),
    )
