"""`connect`: sends a person to a platform's consent page and waits until the account is there."""

import time

from cli import output
from cli.api import Api
from domain.connection import AccountKind
from domain.errors import InvalidError, UnavailableError
from domain.platform import Platform

_LOOK_EVERY_S = 1.0
_PATIENCE_S = 600.0
_ENDED = ("declined", "failed")


def connect(api: Api, platform: Platform, *, as_json: bool) -> None:
    """Show the consent page's address, wait for the consent, say which accounts it brought.

    Raises:
        UnavailableError: Nobody answered there in ten minutes.
        InvalidError: The person said no there, or it brought no account.
    """
    started = api.post("/api/v1/platforms/connect", {"platform": platform.value})
    output.note(f"Open this page, allow, and come back here. Waiting for {platform.title}.")
    output.say(started["authorize_url"]) if not as_json else output.note(started["authorize_url"])
    _wait(api, platform, started["state"])
    found = _accounts(api, platform)
    if as_json:
        output.value({"items": found})
        return
    for account in found:
        kind = AccountKind(account["account_kind"]).on(platform)
        output.say(f"Connected: {account['account_name']} ({kind})")


def _wait(api: Api, platform: Platform, state: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        consent = api.get(f"/api/v1/platforms/connect/{state}")
        if consent["status"] == "connected":
            return
        if consent["status"] in _ENDED:
            raise InvalidError(consent["problem"], code=f"connect_{consent['status']}")
        time.sleep(_LOOK_EVERY_S)
    raise UnavailableError(
        f"Nobody answered on {platform.title} within ten minutes. Run this again when ready."
    )


def _accounts(api: Api, platform: Platform) -> list[dict[str, str]]:
    items: list[dict[str, str]] = api.get("/api/v1/platforms")["items"]
    return [item for item in items if item["platform"] == platform.value]
