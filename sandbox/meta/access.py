"""Reads and checks the token of a Graph call: where it may stand, and why it is none."""

from sandbox import granting
from sandbox.clock import iso
from sandbox.exchange import Call, RefusalError
from sandbox.granting import Token
from sandbox.meta import errors, params
from sandbox.world import World

REVOKED = "The session was ended because the person changed the password."
SCHEMES = ("oauth", "bearer")


def check_token(world: World, platform: str, token: str, *, status: int = 400) -> Token:
    """The token, if it is a live one; `status` is that of the answer to none at all.

    Raises:
        RefusalError: Code 104 without a token, 190 with one that is unknown, revoked or over.
    """
    if not token:
        raise errors.refusal(
            104, "An access token is required to request this resource.", status=status
        )
    found = granting.find_token(world, platform, token)
    if found is None:
        raise unknown()
    if found.is_revoked:
        raise RefusalError(errors.token_problem(REVOKED, 460))
    if found.is_over:
        when = iso(found.expires_ms)
        raise RefusalError(errors.token_problem(f"Session has expired on {when}.", 463))
    return found


def unknown() -> RefusalError:
    return RefusalError(errors.token_problem("Cannot parse access token"))


def token_in(call: Call, values: dict[str, str]) -> str:
    """The token among the parameters or else in the header; empty when there is none."""
    return values.get("access_token", "") or granting.bearer(call, SCHEMES)


def token_of(call: Call) -> str:
    """The call's token, or nothing when the call cannot even be read."""
    if in_header := granting.bearer(call, SCHEMES):
        return in_header
    try:
        return token_in(call, params.read(call))
    except RefusalError:
        return ""


def owner_of(world: World, platform: str, call: Call) -> str | None:
    """Whose token it is, if it is a known one."""
    found = granting.find_token(world, platform, token_of(call))
    return None if found is None else found.consent.member


def revoke(world: World, call: Call) -> None:
    granting.revoke(world.state, token_of(call))
