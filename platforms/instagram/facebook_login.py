"""Signing in with Facebook for Instagram accounts that are linked to a Page. Stores nothing.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
"""

from collections.abc import Callable
from datetime import datetime

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.http import Http
from platforms.instagram.scopes import BY_FACEBOOK
from platforms.meta.answers import id_of
from platforms.meta.graph import Graph
from platforms.meta.sign_in import FacebookSignIn
from platforms.ports import Account, Grant, PlatformSettings

_PAGE_FIELDS = "id,name,access_token,instagram_business_account{id,username,name}"


class FacebookLogin:
    """The OAuth flow of one app, by Facebook Login."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._now = now
        self._sign_in = FacebookSignIn(settings, http=http, graph=graph, now=now)

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent."""
        return self._sign_in.authorize_url(state, redirect_uri, BY_FACEBOOK)

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into a user token of sixty days and its Pages' accounts.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), not answered, or no Page
                of this person is linked to an Instagram account.
        """
        tokens = await self._sign_in.long_lived(code, redirect_uri)
        pages = [page async for page in self._sign_in.pages(tokens, _PAGE_FIELDS)]
        accounts = tuple(filter(None, map(_account, pages)))
        if not accounts:
            raise PlatformError(
                "None of the Facebook Pages that were allowed is linked to an Instagram business "
                "or creator account. Link them in the Page's settings, then connect Instagram "
                "again and allow that Page.",
                error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
                sent="no",
            )
        scopes = await self._sign_in.granted(tokens)
        return Grant(tokens=tokens, scopes=scopes, accounts=accounts)

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


def _account(page: dict[str, object]) -> Account | None:
    """The Instagram account that a Page is linked to, with the Page's own token."""
    linked, token = page.get("instagram_business_account"), page.get("access_token")
    if not isinstance(linked, dict) or not isinstance(token, str) or not token:
        return None
    account_id = id_of(linked.get("id"))
    if not account_id:
        return None
    name = linked.get("name") or linked.get("username") or page.get("name") or "Instagram account"
    return Account(
        account_id=account_id,
        name=saying.one_line(str(name), saying.MAX_NAME),
        kind=AccountKind.ORGANIZATION,
        tokens=Tokens(access_token=token),
    )
