"""Google's consent page: who asks for what, for which channel, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.youtube import access, oauth
from sandbox.youtube.people import PLATFORM, is_channel


def show(world: World, call: Call) -> Response:
    """GET /o/oauth2/v2/auth."""
    asked, scopes = _read(world, call)
    choices = [_choice(account) for account in accounts.members(world.state, PLATFORM)]
    return consenting.show("YouTube", asked, scopes=scopes, known=access.SCOPES, choices=choices)


def decide(world: World, call: Call) -> Response:
    """POST /o/oauth2/v2/auth with the page's form."""
    asked, scopes = _read(world, call)
    answer = consenting.answer(world, PLATFORM, asked, call, scopes)
    if not answer.is_yes:
        return consenting.back(asked, {"error": "access_denied"})
    code = oauth.issue_code(world, asked, answer.consent)
    return consenting.back(asked, {"code": code, "scope": answer.consent.scope})


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: With a page, as Google itself stops there.
    """
    asked = consenting.read(world, PLATFORM, call)
    if not asked.is_for_a_code:
        raise _stop("Error 400: unsupported_response_type", "response_type must be code.")
    scopes = frozenset(asked.fields.get("scope", "").split())
    if not scopes or scopes - access.SCOPES.keys():
        raise _stop("Error 400: invalid_scope", "Some requested scopes are not known here.")
    if asked.fields.get("access_type", "online") not in ("online", "offline"):
        raise _stop("Error 400: invalid_request", "access_type must be online or offline.")
    if asked.fields.get("code_challenge") and asked.fields.get("code_challenge_method") != "S256":
        raise _stop("Error 400: invalid_request", "code_challenge_method must be S256.")
    return asked, scopes


def _stop(title: str, advice: str) -> RefusalError:
    return RefusalError(consenting.stop(title, advice))


def _choice(account: accounts.Account) -> Choice:
    return Choice(
        account.id, account.name, f"@{account.handle}" if is_channel(account.id) else "no channel"
    )
