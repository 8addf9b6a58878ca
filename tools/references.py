"""The brand's own posts to learn from, for any text; none when there is nothing to search with."""

from domain.post import Reference
from tools.services import Turn

COUNT = 5


async def find_references(turn: Turn, text: str) -> tuple[Reference, ...]:
    """The best references, equal texts once (what creative uses)."""
    if not text.strip():
        return ()
    found = await turn.services.esg.search(
        turn.workspace_id, turn.brand_id, text, k=COUNT, distinct=True
    )
    return found.references
