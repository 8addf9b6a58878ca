"""Facebook Login's codes and tokens: of people, short and long, and of their Pages."""

from dataclasses import replace
from sqlite3 import Row

from starlette.responses import Response

from sandbox import accounts, granting
from sandbox.consenting import Answer, Asked
from sandbox.exchange import Call
from sandbox.facebook import access
from sandbox.facebook.people import PLATFORM
from sandbox.granting import Consent
from sandbox.meta import cursors, errors, login
from sandbox.world import World

TASKS = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]
_ACCOUNT_FIELDS = frozenset(
    {"id", "name", "access_token", "tasks", "category", "instagram_business_account"}
)


def issue_code(world: World, asked: Asked, answer: Answer) -> str:
    """A code for what the person left ticked; what was asked for and declined is remembered."""
    consent = replace(answer.consent, scopes=answer.consent.scopes - answer.declined)
    declined = replace(answer.consent, scopes=answer.consent.scopes & answer.declined)
    world.state.run(
        "INSERT OR REPLACE INTO facebook_grants VALUES (?, ?, ?, ?, ?)",
        (
            consent.client_id,
            consent.member,
            consent.scope,
            declined.scope,
            world.clock.now_ms(),
        ),
    )
    return login.issue_code(world, asked, consent)


def exchange(world: World, call: Call) -> Response:
    """GET /{v}/oauth/access_token: a code or a short token for a token."""
    return login.exchange(world, PLATFORM, call, short=access.SHORT, long=access.LONG)


def list_accounts(world: World, call: Call) -> Response:
    """GET /{v}/me/accounts: the person's Pages, each with a token of its own."""
    visit = access.enter_as_person(world, call)
    names = visit.params.names("fields", "id,name,access_token,tasks,category")
    for name in names:
        if name not in _ACCOUNT_FIELDS:
            raise errors.invalid(f"Tried accessing nonexisting field ({name[:60]})")
    pages = accounts.organizations(world.state, PLATFORM, visit.grant.owner)
    if access.LIST not in visit.grant.scopes:
        pages = []  # without the permission the list is empty, and no error
    return cursors.listing(
        world,
        call,
        visit.params,
        pages,
        id_of=lambda page: page.id,
        show=lambda page: _account(world, visit, page, names),
    )


def list_permissions(world: World, call: Call) -> Response:
    """GET /{v}/me/permissions."""
    visit = access.enter_as_person(world, call)
    visit.params.number("limit", default=25, least=1, most=100)
    visit.params.done()
    row = _grant(world, visit.grant.client_id, visit.grant.owner)
    states = (("granted", "granted"), ("declined", "declined")) if row is not None else ()
    data = [
        {"permission": scope, "status": status}
        for column, status in states
        for scope in (row[column].split() if row is not None else ())
    ]
    return errors.reply({"data": data})


def revoke_permissions(world: World, call: Call) -> Response:
    """DELETE /{v}/{person}/permissions as the app: ends all tokens of the person and the Pages."""
    client_id, values = access.enter_as_app(world, call)
    values.done()
    person = call.params["person"]
    if _grant(world, client_id, person) is None:
        raise errors.missing(person, "delete")
    pages = accounts.organizations(world.state, PLATFORM, person)
    for owner in (person, *(page.id for page in pages)):
        granting.revoke_all(world.state, Consent(PLATFORM, client_id, owner, frozenset()))
    world.state.run(
        "DELETE FROM facebook_grants WHERE client_id = ? AND person = ?", (client_id, person)
    )
    return errors.reply({"success": True})


def debug(world: World, call: Call) -> Response:
    """GET /{v}/debug_token, asked as the app."""
    client_id, values = access.enter_as_app(world, call)
    token = values.required("input_token")
    values.done()
    found = granting.find_token(world, PLATFORM, token)
    if found is None:
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return errors.reply({"data": {"error": error, "is_valid": False, "scopes": []}})
    if found.consent.client_id != client_id:
        raise errors.invalid("The App_id in the input_token did not match the Viewing App")
    is_page = found.kind == access.OF_PAGE
    owner = found.consent.member
    person = _person_of(world, owner) if is_page else owner
    grant = _grant(world, client_id, person)
    data: dict[str, object] = {
        "app_id": client_id,
        "type": "PAGE" if is_page else "USER",
        "is_valid": True,
        "expires_at": 0 if is_page else found.expires_ms // 1000,
        "data_access_expires_at": (
            (grant["at_ms"] + access.DATA_ACCESS_MS) // 1000 if grant is not None else 0
        ),
        "scopes": sorted(found.consent.scopes),
        "user_id": person,
        **({"profile_id": owner} if is_page else {}),
    }
    if not found.is_live:
        subcode = 460 if found.is_revoked else 463
        error = {"code": 190, "message": "The session is over.", "subcode": subcode}
        data |= {"is_valid": False, "error": error}
    return errors.reply({"data": data})


def _grant(world: World, client_id: str, person: str) -> Row | None:
    return world.state.row(
        "SELECT * FROM facebook_grants WHERE client_id = ? AND person = ?", (client_id, person)
    )


def _account(
    world: World, visit: access.Visit, page: accounts.Account, names: list[str]
) -> dict[str, object]:
    values: dict[str, object] = {
        "id": page.id,
        "name": page.name,
        "category": "Tea Room",
        "tasks": TASKS,
    }
    if "access_token" in names:
        grant = visit.grant
        # A Page's token made from a long-lived one has no end; from a short one it ends with it.
        life_s = None if grant.kind == access.LONG else login.SHORT_LIFE_S
        consent = Consent(PLATFORM, grant.client_id, page.id, grant.scopes)
        values["access_token"] = login.issue(world, consent, access.OF_PAGE, life_s)
    return {name: values[name] for name in dict.fromkeys([*names, "id"]) if name in values}


def _person_of(world: World, page_id: str) -> str:
    page = accounts.find_by_urn(world.state, PLATFORM, page_id)
    return (page.owner or "") if page is not None else ""
