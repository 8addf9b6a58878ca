"""Signing in with Facebook: from the consent page to a token of each Page. Stores nothing.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
"""

from collections.abc import Callable
from datetime import UTC, datetime

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.facebook.graph import Graph
from platforms.http import Http
from platforms.meta.answers import id_of
from platforms.meta.sign_in import FacebookSignIn
from platforms.ports import Account, Grant, PlatformSettings

SCOPES = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_manage_engagement",
    "pages_read_user_content",
    "read_insights",
    "publish_video",
    # Pages that a business holds are listed to its people only with this one
    "business_management",
)
NEEDED = ("pages_show_list", "pages_manage_posts")
"""Without these two there is no Page to post to; without another, what it is for is missing."""
PUBLISHES = "CREATE_CONTENT"
"""The task on a Page without which its token cannot post."""
_DEAD = frozenset({190, 102, 467})


class FacebookConnector:
    """The OAuth flow of one app, by Facebook Login."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._graph = graph
        self._now = now
        self._sign_in = FacebookSignIn(settings, http=http, graph=graph, now=now)

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent; what was declined is asked for again."""
        return self._sign_in.authorize_url(state, redirect_uri, SCOPES)

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into a long-lived token and one for each Page.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), not answered, or what
                posting needs was declined.
        """
        tokens = await self._sign_in.long_lived(code, redirect_uri)
        scopes = await self._granted(tokens)
        until = _instant((await self._inspect(tokens)).get("data_access_expires_at"))
        return Grant(tokens=tokens, scopes=scopes, accounts=await self._pages(tokens, until))

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """The same token with the day until which it may read, as Facebook tells it now.

        A Page's token has no end of its own and nothing renews it. None when it was ended (a
        changed password, a lost role, the app removed) or when its person has not been here for
        ninety days: both need that person.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        told = await self._inspect(tokens)
        if told.get("is_valid") is not True:
            if not _is_dead(told):
                raise _untold()
            return None
        until = _instant(told.get("data_access_expires_at"))
        if until and until <= self._now():
            return None
        return tokens.model_copy(update={"expires_at": until})

    async def revoke(self, tokens: Tokens) -> None:
        """Take the app's every permission back, for all Pages of that person.

        Raises:
            PlatformError: Facebook could not be asked.
        """
        person = id_of((await self._inspect(tokens)).get("user_id"))
        if not person:
            return  # the grant is over already, or Facebook does not say whose it is
        url = self._graph.address(f"{person}/permissions")
        await self._graph.act(url, self._app_tokens(), {}, effect=None, method="DELETE")

    async def _granted(self, tokens: Tokens) -> tuple[str, ...]:
        """What the person left ticked.

        Raises:
            PlatformError: Without that there is nothing to connect.
        """
        granted = await self._sign_in.granted(tokens)
        if missing := [name for name in NEEDED if name not in granted]:
            raise PlatformError(
                f"Facebook was not allowed what posting needs ({', '.join(missing)}). Connect "
                "Facebook again and leave every permission and at least one Page ticked.",
                error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
                sent="no",
            )
        return granted

    async def _pages(self, tokens: Tokens, until: datetime | None) -> tuple[Account, ...]:
        """Every Page this person may post as, with its own token."""
        found: dict[str, Account] = {}
        async for one in self._sign_in.pages(tokens, "id,name,access_token,tasks"):
            if account := _account(one, until):
                found[account.account_id] = account
        if not found:
            raise PlatformError(
                "Facebook showed no Page that you may post as. Connect again, tick at least one "
                "Page, and look whether you have full control of it.",
                error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
                sent="no",
            )
        return tuple(found.values())

    async def _inspect(self, tokens: Tokens) -> dict[str, object]:
        """What Facebook says of a token; asked as the app, so its refusal says nothing of that."""
        secret = self._settings.client_secret.get_secret_value()
        body = await self._graph.get(
            "debug_token",
            self._app_tokens(),
            {"input_token": tokens.access_token},
            hidden=(tokens.access_token, secret),
        )
        data = body.get("data")
        return data if isinstance(data, dict) else {}

    def _app_tokens(self) -> Tokens:
        secret = self._settings.client_secret.get_secret_value()
        return Tokens(access_token=f"{self._settings.client_id}|{secret}")


def _account(page: dict[str, object], until: datetime | None) -> Account | None:
    account_id, token = id_of(page.get("id")), page.get("access_token")
    tasks = page.get("tasks")
    may_post = not isinstance(tasks, list) or PUBLISHES in tasks
    if not account_id or not isinstance(token, str) or not token or not may_post:
        return None
    return Account(
        account_id=account_id,
        name=saying.one_line(str(page.get("name") or "Facebook Page"), saying.MAX_NAME),
        kind=AccountKind.ORGANIZATION,
        tokens=Tokens(access_token=token, expires_at=until),
    )


def _is_dead(told: dict[str, object]) -> bool:
    error = told.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return told.get("is_valid") is False and (code is None or code in _DEAD)


def _instant(seconds: object) -> datetime | None:
    """A time in seconds since 1970; 0 and whatever is none are no end."""
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _untold() -> PlatformError:
    return PlatformError(
        "Facebook does not say whether this connection still works. Try again in a few minutes.",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="no",
    )
