"""X's authorization page: who asks for what, for which account, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.x import access, oauth
from sandbox.x.people import PLATFORM

LONGEST_STATE = 500
_METHODS = ("S256", "plain")


def show(world: World, call: Call) -> Response:
    """GET /i/oauth2/authorize."""
    asked, scopes = _read(world, call)
    choices = [
        Choice(account.id, account.name, f"@{account.handle}")
        for account in accounts.members(world.state, PLATFORM)
    ]
    return consenting.show("X", asked, scopes=scopes, known=access.SCOPES, choices=choices)


def decide(world: World, call: Call) -> Response:
    """POST /i/oauth2/authorize with the page's form."""
    asked, scopes = _read(world, call)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes)
    if not answer.is_yes:
        return consenting.back(asked, {"error": "access_denied"})
    return consenting.back(asked, {"code": oauth.issue_code(world, asked, answer.consent)})


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: With a page, as X does it, whatever is wrong.
    """
    asked = consenting.read(world, PLATFORM, call)
    fields = asked.fields
    if not asked.is_for_a_code:
        raise _stop("response_type must be code.")
    if not 0 < len(asked.state or "") <= LONGEST_STATE:
        raise _stop(f"A state of 1 to {LONGEST_STATE} characters is needed.")
    if fields.get("code_challenge_method") not in _METHODS:
        raise _stop("code_challenge_method must be S256 or plain.")
    if not 43 <= len(fields.get("code_challenge", "")) <= 128:
        raise _stop("A code_challenge of 43 to 128 characters is needed.")
    scopes = frozenset(fields.get("scope", "").split())
    if not scopes or not scopes <= access.SCOPES.keys():
        raise _stop("The scopes are not known.")
    return asked, scopes


def _stop(advice: str) -> RefusalError:
    return RefusalError(consenting.stop("You cannot give access to this app now.", advice))
