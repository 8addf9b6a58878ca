"""Instagram's authorization page: who asks for what, for which account, and the way back."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Choice
from sandbox.consenting import stop as _stop
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, oauth
from sandbox.instagram.people import PLATFORM
from sandbox.world import World


@dataclass(frozen=True)
class Asked:
    client_id: str
    redirect_uri: str
    state: str | None
    scopes: frozenset[str]


def show(world: World, call: Call) -> Response:
    """GET /oauth/authorize."""
    asked = _read(world, call)
    return consenting.show(
        "Instagram",
        client_id=asked.client_id,
        redirect_uri=asked.redirect_uri,
        wishes=(words for scope, words in access.SCOPES.items() if scope in asked.scopes),
        scopes=asked.scopes,
        choices=[
            Choice(account.id, account.name, f"@{account.handle}, professional account")
            for account in accounts.members(world.state, PLATFORM)
        ],
    )


def decide(world: World, call: Call) -> Response:
    """POST /oauth/authorize with the page's form: `action` and, optionally, `account`."""
    asked = _read(world, call)
    form = oauth.read_form(call)
    if form.get("action") in ("cancel", "deny"):
        values = {
            "error": "access_denied",
            "error_reason": "user_denied",
            "error_description": "The user denied the request",
        }
        return _back(asked, values, fragment="")
    if form.get("action") != "allow":
        raise RefusalError(_stop("Choose Allow or Cancel.", "The form has no valid action."))
    account = _chosen(world, form.get("account"))
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        account=account.id,
        redirect_uri=asked.redirect_uri,
        scopes=asked.scopes,
    )
    # Instagram ends the address with #_, which is no part of the code.
    return _back(asked, {"code": code}, fragment="_")


def _read(world: World, call: Call) -> Asked:
    """What the app asks for.

    Raises:
        RefusalError: with a page, as Instagram does it, whatever is wrong.
    """
    fields = dict(parse_qsl(call.query, keep_blank_values=True))
    client = accounts.find_client(world.state, PLATFORM, fields.get("client_id", ""))
    redirect_uri = fields.get("redirect_uri", "")
    if client is None:
        raise RefusalError(_stop("This app is not known here.", "Check the client_id."))
    if not accounts.may_return(client, redirect_uri):
        raise RefusalError(
            _stop("This app may not return to that address.", "Check the redirect_uri.")
        )
    if fields.get("response_type") != "code":
        raise RefusalError(_stop("This request is not valid.", "response_type must be code."))
    return Asked(
        client.client_id, redirect_uri, fields.get("state"), _scopes(fields.get("scope", ""))
    )


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


def _chosen(world: World, account_id: str | None) -> accounts.Account:
    known = accounts.members(world.state, PLATFORM)
    if account_id is None:
        return known[0]
    for account in known:
        if account.id == account_id:
            return account
    raise RefusalError(_stop("This account is not known here.", "Open the page again."))


def _back(asked: Asked, values: dict[str, str], fragment: str) -> Response:
    if asked.state is not None:
        values["state"] = asked.state
    return consenting.back(asked.redirect_uri, values, fragment)
