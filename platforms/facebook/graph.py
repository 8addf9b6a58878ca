"""The Graph API as Pages use it: hosts, version, where the token goes. Knows no single object."""

from collections.abc import AsyncIterable
from urllib.parse import urlencode

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.facebook import errors
from platforms.facebook.words import Effect
from platforms.http import Answer, Http, UnansweredError, origin_of
from platforms.meta.answers import VERSION
from platforms.ports import Gate, PlatformSettings

API_BASE = "https://graph.facebook.com"
VIDEO_BASE = "https://graph-video.facebook.com"
WWW_BASE = "https://www.facebook.com"
READ_S = 15.0
MAKE_S = 60.0
"""How long one call may take; making a photo includes sending it."""
_DOMAIN = "facebook.com"
_FORM = {"content-type": "application/x-www-form-urlencoded"}


class Graph:
    """Calls with a token, which travels in a header: an address may be logged on its way."""

    def __init__(self, http: Http, settings: PlatformSettings) -> None:
        self.http = http
        self.base = (settings.api_base or API_BASE).rstrip("/")
        self.video_base = (settings.upload_base or settings.api_base or VIDEO_BASE).rstrip("/")
        self.www_base = (settings.auth_base or WWW_BASE).rstrip("/")
        bases = (settings.api_base, settings.upload_base)
        self._origins = frozenset(origin_of(base) for base in bases if base)

    async def get(
        self, path: str, tokens: Tokens, query: dict[str, str], *, total_s: float = READ_S
    ) -> dict[str, object]:
        """The JSON object at that path below the version.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.http.send(
                "GET",
                _with_query(self.address(path), query),
                headers=headers_for(tokens),
                total_s=total_s,
            )
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return content_of(answer, tokens)

    async def make(self, path: str, tokens: Tokens, fields: dict[str, str]) -> dict[str, object]:
        """Make something that nobody sees yet.

        Raises:
            PlatformError: Refused, or not answered.
        """
        try:
            answer = await self.send(self.address(path), tokens, urlencode(fields).encode(), _FORM)
        except UnansweredError as error:
            raise errors.unanswered(error) from None
        return content_of(answer, tokens)

    async def act(
        self,
        url: str,
        tokens: Tokens,
        fields: dict[str, str],
        *,
        effect: Effect,
        gate: Gate | None = None,
        method: str = "POST",
    ) -> dict[str, object]:
        """One irreversible call, made once.

        Raises:
            PlatformError: With what is known of the effect in `sent`.
        """
        try:
            answer = await self.http.send(
                method,
                url,
                headers=headers_for(tokens) | _FORM,
                content=urlencode(fields).encode(),
                gate=gate,
            )
        except UnansweredError as error:
            raise errors.unanswered(error, effect=effect) from None
        return content_of(answer, tokens, effect=effect)

    async def send(
        self,
        url: str,
        tokens: Tokens,
        content: bytes | AsyncIterable[bytes],
        headers: dict[str, str],
    ) -> Answer:
        """One body, whatever the answer; one in pieces takes the time that its line needs.

        Raises:
            UnansweredError: No whole answer.
        """
        total_s = MAKE_S if isinstance(content, bytes) else None
        return await self.http.send(
            "POST", url, headers=headers_for(tokens) | headers, content=content, total_s=total_s
        )

    def address(self, path: str, query: dict[str, str] | None = None) -> str:
        return _with_query(f"{self.base}/{VERSION}/{path}", query or {})

    def video_address(self, path: str) -> str:
        return f"{self.video_base}/{VERSION}/{path}"

    def must_be_ours(self, url: str) -> None:
        """Refuse an address of an answer to which the token must not go along with a video.

        Raises:
            PlatformError: It is neither Facebook's own nor one that was configured.
        """
        origin = origin_of(url)
        # taken from the origin, so that the host we judge is the one we would connect to
        scheme, _, place = origin.partition("://")
        host = place.rpartition(":")[0]
        is_its_own = scheme == "https" and (host == _DOMAIN or host.endswith(f".{_DOMAIN}"))
        if not (origin in self._origins if self._origins else is_its_own):
            raise PlatformError(
                "Facebook's answer wants the video sent to an address that is not Facebook's, so "
                "it was not sent. Whoever runs this installation has to check "
                "INSTA_PLATFORMS__FACEBOOK__API_BASE and UPLOAD_BASE.",
                error_class=ErrorClass.CONFIGURATION,
                sent="no",
            )


def content_of(
    answer: Answer, tokens: Tokens, *, effect: Effect | None = None
) -> dict[str, object]:
    """The JSON object of a good answer.

    Raises:
        PlatformError: It is not one.
    """
    body = answer.json()
    if answer.status != 200 or not isinstance(body, dict) or "error" in body:
        secrets = (tokens.access_token, tokens.refresh_token or "")
        raise errors.refusal(answer, effect=effect, secrets=secrets)
    return body


def id_of(value: object) -> str:
    """A Graph id, which some answers write as a number; empty when it is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return saying.identifier(str(value) if is_number else value)


def without_content(what: str, *, effect: Effect | None = None) -> PlatformError:
    """The error of a good answer that lacks what it was asked for."""
    doubt = f" {_LOOK}" if effect else " Try again in a few minutes."
    return PlatformError(
        f"Facebook answered without {what}.{doubt}",
        error_class=ErrorClass.TEMPORARY_UNAVAILABLE,
        sent="unknown" if effect else "no",
    )


_LOOK = "It may be there all the same: look at the Facebook Page before anything is sent again."


def headers_for(tokens: Tokens) -> dict[str, str]:
    return {"authorization": f"Bearer {tokens.access_token}", "accept": "application/json"}


def _with_query(url: str, query: dict[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}" if query else url
