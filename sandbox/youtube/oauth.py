"""Google's codes and tokens, with the proof key. The page is in `consent`."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from sqlite3 import Row
from urllib.parse import parse_qs

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call
from sandbox.world import World
from sandbox.youtube import errors
from sandbox.youtube.people import PLATFORM

CODE_LIFE_MS = 10 * 60 * 1000
TOKEN_LIFE_S = 3599
# Unused for so long, a refresh token dies:
# https://developers.google.com/identity/protocols/oauth2#expiration
REFRESH_LIFE_S = 180 * 24 * 3600


def issue_code(
    world: World,
    *,
    client_id: str,
    account: str,
    redirect_uri: str,
    scopes: frozenset[str],
    challenge: str,
    is_offline: bool,
) -> str:
    code = "4/0A" + secrets.token_urlsafe(48)
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
    world.state.run(
        "INSERT INTO youtube_consents VALUES (?, ?, ?)",
        (accounts.digest(code), challenge, int(is_offline)),
    )
    return code


def exchange_token(world: World, call: Call) -> Response:
    """POST /token."""
    form = read_form(call)
    kind = form.get("grant_type", "")
    if kind not in ("authorization_code", "refresh_token"):
        raise errors.oauth_refusal("unsupported_grant_type", f"Invalid grant_type: {kind}")
    client = accounts.find_client(world.state, PLATFORM, form.get("client_id", ""))
    given = accounts.digest(form.get("client_secret", ""))
    if client is None or not hmac.compare_digest(client.secret_hash, given):
        raise errors.oauth_refusal("invalid_client", "The OAuth client was not found.", 401)
    if kind == "refresh_token":
        return _refresh(world, client.client_id, form.get("refresh_token", ""))
    return _redeem(world, client.client_id, form)


def revoke_token(world: World, call: Call) -> Response:
    """POST /revoke, with the token in the form or in the query."""
    token = parse_qs(call.query).get("token", [""])[0] or read_form(call).get("token", "")
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND platform = ? AND NOT revoked",
        (accounts.digest(token), PLATFORM),
    )
    if row is None:
        raise errors.oauth_refusal("invalid_token", "Token expired or revoked")
    # The whole grant of this person to this app ends.
    world.state.run(
        "UPDATE tokens SET revoked = 1 WHERE platform = ? AND client_id = ? AND member = ?",
        (PLATFORM, row["client_id"], row["member"]),
    )
    return errors.reply({})


def read_form(call: Call) -> dict[str, str]:
    """The fields of a urlencoded form; a repeated field is refused."""
    content_type = call.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if content_type != "application/x-www-form-urlencoded":
            raise ValueError
        fields = parse_qs(
            call.body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=50
        )
    except ValueError:
        raise errors.oauth_refusal("invalid_request", "The form cannot be read") from None
    for name, values in fields.items():
        if len(values) > 1:
            raise errors.oauth_refusal("invalid_request", f"Parameter repeated: {name[:40]}")
    return {name: values[0] for name, values in fields.items()}


def _redeem(world: World, client_id: str, form: dict[str, str]) -> Response:
    code_hash = accounts.digest(form.get("code", ""))
    row = world.state.row("SELECT * FROM codes WHERE code_hash = ?", (code_hash,))
    consent = world.state.row("SELECT * FROM youtube_consents WHERE code_hash = ?", (code_hash,))
    if row is None or consent is None or row["used"] or row["client_id"] != client_id:
        raise errors.oauth_refusal("invalid_grant", "Malformed auth code.")
    if row["expires_ms"] <= world.clock.now_ms():
        raise errors.oauth_refusal("invalid_grant", "Bad Request")
    if row["redirect_uri"] != form.get("redirect_uri"):
        raise errors.oauth_refusal("redirect_uri_mismatch", "Bad Request")
    if not _proves(consent, form.get("code_verifier", "")):
        raise errors.oauth_refusal("invalid_grant", "Invalid code verifier.")
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (code_hash,))
    answer = _access(world, client_id, row)
    if consent["is_offline"]:
        answer["refresh_token"] = _issue(world, "refresh", client_id, row, REFRESH_LIFE_S)
    return errors.reply(answer)


def _proves(consent: Row, verifier: str) -> bool:
    if not consent["challenge"]:
        return not verifier
    digest = hashlib.sha256(verifier.encode("utf-8", "surrogatepass")).digest()
    proof = urlsafe_b64encode(digest).rstrip(b"=").decode()
    return hmac.compare_digest(proof, str(consent["challenge"]))


def _refresh(world: World, client_id: str, token: str) -> Response:
    now = world.clock.now_ms()
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND platform = ? AND kind = 'refresh'"
        " AND client_id = ? AND NOT revoked AND expires_ms > ?",
        (accounts.digest(token), PLATFORM, client_id, now),
    )
    if row is None:
        raise errors.oauth_refusal("invalid_grant", "Token has been expired or revoked.")
    world.state.run(
        "UPDATE tokens SET expires_ms = ? WHERE token_hash = ?",
        (now + REFRESH_LIFE_S * 1000, row["token_hash"]),
    )
    return errors.reply(_access(world, client_id, row))


def _access(world: World, client_id: str, row: Row) -> dict[str, object]:
    return {
        "access_token": _issue(world, "access", client_id, row, TOKEN_LIFE_S),
        "expires_in": TOKEN_LIFE_S,
        "scope": row["scopes"],
        "token_type": "Bearer",
    }


def _issue(world: World, kind: str, client_id: str, row: Row, life_s: int) -> str:
    token = ("ya29." if kind == "access" else "1//0") + secrets.token_urlsafe(120)
    world.state.run(
        "INSERT INTO tokens (token_hash, platform, kind, client_id, member, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(token),
            PLATFORM,
            kind,
            client_id,
            row["member"],
            row["scopes"],
            world.clock.now_ms() + life_s * 1000,
        ),
    )
    return token
