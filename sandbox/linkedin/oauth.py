"""LinkedIn's OAuth: codes, tokens, revocation, sign-in profile. Its page is in `consent`."""

import secrets

from starlette.responses import Response

from sandbox import accounts, granting
from sandbox.consenting import Asked
from sandbox.exchange import Call
from sandbox.granting import Consent, FormError
from sandbox.linkedin import access, errors
from sandbox.linkedin.people import PLATFORM
from sandbox.world import World

CODE_LIFE_MS = 30 * 60 * 1000
TOKEN_LIFE_S = 5_184_000
REFRESH_LIFE_S = 365 * 24 * 3600
_NO_MATCH = (
    "Unable to retrieve access token: appid/redirect uri/code verifier does not match "
    "authorization code. Or authorization code expired. Or external member binding exists"
)


def issue_code(world: World, asked: Asked, consent: Consent) -> str:
    """A code for one exchange; a scope set that differs ends this member's earlier tokens."""
    granting.revoke_all(world.state, consent, but_of_same_scopes=True)
    code = "AQ" + secrets.token_urlsafe(60)
    return granting.issue_code(
        world, consent, code, redirect_uri=asked.redirect_uri, life_ms=CODE_LIFE_MS
    )


def exchange_token(world: World, call: Call) -> Response:
    """POST /oauth/v2/accessToken."""
    form = _read_form(call)
    kind = form.get("grant_type", "")
    if kind not in ("authorization_code", "refresh_token"):
        raise errors.oauth_refusal(
            "invalid_request", f'A required parameter "grant_type" is missing or unknown: "{kind}"'
        )
    needed = ("code", "redirect_uri") if kind == "authorization_code" else ("refresh_token",)
    client = _check_client(world, form, *needed)
    if kind == "authorization_code":
        return _redeem_code(world, client, form)
    return _refresh(world, client, form["refresh_token"])


def revoke_token(world: World, call: Call) -> Response:
    """POST /oauth/v2/revoke."""
    form = _read_form(call)
    client = _check_client(world, form, "token")
    found = granting.find_token(world, PLATFORM, form["token"])
    if found is not None and found.consent.client_id == client.client_id:
        granting.revoke(world.state, form["token"])
    return Response(status_code=200, headers=errors.headers())


def userinfo(world: World, call: Call) -> Response:
    """GET /v2/userinfo."""
    grant = access.enter(world, call)
    grant.must_have("openid")
    member = accounts.find_member(world.state, PLATFORM, grant.member)
    if member is None:
        raise errors.refusal(404, "NOT_FOUND", "Member not found")
    profile: dict[str, object] = {"sub": member.id}
    if "profile" in grant.scopes:
        given, _, family = member.name.partition(" ")
        locale = {"country": "IN", "language": "en"}
        profile |= {
            "name": member.name,
            "given_name": given,
            "family_name": family,
            "locale": locale,
        }
    if "email" in grant.scopes:
        profile |= {"email": f"{member.handle}@example.com", "email_verified": True}
    return errors.reply(profile)


def _read_form(call: Call) -> dict[str, str]:
    try:
        return granting.read_form(call)
    except FormError as error:
        words = f'The parameter "{error.repeated}" is repeated' if error.repeated else str(error)
        raise errors.oauth_refusal("invalid_request", words) from None


def _check_client(world: World, form: dict[str, str], *needed: str) -> accounts.Client:
    """The app that the form names, once the form has all that is needed."""
    for name in ("client_id", "client_secret", *needed):
        if not form.get(name):
            raise errors.oauth_refusal(
                "invalid_request", f'A required parameter "{name}" is missing'
            )
    client = granting.authenticated(world, PLATFORM, form["client_id"], form["client_secret"])
    if client is None:
        raise errors.oauth_refusal("invalid_client", "Client authentication failed", 401)
    return client


def _redeem_code(world: World, client: accounts.Client, form: dict[str, str]) -> Response:
    code = granting.find_code(world, PLATFORM, form["code"])
    fits = (
        code is not None
        and not code.is_used
        and code.consent.client_id == client.client_id
        and code.redirect_uri == form["redirect_uri"]
        and not code.is_over
    )
    if code is None or not fits:
        raise errors.oauth_refusal("invalid_request", _NO_MATCH)
    granting.use_code(world, form["code"])
    answer = _new_access(world, code.consent)
    if client.gets_refresh_tokens:
        answer["refresh_token"] = _issue(world, code.consent, granting.REFRESH, REFRESH_LIFE_S)
        answer["refresh_token_expires_in"] = REFRESH_LIFE_S
    return errors.reply(answer)


def _refresh(world: World, client: accounts.Client, token: str) -> Response:
    found = granting.live_token(world, PLATFORM, token, granting.REFRESH)
    if found is None or found.consent.client_id != client.client_id:
        raise errors.oauth_refusal(
            "invalid_request",
            "The provided authorization grant or refresh token is invalid, expired or revoked",
        )
    answer = _new_access(world, found.consent)
    # Use does not lengthen a refresh token's life:
    # https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens
    answer["refresh_token"] = token
    answer["refresh_token_expires_in"] = (found.expires_ms - world.clock.now_ms()) // 1000
    return errors.reply(answer)


def _new_access(world: World, consent: Consent) -> dict[str, object]:
    return {
        "access_token": _issue(world, consent, granting.ACCESS, TOKEN_LIFE_S),
        "expires_in": TOKEN_LIFE_S,
        "scope": consent.scope.replace(" ", ","),
        "token_type": "Bearer",
    }


def _issue(world: World, consent: Consent, kind: str, life_s: int) -> str:
    token = "AQ" + secrets.token_urlsafe(372)
    return granting.issue_token(world, consent, token, kind=kind, life_s=life_s)
