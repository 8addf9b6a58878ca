"""Facebook Login's codes and tokens: of people, short and long, and of their Pages."""

import secrets

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call
from sandbox.facebook import access
from sandbox.facebook.people import PLATFORM
from sandbox.instagram import cursors, errors, params
from sandbox.instagram.params import Params
from sandbox.world import World

CODE_LIFE_MS = 10 * 60 * 1000
SHORT_LIFE_S = 2 * 3600
LONG_LIFE_S = 60 * 24 * 3600
TASKS = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]
_ACCOUNT_FIELDS = frozenset(
    {"id", "name", "access_token", "tasks", "category", "instagram_business_account"}
)


def issue_code(
    world: World,
    *,
    client_id: str,
    person: str,
    redirect_uri: str,
    granted: frozenset[str],
    declined: frozenset[str],
) -> str:
    code = "AQ" + secrets.token_urlsafe(120)
    now = world.clock.now_ms()
    world.state.run(
        "INSERT INTO codes (code_hash, client_id, member, redirect_uri, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(code),
            client_id,
            person,
            redirect_uri,
            _joined(granted),
            now + CODE_LIFE_MS,
        ),
    )
    world.state.run(
        "INSERT OR REPLACE INTO facebook_grants VALUES (?, ?, ?, ?, ?)",
        (client_id, person, _joined(granted), _joined(declined), now),
    )
    return code


def exchange(world: World, call: Call) -> Response:
    """GET /{v}/oauth/access_token: a code or a short token for a token."""
    values = Params(params.read(call))
    client = accounts.find_client(world.state, PLATFORM, values.required("client_id"))
    if client is None:
        raise errors.refusal(101, "Error validating application. Cannot get application info.")
    if not access.is_secret(client, values.required("client_secret")):
        raise errors.refusal(1, "Error validating client secret.")
    kind = values.text("grant_type", "authorization_code")
    if kind == "fb_exchange_token":
        return _lengthened(world, client.client_id, values)
    if kind != "authorization_code":
        raise errors.invalid("grant_type is not one that is known here")
    return _redeemed(world, client.client_id, values)


def list_accounts(world: World, call: Call) -> Response:
    """GET /{v}/me/accounts: the person's Pages, each with a token of its own."""
    visit = access.enter_as_person(world, call)
    names = visit.params.names("fields", "id,name,access_token,tasks,category")
    for name in names:
        if name not in _ACCOUNT_FIELDS:
            raise errors.invalid(f"Tried accessing nonexisting field ({name[:60]})")
    limit = visit.params.number("limit", default=25, least=1, most=100)
    pages = accounts.organizations(world.state, PLATFORM, visit.grant.owner)
    if access.LIST not in visit.grant.scopes:
        pages = []  # without the permission the list is empty, and no error
    ids = [page.id for page in pages]
    start = cursors.start(visit.params, limit, ids)
    visit.params.done()
    shown = pages[start : start + limit]
    answer: dict[str, object] = {"data": [_account(world, visit, page, names) for page in shown]}
    if shown:
        answer["paging"] = cursors.paging(world, call, start, limit, ids)
    return errors.reply(answer)


def list_permissions(world: World, call: Call) -> Response:
    """GET /{v}/me/permissions."""
    visit = access.enter_as_person(world, call)
    visit.params.number("limit", default=25, least=1, most=100)
    visit.params.done()
    row = world.state.row(
        "SELECT * FROM facebook_grants WHERE client_id = ? AND person = ?",
        (visit.grant.client_id, visit.grant.owner),
    )
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
    found = world.state.row(
        "SELECT 1 FROM facebook_grants WHERE client_id = ? AND person = ?", (client_id, person)
    )
    if found is None:
        raise errors.missing(person, "delete")
    pages = accounts.organizations(world.state, PLATFORM, person)
    for owner in (person, *(page.id for page in pages)):
        world.state.run(
            "UPDATE tokens SET revoked = 1 WHERE platform = ? AND client_id = ? AND member = ?",
            (PLATFORM, client_id, owner),
        )
    world.state.run(
        "DELETE FROM facebook_grants WHERE client_id = ? AND person = ?", (client_id, person)
    )
    return errors.reply({"success": True})


def debug(world: World, call: Call) -> Response:
    """GET /{v}/debug_token, asked as the app."""
    client_id, values = access.enter_as_app(world, call)
    token = values.required("input_token")
    values.done()
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND platform = ?",
        (accounts.digest(token), PLATFORM),
    )
    if row is None:
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return errors.reply({"data": {"error": error, "is_valid": False, "scopes": []}})
    if row["client_id"] != client_id:
        raise errors.invalid("The App_id in the input_token did not match the Viewing App")
    is_page = row["kind"] == access.OF_PAGE
    person = _person_of(world, row["member"]) if is_page else row["member"]
    grant = world.state.row(
        "SELECT * FROM facebook_grants WHERE client_id = ? AND person = ?", (client_id, person)
    )
    data: dict[str, object] = {
        "app_id": client_id,
        "type": "PAGE" if is_page else "USER",
        "is_valid": True,
        "expires_at": 0 if is_page else row["expires_ms"] // 1000,
        "data_access_expires_at": (
            (grant["at_ms"] + access.DATA_ACCESS_MS) // 1000 if grant is not None else 0
        ),
        "scopes": row["scopes"].split(),
        "user_id": person,
        **({"profile_id": row["member"]} if is_page else {}),
    }
    if row["revoked"] or row["expires_ms"] <= world.clock.now_ms():
        subcode = 460 if row["revoked"] else 463
        error = {"code": 190, "message": "The session is over.", "subcode": subcode}
        data |= {"is_valid": False, "error": error}
    return errors.reply({"data": data})


def _redeemed(world: World, client_id: str, values: Params) -> Response:
    code, redirect_uri = values.required("code"), values.required("redirect_uri")
    values.done()
    code_hash = accounts.digest(code)
    row = world.state.row("SELECT * FROM codes WHERE code_hash = ?", (code_hash,))
    if row is None or row["client_id"] != client_id:
        raise errors.invalid("Invalid verification code format.")
    if row["used"]:
        raise errors.refusal(100, "This authorization code has been used.", subcode=36009)
    if row["expires_ms"] <= world.clock.now_ms():
        raise errors.refusal(100, "This authorization code has expired.", subcode=36007)
    if row["redirect_uri"] != redirect_uri:
        raise errors.refusal(
            100,
            "Error validating verification code. Please make sure your redirect_uri is identical "
            "to the one you used in the OAuth dialog request",
            subcode=36008,
        )
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (code_hash,))
    scopes = row["scopes"]
    token = _issue(world, access.SHORT, client_id, row["member"], scopes, life_s=SHORT_LIFE_S)
    return _token_answer(token, SHORT_LIFE_S)


def _lengthened(world: World, client_id: str, values: Params) -> Response:
    token = values.required("fb_exchange_token")
    values.done()
    grant = access.check_token(world, token)
    if grant.client_id != client_id or grant.page:
        raise errors.invalid("The token is none of a person who uses this app")
    made = _issue(
        world, access.LONG, client_id, grant.owner, _joined(grant.scopes), life_s=LONG_LIFE_S
    )
    return _token_answer(made, LONG_LIFE_S)


def _token_answer(token: str, life_s: int) -> Response:
    return errors.reply({"access_token": token, "token_type": "bearer", "expires_in": life_s})


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
        life_s = None if grant.kind == access.LONG else SHORT_LIFE_S
        values["access_token"] = _issue(
            world,
            access.OF_PAGE,
            grant.client_id,
            page.id,
            _joined(grant.scopes),
            life_s=life_s,
        )
    return {name: values[name] for name in dict.fromkeys([*names, "id"]) if name in values}


def _person_of(world: World, page_id: str) -> str:
    page = accounts.find_by_urn(world.state, PLATFORM, page_id)
    return (page.owner or "") if page is not None else ""


def _issue(
    world: World, kind: str, client_id: str, owner: str, scopes: str, *, life_s: int | None
) -> str:
    token = "EAA" + secrets.token_urlsafe(140)
    expires_ms = access.FOREVER_MS if life_s is None else world.clock.now_ms() + life_s * 1000
    world.state.run(
        "INSERT INTO tokens (token_hash, platform, kind, client_id, member, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (accounts.digest(token), PLATFORM, kind, client_id, owner, scopes, expires_ms),
    )
    return token


def _joined(scopes: frozenset[str]) -> str:
    return " ".join(sorted(scopes))
