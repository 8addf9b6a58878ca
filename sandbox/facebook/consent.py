"""Facebook's authorization page: who asks for what, for which person, and the way back."""

from starlette.responses import Response

from sandbox import accounts, consenting
from sandbox.consenting import Asked, Choice
from sandbox.consenting import stop as _stop
from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, tokens
from sandbox.facebook.people import PLATFORM
from sandbox.instagram import params
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /{v}/dialog/oauth."""
    asked, scopes = _read(world, call)
    return consenting.show(
        "Facebook",
        asked,
        wishes=(words for scope, words in access.SCOPES.items() if scope in scopes),
        scopes=scopes,
        choices=[
            Choice(person.id, person.name, _pages(world, person.id))
            for person in accounts.members(world.state, PLATFORM)
        ],
    )


def decide(world: World, call: Call) -> Response:
    """POST of the page's form: `action`, and optionally `account` and `declined` (scopes)."""
    asked, scopes = _read(world, call)
    form = params.form(call)
    if not consenting.allows(form):
        values = {
            "error": "access_denied",
            "error_code": "200",
            "error_reason": "user_denied",
            "error_description": "Permissions error",
        }
        return consenting.back(asked, values, fragment="_=_")
    declined = frozenset(form.get("declined", "").replace(",", " ").split())
    person = consenting.chosen(world, PLATFORM, form.get("account")).id
    code = tokens.issue_code(
        world,
        client_id=asked.client_id,
        person=person,
        redirect_uri=asked.redirect_uri,
        granted=scopes - declined,
        declined=scopes & declined,
    )
    # Facebook ends the address with #_=_, which is no part of the code.
    return consenting.back(asked, {"code": code}, fragment="_=_")


def _pages(world: World, person: str) -> str:
    names = [page.name for page in accounts.organizations(world.state, PLATFORM, person)]
    return f"Pages: {', '.join(names) or 'none'}"


def _read(world: World, call: Call) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: With a page, as Facebook does it, whatever is wrong.
    """
    asked = consenting.read(world, PLATFORM, call)
    if not asked.is_for_a_code:
        raise RefusalError(_stop("This request is not valid.", "response_type must be code."))
    wanted = asked.fields.get("scope", "").split(",")
    found = frozenset(one.strip() for one in wanted if one.strip())
    unknown = sorted(found - access.SCOPES.keys())
    if unknown:
        raise RefusalError(
            _stop(f"Invalid scopes: {unknown[0]}.", "Scopes are separated by commas.")
        )
    # Every grant has it, asked for or not.
    return asked, found | {"public_profile"}
