"""GET and PUT /api/v1/profile: the default brand's DNA."""

from fastapi import APIRouter

from domain.brand import Brand, BrandProfile
from domain.errors import ConflictError
from domain.times import zone
from server.auth.access import Reader, Writer
from server.plain_text import require_plain
from server.running import RunningDep

router = APIRouter(prefix="/profile", tags=["brand"])


class ProfileBody(BrandProfile):
    brand_id: str | None = None
    """As it was read; it cannot be changed."""
    workspace_id: str | None = None
    """Whose brand it is; as it was read."""


@router.get("")
async def read_profile(caller: Reader, running: RunningDep) -> ProfileBody:
    """What is known of the brand."""
    async with running.system.store.reading() as unit:
        return _view(await unit.brands.default(caller.workspace_id))


@router.put("")
async def write_profile(body: ProfileBody, caller: Writer, running: RunningDep) -> ProfileBody:
    """Replace the whole profile; what is left out is empty afterwards."""
    require_plain(body.model_dump())
    zone(body.timezone)
    profile = BrandProfile.model_validate(body.model_dump(exclude={"brand_id", "workspace_id"}))
    async with running.system.store.writing() as unit:
        brand = await unit.brands.default(caller.workspace_id)
        _require_same(brand, body)
        now = running.system.services.clock()
        await unit.brands.save_profile(caller.workspace_id, brand.id, profile, now)
        return _view(brand.model_copy(update={"profile": profile}))


def _require_same(brand: Brand, body: ProfileBody) -> None:
    if body.workspace_id not in (None, brand.workspace_id):
        raise ConflictError(
            f"This is the profile of workspace {brand.workspace_id}. Leave workspace_id out, or "
            "send that one.",
            code="other_workspace",
        )
    if body.brand_id not in (None, brand.id):
        raise ConflictError(
            f"This is the profile of brand {brand.id}. Leave brand_id out, or send that one.",
            code="other_brand",
        )


def _view(brand: Brand) -> ProfileBody:
    return ProfileBody(
        brand_id=brand.id, workspace_id=brand.workspace_id, **brand.profile.model_dump()
    )
