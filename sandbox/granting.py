"""What the OAuth servers of all platforms share: an app's secret, codes and their proof, tokens.

What is given for how long, and how a refusal is worded, is each platform's own.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from sqlite3 import Row
from urllib.parse import parse_qsl

from sandbox import accounts
from sandbox.exchange import Call
from sandbox.state import State
from sandbox.world import World

FORM = "application/x-www-form-urlencoded"
ACCESS, REFRESH = "access", "refresh"
_MOST_FIELDS = 50
_FOREVER_MS = 10**15


class FormError(ValueError):
    """The body is no form; `repeated` is the field that came twice, if that is why."""

    def __init__(self, words: str, repeated: str = "") -> None:
        super().__init__(words)
        self.repeated = repeated


@dataclass(frozen=True)
class Consent:
    """What a member lets an app do."""

    platform: str
    client_id: str
    member: str
    scopes: frozenset[str]

    @property
    def scope(self) -> str:
        return " ".join(sorted(self.scopes))


@dataclass(frozen=True)
class Code:
    consent: Consent
    redirect_uri: str
    challenge: str
    method: str
    is_used: bool
    is_over: bool

    def is_proven_by(self, verifier: str) -> bool:
        """RFC 7636, section 4.6; what was asked without a challenge takes no verifier."""
        if not self.challenge:
            return not verifier
        proof = verifier.encode("utf-8", "surrogatepass")
        if self.method == "S256":
            proof = base64.urlsafe_b64encode(hashlib.sha256(proof).digest()).rstrip(b"=")
        return hmac.compare_digest(proof, self.challenge.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Token:
    consent: Consent
    kind: str
    expires_ms: int
    is_revoked: bool
    is_over: bool

    @property
    def is_live(self) -> bool:
        return not self.is_revoked and not self.is_over


def read_form(call: Call) -> dict[str, str]:
    """The fields of a urlencoded form.

    Raises:
        FormError: It is none, or a field comes twice.
    """
    if call.content_type != FORM:
        raise FormError(f"The content type must be {FORM}")
    try:
        pairs = parse_qsl(
            call.body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise FormError("The form cannot be read") from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        if name in fields:
            raise FormError("The form cannot be read", repeated=name)
        fields[name] = value
    return fields


def authenticated(
    world: World, platform: str, client_id: str, secret: str
) -> accounts.Client | None:
    """The app of that id, if this is its secret."""
    client = accounts.find_client(world.state, platform, client_id)
    if client is None or not hmac.compare_digest(client.secret_hash, accounts.digest(secret)):
        return None
    return client


def bearer(call: Call, schemes: tuple[str, ...] = ("bearer",)) -> str:
    """The token in the Authorization header; empty when there is none of these schemes."""
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() in schemes else ""


def issue_code(
    world: World,
    consent: Consent,
    code: str,
    *,
    redirect_uri: str,
    life_ms: int,
    challenge: str = "",
    method: str = "",
) -> str:
    """Keeps the code for its one exchange."""
    world.state.run(
        "INSERT INTO codes (code_hash, platform, client_id, member, scopes, redirect_uri,"
        " challenge, method, expires_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(code),
            consent.platform,
            consent.client_id,
            consent.member,
            consent.scope,
            redirect_uri,
            challenge,
            method,
            world.clock.now_ms() + life_ms,
        ),
    )
    return code


def find_code(world: World, platform: str, code: str) -> Code | None:
    row = world.state.row(
        "SELECT * FROM codes WHERE code_hash = ? AND platform = ?",
        (accounts.digest(code), platform),
    )
    if row is None:
        return None
    return Code(
        _consent(row),
        row["redirect_uri"],
        row["challenge"],
        row["method"],
        bool(row["used"]),
        row["expires_ms"] <= world.clock.now_ms(),
    )


def use_code(world: World, code: str) -> None:
    world.state.run("UPDATE codes SET used = 1 WHERE code_hash = ?", (accounts.digest(code),))


def issue_token(
    world: World, consent: Consent, token: str, *, kind: str = ACCESS, life_s: int | None
) -> str:
    """Keeps the token, which has no end without a life."""
    expires_ms = _FOREVER_MS if life_s is None else world.clock.now_ms() + life_s * 1000
    world.state.run(
        "INSERT INTO tokens (token_hash, platform, kind, client_id, member, scopes, expires_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            accounts.digest(token),
            consent.platform,
            kind,
            consent.client_id,
            consent.member,
            consent.scope,
            expires_ms,
        ),
    )
    return token


def find_token(world: World, platform: str, token: str, *kinds: str) -> Token | None:
    """The token, of one of these kinds if any are named; it may be revoked or over."""
    row = world.state.row(
        "SELECT * FROM tokens WHERE token_hash = ? AND platform = ?",
        (accounts.digest(token), platform),
    )
    if row is None or (kinds and row["kind"] not in kinds):
        return None
    return Token(
        _consent(row),
        row["kind"],
        row["expires_ms"],
        bool(row["revoked"]),
        row["expires_ms"] <= world.clock.now_ms(),
    )


def live_token(world: World, platform: str, token: str, kind: str = ACCESS) -> Token | None:
    found = find_token(world, platform, token, kind)
    return found if found is not None and found.is_live else None


def has_token(world: World, consent: Consent, kind: str) -> bool:
    """Whether the member ever gave this app one of that kind that was not revoked."""
    row = world.state.row(
        "SELECT 1 FROM tokens WHERE platform = ? AND kind = ? AND client_id = ? AND member = ?"
        " AND NOT revoked",
        (consent.platform, kind, consent.client_id, consent.member),
    )
    return row is not None


def prolong(world: World, token: str, life_s: int) -> None:
    """Lets it live so long from now on."""
    world.state.run(
        "UPDATE tokens SET expires_ms = ? WHERE token_hash = ?",
        (world.clock.now_ms() + life_s * 1000, accounts.digest(token)),
    )


def revoke(state: State, token: str) -> None:
    state.run("UPDATE tokens SET revoked = 1 WHERE token_hash = ?", (accounts.digest(token),))


def revoke_all(state: State, consent: Consent, *, but_of_same_scopes: bool = False) -> None:
    """Ends every token of the member for this app."""
    state.run(
        "UPDATE tokens SET revoked = 1 WHERE platform = ? AND client_id = ? AND member = ?"
        " AND scopes IS NOT ?",
        (
            consent.platform,
            consent.client_id,
            consent.member,
            consent.scope if but_of_same_scopes else None,
        ),
    )


def _consent(row: Row) -> Consent:
    return Consent(
        row["platform"], row["client_id"], row["member"], frozenset(row["scopes"].split())
    )
