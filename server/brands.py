"""Which brand a request is about: the one it names, or the workspace's default."""

from domain.brand import Brand
from server.auth.access import Caller
from store.unit import Store


async def chosen_brand(store: Store, caller: Caller, brand_id: str | None) -> Brand:
    """The brand.

    Raises:
        NotFoundError: No such brand in the caller's workspace.
    """
    async with store.reading() as unit:
        if brand_id:
            return await unit.brands.current(caller.workspace_id, brand_id)
        return await unit.brands.default(caller.workspace_id)
