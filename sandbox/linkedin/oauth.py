"""LinkedIn's OAuth: codes, tokens, revocation, sign-in profile. Its page is in `consent`."""

import hmac
import secrets
from urllib.parse import parse_qs

from starlette.responses import Response

from sandbox import accounts
from sandbox.exchange import Call
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


def issue_code(
    world: World, *, client_id: str, member: str, redirect_uri: str, scopes: frozenset[str]
) -> str:
    """A code for one exchange; a scope set that differs ends this member's earlier tokens."""
    granted = " ".join(sorted(scopes))
    world.state.run(
        "UPDATE tokens SET revoked = 1 WHERE platform = ? AND client_id = ? AND member = ?"
        " AND scopes != ?",
        (PLATFORM, client_id, member, granted),
    )
    code = "AQ" + secrets.token_urlsafe(60)
    world.state.run(
        "INSERT INTO codes (code_hash, client_id, member, redirect_uri, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(code),
            client_id,
            member,
            redirect_uri,
            granted,
            world.clock.now_ms() + CODE_LIFE_MS,
        ),
    )
    return code


def exchange_token(world: World, call: Call) -> Response:
    """POST /oauth/v2/accessToken."""
    form = read_form(call)
    kind = form.get("grant_type", "")
    if kind not in ("authorization_code", "refresh_token"):
        raise errors.oauth_refusal(
            "invalid_request", f'A required parameter "grant_type" is missing or unknown: "{kind}"'
        )
    needed = ["client_id", "client_secret"]
    needed += ["code", "redirect_uri"] if kind == "authorization_code" else ["refresh_token"]
    for name in needed:
        if not form.get(name):
            raise errors.oauth_refusal(
                "invalid_request", f'A required parameter "{name}" is missing'
            )
    client = _check_client(world, form)
    if kind == "authorization_code":
        return _redeem_code(world, client, form)
    return _refresh(world, client, form["refresh_token"])


def revoke_token(world: World, call: Call) -> Response:
    """POST /oauth/v2/revoke."""
    form = read_form(call)
    for name in ("client_id", "client_secret", "token"):
        if not form.get(name):
            raise errors.oauth_refusal(
                "invalid_request", f'A required parameter "{name}" is missing'
            )
    client = _check_client(world, form)
    world.state.run(
        "UPDATE tokens SET revoked = 1 WHERE token_hash = ? AND client_id = ?",
        (accounts.digest(form["token"]), client.client_id),
    )
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
            raise errors.oauth_refusal("invalid_request", f'The parameter "{name}" is repeated')
    return {name: values[0] for name, values in fields.items()}


def _check_client(world: World, form: dict[str, str]) -> accounts.Client:
    client = accounts.find_client(world.state, PLATFORM, form["client_id"])
    given = accounts.digest(form["client_secret"])
    if client is None or not hmac.compare_digest(client.secret_hash, given):
        raise errors.oauth_refusal("invalid_client", "Client authentication failed", 401)
    return client


def _redeem_code(world: World, client: accounts.Client, form: dict[str, str]) -> Response:
    code_hash = accounts.digest(form["code"])
    row = world.state.row("SELECT * FROM codes WHERE code_hash = ?", (code_hash,))
    fits = (
        row is not None
        and not row["used"]
        and row["client_id"] == client.client_id
        and row["redirect_uri"] == form["redirect_uri"]
        and row["expires_ms"] > world.clock.now_ms()
    )
    if row is None or not fits:
        raise errors.oauth_refusal("invalid_request", _NO_MATCH)
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (code_hash,))
    answer = _new_access(world, client.client_id, row["member"], row["scopes"])
    if client.gets_refresh_tokens:
        answer["refresh_token"] = _issue(
            world, "refresh", client.client_id, row["member"], row["scopes"], REFRESH_LIFE_S
        )
        answer["refresh_token_expires_in"] = REFRESH_LIFE_S
    return errors.reply(answer)


def _refresh(world: World, client: accounts.Client, token: str) -> Response:
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND kind = 'refresh' AND client_id = ?",
        (accounts.digest(token), client.client_id),
    )
    now = world.clock.now_ms()
    if row is None or row["revoked"] or row["expires_ms"] <= now:
        raise errors.oauth_refusal(
            "invalid_request",
            "The provided authorization grant or refresh token is invalid, expired or revoked",
        )
    answer = _new_access(world, client.client_id, row["member"], row["scopes"])
    # Use does not lengthen a refresh token's life:
    # https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens
    answer["refresh_token"] = token
    answer["refresh_token_expires_in"] = (row["expires_ms"] - now) // 1000
    return errors.reply(answer)


def _new_access(world: World, client_id: str, member: str, scopes: str) -> dict[str, object]:
    token = _issue(world, "access", client_id, member, scopes, TOKEN_LIFE_S)
    return {
        "access_token": token,
        "expires_in": TOKEN_LIFE_S,
        "scope": scopes.replace(" ", ","),
        "token_type": "Bearer",
    }


def _issue(world: World, kind: str, client_id: str, member: str, scopes: str, life_s: int) -> str:
    token = "AQ" + secrets.token_urlsafe(372)
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
