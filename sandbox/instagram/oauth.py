"""Instagram Login's codes and tokens, short-lived and long-lived. Its page is in `consent`."""

import hmac
import secrets
from sqlite3 import Row

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call, RefusalError
from sandbox.instagram import access, errors, params
from sandbox.instagram.params import Params
from sandbox.instagram.people import PLATFORM, scoped_id
from sandbox.world import World

CODE_LIFE_MS = 3600 * 1000
SHORT_LIFE_S = 3600
LONG_LIFE_S = 60 * 24 * 3600
REFRESHABLE_AFTER_S = 24 * 3600


def issue_code(
    world: World, *, client_id: str, account: str, redirect_uri: str, scopes: frozenset[str]
) -> str:
    code = "AQ" + secrets.token_urlsafe(90)
    world.state.run(
        "INSERT INTO codes (code_hash, client_id, member, redirect_uri, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(code),
            client_id,
            account,
            redirect_uri,
            " ".join(sorted(scopes)),
            world.clock.now_ms() + CODE_LIFE_MS,
        ),
    )
    return code


def redeem_code(world: World, call: Call) -> Response:
    """POST /oauth/access_token: a code for a token of one hour."""
    form = read_form(call)
    for name in ("client_id", "client_secret", "grant_type", "redirect_uri", "code"):
        if not form.get(name):
            raise errors.oauth_refusal(f"Missing required field {name}")
    if form["grant_type"] != "authorization_code":
        raise errors.oauth_refusal("Invalid grant_type: must be authorization_code")
    client = accounts.find_client(world.state, PLATFORM, form["client_id"])
    if client is None or not is_secret(client, form["client_secret"]):
        raise errors.oauth_refusal("Invalid client_id or client_secret")
    row = take_code(world, client.client_id, form["code"], form["redirect_uri"])
    token = _issue(world, access.SHORT, client.client_id, row["member"], row["scopes"])
    answer = {
        "access_token": token,
        # The id within this app. The account's own one, for publishing, is read from /me.
        "user_id": int(scoped_id(row["member"])),
        "permissions": row["scopes"].split(),
    }
    return errors.reply(answer)


def take_code(world: World, client_id: str, code: str, redirect_uri: str) -> Row:
    """Uses the code up.

    Raises:
        RefusalError: in the token endpoint's shape.
    """
    code_hash = accounts.digest(code)
    row = world.state.row("SELECT * FROM codes WHERE code_hash = ?", (code_hash,))
    if row is None or row["used"] or row["client_id"] != client_id:
        raise errors.oauth_refusal("Matching code was not found or was already used")
    if row["redirect_uri"] != redirect_uri:
        raise errors.oauth_refusal(
            "The redirect_uri is not the one that was used to ask for the code"
        )
    if row["expires_ms"] <= world.clock.now_ms():
        raise errors.oauth_refusal("This authorization code has expired")
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (code_hash,))
    return row


def lengthen(world: World, call: Call) -> Response:
    """GET /access_token: a short-lived token for one of sixty days."""
    values = Params(params.read(call))
    _check_grant_type(values, "ig_exchange_token")
    secret, token = values.required("client_secret"), values.required("access_token")
    values.done()
    grant = access.check_token(world, token)
    client = accounts.find_client(world.state, PLATFORM, grant.client_id)
    if client is None or not is_secret(client, secret):
        raise errors.refusal(1, "Error validating client secret.")
    if grant.kind != access.SHORT:
        raise errors.refusal(452, "The token cannot be exchanged: it is long-lived already")
    return _long_lived(world, grant)


def refresh(world: World, call: Call) -> Response:
    """GET /refresh_access_token: sixty more days for a long-lived token that is a day old."""
    values = Params(params.read(call))
    _check_grant_type(values, "ig_refresh_token")
    token = values.required("access_token")
    values.done()
    grant = access.check_token(world, token)
    grant.must_have(access.BASIC)
    if grant.kind != access.LONG:
        raise errors.refusal(452, "The token cannot be refreshed: it is not long-lived")
    age_s = LONG_LIFE_S - (grant.expires_ms - world.clock.now_ms()) / 1000
    if age_s < REFRESHABLE_AFTER_S:
        raise errors.invalid("The access token must be at least 24 hours old to be refreshed")
    return _long_lived(world, grant)


def read_form(call: Call) -> dict[str, str]:
    """The fields of a urlencoded form.

    Raises:
        RefusalError: in the token endpoint's shape.
    """
    content_type = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        raise errors.oauth_refusal("The content type must be application/x-www-form-urlencoded")
    try:
        return params.form(call)
    except RefusalError:
        raise errors.oauth_refusal("The form cannot be read") from None


def _check_grant_type(values: Params, kind: str) -> None:
    if values.required("grant_type") != kind:
        raise errors.invalid(f"grant_type must be {kind}")


def is_secret(client: accounts.Client, secret: str) -> bool:
    return hmac.compare_digest(client.secret_hash, accounts.digest(secret))


def _long_lived(world: World, grant: access.Grant) -> Response:
    scopes = " ".join(sorted(grant.scopes))
    token = _issue(world, access.LONG, grant.client_id, grant.account, scopes)
    return errors.reply({"access_token": token, "token_type": "bearer", "expires_in": LONG_LIFE_S})


def _issue(world: World, kind: str, client_id: str, account: str, scopes: str) -> str:
    life_s = SHORT_LIFE_S if kind == access.SHORT else LONG_LIFE_S
    return issue(
        world, "IGAA", kind, client_id=client_id, account=account, scopes=scopes, life_s=life_s
    )


def issue(
    world: World,
    beginning: str,
    kind: str,
    *,
    client_id: str,
    account: str,
    scopes: str,
    life_s: int,
) -> str:
    """A new token of that kind."""
    token = beginning + secrets.token_urlsafe(140)
    world.state.run(
        "INSERT INTO tokens (token_hash, platform, kind, client_id, member, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(token),
            PLATFORM,
            kind,
            client_id,
            account,
            scopes,
            world.clock.now_ms() + life_s * 1000,
        ),
    )
    return token
