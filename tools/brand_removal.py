"""Takes a brand away once nothing of it is under way. What it published stays."""

from domain.account import Member
from domain.errors import ConflictError
from tools.brand_assets import forget_files
from tools.brands import audit
from tools.services import Services


async def remove(services: Services, member: Member, brand_id: str, *, surface: str) -> None:
    """Take a brand away. What it published, with its numbers, stays on record; its files go.

    Raises:
        NotFoundError: No such brand in this workspace.
        ConflictError: `default_brand`, or `brand_in_use`; says what to do first.
    """
    now = services.clock()
    async with services.store.writing() as unit:
        brand = await unit.brands.held(member.workspace_id, brand_id)
        if brand.is_default:
            raise ConflictError(
                "This is the brand that is meant where none is named. Make another one the "
                "default first: POST /api/v1/brands/{id}/default.",
                code="default_brand",
            )
        in_hand = await unit.brands.in_hand(member.workspace_id, brand_id)
        if any(in_hand.values()):
            raise ConflictError(_in_hand(in_hand), code="brand_in_use", extra={"in_hand": in_hand})
        assets = await unit.brands.assets.list(member.workspace_id, brand_id)
        for asset in assets:
            await unit.brands.assets.remove(asset)
        await unit.brands.drafts.forget_brand(member.workspace_id, brand_id)
        await unit.brands.remove(member.workspace_id, brand_id, now)
        await audit(unit, member, brand_id, "brand.remove", now, surface=surface)
    for asset in assets:
        await forget_files(services, member, asset, surface=surface)


_NOUNS = {"runs": "request"}


def _in_hand(counts: dict[str, int]) -> str:
    """What has to be done first, in words."""
    words = {
        "runs": "that the team is working on: wait until that is done",
        "approvals": "waiting for a decision: decide on them",
        "publications": "planned or on their way: cancel them, or wait until they are out",
        "return": "that return by themselves: stop that",
    }
    told = [
        f"{n} {_NOUNS.get(name, 'post')}{'' if n == 1 else 's'} {words[name]}"
        for name, n in counts.items()
        if n
    ]
    return f"This brand still has {'; and '.join(told)}. Then take it away."
