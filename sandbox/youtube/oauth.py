"""Google's codes and tokens, with the proof key. The page is in `consent`."""

import secrets
from urllib.parse import parse_qs

from starlette.responses import Response

from sandbox import accounts, granting
from sandbox.consenting import Asked
from sandbox.exchange import Call
from sandbox.granting import Consent, FormError
from sandbox.world import World
from sandbox.youtube import errors
from sandbox.youtube.people import PLATFORM

CODE_LIFE_MS = 10 * 60 * 1000
TOKEN_LIFE_S = 3599
# Unused for so long, a refresh token dies:
# https://developers.google.com/identity/protocols/oauth2#expiration
REFRESH_LIFE_S = 180 * 24 * 3600


def issue_code(world: World, asked: Asked, consent: Consent) -> str:
    """A code for one exchange, with the challenge that was asked with, if any.

    It brings a refresh token when access offline was asked for; a repeated consent does so only
    when it was asked for anew.
    """
    fields = asked.fields
    code = granting.issue_code(
        world,
        consent,
        "4/0A" + secrets.token_urlsafe(48),
        redirect_uri=asked.redirect_uri,
        life_ms=CODE_LIFE_MS,
        challenge=fields.get("code_challenge", ""),
        method="S256",
    )
    is_anew = "consent" in fields.get("prompt", "").split()
    is_known = granting.has_token(world, consent, granting.REFRESH)
    if fields.get("access_type") == "offline" and (is_anew or not is_known):
        world.state.run("INSERT INTO youtube_offline_codes VALUES (?)", (accounts.digest(code),))
    return code


def exchange_token(world: World, call: Call) -> Response:
    """POST /token."""
    form = _read_form(call)
    kind = form.get("grant_type", "")
    if kind not in ("authorization_code", "refresh_token"):
        raise errors.oauth_refusal("unsupported_grant_type", f"Invalid grant_type: {kind}")
    client = granting.authenticated(
        world, PLATFORM, form.get("client_id", ""), form.get("client_secret", "")
    )
    if client is None:
        raise errors.oauth_refusal("invalid_client", "The OAuth client was not found.", 401)
    if kind == "refresh_token":
        return _refresh(world, client.client_id, form.get("refresh_token", ""))
    return _redeem(world, client.client_id, form)


def revoke_token(world: World, call: Call) -> Response:
    """POST /revoke, with the token in the form or in the query."""
    token = parse_qs(call.query).get("token", [""])[0] or _read_form(call).get("token", "")
    found = granting.find_token(world, PLATFORM, token)
    if found is None or found.is_revoked:
        raise errors.oauth_refusal("invalid_token", "Token expired or revoked")
    # The whole grant of this person to this app ends.
    granting.revoke_all(world.state, found.consent)
    return errors.reply({})


def _read_form(call: Call) -> dict[str, str]:
    try:
        return granting.read_form(call)
    except FormError as error:
        words = "The form cannot be read"
        if error.repeated:
            words = f"Parameter repeated: {error.repeated[:40]}"
        raise errors.oauth_refusal("invalid_request", words) from None


def _redeem(world: World, client_id: str, form: dict[str, str]) -> Response:
    given = form.get("code", "")
    code = granting.find_code(world, PLATFORM, given)
    if code is None or code.is_used or code.consent.client_id != client_id:
        raise errors.oauth_refusal("invalid_grant", "Malformed auth code.")
    if code.is_over:
        raise errors.oauth_refusal("invalid_grant", "Bad Request")
    if code.redirect_uri != form.get("redirect_uri"):
        raise errors.oauth_refusal("redirect_uri_mismatch", "Bad Request")
    if not code.is_proven_by(form.get("code_verifier", "")):
        raise errors.oauth_refusal("invalid_grant", "Invalid code verifier.")
    granting.use_code(world, given)
    answer = _access(world, code.consent)
    offline = world.state.row(
        "SELECT 1 FROM youtube_offline_codes WHERE code_hash = ?", (accounts.digest(given),)
    )
    if offline is not None:
        token = "1//0" + secrets.token_urlsafe(120)
        answer["refresh_token"] = granting.issue_token(
            world, code.consent, token, kind=granting.REFRESH, life_s=REFRESH_LIFE_S
        )
    return errors.reply(answer)


def _refresh(world: World, client_id: str, token: str) -> Response:
    found = granting.live_token(world, PLATFORM, token, granting.REFRESH)
    if found is None or found.consent.client_id != client_id:
        raise errors.oauth_refusal("invalid_grant", "Token has been expired or revoked.")
    granting.prolong(world, token, REFRESH_LIFE_S)
    return errors.reply(_access(world, found.consent))


def _access(world: World, consent: Consent) -> dict[str, object]:
    token = "ya29." + secrets.token_urlsafe(120)
    return {
        "access_token": granting.issue_token(world, consent, token, life_s=TOKEN_LIFE_S),
        "expires_in": TOKEN_LIFE_S,
        "scope": consent.scope,
        "token_type": "Bearer",
    }
