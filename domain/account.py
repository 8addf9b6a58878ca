"""People, workspaces and what each role may do."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import Frozen


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    APPROVER = "approver"
    VIEWER = "viewer"


class Right(StrEnum):
    READ = "read"
    WRITE = "write"
    DECIDE = "approvals:decide"
    CONNECT = "platforms:connect"
    ADMIN = "workspace:admin"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.APPROVER: frozenset({Right.READ, Right.WRITE, Right.DECIDE}),
    Role.EDITOR: frozenset({Right.READ, Right.WRITE}),
    Role.VIEWER: frozenset({Right.READ}),
}


class User(Frozen):
    id: str
    email: str
    name: str = ""
    password_hash: str
    created_at: datetime


class Workspace(Frozen):
    id: str
    name: str
    subscription_tier: str = "basic"
    is_demo: bool = False
    created_at: datetime


class Member(Frozen):
    """A user seen within one workspace: the identity every request acts as."""

    user_id: str
    workspace_id: str
    role: Role
    email: str
    name: str
    subscription_tier: str

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]
