"""What every OAuth flow's return has in common. States and sessions are checked elsewhere."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from domain.errors import InvalidError
from domain.platform import Platform

DECLINED = "connect_declined"
_NO = ("access_denied", "user_cancelled_login", "user_cancelled_authorize")


def code_from(query: Mapping[str, str], platform: Platform) -> str:
    """The authorization code of the redirect's query.

    Raises:
        InvalidError: `connect_declined` when the person said no, `connect_failed` otherwise.
    """
    error = query.get("error", "")
    if error in _NO:
        raise InvalidError(
            f"{platform.title} was not connected because the request was declined there. "
            "Nothing changed; connect again whenever you like.",
            code=DECLINED,
        )
    code = query.get("code", "")
    if error or not code:
        raise InvalidError(
            f"{platform.title} sent you back without access. Connect again; if it keeps happening, "
            "whoever runs this installation should check the app's settings there.",
            code="connect_failed",
        )
    return code


def challenge_of(verifier: str) -> str:
    """The proof key's S256 challenge (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
