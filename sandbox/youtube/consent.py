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
    return consenting.show(
        "YouTube",
        asked,
        wishes=(words for scope, words in access.SCOPES.items() if scope in scopes),
        scopes=scopes,
        choices=[_choice(account) for account in accounts.members(world.state, PLATFORM)],
    )


def decide(world: World, call: Call) -> Response:
    """POST /o/oauth2/v2/auth with the page's form: `action` and, optionally, `account`."""
    asked, scopes = _read(world, call)
    form = oauth.read_form(call)
    if not consenting.allows(form):
        return consenting.back(asked, {"error": "access_denied"})
    account = consenting.chosen(world, PLATFORM, form.get("account"))
    code = oauth.issue_code(
        world,
        client_id=asked.client_id,
        account=account.id,
        redirect_uri=asked.redirect_uri,
        scopes=scopes,
        challenge=asked.fields.get("code_challenge", ""),
        is_offline=_is_offline(world, asked, account.id),
    )
    return consenting.back(asked, {"code": code, "scope": " ".join(sorted(scopes))})


def _is_offline(world: World, asked: Asked, account: str) -> bool:
    """Whether this consent brings a refresh token: a repeated one only when it is asked anew."""
    if asked.fields.get("access_type") != "offline":
        return False
    known = world.state.row(
        "SELECT 1 FROM tokens WHERE platform = ? AND kind = 'refresh' AND client_id = ?"
        " AND member = ? AND NOT revoked",
        (PLATFORM, asked.client_id, account),
    )
    return known is None or "consent" in asked.fields.get("prompt", "").split()


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
