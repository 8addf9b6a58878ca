"""Meta's authorization pages and Facebook Login's tokens: scopes, ways back, lives."""

import secrets
from collections.abc import Collection

from starlette.responses import Response

from sandbox import accounts, consenting, granting
from sandbox.consenting import Asked
from sandbox.exchange import Call, RefusalError
from sandbox.granting import Consent
from sandbox.meta import access, errors, params
from sandbox.meta.params import Params
from sandbox.world import World

CODE_LIFE_MS = 10 * 60 * 1000
"""Of Facebook Login's codes."""
SHORT_LIFE_S, LONG_LIFE_S = 90 * 60, 60 * 24 * 3600
"""Of its tokens of a person; for the short one Facebook says an hour or two."""


def read(
    world: World, platform: str, call: Call, known: Collection[str]
) -> tuple[Asked, frozenset[str]]:
    """What the app asks for.

    Raises:
        RefusalError: With a page, as Meta does it, whatever is wrong.
    """
    asked = consenting.read(world, platform, call)
    if not asked.is_for_a_code:
        raise stop("This request is not valid.", "response_type must be code.")
    wanted = asked.fields.get("scope", "").split(",")
    scopes = frozenset(one.strip() for one in wanted if one.strip())
    for scope in sorted(scopes - set(known)):
        raise stop(f"Invalid scopes: {scope}.", "Scopes are separated by commas.")
    return asked, scopes


def stop(title: str, advice: str) -> RefusalError:
    return RefusalError(consenting.stop(title, advice))


def granted(asked: Asked, code: str) -> Response:
    """The way back from Facebook's dialog, which ends with #_=_, no part of the code."""
    return consenting.back(asked, {"code": code}, fragment="_=_")


def denied(asked: Asked) -> Response:
    values = {
        "error": "access_denied",
        "error_code": "200",
        "error_reason": "user_denied",
        "error_description": "Permissions error",
    }
    return consenting.back(asked, values, fragment="_=_")


def issue_code(world: World, asked: Asked, consent: Consent) -> str:
    code = "AQ" + secrets.token_urlsafe(120)
    return granting.issue_code(
        world, consent, code, redirect_uri=asked.redirect_uri, life_ms=CODE_LIFE_MS
    )


def exchange(world: World, platform: str, call: Call, *, short: str, long: str) -> Response:
    """GET /{v}/oauth/access_token: a code or a person's token for a token of these kinds."""
    values = Params(params.read(call))
    client_id = values.required("client_id")
    if accounts.find_client(world.state, platform, client_id) is None:
        raise errors.refusal(101, "Error validating application. Cannot get application info.")
    secret = values.required("client_secret")
    if granting.authenticated(world, platform, client_id, secret) is None:
        raise errors.refusal(1, "Error validating client secret.")
    kind = values.text("grant_type", "authorization_code")
    if kind == "fb_exchange_token":
        token = values.required("fb_exchange_token")
        values.done()
        found = access.check_token(world, platform, token)
        if found.consent.client_id != client_id or found.kind not in (short, long):
            raise errors.invalid("The token is none of a person who uses this app")
        return _answer(world, found.consent, long, LONG_LIFE_S)
    if kind != "authorization_code":
        raise errors.invalid("grant_type is not one that is known here")
    code, redirect_uri = values.required("code"), values.required("redirect_uri")
    values.done()
    return _answer(
        world, _take_code(world, platform, client_id, code, redirect_uri), short, SHORT_LIFE_S
    )


def issue(world: World, consent: Consent, kind: str, life_s: int | None) -> str:
    """A new token of Facebook Login, without an end if it has no life."""
    token = "EAA" + secrets.token_urlsafe(140)
    return granting.issue_token(world, consent, token, kind=kind, life_s=life_s)


def _take_code(
    world: World, platform: str, client_id: str, given: str, redirect_uri: str
) -> Consent:
    code = granting.find_code(world, platform, given)
    if code is None or code.consent.client_id != client_id:
        raise errors.invalid("Invalid verification code format.")
    if code.is_used:
        raise errors.refusal(100, "This authorization code has been used.", subcode=36009)
    if code.is_over:
        raise errors.refusal(100, "This authorization code has expired.", subcode=36007)
    if code.redirect_uri != redirect_uri:
        raise errors.refusal(
            100,
            "Error validating verification code. Please make sure your redirect_uri is identical "
            "to the one you used in the OAuth dialog request",
            subcode=36008,
        )
    granting.use_code(world, given)
    return code.consent


def _answer(world: World, consent: Consent, kind: str, life_s: int) -> Response:
    token = issue(world, consent, kind, life_s)
    return errors.reply({"access_token": token, "token_type": "bearer", "expires_in": life_s})
