"""Signing in with Google: from the consent page to tokens and the channel. Stores nothing.

https://developers.google.com/identity/protocols/oauth2/web-server
"""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from domain.connection import AccountKind, Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.connect import challenge_of
from platforms.http import Answer, Http, UnansweredError
from platforms.ports import Account, Grant, PlatformSettings
from platforms.youtube import errors
from platforms.youtube.data import part_of
from platforms.youtube.resource import id_of
from platforms.youtube.videos import Videos

AUTH_BASE = "https://accounts.google.com"
TOKEN_BASE = "https://oauth2.googleapis.com"  # noqa: S105 - an address
_SCOPE = "https://www.googleapis.com/auth/"
UPLOAD = f"{_SCOPE}youtube.upload"
MANAGE = f"{_SCOPE}youtube.force-ssl"
READ = f"{_SCOPE}youtube.readonly"
ANALYTICS = f"{_SCOPE}yt-analytics.readonly"
SCOPES = (UPLOAD, MANAGE, READ, ANALYTICS)
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}


class YouTubeConnector:
    """The OAuth flow of one app, with a proof key."""

    def __init__(
        self,
        settings: PlatformSettings,
        *,
        http: Http,
        videos: Videos,
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._http = http
        self._videos = videos
        self._now = now
        self._auth_base = (settings.auth_base or AUTH_BASE).rstrip("/")
        self._token_base = (settings.token_base or TOKEN_BASE).rstrip("/")

    def authorize_url(self, state: str, redirect_uri: str, *, verifier: str = "") -> str:
        """Where the person's browser goes to consent, and to choose one of their channels."""
        query = {
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "scope": " ".join(SCOPES),
            "state": state,
            "access_type": "offline",
            # without it a second consent brings no refresh token
            "prompt": "consent",
        }
        if verifier:
            query |= {"code_challenge": challenge_of(verifier), "code_challenge_method": "S256"}
        return f"{self._auth_base}/o/oauth2/v2/auth?{urlencode(query)}"

    async def exchange(self, code: str, redirect_uri: str, *, verifier: str = "") -> Grant:
        """Turn the code of the redirect into tokens and the channel they act as.

        Raises:
            PlatformError: Refused (an old or used code is INVALID_TOKEN), not answered, or an
                account without a channel.
        """
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        proof = {"code_verifier": verifier} if verifier else {}
        tokens, scopes = await self._ask_for_tokens(fields | proof, hidden=(code, verifier))
        return Grant(tokens=tokens, scopes=scopes, accounts=await self._accounts(tokens))

    async def refresh(self, tokens: Tokens) -> Tokens | None:
        """New tokens; None where the grant is over, or never had a refresh token.

        Raises:
            PlatformError: Refused for another reason, or not answered.
        """
        if tokens.refresh_token is None:
            return None
        fields = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
        try:
            renewed, _ = await self._ask_for_tokens(fields, hidden=(tokens.refresh_token,))
        except errors.RefusalError as error:
            # the one answer that says so; a wrong app secret, say, is another one's fault
            if error.reason == "invalid_grant":
                return None
            raise
        # Google repeats the end of a refresh token's life, not the token
        kept = {"refresh_expires_at": renewed.refresh_expires_at or tokens.refresh_expires_at}
        return renewed.model_copy(update=kept)

    async def revoke(self, tokens: Tokens) -> None:
        """Give the access back; of a grant that is over already there is nothing to give.

        Raises:
            PlatformError: Refused, or not answered.
        """
        token = tokens.refresh_token or tokens.access_token
        answer = await self._send("revoke", {"token": token})
        if answer.status == 200:
            return
        error = self._refused(answer, (token,))
        if error.reason != "invalid_token":
            raise error

    async def _ask_for_tokens(
        self, fields: dict[str, str], *, hidden: tuple[str, ...]
    ) -> tuple[Tokens, tuple[str, ...]]:
        secret = self._settings.client_secret.get_secret_value()
        credentials = {"client_id": self._settings.client_id, "client_secret": secret}
        answer = await self._send("token", fields | credentials)
        body = answer.json()
        given = body if isinstance(body, dict) else {}
        token, renewal = given.get("access_token"), given.get("refresh_token")
        if answer.status != 200 or not isinstance(token, str):
            raise self._refused(answer, (*hidden, secret))
        now = self._now()
        tokens = Tokens(
            access_token=token,
            refresh_token=renewal if isinstance(renewal, str) else fields.get("refresh_token"),
            expires_at=saying.in_time(now, given.get("expires_in")),
            refresh_expires_at=saying.in_time(now, given.get("refresh_token_expires_in")),
        )
        return tokens, tuple(str(given.get("scope", "")).split())

    async def _send(self, action: str, fields: dict[str, str]) -> Answer:
        try:
            return await self._http.send(
                "POST",
                f"{self._token_base}/{action}",
                headers=_FORM,
                content=urlencode(fields).encode(),
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None

    def _refused(self, answer: Answer, hidden: tuple[str, ...]) -> errors.RefusalError:
        return errors.refusal(answer, now=self._now(), secrets=hidden)

    async def _accounts(self, tokens: Tokens) -> tuple[Account, ...]:
        """The channel that was chosen at the consent page: a grant is for one."""
        channels = await self._videos.channels({"part": "snippet", "mine": "true"}, tokens)
        if not channels:
            raise PlatformError(
                "This Google account has no YouTube channel. Create one on youtube.com, then "
                "connect YouTube again.",
                error_class=ErrorClass.INVALID_TOKEN,
                sent="no",
            )
        return tuple(
            Account(
                account_id=id_of(channel),
                name=_name(part_of(channel, "snippet").get("title")),
                kind=AccountKind.ORGANIZATION,
            )
            for channel in channels
        )


def _name(title: object) -> str:
    return saying.one_line(str(title or "YouTube channel"), saying.MAX_NAME)
