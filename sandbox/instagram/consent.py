"""Instagram's authorization page: who asks for what, for which account, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.consenting import stop as _stop
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, oauth
from sandbox.instagram.people import PLATFORM
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /oauth/authorize."""
    asked, scopes = _read(world, call)
    return consenting.show(
        "Instagram",
        asked,
        wishes=(words for scope, words in access.SCOPES.items() if scope in scopes),
        scopes=scopes,
        choices=[
            Choice(account.id, account.name, f"@{account.handle}, professional account")
            for account in accounts.members(world.state, PLATFORM)
        ],
    )


def decide(world: World, call: Call) -> Response:
    """POST /oauth/authorize with the page's form: `action` and, optionally, `account`."""
    asked, scopes = _read(world, call)
    form = oauth.read_form(call)
    if not consenting.allows(form):
        values = {
            "error": "access_denied",
            "error_reason": "user_denied",
            "error_description": "The user denied the request",
        }
        return consenting.back(asked, values)
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        account=consenting.chosen(world, PLATFORM, form.get("account")).id,
        redirect_uri=asked.redirect_uri,
        scopes=scopes,
    )
    # Instagram ends the address with #_, which is no part of the code.
    return consenting.back(asked, {"code": code}, fragment="_")


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: with a page, as Instagram does it, whatever is wrong.
    """
    asked = consenting.read(world, PLATFORM, call)
    if not asked.is_for_a_code:
        raise RefusalError(_stop("This request is not valid.", "response_type must be code."))
    return asked, _scopes(asked.fields.get("scope", ""))


def _scopes(text: str) -> frozenset[str]:
    found = frozenset(one.strip() for one in text.split(",") if one.strip())
    unknown = sorted(found - access.SCOPES.keys())
    if unknown:
        raise RefusalError(
            _stop(f"Invalid scope: {unknown[0]}.", "Scopes are separated by commas.")
        )
    if access.BASIC not in found:
        raise RefusalError(_stop("The scope is not enough.", f"{access.BASIC} is always needed."))
    return found
