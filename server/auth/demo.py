"""The demo account of a development server: always there, its password fixed by the secret key."""

import hmac

from config.secrets import demo_password
from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.ids import new_id
from server.auth.passwords import UNUSABLE
from tools.services import Services

EMAIL = "demo@insta-media.local"
TIER = "enterprise"


async def ensure_demo(services: Services) -> None:
    """Make the demo user with its workspace and an empty brand, unless they are there."""
    now = services.real_clock()
    user = User(id=new_id(), email=EMAIL, name="Demo", password_hash=UNUSABLE, created_at=now)
    workspace = Workspace(
        id=new_id(), name="Demo", subscription_tier=TIER, is_demo=True, created_at=now
    )
    brand = Brand(id=new_id(), workspace_id=workspace.id, profile=BrandProfile(), is_default=True)
    async with services.store.writing() as unit:
        if await unit.accounts.user_by_email(EMAIL):
            return
        await unit.accounts.add_user(user)
        await unit.accounts.add_workspace(workspace, owner_id=user.id)
        await unit.brands.add(brand, now)


def opens_demo(email: str, password: str, secret_key: str) -> bool:
    """Whether this is the demo login; compared as it is, so that it follows a changed key."""
    expected = demo_password(secret_key).encode()
    return hmac.compare_digest(password.encode(), expected) and email == EMAIL
