"""X's OAuth 2.0: codes with a proof key, rotating tokens, revocation. Its page is in `consent`."""

import base64
import secrets
from urllib.parse import unquote

from starlette.responses import Response

from sandbox import granting
from sandbox.consenting import Asked
from sandbox.exchange import Call
from sandbox.granting import Consent, FormError
from sandbox.world import World
from sandbox.x import errors
from sandbox.x.people import PLATFORM

CODE_LIFE_MS = 30 * 1000
TOKEN_LIFE_S = 7200
# X does not say how long one lives that nobody uses; half a year is what is seen.
REFRESH_LIFE_S = 180 * 24 * 3600


def issue_code(world: World, asked: Asked, consent: Consent) -> str:
    """A code for one exchange, which must prove the challenge that was asked with."""
    return granting.issue_code(
        world,
        consent,
        secrets.token_urlsafe(60),
        redirect_uri=asked.redirect_uri,
        life_ms=CODE_LIFE_MS,
        challenge=asked.fields["code_challenge"],
        method=asked.fields["code_challenge_method"],
    )


def exchange_token(world: World, call: Call) -> Response:
    """POST /2/oauth2/token."""
    form = _read_form(call)
    client_id = _check_client(world, call)
    kind = _needed(form, "grant_type")
    if kind == "authorization_code":
        return _redeem_code(world, client_id, form)
    if kind == "refresh_token":
        return _refresh(world, client_id, _needed(form, "refresh_token"))
    raise errors.oauth_refusal("unsupported_grant_type", "Value passed for the grant type is wrong")


def revoke_token(world: World, call: Call) -> Response:
    """POST /2/oauth2/revoke."""
    form = _read_form(call)
    client_id = _check_client(world, call)
    token = _needed(form, "token")
    found = granting.find_token(world, PLATFORM, token)
    if found is not None and found.consent.client_id == client_id:
        granting.revoke(world.state, token)
    return errors.reply({"revoked": True})


def _read_form(call: Call) -> dict[str, str]:
    try:
        return granting.read_form(call)
    except FormError as error:
        words = f"Parameter [{error.repeated}] is repeated" if error.repeated else str(error)
        raise errors.oauth_refusal("invalid_request", words) from None


def _needed(form: dict[str, str], name: str) -> str:
    if not form.get(name):
        raise errors.oauth_refusal("invalid_request", f"Missing required parameter [{name}].")
    return form[name]


def _check_client(world: World, call: Call) -> str:
    """The id of the confidential app that names itself in the Authorization header."""
    try:
        given = granting.bearer(call, ("basic",))
        pair = base64.b64decode(given, validate=True).decode()
    except ValueError:
        pair = ""
    client_id, _, secret = pair.partition(":")
    client = granting.authenticated(world, PLATFORM, unquote(client_id), unquote(secret))
    if client is None:
        raise errors.oauth_refusal("unauthorized_client", "Missing valid authorization header", 401)
    return client.client_id


def _redeem_code(world: World, client_id: str, form: dict[str, str]) -> Response:
    given, redirect_uri = _needed(form, "code"), _needed(form, "redirect_uri")
    verifier = _needed(form, "code_verifier")
    code = granting.find_code(world, PLATFORM, given)
    if code is None or code.consent.client_id != client_id or code.is_used or code.is_over:
        raise errors.oauth_refusal(
            "invalid_request", "Value passed for the authorization code was invalid."
        )
    if code.redirect_uri != redirect_uri:
        raise errors.oauth_refusal(
            "invalid_request",
            "Value passed for the redirect uri did not match the uri of the authorization code.",
        )
    if not code.is_proven_by(verifier):
        raise errors.oauth_refusal(
            "invalid_request",
            "Value passed for the code verifier did not match the code challenge.",
        )
    granting.use_code(world, given)
    return _grant(world, code.consent)


def _refresh(world: World, client_id: str, token: str) -> Response:
    found = granting.live_token(world, PLATFORM, token, granting.REFRESH)
    if found is None or found.consent.client_id != client_id:
        raise errors.oauth_refusal("invalid_request", "Value passed for the token was invalid.")
    # each works once; the answer brings the next
    granting.revoke(world.state, token)
    return _grant(world, found.consent)


def _grant(world: World, consent: Consent) -> Response:
    answer: dict[str, object] = {
        "token_type": "bearer",
        "expires_in": TOKEN_LIFE_S,
        "access_token": _issue(world, consent, granting.ACCESS, TOKEN_LIFE_S),
        "scope": consent.scope,
    }
    if "offline.access" in consent.scopes:
        answer["refresh_token"] = _issue(world, consent, granting.REFRESH, REFRESH_LIFE_S)
    return errors.reply(answer)


def _issue(world: World, consent: Consent, kind: str, life_s: int) -> str:
    return granting.issue_token(world, consent, secrets.token_urlsafe(68), kind=kind, life_s=life_s)
