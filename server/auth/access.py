"""Who calls, and whether they may: dependencies that show the required right in a signature."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer

from domain.account import Member, Right
from domain.errors import ForbiddenError, NotFoundError, UnauthenticatedError
from llm.model.paying import Payer, set_payer
from server.running import Running, RunningDep
from store.unit import Unit

LOCAL_SURFACE = "local CLI"
API_KEY_PREFIX = "im_"
_LOOPBACK = ("127.", "::1", "localhost")
# only declares the scheme for /docs; the header is read below, with words of our own
_scheme = HTTPBearer(auto_error=False, description="An access token of /api/v1/auth/login")


@dataclass(frozen=True, slots=True)
class Caller:
    """A member, and through which surface they act (for the audit log)."""

    member: Member
    surface: str
    until: datetime | None = None
    """When what they showed loses its force, by the machine's own time; None: it does not."""

    @property
    def workspace_id(self) -> str:
        return self.member.workspace_id


async def _identify(
    request: Request,
    running: RunningDep,
    authorization: Annotated[str, Header(include_in_schema=False)] = "",
    x_api_key: Annotated[str, Header(include_in_schema=False)] = "",
    x_workspace_id: Annotated[str, Header(include_in_schema=False)] = "",
) -> Caller:
    """The caller.

    Raises:
        UnauthenticatedError: Nobody proved who they are.
    """
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    if token.startswith(API_KEY_PREFIX) or (x_api_key and not token):
        raise UnauthenticatedError(
            "API keys are not offered here. Sign in with POST /api/v1/auth/login and send its "
            "access_token as “Authorization: Bearer …”.",
            code="api_keys_not_offered",
        )
    if scheme.lower() != "bearer" or not token:
        raise UnauthenticatedError(
            "Sign in first: POST /api/v1/auth/login, then send its access_token as "
            "“Authorization: Bearer …”.",
        )
    async with running.system.store.reading() as unit:
        if running.owner_token and hmac.compare_digest(
            token.encode(), running.owner_token.encode()
        ):
            return await _local_owner(request, unit, x_workspace_id)
        return await _signed_in(running, unit, token)


async def _local_owner(request: Request, unit: Unit, workspace_id: str) -> Caller:
    host = request.client.host if request.client else ""
    if not host.startswith(_LOOPBACK):
        raise UnauthenticatedError(
            "The local token serves on this machine only. Sign in instead.", code="bad_token"
        )
    if not workspace_id:
        demo = await unit.accounts.demo_workspace()
        workspace_id = demo.id if demo else ""
    member = await unit.accounts.owner(workspace_id)
    if member is None:
        raise NotFoundError(
            "There is no such workspace here. Name one with the header X-Workspace-Id.",
            code="unknown_workspace",
        )
    return Caller(member=member, surface=LOCAL_SURFACE)


async def _signed_in(running: Running, unit: Unit, token: str) -> Caller:
    bearer = running.accounts.tokens.read(token)
    member = await unit.accounts.member(bearer.workspace_id, bearer.user_id)
    if member is None:
        raise UnauthenticatedError(
            "You do not belong to this workspace any more. Sign in again.", code="bad_token"
        )
    return Caller(member=member, surface="api", until=bearer.expires_at)


def _with(right: Right) -> Callable[..., Awaitable[Caller]]:
    async def allowed(
        caller: Annotated[Caller, Depends(_identify)],
        _declared: Annotated[object, Depends(_scheme)],
    ) -> Caller:
        if not caller.member.may(right):
            raise ForbiddenError(_refusal(caller.member, right), code="not_allowed")
        # what this request has written by a model is in its workspace's budget
        set_payer(Payer(caller.member.workspace_id))
        return caller

    return allowed


def _refusal(member: Member, right: Right) -> str:
    return (
        f"This needs the right “{right.value}”, which a {member.role.value} does not have here. "
        "Ask an owner of this workspace."
    )


Reader = Annotated[Caller, Depends(_with(Right.READ))]
Writer = Annotated[Caller, Depends(_with(Right.WRITE))]
Decider = Annotated[Caller, Depends(_with(Right.DECIDE))]
Admin = Annotated[Caller, Depends(_with(Right.ADMIN))]
Connecter = Annotated[Caller, Depends(_with(Right.CONNECT))]
