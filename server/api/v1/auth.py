"""POST /api/v1/auth/…: register, login, refresh."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field, SecretStr

from server.auth.accounts import Registration, TokenPair
from server.plain_text import PlainText
from server.running import RunningDep

router = APIRouter(prefix="/auth", tags=["accounts"])

Email = Annotated[str, Field(min_length=3, max_length=320)]
LONGEST_PASSWORD = 256


class RegisterBody(BaseModel):
    email: Email
    password: SecretStr = Field(min_length=8, max_length=LONGEST_PASSWORD)
    name: PlainText = Field(default="", max_length=200)
    business_name: PlainText = Field(default="", max_length=200)


class LoginBody(BaseModel):
    email: str = Field(max_length=320)
    password: SecretStr = Field(max_length=LONGEST_PASSWORD)


class RefreshBody(BaseModel):
    refresh_token: SecretStr = Field(max_length=200)


class UserView(BaseModel):
    id: str
    email: str
    name: str
    workspace_id: str
    role: str
    subscription_tier: str


class TokenPairView(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105 - the scheme's name
    expires_in: int
    """Seconds."""
    user: UserView


@router.post("/register", status_code=201)
async def register(body: RegisterBody, running: RunningDep) -> TokenPairView:
    """Make an account with a workspace of its own and an empty brand."""
    wanted = Registration(
        email=body.email,
        password=body.password.get_secret_value(),
        name=body.name,
        business_name=body.business_name,
    )
    return _view(await running.accounts.register(wanted))


@router.post("/login")
async def login(body: LoginBody, running: RunningDep) -> TokenPairView:
    """Sign in with e-mail and password."""
    return _view(await running.accounts.login(body.email, body.password.get_secret_value()))


@router.post("/refresh")
async def refresh(body: RefreshBody, running: RunningDep) -> TokenPairView:
    """Trade a refresh token for a new pair; each serves once."""
    return _view(await running.accounts.refresh(body.refresh_token.get_secret_value()))


def _view(pair: TokenPair) -> TokenPairView:
    member = pair.member
    return TokenPairView(
        access_token=pair.access_token,
        refresh_token=pair.refresh_token,
        expires_in=pair.expires_in,
        user=UserView(
            id=member.user_id,
            email=member.email,
            name=member.name,
            workspace_id=member.workspace_id,
            role=member.role.value,
            subscription_tier=member.subscription_tier,
        ),
    )
