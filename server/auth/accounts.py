"""Registering, signing in and staying signed in. Knows tokens and rows, not HTTP."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from domain.account import Member, User, Workspace
from domain.brand import Brand, BrandProfile
from domain.errors import ConflictError, InvalidError, UnauthenticatedError
from domain.frozen import Frozen
from domain.ids import new_id
from server.auth.demo import opens_demo
from server.auth.passwords import Passwords
from server.auth.tokens import (
    ACCESS_LIFE,
    REFRESH_LIFE,
    AccessTokens,
    digest,
    new_refresh_token,
    real_now,
)
from store.accounts import RefreshToken
from store.unit import Unit
from tools.services import Services

_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s.\x00-\x1f]+(\.[^@\s.\x00-\x1f]+)+")
_LONGEST_EMAIL = 254


class Registration(Frozen):
    email: str
    password: str
    name: str = ""
    business_name: str = ""


@dataclass(frozen=True, slots=True)
class TokenPair:
    access_token: str
    refresh_token: str
    expires_in: int
    """Seconds until the access token ends."""
    member: Member


@dataclass(frozen=True, slots=True)
class Accounts:
    services: Services
    passwords: Passwords
    tokens: AccessTokens
    demo_key: str | None
    """The secret key behind the demo login; None where there is no demo."""

    async def register(self, wanted: Registration) -> TokenPair:
        """Make a user, their workspace and its empty brand, and sign them in.

        Raises:
            InvalidError: `bad_email`.
            ConflictError: `email_taken`.
        """
        email = normalised_email(wanted.email)
        password_hash = await self.passwords.hash(wanted.password)
        now = real_now()
        user = User(
            id=new_id(),
            email=email,
            name=wanted.name.strip(),
            password_hash=password_hash,
            created_at=now,
        )
        async with self.services.store.writing() as unit:
            if await unit.accounts.user_by_email(email):
                raise ConflictError(
                    "There is an account with this e-mail already. Sign in instead.",
                    code="email_taken",
                )
            member = await _found_workspace(unit, user, wanted.business_name.strip(), now)
            return await self._pair(unit, member, family_id=new_id())

    async def login(self, email: str, password: str) -> TokenPair:
        """Sign in.

        Raises:
            UnauthenticatedError: `bad_credentials`, in the same time and words for any reason.
        """
        known = _fold(email)
        async with self.services.store.reading() as unit:
            user = await unit.accounts.user_by_email(known)
        fits = await self.passwords.fits(password, user.password_hash if user else None)
        if self.demo_key and opens_demo(known, password, self.demo_key):
            fits = True
        if user is None or not fits:
            raise _bad_credentials()
        async with self.services.store.writing() as unit:
            member = await unit.accounts.home(user.id)
            if member is None:
                raise _bad_credentials()
            return await self._pair(unit, member, family_id=new_id())

    async def refresh(self, token: str) -> TokenPair:
        """Trade a refresh token for a new pair; each serves once.

        Raises:
            UnauthenticatedError: `refresh_reused` (then its whole family is over) or
                `bad_refresh_token`.
        """
        now = real_now()
        async with self.services.store.writing() as unit:
            known = await unit.accounts.refresh_token(digest(token))
            if known is None or known.expires_at <= now:
                raise _bad_refresh()
            member = await unit.accounts.member(known.workspace_id, known.user_id)
            if member is None:
                raise _bad_refresh()
            if await unit.accounts.use_refresh_token(known.token_hash, now):
                return await self._pair(unit, member, family_id=known.family_id)
            await unit.accounts.revoke_family(known.family_id, now)
        # raised after the unit, or the revocation would be rolled back with it
        raise UnauthenticatedError(
            "This sign-in was ended, because one of its refresh tokens was used twice. "
            "Sign in again.",
            code="refresh_reused",
        )

    async def _pair(self, unit: Unit, member: Member, *, family_id: str) -> TokenPair:
        refresh_token, now = new_refresh_token(), real_now()
        await unit.accounts.add_refresh_token(
            RefreshToken(
                token_hash=digest(refresh_token),
                family_id=family_id,
                user_id=member.user_id,
                workspace_id=member.workspace_id,
                expires_at=now + REFRESH_LIFE,
                created_at=now,
            )
        )
        return TokenPair(
            access_token=self.tokens.issue(member),
            refresh_token=refresh_token,
            expires_in=round(ACCESS_LIFE.total_seconds()),
            member=member,
        )


def normalised_email(email: str) -> str:
    """The address as it is stored and compared.

    Raises:
        InvalidError: `bad_email`.
    """
    folded = _fold(email)
    if len(folded) > _LONGEST_EMAIL or not _EMAIL.fullmatch(folded):
        raise InvalidError(
            "This is not an e-mail address. Write it like name@example.com.", code="bad_email"
        )
    return folded


def _fold(email: str) -> str:
    return unicodedata.normalize("NFKC", email).strip().casefold()


async def _found_workspace(unit: Unit, user: User, business_name: str, now: datetime) -> Member:
    workspace = Workspace(
        id=new_id(), name=business_name or user.name or user.email, created_at=now
    )
    brand = Brand(
        id=new_id(),
        workspace_id=workspace.id,
        profile=BrandProfile(business_name=business_name),
        is_default=True,
    )
    await unit.accounts.add_user(user)
    await unit.accounts.add_workspace(workspace, owner_id=user.id)
    await unit.brands.add(brand, now)
    await unit.audit.record(
        workspace.id,
        at=now,
        user_id=user.id,
        surface="api",
        action="account.register",
        subject=user.id,
    )
    member = await unit.accounts.member(workspace.id, user.id)
    if member is None:
        raise UnauthenticatedError("The new account cannot be read back.")
    return member


def _bad_credentials() -> UnauthenticatedError:
    return UnauthenticatedError(
        "E-mail or password is not right. Check both and try again.", code="bad_credentials"
    )


def _bad_refresh() -> UnauthenticatedError:
    return UnauthenticatedError(
        "This refresh token is not valid any more. Sign in again.", code="bad_refresh_token"
    )
