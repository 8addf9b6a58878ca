"""Users, workspaces, memberships and refresh tokens."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from domain.account import Member, Role, User, Workspace
from domain.errors import ConflictError
from domain.frozen import Frozen
from store.execute import changed
from store.tables import MemberRow, RefreshTokenRow, UserRow, WorkspaceRow


class RefreshToken(Frozen):
    token_hash: str
    family_id: str
    user_id: str
    workspace_id: str
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    created_at: datetime


class Accounts:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_user(self, user: User) -> None:
        """Insert.

        Raises:
            ConflictError: `email_taken`; also when another registration was quicker.
        """
        self._session.add(UserRow(**user.model_dump()))
        try:
            await self._session.flush()
        except IntegrityError as error:
            raise ConflictError(
                "This e-mail address has an account already. Sign in instead.", code="email_taken"
            ) from error

    async def user_by_email(self, email: str) -> User | None:
        row = await self._session.scalar(select(UserRow).where(UserRow.email == email))
        return _user(row) if row else None

    async def add_workspace(self, workspace: Workspace, *, owner_id: str) -> None:
        self._session.add(WorkspaceRow(**workspace.model_dump()))
        await self._session.flush()
        self._session.add(
            MemberRow(
                workspace_id=workspace.id,
                user_id=owner_id,
                role=Role.OWNER.value,
                created_at=workspace.created_at,
            )
        )
        await self._session.flush()

    async def workspace(self, workspace_id: str) -> Workspace | None:
        row = await self._session.get(WorkspaceRow, workspace_id)
        return _workspace(row) if row else None

    async def demo_workspace(self) -> Workspace | None:
        row = await self._session.scalar(
            select(WorkspaceRow).where(WorkspaceRow.is_demo).order_by(WorkspaceRow.created_at)
        )
        return _workspace(row) if row else None

    async def member(self, workspace_id: str, user_id: str) -> Member | None:
        """The user as a member of the workspace; None when they are not one."""
        return await self._member(
            MemberRow.workspace_id == workspace_id, MemberRow.user_id == user_id
        )

    async def owner(self, workspace_id: str) -> Member | None:
        return await self._member(
            MemberRow.workspace_id == workspace_id, MemberRow.role == Role.OWNER.value
        )

    async def home(self, user_id: str) -> Member | None:
        """The user in the first workspace they belong to."""
        return await self._member(MemberRow.user_id == user_id)

    async def _member(self, *where: object) -> Member | None:
        found = (
            await self._session.execute(
                select(MemberRow, UserRow, WorkspaceRow)
                .join(UserRow, UserRow.id == MemberRow.user_id)
                .join(WorkspaceRow, WorkspaceRow.id == MemberRow.workspace_id)
                .where(*where)  # type: ignore[arg-type]  # SQLAlchemy expressions
                .order_by(MemberRow.created_at)
                .limit(1)
            )
        ).first()
        if found is None:
            return None
        member, user, workspace = found
        return Member(
            user_id=user.id,
            workspace_id=workspace.id,
            role=Role(member.role),
            email=user.email,
            name=user.name,
            subscription_tier=workspace.subscription_tier,
        )

    async def add_refresh_token(self, token: RefreshToken) -> None:
        self._session.add(RefreshTokenRow(**token.model_dump()))
        await self._session.flush()

    async def refresh_token(self, token_hash: str) -> RefreshToken | None:
        row = await self._session.get(RefreshTokenRow, token_hash)
        if row is None:
            return None
        return RefreshToken(**{name: getattr(row, name) for name in RefreshToken.model_fields})

    async def use_refresh_token(self, token_hash: str, at: datetime) -> bool:
        """Spend the token; False when it was spent or revoked already."""
        return await changed(
            self._session,
            update(RefreshTokenRow)
            .where(
                RefreshTokenRow.token_hash == token_hash,
                RefreshTokenRow.used_at.is_(None),
                RefreshTokenRow.revoked_at.is_(None),
            )
            .values(used_at=at),
        )

    async def revoke_family(self, family_id: str, at: datetime) -> None:
        await self._session.execute(
            update(RefreshTokenRow)
            .where(RefreshTokenRow.family_id == family_id, RefreshTokenRow.revoked_at.is_(None))
            .values(revoked_at=at)
        )


def _user(row: UserRow) -> User:
    return User(
        id=row.id,
        email=row.email,
        name=row.name,
        password_hash=row.password_hash,
        created_at=row.created_at,
    )


def _workspace(row: WorkspaceRow) -> Workspace:
    return Workspace(
        id=row.id,
        name=row.name,
        subscription_tier=row.subscription_tier,
        is_demo=row.is_demo,
        created_at=row.created_at,
    )
