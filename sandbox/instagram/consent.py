"""Instagram's authorization page: who asks for what, for which account, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.exchange import Call
from sandbox.instagram import access, oauth
from sandbox.instagram.people import PLATFORM
from sandbox.meta import login
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /oauth/authorize."""
    asked, scopes = _read(world, call)
    choices = [
        Choice(account.id, account.name, f"@{account.handle}, professional account")
        for account in accounts.members(world.state, PLATFORM)
    ]
    return consenting.show("Instagram", asked, scopes=scopes, known=access.SCOPES, choices=choices)


def decide(world: World, call: Call) -> Response:
    """POST /oauth/authorize with the page's form."""
    asked, scopes = _read(world, call)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes)
    if not answer.is_yes:
        values = {
            "error": "access_denied",
            "error_reason": "user_denied",
            "error_description": "The user denied the request",
        }
        return consenting.back(asked, values)
    code = oauth.issue_code(world, asked, answer.consent)
    # Instagram ends the address with #_, which is no part of the code.
    return consenting.back(asked, {"code": code}, fragment="_")


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    asked, scopes = login.read(world, PLATFORM, call, access.SCOPES)
    if access.BASIC not in scopes:
        raise login.stop("The scope is not enough.", f"{access.BASIC} is always needed.")
    return asked, scopes
