"""Makes and reads the two tokens of a signed-in person. Their lives always use real time."""

import hashlib
import secrets
import time
from datetime import UTC, datetime, timedelta

import jwt

from config.secrets import derive
from domain.account import RIGHTS, Member
from domain.errors import UnauthenticatedError
from domain.frozen import Frozen

ACCESS_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=30)
ISSUER = "insta-media"
AUDIENCE = "insta-media-api"
_ALGORITHM = "HS256"
_TYPE = "access"
_REQUIRED = ["iss", "aud", "exp", "sub", "typ", "workspace_id"]


class Bearer(Frozen):
    """Whom an access token names; what they may do is asked of the rows."""

    user_id: str
    workspace_id: str
    expires_at: datetime


def real_now() -> datetime:
    """The machine's own time: a token must not live longer because a test clock stands still."""
    return datetime.fromtimestamp(time.time(), UTC)


class AccessTokens:
    """JWTs signed with a key of their own; the first secret key signs, all verify."""

    def __init__(self, secret_keys: tuple[str, ...]) -> None:
        self._keys = [derive(key, "access-token") for key in secret_keys]

    def issue(self, member: Member) -> str:
        now = real_now()
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "typ": _TYPE,
            "sub": member.user_id,
            "iat": now,
            "exp": now + ACCESS_LIFE,
            # times are whole seconds: two tokens of one second have to be told apart all the same
            "jti": secrets.token_hex(16),
            "user_id": member.user_id,
            "workspace_id": member.workspace_id,
            "subscription_tier": member.subscription_tier,
            "permissions": sorted(right.value for right in RIGHTS[member.role]),
        }
        return jwt.encode(claims, self._keys[0], algorithm=_ALGORITHM)

    def read(self, token: str) -> Bearer:
        """Whom the token names.

        Raises:
            UnauthenticatedError: `token_expired`, or `bad_token` for everything else.
        """
        for key in self._keys:
            try:
                claims = jwt.decode(
                    token,
                    key,
                    algorithms=[_ALGORITHM],
                    issuer=ISSUER,
                    audience=AUDIENCE,
                    options={"require": _REQUIRED},
                )
            except jwt.ExpiredSignatureError as error:
                raise UnauthenticatedError(
                    "Your access token has expired. Refresh it, or sign in again.",
                    code="token_expired",
                ) from error
            except jwt.InvalidTokenError:
                continue
            if claims["typ"] == _TYPE:
                return Bearer(
                    user_id=claims["sub"],
                    workspace_id=claims["workspace_id"],
                    expires_at=datetime.fromtimestamp(claims["exp"], UTC),
                )
        raise UnauthenticatedError(
            "This access token is not valid here. Sign in again.", code="bad_token"
        )


def new_refresh_token() -> str:
    return secrets.token_urlsafe(48)


def digest(token: str) -> str:
    """What is stored of a refresh token; it has 384 random bits, so a plain hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()
