"""LinkedIn's authorization page: who asks for what, for which member, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.exchange import Call, RefusalError
from sandbox.linkedin import access, oauth
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /oauth/v2/authorization."""
    asked, scopes = _read(world, call)
    choices = [_choice(world, member) for member in accounts.members(world.state, PLATFORM)]
    return consenting.show("LinkedIn", asked, scopes=scopes, known=access.SCOPES, choices=choices)


def decide(world: World, call: Call) -> Response:
    """POST /oauth/v2/authorization with the page's form."""
    asked, scopes = _read(world, call)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes)
    if not answer.is_yes:
        return _error(asked, "user_cancelled_authorize", "The user cancelled the authorization")
    return consenting.back(asked, {"code": oauth.issue_code(world, asked, answer.consent)})


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: with a page when there is no safe way back, else with a redirect.
    """
    asked = consenting.read(world, PLATFORM, call)
    if not asked.is_for_a_code:
        raise RefusalError(_error(asked, "invalid_request", "response_type must be code"))
    scopes = frozenset(asked.fields.get("scope", "").split())
    unknown = sorted(scopes - access.SCOPES.keys())
    if unknown or not scopes:
        words = f'Scope "{unknown[0]}" is not authorized' if unknown else "No scope is given"
        raise RefusalError(
            _error(asked, "unauthorized_scope_error", f"{words} for your application")
        )
    return asked, scopes


def _error(asked: Asked, error: str, description: str) -> Response:
    return consenting.back(asked, {"error": error, "error_description": description})


def _choice(world: World, member: accounts.Account) -> Choice:
    pages = accounts.organizations(world.state, PLATFORM, member.id)
    names = ", ".join(account.name for account in pages) or "no organisation"
    return Choice(member.id, member.name, f"Administers {names}")
