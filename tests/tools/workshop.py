"""The demo's brand and history, with the real engine, database and renderers around it."""

from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import cast

from domain.account import Member, Role, User, Workspace
from domain.brand import Brand
from domain.platform import Platform
from domain.studio import ContentType
from esg.engine import EsgEngine
from esg.onnx import packaged_embedder
from platforms.instagram.render import InstagramRenderer
from platforms.linkedin.render import LinkedInRenderer
from platforms.ports import Capabilities
from platforms.registry import Platforms
from platforms.x.render import XRenderer
from store.unit import Store
from tests.parts import services_at
from tools.demo import demo_profile
from tools.generated import Wanted
from tools.studio import generate

NOW = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
RENDERERS = {
    Platform.INSTAGRAM: InstagramRenderer(),
    Platform.LINKEDIN: LinkedInRenderer(),
    Platform.X: XRenderer(),
}


class Studio:
    """The demo's brand and history, and the real parts around it."""

    def __init__(self, url: str) -> None:
        self.store = Store(url, secret_keys=("a secret key of tests only, long",))
        nothing = cast("object", None)
        self.services = services_at(
            lambda: NOW,
            store=self.store,
            esg=EsgEngine(self.store, packaged_embedder(), now=lambda: NOW),
            platforms=Platforms(
                Capabilities(platform=p, is_sandbox=True, renderer=r, connector=nothing)
                for p, r in RENDERERS.items()
            ),
        )
        self.profile = demo_profile({})
        self.member = Member(
            user_id="u",
            workspace_id="w",
            role=Role.OWNER,
            email="u@example.com",
            name="",
            subscription_tier="basic",
        )

    async def fill(self) -> None:
        async with self.store.writing() as unit:
            user = User(id="u", email="u@example.com", password_hash="", created_at=NOW)
            await unit.accounts.add_user(user)
            made = Workspace(id="w", name="w", created_at=NOW)
            await unit.accounts.add_workspace(made, owner_id="u")
            brand = Brand(id="b", workspace_id="w", profile=self.profile)
            await unit.brands.add(brand, NOW)
        posts = files("tools.data").joinpath("demo_posts.csv").read_bytes()
        await self.services.esg.import_posts("w", "b", posts, Platform.INSTAGRAM)

    async def write(
        self, brief="our masala chai", *, author=None, voice=None, profile=None, **given
    ):
        profile = profile or self.profile
        if voice:
            changed = profile.brand_voice.model_copy(update=voice)
            profile = profile.model_copy(update={"brand_voice": changed})
        wanted = {
            "brief": brief,
            "platform": Platform.INSTAGRAM,
            "content_type": ContentType.SOCIAL_POST,
            "language": "en",
            **given,
        }
        services = replace(self.services, author=author) if author else self.services
        brand = Brand(id="b", workspace_id="w", profile=profile)
        return await generate(services, self.member, brand, Wanted.model_validate(wanted))
