"""Every fault that publishing on LinkedIn can meet, step by step, and the one end each may have."""

import pytest

from crash.matrix import Step, cells
from sandbox.catalogue import OPERATIONS

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
STEPS = (
    Step("linkedin", "initialize_upload", "preparing"),
    Step("linkedin", "upload_image", "preparing"),
    Step("linkedin", "image_status", "preparing"),
    Step("linkedin", "create_post", "irreversible", pictured=False),
    Step("linkedin", "create_post", "irreversible", "member", "nothing", pictured=False),
    Step("linkedin", "find_posts", "probing", pictured=False, publishes="create_post"),
)
CELLS = cells(STEPS, OPERATIONS)


@pytest.mark.parametrize(("step", "mode"), CELLS, ids=[f"{s.name}-{m}" for s, m in CELLS])
async def test_every_fault_has_its_one_end(matrix, meets, step, mode):
    await meets(matrix, step, mode)
