"""Every fault that publishing on Instagram can meet, step by step, and the one end each has."""

import pytest

from crash.matrix import Step, cells
from sandbox.catalogue import OPERATIONS

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
STEPS = (
    Step("instagram", "publishing_limit", "preparing"),
    Step("instagram", "create_container", "preparing"),
    Step("instagram", "container_status", "preparing"),
    Step("instagram", "publish_media", "irreversible", sight="all"),
    Step("instagram", "get_media", "afterwards"),
    Step("instagram", "find_media", "probing", publishes="publish_media"),
)
CELLS = cells(STEPS, OPERATIONS)


@pytest.mark.parametrize(("step", "mode"), CELLS, ids=[f"{s.name}-{m}" for s, m in CELLS])
async def test_every_fault_has_its_one_end(matrix, meets, step, mode):
    await meets(matrix, step, mode)
