"""X's OAuth 2.0: codes with a proof key, rotating tokens, revocation. Its page is in `consent`."""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import parse_qs, unquote

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.x import errors
from sandbox.x.people import PLATFORM

CODE_LIFE_MS = 30 * 1000
TOKEN_LIFE_S = 7200
# X does not say how long one lives that nobody uses; half a year is what is seen.
REFRESH_LIFE_S = 180 * 24 * 3600
SCHEMA = """
CREATE TABLE IF NOT EXISTS x_challenges (
    code_hash TEXT PRIMARY KEY, challenge TEXT NOT NULL, method TEXT NOT NULL);
"""


def issue_code(
    world: World, *, client_id: str, member: str, redirect_uri: str, scopes: frozenset[str]
) -> str:
    """A code for one exchange; its challenge is added by `challenge`."""
    code = secrets.token_urlsafe(60)
    world.state.run(
        "INSERT INTO codes (code_hash, client_id, member, redirect_uri, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(code),
            client_id,
            member,
            redirect_uri,
            " ".join(sorted(scopes)),
            world.clock.now_ms() + CODE_LIFE_MS,
        ),
    )
    return code


def challenge(world: World, code: str, text: str, method: str) -> None:
    """What the exchange of this code must prove."""
    world.state.run(
        "INSERT INTO x_challenges VALUES (?, ?, ?)", (accounts.digest(code), text, method)
    )


def exchange_token(world: World, call: Call) -> Response:
    """POST /2/oauth2/token."""
    form = read_form(call)
    client = _check_client(world, call)
    kind = _needed(form, "grant_type")
    if kind == "authorization_code":
        return _redeem_code(world, client, form)
    if kind == "refresh_token":
        return _refresh(world, client, _needed(form, "refresh_token"))
    raise errors.oauth_refusal("unsupported_grant_type", "Value passed for the grant type is wrong")


def revoke_token(world: World, call: Call) -> Response:
    """POST /2/oauth2/revoke."""
    form = read_form(call)
    client = _check_client(world, call)
    world.state.run(
        "UPDATE tokens SET revoked = 1 WHERE token_hash = ? AND client_id = ? AND platform = ?",
        (accounts.digest(_needed(form, "token")), client.client_id, PLATFORM),
    )
    return errors.reply({"revoked": True})


def read_form(call: Call) -> dict[str, str]:
    """The fields of a urlencoded form; a repeated field is refused."""
    content_type = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        raise errors.oauth_refusal(
            "invalid_request", "The content type must be application/x-www-form-urlencoded"
        )
    try:
        fields = parse_qs(
            call.body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=50
        )
    except ValueError:
        raise errors.oauth_refusal("invalid_request", "The form cannot be read") from None
    for name, values in fields.items():
        if len(values) > 1:
            raise errors.oauth_refusal("invalid_request", f"Parameter [{name}] is repeated")
    return {name: values[0] for name, values in fields.items()}


def _needed(form: dict[str, str], name: str) -> str:
    if not form.get(name):
        raise errors.oauth_refusal("invalid_request", f"Missing required parameter [{name}].")
    return form[name]


def _check_client(world: World, call: Call) -> accounts.Client:
    """The confidential app that names itself in the Authorization header."""
    scheme, _, given = call.headers.get("authorization", "").partition(" ")
    try:
        pair = base64.b64decode(given, validate=True).decode() if scheme.lower() == "basic" else ""
    except ValueError:
        pair = ""
    client_id, _, secret = pair.partition(":")
    client = accounts.find_client(world.state, PLATFORM, unquote(client_id))
    digest = accounts.digest(unquote(secret))
    if client is None or not hmac.compare_digest(client.secret_hash, digest):
        raise errors.oauth_refusal("unauthorized_client", "Missing valid authorization header", 401)
    return client


def _redeem_code(world: World, client: accounts.Client, form: dict[str, str]) -> Response:
    code, redirect_uri = _needed(form, "code"), _needed(form, "redirect_uri")
    verifier = _needed(form, "code_verifier")
    code_hash = accounts.digest(code)
    row = world.state.row(
        "SELECT * FROM codes JOIN x_challenges USING (code_hash) WHERE code_hash = ?", (code_hash,)
    )
    is_known = row is not None and row["client_id"] == client.client_id and not row["used"]
    if row is None or not is_known or row["expires_ms"] <= world.clock.now_ms():
        raise errors.oauth_refusal(
            "invalid_request", "Value passed for the authorization code was invalid."
        )
    if row["redirect_uri"] != redirect_uri:
        raise errors.oauth_refusal(
            "invalid_request",
            "Value passed for the redirect uri did not match the uri of the authorization code.",
        )
    if not hmac.compare_digest(_proof(verifier, row["method"]), row["challenge"]):
        raise errors.oauth_refusal(
            "invalid_request",
            "Value passed for the code verifier did not match the code challenge.",
        )
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (code_hash,))
    return _grant(world, client.client_id, row["member"], row["scopes"])


def _proof(verifier: str, method: str) -> str:
    if method == "plain":
        return verifier
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _refresh(world: World, client: accounts.Client, token: str) -> Response:
    token_hash = accounts.digest(token)
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND kind = 'refresh' AND client_id = ?",
        (token_hash, client.client_id),
    )
    if row is None or row["revoked"] or row["expires_ms"] <= world.clock.now_ms():
        raise errors.oauth_refusal("invalid_request", "Value passed for the token was invalid.")
    # each works once; the answer brings the next
    world.state.run("UPDATE tokens SET revoked = 1 WHERE token_hash = ?", (token_hash,))
    return _grant(world, client.client_id, row["member"], row["scopes"])


def _grant(world: World, client_id: str, member: str, scopes: str) -> Response:
    answer: dict[str, object] = {
        "token_type": "bearer",
        "expires_in": TOKEN_LIFE_S,
        "access_token": _issue(world, "access", client_id, member, scopes, TOKEN_LIFE_S),
        "scope": scopes,
    }
    if "offline.access" in scopes.split():
        answer["refresh_token"] = _issue(
            world, "refresh", client_id, member, scopes, REFRESH_LIFE_S
        )
    return errors.reply(answer)


def _issue(world: World, kind: str, client_id: str, member: str, scopes: str, life_s: int) -> str:
    token = secrets.token_urlsafe(68)
    world.state.run(
        "INSERT INTO tokens (token_hash, platform, kind, client_id, member, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(token),
            PLATFORM,
            kind,
            client_id,
            member,
            scopes,
            world.clock.now_ms() + life_s * 1000,
        ),
    )
    return token
