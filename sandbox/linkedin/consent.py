"""LinkedIn's authorization page: who asks for what, for which member, and the way back."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Choice
from sandbox.consenting import stop as _stop
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, oauth
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World


@dataclass(frozen=True)
class Asked:
    client_id: str
    redirect_uri: str
    state: str | None
    scopes: frozenset[str]


def show(world: World, call: Call) -> Response:
    """GET /oauth/v2/authorization."""
    asked = _read(world, call)
    return consenting.show(
        "LinkedIn",
        client_id=asked.client_id,
        redirect_uri=asked.redirect_uri,
        wishes=(words for scope, words in access.SCOPES.items() if scope in asked.scopes),
        scopes=asked.scopes,
        choices=[_choice(world, member) for member in accounts.members(world.state, PLATFORM)],
    )


def decide(world: World, call: Call) -> Response:
    """POST /oauth/v2/authorization with the page's form: `action` and, optionally, `account`."""
    asked = _read(world, call)
    form = oauth.read_form(call)
    if form.get("action") in ("cancel", "deny"):
        return _back(
            asked,
            {
                "error": "user_cancelled_authorize",
                "error_description": "The user cancelled the authorization",
            },
        )
    if form.get("action") != "allow":
        raise RefusalError(_stop("Choose Allow or Cancel.", "The form has no valid action."))
    member = _chosen_member(world, form.get("account"))
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        member=member.id,
        redirect_uri=asked.redirect_uri,
        scopes=asked.scopes,
    )
    return _back(asked, {"code": code})


def _read(world: World, call: Call) -> Asked:
    """What the app asks for.

    Raises:
        RefusalError: with a page when there is no safe way back, else with a redirect.
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
    scopes = frozenset(fields.get("scope", "").split())
    asked = Asked(client.client_id, redirect_uri, fields.get("state"), scopes)
    if fields.get("response_type") != "code":
        raise RefusalError(_error(asked, "invalid_request", "response_type must be code"))
    unknown = sorted(scopes - access.SCOPES.keys())
    if unknown or not scopes:
        words = f'Scope "{unknown[0]}" is not authorized' if unknown else "No scope is given"
        raise RefusalError(
            _error(asked, "unauthorized_scope_error", f"{words} for your application")
        )
    return asked


def _chosen_member(world: World, member_id: str | None) -> accounts.Account:
    members = accounts.members(world.state, PLATFORM)
    if member_id is None:
        return members[0]
    for member in members:
        if member.id == member_id:
            return member
    raise RefusalError(_stop("This member is not known here.", "Open the page again."))


def _back(asked: Asked, values: dict[str, str]) -> Response:
    if asked.state is not None:
        values["state"] = asked.state
    return consenting.back(asked.redirect_uri, values)


def _error(asked: Asked, error: str, description: str) -> Response:
    return _back(asked, {"error": error, "error_description": description})


def _choice(world: World, member: accounts.Account) -> Choice:
    pages = accounts.organizations(world.state, PLATFORM, member.id)
    names = ", ".join(account.name for account in pages) or "no organisation"
    return Choice(member.id, member.name, f"Administers {names}")
