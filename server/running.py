"""What a request needs of the running program: the system and the accounts in front of it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from server.auth.accounts import Accounts
from worker.system import System


@dataclass(frozen=True, slots=True)
class Running:
    """The opened system with what only a listener adds."""

    system: System
    accounts: Accounts
    owner_token: str | None = None
    """Lets another command on this machine act through this process; None without a lock file."""


async def _running(request: Request) -> Running:
    running: Running = request.app.state.running
    return running


RunningDep = Annotated[Running, Depends(_running)]
