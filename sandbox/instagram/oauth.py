"""Instagram Login's codes and tokens, short-lived and long-lived. Its page is in `consent`."""

import secrets

from starlette.responses import Response

from sandbox import granting
from sandbox.consenting import Asked
from sandbox.exchange import Call
from sandbox.granting import Consent, FormError
from sandbox.instagram import access
from sandbox.instagram.people import PLATFORM, scoped_id
from sandbox.meta import errors, params
from sandbox.meta.params import Params
from sandbox.world import World

CODE_LIFE_MS = 3600 * 1000
SHORT_LIFE_S = 3600
LONG_LIFE_S = 60 * 24 * 3600
REFRESHABLE_AFTER_S = 24 * 3600


def issue_code(world: World, asked: Asked, consent: Consent) -> str:
    code = "AQ" + secrets.token_urlsafe(90)
    return granting.issue_code(
        world, consent, code, redirect_uri=asked.redirect_uri, life_ms=CODE_LIFE_MS
    )


def redeem_code(world: World, call: Call) -> Response:
    """POST /oauth/access_token: a code for a token of one hour."""
    form = _read_form(call)
    for name in ("client_id", "client_secret", "grant_type", "redirect_uri", "code"):
        if not form.get(name):
            raise errors.oauth_refusal(f"Missing required field {name}")
    if form["grant_type"] != "authorization_code":
        raise errors.oauth_refusal("Invalid grant_type: must be authorization_code")
    client = granting.authenticated(world, PLATFORM, form["client_id"], form["client_secret"])
    if client is None:
        raise errors.oauth_refusal("Invalid client_id or client_secret")
    consent = _take_code(world, client.client_id, form["code"], form["redirect_uri"])
    answer = {
        "access_token": _issue(world, access.SHORT, consent),
        # The id within this app. The account's own one, for publishing, is read from /me.
        "user_id": int(scoped_id(consent.member)),
        "permissions": sorted(consent.scopes),
    }
    return errors.reply(answer)


def _take_code(world: World, client_id: str, given: str, redirect_uri: str) -> Consent:
    code = granting.find_code(world, PLATFORM, given)
    if code is None or code.is_used or code.consent.client_id != client_id:
        raise errors.oauth_refusal("Matching code was not found or was already used")
    if code.redirect_uri != redirect_uri:
        raise errors.oauth_refusal(
            "The redirect_uri is not the one that was used to ask for the code"
        )
    if code.is_over:
        raise errors.oauth_refusal("This authorization code has expired")
    granting.use_code(world, given)
    return code.consent


def lengthen(world: World, call: Call) -> Response:
    """GET /access_token: a short-lived token for one of sixty days."""
    values = Params(params.read(call))
    _check_grant_type(values, "ig_exchange_token")
    secret, token = values.required("client_secret"), values.required("access_token")
    values.done()
    grant = access.check_token(world, token)
    if granting.authenticated(world, PLATFORM, grant.client_id, secret) is None:
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


def _read_form(call: Call) -> dict[str, str]:
    try:
        return granting.read_form(call)
    except FormError as error:
        raise errors.oauth_refusal(str(error)) from None


def _check_grant_type(values: Params, kind: str) -> None:
    if values.required("grant_type") != kind:
        raise errors.invalid(f"grant_type must be {kind}")


def _long_lived(world: World, grant: access.Grant) -> Response:
    consent = Consent(PLATFORM, grant.client_id, grant.account, grant.scopes)
    token = _issue(world, access.LONG, consent)
    return errors.reply({"access_token": token, "token_type": "bearer", "expires_in": LONG_LIFE_S})


def _issue(world: World, kind: str, consent: Consent) -> str:
    life_s = SHORT_LIFE_S if kind == access.SHORT else LONG_LIFE_S
    token = "IGAA" + secrets.token_urlsafe(140)
    return granting.issue_token(world, consent, token, kind=kind, life_s=life_s)
