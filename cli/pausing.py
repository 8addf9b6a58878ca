"""`pause` and `resume`: whether anything goes out by the accounts of a platform."""

from typing import Any, Literal

from cli import output
from cli.api import Api
from domain.connection import AccountKind
from domain.errors import NotFoundError
from domain.platform import Platform

_SAYS = {
    "pause": "Paused: {account}. Nothing goes out there until you resume it.",
    "resume": "Resumed: {account}. What is due goes out now.",
}


def turn(api: Api, platform: Platform, how: Literal["pause", "resume"], *, as_json: bool) -> None:
    """Pause or resume every connected account of a platform.

    Raises:
        NotFoundError: None is connected.
    """
    found = [c for c in api.get("/api/v1/platforms")["items"] if c["platform"] == platform.value]
    if not found:
        raise NotFoundError(
            f"No {platform.title} account is connected: insta-media connect {platform.value}"
        )
    done = [_turn(api, one, how) for one in found]
    if as_json:
        output.value({"items": done})
        return
    for one in done:
        kind = AccountKind(one["account_kind"]).on(platform)
        output.say(_SAYS[how].format(account=f"{one['account_name']} ({kind})"))


def _turn(api: Api, connection: dict[str, Any], how: str) -> dict[str, Any]:
    changed: dict[str, Any] = api.post(f"/api/v1/platforms/{connection['id']}/{how}")
    return changed
