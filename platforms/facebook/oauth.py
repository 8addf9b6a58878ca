"""Signing in with Facebook: from the consent page to a token of each Page. Stores nothing.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.facebook import errors
from platforms.facebook.graph import WWW_BASE, Graph, id_of
from platforms.http import Http, UnansweredError
from platforms.meta.answers import VERSION, following, listed
from platforms.ports import Account, Grant, PlatformSettings

SCOPES = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_read_engagement",
    "pages_manage_engagement",
    "pages_read_user_content",
    "read_insights",
    "publish_video",
)
NEEDED = ("pages_show_list", "pages_manage_posts")
"""Without these two there is no Page to post to; without another, what it is for is missing."""
PUBLISHES = "CREATE_CONTENT"
"""The task on a Page without which its token cannot post."""
PAGE_SIZE = 100
MAX_PAGES = 5
LIFE = timedelta(days=60)
_DEAD = frozenset({190, 102, 467})


class FacebookConnector:
    """The OAuth flow of one app, by Facebook Login."""

    def __init__(
        self, settings: PlatformSettings, *, http: Http, graph: Graph, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._graph = graph
        self._now = now
        self._auth_base = (settings.auth_base or WWW_BASE).rstrip("/")
        self._token_base = (settings.token_base or graph.base).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:  # noqa: ARG002 - takes no proof key
        """Where the person's browser goes to consent; what was declined is asked for again."""
        query = urlencode(
            {
                "client_id": self._settings.client_id,
                "redirect_uri": redirect_uri,
                "response_type": "code",
                "scope": ",".join(SCOPES),
                "state": state,
                "auth_type": "rerequest",
            }
        )
        return f"{self._auth_base}/{VERSION}/dialog/oauth?{query}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:  # noqa: ARG002 - takes no proof key
        """Turn the code of the redirect into a long-lived token and one for each Page.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), not answered, or what
                posting needs was declined.
        """
        short = await self._token({"redirect_uri": redirect_uri, "code": code}, code)
        tokens = await self._token(
            {"grant_type": "fb_exchange_token", "fb_exchange_token": short.access_token},
            short.access_token,
        )
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
        await self._graph.act(url, self._app_tokens(), {}, effect="deletion", method="DELETE")

    async def _token(self, fields: dict[str, str], hidden: str) -> Tokens:
        secret = self._settings.client_secret.get_secret_value()
        query = {"client_id": self._settings.client_id, "client_secret": secret, **fields}
        # the documented form of this flow has the secrets in the query; the guarded way out
        # neither logs addresses nor puts them into errors
        url = f"{self._token_base}/{VERSION}/oauth/access_token?{urlencode(query)}"
        try:
            answer = await self._http.send("GET", url, headers={"accept": "application/json"})
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        body = answer.json()
        given = body if isinstance(body, dict) else {}
        token = given.get("access_token")
        if answer.status != 200 or not isinstance(token, str) or not token:
            raise errors.sign_in_refusal(answer, secrets=(hidden, secret))
        now = self._now()
        return Tokens(
            access_token=token,
            expires_at=saying.in_time(now, given.get("expires_in")) or now + LIFE,
        )

    async def _granted(self, tokens: Tokens) -> tuple[str, ...]:
        """What the person left ticked.

        Raises:
            PlatformError: Without that there is nothing to connect.
        """
        body = await self._graph.get("me/permissions", tokens, {"limit": str(PAGE_SIZE)})
        told = {str(one.get("permission")): one.get("status") for one in listed(body)}
        missing = [name for name in NEEDED if told.get(name) != "granted"]
        if missing:
            raise PlatformError(
                f"Facebook was not allowed what posting needs ({', '.join(missing)}). Connect "
                "Facebook again and leave every permission and at least one Page ticked.",
                error_class=ErrorClass.INSUFFICIENT_PERMISSIONS,
                sent="no",
            )
        return tuple(name for name, status in told.items() if status == "granted")

    async def _pages(self, tokens: Tokens, until: datetime | None) -> tuple[Account, ...]:
        """Every Page this person may post as, with its own token."""
        query = {"fields": "id,name,access_token,tasks", "limit": str(PAGE_SIZE)}
        found: dict[str, Account] = {}
        for _ in range(MAX_PAGES):
            body = await self._graph.get("me/accounts", tokens, query)
            for one in listed(body):
                if account := _account(one, until):
                    found[account.account_id] = account
            after = following(body)
            if not after:
                break
            query["after"] = after
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
        body = await self._graph.get(
            "debug_token", self._app_tokens(), {"input_token": tokens.access_token}
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
